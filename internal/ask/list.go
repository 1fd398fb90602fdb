package ask

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"mull/internal/exercise"
)

// An entry is one row of a list.
type entry struct {
	label string
	said  string // how it is written once chosen, where the label holds more
	tree  any    // what it stands for; nil for the rows that are no answer
	finds string // lower case, what filtering looks at beside the number, line by line
	kind  entryKind
	stays bool // whatever is typed to filter
}

type entryKind int

const (
	option entryKind = iota
	nothing
	ownWords
)

// entries lists the answers of a choice, yesno, scale or many, each with its
// number, after a row that leaves the question.
func entries(q *exercise.Question) []entry {
	rows := []entry{{label: "-  skip", kind: nothing}}
	if q.ID == picking {
		rows[0].label = "-  not now"
	}
	add := func(name, label string, tree any, finds string) {
		rows = append(rows, entry{label: name + "  " + clean(label), tree: tree, finds: strings.ToLower(finds)})
	}
	switch q.Kind {
	case "yesno":
		add("1", "yes", true, "yes")
		add("2", "no", false, "no")
	case "scale":
		for n := *q.Min; n <= *q.Max; n++ {
			words := map[float64]string{*q.Min: q.Low, *q.Max: q.High}[n]
			add(fmt.Sprintf("%2s", exercise.Number(n)), words, n, words)
		}
	default:
		digits := len(fmt.Sprint(len(q.Options.List) + 1))
		for at, o := range q.Options.List {
			label := o.Label
			if o.About != "" {
				label += " - " + o.About
			}
			add(fmt.Sprintf("%*d", digits, at+1), label, tree(o), strings.Join(append([]string{o.ID, o.Label}, o.Also...), "\n"))
			rows[len(rows)-1].said = clean(o.Label)
		}
		if q.Other {
			rows = append(rows, entry{label: fmt.Sprintf("%*d  something else (say)", digits, len(q.Options.List)+1), kind: ownWords, stays: true})
		}
	}
	return rows
}

// shows says whether a row stays when letters were typed: by the start of its
// number, or by any part of its words.
func (e entry) shows(typed string) bool {
	typed = strings.ToLower(strings.TrimSpace(strings.ReplaceAll(typed, noBreak, " ")))
	number, _, _ := strings.Cut(strings.TrimSpace(e.label), " ")
	if e.kind == nothing || e.stays {
		return e.stays || typed == "-"
	}
	return strings.HasPrefix(number, typed) || strings.Contains(e.finds, typed) ||
		strings.Contains(strings.ToLower(e.label), typed)
}

// chooseOne asks for one entry, and for a few words more where they are
// welcome.
func (t *Terminal) chooseOne(ctx context.Context, s *Screen) (Reply, error) {
	q := s.first()
	rows := entries(q)
	at := 0
	present := s.Present[q.ID]
	own := ""
	if words := exercise.OwnWords(present); len(words) == 1 {
		own = words[0]
	}
	for n, row := range rows {
		if present != nil && (row.tree != nil && same(row.tree, bareTree(present)) || at == 0 && row.kind == ownWords && own != "") {
			at = n
		}
	}
	chosen, typed, err := t.selectOne(ctx, *s, rows, at)
	if err != nil {
		return t.left(err)
	}
	tree := chosen.tree
	switch chosen.kind {
	case nothing:
		return Reply{Values: exercise.Answers{q.ID: nil}}, nil
	case ownWords:
		if tree, err = t.ownChoice(ctx, q, beforeNote(q, rows, typed), own); err != nil {
			return begun(q, tree), err
		}
	}
	if note := typedNote(q, rows, typed); note != "" {
		tree = map[string]any{"value": tree, "note": note}
	} else if q.Notes {
		if tree, err = t.withNote(ctx, tree, exercise.Note(present)); err != nil {
			return begun(q, tree), err
		}
	}
	value, err := parsed(q.Check(tree))
	return Reply{Values: exercise.Answers{q.ID: value}}, err
}

// begun is what there is of an answer whose words were being typed when the
// person left.
func begun(q *exercise.Question, tree any) Reply {
	value, err := q.Check(tree)
	if err != nil || value == nil {
		return Reply{}
	}
	return Reply{Values: exercise.Answers{q.ID: value}}
}

// ownChoice is own words: those typed in the list, else those asked for.
func (t *Terminal) ownChoice(ctx context.Context, q *exercise.Question, typed, before string) (any, error) {
	if typed = strings.TrimSpace(typed); typed != "" {
		return t.typedWords(ctx, q, typed)
	}
	words, err := t.ownWords(ctx, before)
	if err != nil {
		return ownTree(words), err
	}
	if words == "" {
		return nil, errAgain
	}
	return ownTree(words), nil
}

// typedNote is what was typed after a comma where a few words are welcome.
func typedNote(q *exercise.Question, rows []entry, typed string) string {
	return strings.Trim(strings.TrimPrefix(typed, beforeNote(q, rows, typed)), ", ")
}

// bareTree is an answer without its note; own words stay a tree.
func bareTree(value any) any {
	if m, ok := value.(map[string]any); ok && m["value"] != nil {
		return m["value"]
	}
	return value
}

// withNote asks for the few words beside an answer.
func (t *Terminal) withNote(ctx context.Context, tree any, note string) (any, error) {
	t.print(indent + "A few words more? (Enter to skip)\n")
	for {
		line, err := t.in.line(ctx, note, nil)
		if isFault(err) {
			t.fix(err, line)
			note = line
			continue
		}
		if err != nil && !errors.Is(err, ErrFinished) {
			return withWords(tree, line), err
		}
		did, line := interpret(line, false, false)
		if did == goBack {
			return nil, errAgain
		}
		if did != answer {
			line = ""
		}
		return withWords(tree, line), err
	}
}

// withWords puts a few words beside an answer.
func withWords(tree any, words string) any {
	if words = strings.TrimSpace(words); words != "" {
		return map[string]any{"value": tree, "note": words}
	}
	return tree
}

// left turns the wish to go back into a reply.
func (t *Terminal) left(err error) (Reply, error) {
	if err == errBack {
		return Reply{Back: true}, nil
	}
	return Reply{}, err
}
