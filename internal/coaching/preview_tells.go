package coaching

import (
	"slices"
	"strings"

	"mull/internal/exercise"
)

// strictness says how an answer is held: a group as its strictest question, and
// an answer that repeats an earlier one, in its rows or options, as that one. A
// question that is asked because of an answer that never leaves would tell it,
// so it never leaves either.
func strictness(x *exercise.Exercise, q *exercise.Question, seen map[string]bool) (private, never bool) {
	seen[q.ID] = true
	private, never = x.Privacy == exercise.Private || q.Privacy == exercise.Private, q.Never
	for i := range q.Questions {
		p, n := strictness(x, &q.Questions[i], seen)
		private, never = private || p, never || n
	}
	for _, from := range repeated(q) {
		if source, found := x.Question(from); found && !seen[from] {
			p, n := strictness(x, source, seen)
			private, never = private || p, never || n
		}
	}
	for _, source := range reasons(x, q) {
		if earlier, found := x.Question(source); found && earlier.Never {
			never = true
		}
	}
	return private, never
}

// repeated names where a question's own rows and options come from.
func repeated(q *exercise.Question) []string { return []string{q.Rows.From, q.Options.From} }

// reasons lists the questions whose answers decide whether q is asked.
func reasons(x *exercise.Exercise, q *exercise.Question) []string {
	sources := q.When.Questions()
	for i := range x.Offers {
		if x.Offers[i].Ask != nil && x.Offers[i].Ask.ID == q.ID {
			sources = append(sources, x.Offers[i].When.Questions()...)
		}
	}
	return sources
}

// tells names the answers that this one gives away beside its words: those
// that decided whether it was asked, and those its rows or options repeat. An
// answer that leaves in other words is still given away by them; words left out
// of one are left out of what repeats it, too (see inherited).
func tells(x *exercise.Exercise, q *exercise.Question, answers exercise.Answers, picks Selection) []string {
	var told []string
	add := func(sources []string, shown func(Pick) bool) {
		for _, source := range sources {
			earlier, found := x.Question(source)
			if !found || answers[source] == nil || shown(picks[source]) || source == q.ID {
				continue
			}
			if text := "tells something of your answer to: " + or(cleanLine(earlier.Ask), pageAsk); !slices.Contains(told, text) {
				told = append(told, text)
			}
		}
	}
	add(reasons(x, q), Pick.whole)
	add(repeated(q), func(p Pick) bool { return p.Share && p.Words == nil })
	for i := range q.Questions {
		add(repeated(&q.Questions[i]), func(p Pick) bool { return p.Share && p.Words == nil })
	}
	return told
}

// inherited lists what is to be left out of an answer since it is left out of
// those its rows or options repeat, however many steps back. A phrase that no
// row or option holds ran over several of them, so its words go one by one.
func inherited(x *exercise.Exercise, asked *exercise.Question, picks Selection) []string {
	var phrases, labels []string
	seen := map[string]bool{asked.ID: true}
	var gather func(q *exercise.Question)
	gather = func(q *exercise.Question) {
		for _, from := range repeated(q) {
			if source, found := x.Question(from); found && !seen[from] {
				seen[from] = true
				phrases = append(phrases, picks[from].Redact...)
				gather(source)
			}
		}
		for i := range q.Questions {
			gather(&q.Questions[i])
		}
	}
	gather(asked)
	for _, q := range append([]exercise.Question{*asked}, asked.Questions...) {
		for _, o := range slices.Concat(q.Rows.List, q.Options.List) {
			labels = append(labels, o.Label)
		}
	}
	var words []string
	add := func(word string) {
		if word = strings.ToLower(word); !slices.Contains(words, word) {
			words = append(words, word)
		}
	}
	for _, phrase := range phrases {
		holds := func(label string) bool { _, found := redact(label, phrase); return found }
		add(phrase)
		add(exercise.Slug(phrase)) // a row that is no longer listed is shown by its id
		if !slices.ContainsFunc(labels, holds) {
			for word := range strings.FieldsSeq(phrase) {
				add(strings.Trim(word, ",;"))
			}
		}
	}
	return words
}
