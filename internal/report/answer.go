package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"mull/internal/exercise"
	"mull/internal/period"
)

// said is one statement of an answer.
type said struct {
	words string
	own   bool // the person's own words, to be quoted
	quiet bool // of lesser weight
}

// Answer writes an answer as one line of plain words, as lists and comparisons
// of two versions show it. The question has its options resolved; a nil one
// stands for a question that is no longer known.
func Answer(q *exercise.Question, value any) string {
	var words []string
	for _, s := range answer(q, value) {
		if s.quiet && value != nil {
			continue
		}
		if !s.own { // the lines of an item
			s.words = strings.ReplaceAll(s.words, "\n", ", ")
		}
		words = append(words, Clean(s.words))
	}
	return strings.Join(words, "; ")
}

// answer reads a canonical answer of any kind; what it does not know it shows
// as it was kept.
func answer(q *exercise.Question, value any) []said {
	if value == nil {
		return []said{{words: "skipped", quiet: true}}
	}
	if q == nil {
		q = &exercise.Question{}
	}
	switch v := value.(type) {
	case bool:
		return []said{{words: map[bool]string{true: "yes", false: "no"}[v]}}
	case float64:
		return numberSaid(q, v)
	case string:
		if day, err := period.ParseDay(v); err == nil && q.Kind == "date" && q.Today != 0 {
			return []said{{words: shortDay(day, q.Today)}}
		}
		if len(q.Options.List) > 0 || q.Kind == "choice" || q.Kind == "many" || q.Kind == "rank" {
			return []said{{words: optionLabel(q, v)}}
		}
		return []said{{words: v, own: q.Kind != "date"}}
	case []any:
		if len(q.Questions) > 0 {
			return groupSaid(q, v)
		}
		return listSaid(q, v)
	case map[string]any:
		return mapSaid(q, v)
	}
	return []said{{words: fmt.Sprint(value)}}
}

func numberSaid(q *exercise.Question, v float64) []said {
	switch {
	case q.Kind == "scale" && q.Min != nil && q.Max != nil && q.Low != "" && q.High != "":
		ends := fmt.Sprintf("(%s %s, %s %s)", exercise.Number(*q.Min), q.Low, exercise.Number(*q.Max), q.High)
		return []said{{words: exercise.Number(v)}, {words: ends, quiet: true}}
	case q.Kind == "scale" && q.Max != nil:
		return []said{{words: exercise.Number(v)}, {words: "of " + exercise.Number(*q.Max), quiet: true}}
	case q.Unit == "minutes":
		return []said{{words: period.FormatMinutes(int(v))}}
	}
	return []said{{words: strings.TrimSpace(exercise.Number(v) + " " + q.Unit)}}
}

func optionLabel(q *exercise.Question, id string) string {
	for _, list := range [][]exercise.Option{q.Options.List, q.Rows.List, q.Piles} {
		for _, option := range list {
			if option.ID == id {
				return cmp.Or(option.Label, id)
			}
		}
	}
	return id
}

// listSaid joins short options into one statement; phrases, texts and groups
// are one each.
func listSaid(q *exercise.Question, items []any) []said {
	var all []said
	short := len(items) > 0
	for _, item := range items {
		parts := answer(q, item)
		if m, ok := item.(map[string]any); ok && exercise.OwnWords(m) == nil {
			parts = []said{{words: treeWords(m)}}
		}
		all = append(all, parts...)
		for _, part := range parts {
			short = short && !part.own && len(part.words) <= 16
		}
	}
	if !short {
		return all
	}
	words := make([]string, len(all))
	for i, part := range all {
		words[i] = part.words
	}
	return []said{{words: strings.Join(words, ", ")}}
}

// groupSaid writes each item of a group as its first answer, and below it the
// others behind what was asked.
func groupSaid(q *exercise.Question, items []any) []said {
	var all []said
	for _, item := range items {
		fields, _ := item.(map[string]any)
		var lines []string
		for i := range q.Questions {
			inner := &q.Questions[i]
			if fields[inner.ID] == nil {
				continue
			}
			words := Answer(inner, fields[inner.ID])
			if len(lines) > 0 {
				words = asked(inner.Ask) + " " + words
			}
			lines = append(lines, words)
		}
		all = append(all, said{words: cmp.Or(strings.Join(lines, "\n"), "skipped")})
	}
	return all
}

// asked ends the words of a question so that an answer may follow.
func asked(words string) string {
	words = strings.TrimRight(words, " :.")
	if strings.HasSuffix(words, "?") {
		return words
	}
	return words + ":"
}

func mapSaid(q *exercise.Question, m map[string]any) []said {
	if inner, found := m["value"]; found {
		said := answer(q, inner)
		if note := exercise.Note(m); note != "" {
			said = append(said, noteSaid(note))
		}
		return said
	}
	if own := exercise.OwnWords(m); len(own) == 1 {
		return []said{{words: own[0], own: true}}
	}
	switch q.Kind {
	case "ifthen":
		return []said{{words: Plan(q, m), own: true}}
	case "split":
		return []said{{words: splitWords(q, m)}}
	}
	var all []said
	for _, key := range rowsInOrder(q, m) {
		all = append(all, said{words: optionLabel(q, key) + ": " + treeWords(labelledTree(q, m[key]))})
	}
	return all
}

// rowsInOrder returns the rows or piles of an answer as the question lists
// them, and others after.
func rowsInOrder(q *exercise.Question, m map[string]any) []string {
	var keys []string
	for _, list := range [][]exercise.Option{q.Rows.List, q.Piles} {
		for _, option := range list {
			if _, found := m[option.ID]; found && !slices.Contains(keys, option.ID) {
				keys = append(keys, option.ID)
			}
		}
	}
	for _, key := range sortedKeys(m) {
		if !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	return keys
}

// labelledTree puts the labels of cards in place of their ids, and own words in
// place of what holds them.
func labelledTree(q *exercise.Question, value any) any {
	list, isList := value.([]any)
	if !isList {
		return value
	}
	labels := make([]any, len(list))
	for i, item := range list {
		id, isOption := item.(string)
		if labels[i] = item; isOption && q.Kind == "sort" {
			labels[i] = optionLabel(q, id)
		}
		if own := exercise.OwnWords(item); len(own) == 1 {
			labels[i] = own[0]
		}
	}
	return labels
}

func noteSaid(note string) said { return said{words: note, own: true} }

// answered writes an answer under its question.
func (p *Page) answered(indent int, q *exercise.Question, value any) {
	all := answer(q, value)
	for i := 0; i < len(all); i++ {
		s := all[i]
		switch {
		case s.own:
			p.Own(indent, s.words)
		case s.quiet:
			p.Aside(indent, s.words)
		case i+1 < len(all) && all[i+1].quiet:
			p.withAside(indent, s.words, all[i+1].words)
			i++
		default:
			p.paragraph(indent, indent+2, s.words, plain)
		}
	}
}

// withAside writes a statement and an aside on one line where they fit.
func (p *Page) withAside(indent int, words, aside string) {
	words, aside = Clean(words), Clean(aside)
	if indent+width(words)+2+width(aside) <= p.Width {
		p.put(indent, line{{words + "  ", plain}, {aside, dim}})
		return
	}
	p.Paragraph(indent, words)
	p.Aside(indent, aside)
}
