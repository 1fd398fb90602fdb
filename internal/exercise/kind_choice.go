package exercise

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// choice takes one option, by number in the list, id or label. With notes a
// comma ends the option, unless it is only with the comma that it is one.
var choiceKind = kind{
	read: func(q *Question, line string) (any, error) {
		word, note := cutNote(q, line)
		tree, err := readOption(q, word)
		if err == nil {
			return withNote(tree, note), nil
		}
		if whole, found := labelled(q, line); found {
			return whole, nil
		}
		return nil, err
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

// readOption reads a number in the list, an id, a label, or own words as
// other:WORDS.
func readOption(q *Question, word string) (any, error) {
	if own, found := strings.CutPrefix(word, OtherID+":"); found {
		return map[string]any{OtherID: strings.TrimSpace(unescape(own, ownSigns))}, nil
	}
	if position, err := strconv.Atoi(word); err == nil {
		if position < 1 || position > len(q.Options.List) {
			return nil, fmt.Errorf("%d is not in the list of 1 to %d", position, len(q.Options.List))
		}
		return optionTree(q.Options.List[position-1]), nil
	}
	option, found := Find(q.Options.List, word)
	if !found {
		if tree, known := q.Options.asTyped(word); known && q.Other {
			return tree, nil
		}
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
			if tree, known := q.Options.asTyped(v); known && q.Other {
				return tree, nil
			}
			return nil, unknownOption(q, v)
		}
		return optionTree(option), nil
	case map[string]any:
		own, ok := v[OtherID].(string)
		if !ok || len(v) != 1 {
			return nil, fmt.Errorf("wants an option or {other: words}, have %s", shown(tree))
		}
		text, err := cleanText(own)
		if err != nil || text == "" {
			return nil, err
		}
		if !q.Other && !ownBefore(q.Options.List, text) {
			return nil, fmt.Errorf("takes no own words; choose one of %s", optionList(q.Options.List))
		}
		return map[string]any{OtherID: text}, nil
	}
	return nil, fmt.Errorf("wants an option id, have %s", shown(tree))
}

// ownBefore says whether own words were written in answer to an earlier
// question and are an option of this one.
func ownBefore(options []Option, words string) bool {
	return slices.ContainsFunc(options, func(o Option) bool { return o.ID == OtherID && o.Label == words })
}

// ownSigns divide options, piles and notes from each other.
const ownSigns = ",;"

func optionLine(value any) string {
	if m, ok := value.(map[string]any); ok {
		own, _ := m[OtherID].(string)
		return OtherID + ":" + escape(own, ownSigns)
	}
	id, _ := value.(string)
	return id
}
