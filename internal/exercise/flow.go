package exercise

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"

	"mull/internal/period"
)

// A Journal is what asking needs to know of the journal it asks for. The zero
// Journal knows nothing.
type Journal struct {
	// List returns the options of a named list: emotions, values, needs,
	// life-areas, my-values, open-items, categories.
	List func(name string) ([]Option, error)
	// Lexicon returns what reads words that a named list does not hold, or nil.
	Lexicon func(name string, list []Option) Lexicon
	// Seed orders shuffled options; it stays the same for a journal's life.
	Seed string
	// LastAsked says when a question was last asked, as any growing number; 0
	// is never. It chooses among rotating questions.
	LastAsked func(question string) int64
	// Off says that a question is switched off in this journal.
	Off func(question string) bool
	// Lacks says that what a question needs isn't known to the journal.
	Lacks func(need string) bool
	// Today is the local date, from which a date question reads yesterday.
	Today period.Day
	// Past is the day asked about in words, such as Thu 19 Nov, where it is over.
	Past string
}

func (j Journal) off(question string) bool { return j.Off != nil && j.Off(question) }

// leavesOut says that a question is switched off, or needs what the journal lacks.
func (j Journal) leavesOut(q *Question) bool {
	return j.off(q.ID) || q.Needs != "" && j.Lacks != nil && j.Lacks(q.Needs)
}

// Plan returns the questions of a sitting in order: all of them, without those
// marked more unless more is set, and of rotating questions the one longest
// not asked, all where more is set. Questions switched off, and those that need
// what the journal lacks, are left out; what has been answered already stays.
func (x *Exercise) Plan(more bool, journal Journal, answers Answers) []*Question {
	turn := map[string]string{}
	for i := range x.Questions {
		q := &x.Questions[i]
		if q.Rotate == "" || journal.leavesOut(q) {
			continue
		}
		chosen, found := turn[q.Rotate]
		if !found || rank(journal, answers, q.ID) < rank(journal, answers, chosen) {
			turn[q.Rotate] = q.ID
		}
	}
	var plan []*Question
	for i := range x.Questions {
		q := &x.Questions[i]
		if _, answered := answers[q.ID]; answered {
			plan = append(plan, q)
			continue
		}
		if journal.leavesOut(q) {
			continue
		}
		if more || !q.More && (q.Rotate == "" || turn[q.Rotate] == q.ID) {
			plan = append(plan, q)
		}
	}
	return plan
}

// rank orders rotating questions: one answered in this sitting comes first.
func rank(journal Journal, answers Answers, id string) int64 {
	if _, answered := answers[id]; answered {
		return -1
	}
	if journal.LastAsked == nil {
		return 0
	}
	return journal.LastAsked(id)
}

// Next returns the first question of a plan that is not answered and whose
// condition holds, or nil at the end.
func Next(plan []*Question, answers Answers) *Question {
	for _, q := range plan {
		if _, reached := answers[q.ID]; !reached && q.When.Holds(answers) {
			return q
		}
	}
	return nil
}

// Resolve returns the question as it is asked now: worded by earlier answers,
// its options and rows listed and in the journal's order.
func (x *Exercise) Resolve(q *Question, journal Journal, answers Answers) (*Question, error) {
	asked := *q
	asked.Today = journal.Today
	asked.wordPast(journal.Past)
	if q.Wording != nil {
		for _, id := range IDs(answers[q.Wording.Question]) {
			if words, found := q.Wording.Is[id]; found {
				asked.Ask = words
			}
		}
	}
	var err error
	if asked.Options, err = x.options(q.Options, journal, answers); err != nil {
		return nil, fmt.Errorf("question %q: %w", q.ID, err)
	}
	if asked.Rows, err = x.options(q.Rows, journal, answers); err != nil {
		return nil, fmt.Errorf("question %q: %w", q.ID, err)
	}
	asked.Rows.List = nameRows(asked.Rows.List)
	if q.Shuffle {
		asked.Options.List = shuffled(asked.Options.List, journal.Seed+"/"+x.ID+"/"+q.ID)
	}
	if len(q.Questions) > 0 {
		asked.Questions = slices.Clone(q.Questions)
		for i := range asked.Questions {
			inner, err := x.Resolve(&asked.Questions[i], journal, answers)
			if err != nil {
				return nil, err
			}
			asked.Questions[i] = *inner
		}
	}
	return &asked, nil
}

