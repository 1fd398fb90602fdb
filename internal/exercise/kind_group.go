package exercise

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"mull/internal/english"
)

// group asks several questions of each of some items. On a line the items have
// semicolons between them and the answers bars: "item: the report | mine: yes".
//
// It is a function, since its answers are of kinds that the table of kinds
// knows, itself among them.
func groupKind() kind {
	return kind{read: readGroup, check: checkGroup, line: groupLine, needs: groupNeeds}
}

func readGroup(q *Question, line string) (any, error) {
	items := []any{}
	var wrong problems
	for _, part := range pieces(line, ';') {
		item, err := readItem(q, part)
		wrong.within(fmt.Sprintf("item %d", len(items)+1), err)
		items = append(items, item)
	}
	if len(wrong) > 0 && len(items) > q.Items.Most {
		wrong.add("at most %s (%d so far)", english.Count(q.Items.Most, "item", "items"), len(items))
	}
	if len(wrong) > 0 {
		return nil, wrong.err()
	}
	return items, nil
}

func groupLine(q *Question, value any) string {
	items, _ := value.([]any)
	parts := make([]string, len(items))
	for i := range items {
		parts[i] = itemLine(q, items[i])
	}
	return strings.Join(parts, "; ")
}

func groupNeeds(q *Question) []string {
	var faults []string
	if len(q.Questions) == 0 {
		faults = append(faults, "group needs questions")
	}
	if q.Items.Most == 0 {
		faults = append(faults, "group needs items, such as 3 or 1-8")
	}
	return faults
}

const itemSigns = ";|"

func readItem(q *Question, part string) (any, error) {
	item := map[string]any{}
	var wrong problems
	for _, field := range pieces(part, '|') {
		name, words, found := strings.Cut(field, ":")
		inner := q.inner(strings.TrimSpace(name))
		if !found || inner == nil {
			wrong.add("%q needs a question and its answer, such as %s: words", shorten(field), q.innerNames()[0])
			continue
		}
		value, err := inner.Parse(unescape(words, itemSigns))
		wrong.within(inner.ID, err)
		if _, twice := item[inner.ID]; twice {
			wrong.add("names %s twice", inner.ID)
			continue
		}
		item[inner.ID] = value
	}
	return item, wrong.err()
}

func itemLine(q *Question, value any) string {
	item, _ := value.(map[string]any)
	var parts []string
	for i := range q.Questions {
		inner := &q.Questions[i]
		if item[inner.ID] != nil {
			parts = append(parts, inner.ID+": "+escape(inner.Line(item[inner.ID]), itemSigns))
		}
	}
	return strings.Join(parts, " | ")
}

func (q *Question) inner(id string) *Question {
	for i := range q.Questions {
		if q.Questions[i].ID == id {
			return &q.Questions[i]
		}
	}
	return nil
}

func (q *Question) innerNames() []string {
	out := make([]string, len(q.Questions))
	for i := range q.Questions {
		out[i] = q.Questions[i].ID
	}
	return out
}

func checkGroup(q *Question, tree any) (any, error) {
	list, ok := tree.([]any)
	if !ok {
		return nil, fmt.Errorf("wants a list of items, each {question: value}, have %s", shown(tree))
	}
	var items []any
	var wrong problems
	for i, raw := range list {
		item, err := checkItem(q, raw)
		wrong.within(fmt.Sprintf("item %d", i+1), err)
		if item != nil || err != nil {
			items = append(items, item)
		}
	}
	if len(items) > q.Items.Most {
		wrong.add("at most %s (%d so far)", english.Count(q.Items.Most, "item", "items"), len(items))
	}
	if len(items) == 0 || len(wrong) > 0 {
		return nil, wrong.err()
	}
	return items, nil
}

// checkItem checks one item's answers in the order of the questions, each
// against the condition on those before it. An item is known by the answer to
// its first question; without one nobody is asked the rest. One without any
// answer is left out, as a list ends at the terminal.
func checkItem(q *Question, tree any) (any, error) {
	given, ok := tree.(map[string]any)
	if !ok {
		return nil, fmt.Errorf("wants {question: value}, have %s", shown(tree))
	}
	var wrong problems
	for _, name := range slices.Sorted(maps.Keys(given)) {
		if q.inner(name) == nil {
			wrong.add("%s", unknownName("question", name, q.innerNames()))
		}
	}
	item := map[string]any{}
	var faulty []string
	for i := range q.Questions {
		inner := &q.Questions[i]
		if given[inner.ID] == nil {
			continue
		}
		if !inner.When.Holds(item) && !inner.When.asksOf(faulty) {
			wrong.add("%s %s", inner.ID, notAsked)
			continue
		}
		value, err := inner.Check(given[inner.ID])
		wrong.within(inner.ID, err)
		if err != nil {
			faulty = append(faulty, inner.ID)
		}
		if value != nil {
			item[inner.ID] = value
		}
	}
	first := q.Questions[0].ID
	if len(item)+len(faulty) > 0 && item[first] == nil && !slices.Contains(faulty, first) {
		wrong.add("wants %s, the first of its questions; without it the others are not asked", first)
	}
	if len(item) == 0 || len(wrong) > 0 {
		return nil, wrong.err()
	}
	return item, nil
}
