//go:build unix

package main

import (
	"fmt"
	"slices"
	"strings"

	"mull/internal/exercise"
	"mull/internal/ttytest"
)

// seated is one sitting: the answers to come are worked out from the exercise,
// the keys from the kind of each question.
type seated struct {
	*leader
	tty  *ttytest.Terminal
	plan []*exercise.Question
}

func (s *seated) does(steps ...string) {
	s.Helper()
	if err := s.tty.Steps(strings.Join(steps, "\n")); err != nil {
		s.Fatal(err)
	}
}

// next answers one screen; it returns false at the end of the plan.
func (s *seated) next() bool {
	s.Helper()
	q := exercise.Next(s.plan, s.given)
	if q == nil {
		return false
	}
	asked := s.resolve(q)
	if value, settled := s.x.Settled(asked); settled {
		s.given[q.ID] = value
		return true
	}
	if !asked.Askable() {
		s.plan = slices.DeleteFunc(slices.Clone(s.plan), func(other *exercise.Question) bool { return other == q })
		return true
	}
	if asked.Ask != "" {
		s.does("wait " + asked.Ask[:min(len(asked.Ask), 28)])
	}
	if joined := s.joined(q); joined != nil {
		inner := s.resolve(joined)
		first, second := s.word(asked), s.word(inner)
		s.does("line " + first + " " + second)
		s.keep(asked, first)
		s.keep(inner, second)
		return true
	}
	s.given[q.ID] = s.answer(asked)
	return true
}

func (s *seated) resolve(q *exercise.Question) *exercise.Question {
	asked, err := s.x.Resolve(q, s.journal(), s.given)
	if err != nil {
		s.Fatal(err)
	}
	return asked
}

// joined returns the question that is answered on the same line as a scale.
func (s *seated) joined(q *exercise.Question) *exercise.Question {
	at := slices.Index(s.plan, q) + 1
	if q.Kind == "scale" && at < len(s.plan) && s.plan[at].Joined {
		return s.plan[at]
	}
	return nil
}

// word is a short answer, as it is typed.
func (s *seated) word(q *exercise.Question) string {
	if q.Kind == "many" {
		return distinct(q.Options.List).ID
	}
	return exercise.Number(*q.Min + 2)
}

func (s *seated) keep(q *exercise.Question, line string) any {
	s.Helper()
	value, err := q.Parse(line)
	if err != nil {
		s.Fatalf("%s: %v", q.ID, err)
	}
	s.given[q.ID] = value
	return value
}

// distinct returns an option whose id finds no other one.
func distinct(options []exercise.Option) exercise.Option {
	for _, o := range options {
		alone := func(other exercise.Option) bool {
			words := strings.ToLower(other.ID + " " + other.Label + " " + other.About + " " + strings.Join(other.Also, " "))
			return other.ID == o.ID || !strings.Contains(words, o.ID)
		}
		if !slices.ContainsFunc(options, func(other exercise.Option) bool { return !alone(other) }) {
			return o
		}
	}
	return options[0]
}

// answer types an answer and returns what it ought to be kept as.
func (s *seated) answer(q *exercise.Question) any {
	s.Helper()
	switch q.Kind {
	case "text":
		if q.Items.Most > 0 {
			return s.typed(q, "mornings; the talk with B; status meetings")
		}
		return s.typed(q, "Words about "+q.ID+".")
	case "longtext":
		text := "A line about " + q.ID + ".\n\nAnd one more, " + strings.Repeat("on and on ", 12) + "to its end."
		for line := range strings.SplitSeq(text, "\n") {
			s.does("line " + line)
		}
		s.does("line .")
		return text
	case "split":
		return s.typed(q, "people 2h, admin 30m")
	case "number":
		return s.typed(q, exercise.Number(*q.Min+3))
	case "date":
		return s.typed(q, "tomorrow")
	case "ifthen":
		s.does("line it rains at "+q.ID, "wait "+q.Then, "line walk home slowly")
		return map[string]any{"if": "it rains at " + q.ID, "then": "walk home slowly"}
	}
	return s.chosen(q)
}

func (s *seated) typed(q *exercise.Question, line string) any {
	s.does("key ctrl-u", "line "+line)
	return s.keep(q, line)
}

