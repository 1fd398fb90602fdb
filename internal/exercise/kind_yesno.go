package exercise

import (
	"fmt"
	"strings"
)

// yesno takes true or false; with notes a few words may follow: "yes, twice".
var yesnoKind = kind{
	read: func(q *Question, line string) (any, error) {
		word, note := cutNote(q, line)
		switch strings.ToLower(word) {
		case "y", "yes", "true", "1":
			return withNote(true, note), nil
		case "n", "no", "false", "2":
			return withNote(false, note), nil
		}
		return nil, fmt.Errorf("%q is neither yes nor no", word)
	},
	check: func(q *Question, tree any) (any, error) {
		value, note, err := splitNote(q, tree)
		if err != nil {
			return nil, err
		}
		switch word := value.(type) {
		case bool:
			return withNote(word, note), nil
		case string:
			if yes := strings.EqualFold(word, "yes"); yes || strings.EqualFold(word, "no") {
				return withNote(yes, note), nil
			}
		}
		return nil, fmt.Errorf("wants true or false, have %s", shown(value))
	},
	line: func(q *Question, value any) string {
		word := "no"
		if Bare(value) == true {
			word = "yes"
		}
		return joinNote(word, value)
	},
}

// cutNote divides a typed line at the first comma, where notes are welcome.
func cutNote(q *Question, line string) (word, note string) {
	if !q.Notes {
		return line, ""
	}
	word, note, _ = cut(line, ',')
	return strings.TrimSpace(word), strings.TrimSpace(note)
}

// splitNote takes {value, note} apart; a bare value has no note.
func splitNote(q *Question, tree any) (value any, note string, err error) {
	m, ok := tree.(map[string]any)
	if !ok {
		return tree, "", nil
	}
	value, found := m["value"]
	if !found {
		return tree, "", nil
	}
	if !q.Notes {
		return nil, "", fmt.Errorf("takes no note; give the value alone")
	}
	for key := range m {
		if key != "value" && key != "note" {
			return nil, "", fmt.Errorf("has an unknown key %q beside value and note", key)
		}
	}
	if m["note"] == nil {
		return value, "", nil
	}
	raw, ok := m["note"].(string)
	if !ok {
		return nil, "", fmt.Errorf("wants a text as note, have %s", shown(m["note"]))
	}
	note, err = cleanText(raw)
	return value, note, err
}

func withNote(value any, note string) any {
	if note == "" {
		return value
	}
	return map[string]any{"value": value, "note": note}
}

func joinNote(word string, value any) string {
	if m, ok := value.(map[string]any); ok {
		if note, ok := m["note"].(string); ok {
			return word + ", " + note
		}
	}
	return word
}

// Note returns the few words beside an answer, if any.
func Note(value any) string {
	m, _ := value.(map[string]any)
	note, _ := m["note"].(string)
	return note
}
