package exercise

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/agnivade/levenshtein"
)

// choice takes one option, by number in the list, id or label.
var choiceKind = kind{
	read: func(q *Question, line string) (any, error) {
		if tree, err := readOption(q, line); err == nil || !q.Notes {
			return tree, err
		}
		word, note := cutNote(q, line)
		tree, err := readOption(q, word)
		if err != nil {
			return nil, err
		}
		return withNote(tree, note), nil
	},
	check: func(q *Question, tree any) (any, error) {
		value, note, err := splitNote(q, tree)
		if err != nil {
			return nil, err
		}
		option, err := checkOption(q, value)
		if err != nil || option == nil {
			return nil, err
		}
		return withNote(option, note), nil
	},
	line: func(q *Question, value any) string {
		word := optionLine(value)
		if m, ok := value.(map[string]any); ok && m["value"] != nil {
			word = optionLine(m["value"])
		}
		return joinNote(word, value)
	},
	needs: needsOptions,
}

// many takes several options, Max at the most.
var manyKind = kind{
	read: func(q *Question, line string) (any, error) {
		var list []any
		for _, word := range words(q, line) {
			tree, err := readOption(q, word)
			if err != nil {
				return nil, err
			}
			list = append(list, tree)
		}
		return list, nil
	},
	check: func(q *Question, tree any) (any, error) {
		list, ok := tree.([]any)
		if !ok {
			return nil, fmt.Errorf("wants a list of options, have %s", shown(tree))
		}
		picked := []any{}
		seen := map[string]bool{}
		for _, item := range list {
			option, err := checkOption(q, item)
			if err != nil {
				return nil, err
			}
			if option == nil {
				continue
			}
			key := optionLine(option)
			if seen[key] {
				return nil, fmt.Errorf("names %q twice", key)
			}
			seen[key] = true
			picked = append(picked, option)
		}
		if len(picked) == 0 {
			return nil, nil
		}
		if q.Max != nil && len(picked) > int(*q.Max) {
			return nil, fmt.Errorf("takes %s at the most, have %d", Number(*q.Max), len(picked))
		}
		if want := min(q.Exactly, len(q.Options.List)); len(picked) != want && q.Exactly > 0 {
			return nil, fmt.Errorf("wants exactly %d, have %d", want, len(picked))
		}
		return picked, nil
	},
	line: func(q *Question, value any) string {
		list, _ := value.([]any)
		parts := make([]string, len(list))
		for i, item := range list {
			parts[i] = optionLine(item)
		}
		return strings.Join(parts, ", ")
	},
	needs: needsOptions,
}

// words divides a line into options: at commas, or at spaces where the line as
// a whole is no option.
func words(q *Question, line string) []string {
	if strings.Contains(line, ",") {
		var parts []string
		for part := range strings.SplitSeq(line, ",") {
			if part = strings.TrimSpace(part); part != "" {
				parts = append(parts, part)
			}
		}
		return parts
	}
	if _, err := readOption(q, line); err == nil {
		return []string{line}
	}
	return strings.Fields(line)
}

// readOption reads a number in the list, an id, a label, or own words as
// other:WORDS.
func readOption(q *Question, word string) (any, error) {
	if own, found := strings.CutPrefix(word, OtherID+":"); found {
		if !q.Other {
			return nil, fmt.Errorf("takes no own words; choose one of %s", optionList(q.Options.List))
		}
		return map[string]any{OtherID: strings.TrimSpace(own)}, nil
	}
	if position, err := strconv.Atoi(word); err == nil {
		if position < 1 || position > len(q.Options.List) {
			return nil, fmt.Errorf("%d is not in the list of 1 to %d", position, len(q.Options.List))
		}
		return optionTree(q.Options.List[position-1]), nil
	}
	option, found := Find(q.Options.List, word)
	if !found {
		return nil, unknownOption(q, word)
	}
	return optionTree(option), nil
}

// checkOption takes an id, label or synonym as a string, or {other: words}.
func checkOption(q *Question, tree any) (any, error) {
	switch v := tree.(type) {
	case string:
		if text, err := cleanText(v); err != nil || text == "" {
			return nil, err
		}
		option, found := Find(q.Options.List, v)
		if !found {
			return nil, unknownOption(q, v)
		}
		return optionTree(option), nil
	case map[string]any:
		own, ok := v[OtherID].(string)
		if !ok || len(v) != 1 {
			return nil, fmt.Errorf("wants an option or {other: words}, have %s", shown(tree))
		}
		if option, found := Find(q.Options.List, OtherID); found && option.Label == own {
			return tree, nil
		}
		if !q.Other {
			return nil, fmt.Errorf("takes no own words; choose one of %s", optionList(q.Options.List))
		}
		text, err := cleanText(own)
		if err != nil || text == "" {
			return nil, err
		}
		return map[string]any{OtherID: text}, nil
	}
	return nil, fmt.Errorf("wants an option id, have %s", shown(tree))
}

func optionLine(value any) string {
	if m, ok := value.(map[string]any); ok {
		own, _ := m[OtherID].(string)
		return OtherID + ":" + own
	}
	id, _ := value.(string)
	return id
}

// An UnknownOption is a word that is not among a question's options. Near is
// the closest one that is, or empty.
type UnknownOption struct {
	Word, Near string
	Options    []Option
	Other      bool // own words would be taken as other:WORD
}

func (e *UnknownOption) Error() string {
	if e.Near != "" {
		return fmt.Sprintf("unknown option %q; did you mean %s?", e.Word, e.Near)
	}
	if e.Other {
		return fmt.Sprintf("unknown option %q; choose one of %s, or own words as other:WORDS", e.Word, optionList(e.Options))
	}
	return fmt.Sprintf("unknown option %q; choose one of %s", e.Word, optionList(e.Options))
}

func unknownOption(q *Question, word string) error {
	names := make([]string, 0, len(q.Options.List))
	for _, o := range q.Options.List {
		names = append(names, o.ID)
	}
	return &UnknownOption{Word: word, Near: Nearest(names, fold(word)), Options: q.Options.List, Other: q.Other}
}

// Nearest returns the name that a mistyped word most likely meant, or "" when
// none is close.
func Nearest(names []string, word string) string {
	best, distance := "", max(2, len(word)/3)+1
	for _, name := range names {
		if strings.HasPrefix(name, word) && len(word) > 2 {
			return name
		}
		if d := levenshtein.ComputeDistance(word, name); d < distance && d < len(name) {
			best, distance = name, d
		}
	}
	return best
}

func optionList(options []Option) string {
	ids := make([]string, 0, len(options))
	for _, o := range options {
		ids = append(ids, o.ID)
	}
	if len(ids) > 12 {
		ids = append(ids[:12], fmt.Sprintf("and %d more", len(options)-12))
	}
	return strings.Join(ids, ", ")
}

func needsOptions(q *Question) []string {
	if len(q.Options.List) == 0 && q.Options.From == "" && !q.Other {
		return []string{q.Kind + " needs options"}
	}
	return nil
}