func (x *Exercise) options(o Options, journal Journal, answers Answers) (Options, error) {
	if o.From == "" {
		return o, nil
	}
	if source, found := x.source(o.From); found {
		o.List = picked(source, answers[source.ID], x, journal, answers)
		if o.First > 0 && len(o.List) > o.First {
			o.List = o.List[:o.First]
		}
		return o, nil
	}
	if journal.List == nil {
		return o, nil
	}
	list, err := journal.List(o.From)
	if err != nil {
		return o, err
	}
	if journal.Lexicon != nil {
		o.Lexicon = journal.Lexicon(o.From, list)
	}
	o.List = append(slices.Clone(list), o.List...)
	if len(o.Near) == 2 {
		o.List, o.Close = closest(o.List, answers[o.Near[0]], answers[o.Near[1]])
	}
	return o, nil
}

// source returns the question that options come from. The name of a list means
// the list, also where a question has the same id.
func (x *Exercise) source(from string) (*Question, bool) {
	if _, listed := named(Lists, from); listed {
		return nil, false
	}
	return x.Question(from)
}

// ComesFrom says whether what q offers to choose from is the answer to another
// question.
func (x *Exercise) ComesFrom(q *Question, id string) bool {
	for _, from := range []string{q.Options.From, q.Rows.From} {
		if source, found := x.source(from); found && source.ID == id {
			return true
		}
	}
	return false
}

// picked turns the answer to an earlier question into options: what was chosen
// of its options, or each of its texts. Own words are the option "other".
func picked(source *Question, value any, x *Exercise, journal Journal, answers Answers) []Option {
	choices := source.Options
	if source.Kind == "matrix" {
		choices = source.Rows
	}
	resolved, err := x.options(choices, journal, answers)
	if err != nil {
		resolved = choices
	}
	if source.Kind == "matrix" {
		resolved.List = nameRows(resolved.List)
	}
	var list []Option
	for i, item := range Named(source, value, resolved.List) {
		own := OwnWords(item)
		id, _ := Bare(item).(string)
		switch {
		case len(own) == 1:
			list = append(list, Option{ID: OtherID, Label: own[0]})
		case source.Kind == "text" || source.Kind == "longtext" || source.Kind == "group":
			list = append(list, Option{ID: ItemID(id, i+1), Label: id})
		default:
			option, found := Find(resolved.List, id)
			if !found {
				option = Option{ID: id, Label: id}
			}
			list = append(list, option)
		}
	}
	return list
}

// ItemID makes an option id of a text; one that makes none gets its number.
func ItemID(text string, number int) string {
	slug := Slug(text)
	if slug == "" || slug == OtherID || len(slug) > 60 {
		return fmt.Sprintf("item-%d", number)
	}
	return slug
}

// closest puts the emotion words of the corner that two 1-5 scales point at
// first and says how many they are. The middle belongs to both sides.
func closest(list []Option, pleasant, energy any) ([]Option, int) {
	p, okP := pleasant.(float64)
	e, okE := energy.(float64)
	if !okP || !okE {
		return list, 0
	}
	near := map[string]bool{
		"lifted":  p >= 3 && e >= 3,
		"settled": p >= 3 && e <= 3,
		"charged": p <= 3 && e >= 3,
		"heavy":   p <= 3 && e <= 3,
	}
	var first, rest []Option
	for _, option := range list {
		if near[option.Group] {
			first = append(first, option)
			continue
		}
		rest = append(rest, option)
	}
	return append(first, rest...), len(first)
}

// shuffled orders options by a hash of the seed and their id, so that the
// order is the journal's own and a new option does not disturb the others.
func shuffled(list []Option, seed string) []Option {
	key := func(o Option) string {
		sum := sha256.Sum256([]byte(seed + "/" + o.ID))
		return string(sum[:])
	}
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b Option) int { return strings.Compare(key(a), key(b)) })
	return list
}

// Settled returns the answer of a question that leaves no choice: which of the
// options chosen before was the main one, where only one was. What is asked
// about a thing written down before may still be left unanswered.
func (x *Exercise) Settled(asked *Question) (any, bool) {
	source, earlier := x.source(asked.Options.From)
	if !earlier || source.Kind != "many" || asked.Kind != "choice" || len(asked.Options.List) != 1 {
		return nil, false
	}
	value, err := asked.Check(optionTree(asked.Options.List[0]))
	return value, err == nil
}

func optionTree(o Option) any {
	if o.ID == OtherID {
		return map[string]any{OtherID: o.Label}
	}
	return o.ID
}

// Stale returns the ids of answers whose condition no longer holds, as happens
// when an earlier answer is changed.
func (x *Exercise) Stale(answers Answers) []string {
	var ids []string
	for _, q := range x.All() {
		if _, reached := answers[q.ID]; reached && !x.Applies(q, answers) {
			ids = append(ids, q.ID)
		}
	}
	return ids
}