// chosen answers what has a list, or rows.
func (s *seated) chosen(q *exercise.Question) any {
	s.Helper()
	switch q.Kind {
	case "scale":
		n := exercise.Number(*q.Min + 2)
		s.does("type "+n, "key enter")
		return *q.Min + 2
	case "yesno":
		s.does("type y", "key enter")
		return s.noted(q, true)
	case "choice":
		s.does("key" + strings.Repeat(" down", len(q.Options.List)) + " enter")
		return s.noted(q, bare(q.Options.List[len(q.Options.List)-1]))
	case "many":
		return s.marked(q)
	case "rank":
		var ids []string
		for _, o := range q.Options.List[:q.Exactly] {
			ids = append(ids, o.ID)
		}
		slices.Reverse(ids)
		return s.typed(q, strings.Join(ids, ", "))
	case "matrix":
		return s.rows(q)
	case "sort":
		return s.sorted(q)
	case "group":
		return s.grouped(q)
	}
	s.Fatalf("%s is of a kind nobody answers here: %s", q.ID, q.Kind)
	return nil
}

func bare(o exercise.Option) any {
	if o.ID == exercise.OtherID {
		return map[string]any{exercise.OtherID: o.Label}
	}
	return o.ID
}

func (s *seated) noted(q *exercise.Question, value any) any {
	if !q.Notes {
		return value
	}
	s.does("wait A few words more?", "line as we said")
	return map[string]any{"value": value, "note": "as we said"}
}

// marked marks options by their letters, as many as are wanted.
func (s *seated) marked(q *exercise.Question) any {
	if q.Exactly == 0 {
		o := distinct(q.Options.List)
		s.does("type "+o.ID, "key enter", "wait [x]", "key enter")
		return []any{bare(o)}
	}
	var all []any
	for _, o := range q.Options.List[:min(q.Exactly, len(q.Options.List))] {
		s.does("key space down")
		all = append(all, bare(o))
	}
	s.does("key enter")
	return all
}

func (s *seated) rows(q *exercise.Question) any {
	var cells []string
	for _, c := range q.Columns {
		switch c.Kind {
		case "text":
			cells = append(cells, "said in my own words")
		default:
			cells = append(cells, exercise.Number(*c.Min+3))
		}
	}
	line := strings.Join(cells, " ")
	tree := map[string]any{}
	for _, row := range q.Rows.List {
		s.does("wait "+row.Label, "line "+line)
		tree[row.ID] = any(line)
		switch {
		case len(q.Columns) > 1:
			tree[row.ID] = map[string]any{q.Columns[0].ID: *q.Columns[0].Min + 3, q.Columns[1].ID: *q.Columns[1].Min + 3}
		case q.Columns[0].Kind != "text":
			tree[row.ID] = *q.Columns[0].Min + 3
		}
	}
	return tree
}

// sorted lays the cards, whatever their order is here, in turn on the piles.
func (s *seated) sorted(q *exercise.Question) any {
	piles := map[string]any{}
	for at := range q.Options.List {
		lead := fmt.Sprintf("%d of %d: ", at+1, len(q.Options.List))
		s.does("wait " + lead)
		_, after, _ := strings.Cut(s.tty.Screen(), lead)
		label, _, _ := strings.Cut(strings.SplitN(after, "\n", 2)[0], " - ")
		card, found := exercise.Find(q.Options.List, label)
		if !found {
			s.Fatalf("%q is no card", label)
		}
		pile := q.Piles[at%len(q.Piles)].ID
		laid, _ := piles[pile].([]any)
		piles[pile] = append(laid, card.ID)
		s.does(fmt.Sprintf("line %d", at%len(q.Piles)+1))
	}
	s.does("wait Enter goes on", "key enter")
	return piles
}

// grouped answers the questions of two items.
func (s *seated) grouped(q *exercise.Question) any {
	var items []any
	for n := range 2 {
		item := exercise.Answers{}
		for i := range q.Questions {
			inner := q.Questions[i]
			if !inner.When.Holds(item) {
				continue
			}
			ask := inner.Ask
			if i == 0 {
				ask = fmt.Sprintf("%d. %s", n+1, ask)
			}
			s.does("wait " + ask)
			outer := s.given
			s.given = exercise.Answers{}
			item[inner.ID] = s.answer(&inner)
			s.given = outer
		}
		items = append(items, map[string]any(item))
	}
	s.does("wait (Enter ends the list)", "key enter")
	return items
}
