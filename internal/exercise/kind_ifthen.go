package exercise

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ifthen joins two short lines, a situation and what one will do in it. Either
// may stand alone.
var ifthenKind = kind{
	read: func(q *Question, line string) (any, error) {
		for i := 0; i+1 < len(line); i++ {
			switch {
			case escaped(line, i, "-"):
				i++
			case line[i:i+2] == "->":
				return map[string]any{"if": unescape(line[:i], "-"), "then": line[i+2:]}, nil
			}
		}
		return nil, errors.New("put -> after the moment: the moment -> what you will do; either may be left out")
	},
	check: func(q *Question, tree any) (any, error) {
		given, ok := tree.(map[string]any)
		if !ok {
			return nil, fmt.Errorf("wants {if: ..., then: ...}, have %s", shown(tree))
		}
		parts := map[string]any{}
		var wrong problems
		for _, key := range slices.Sorted(maps.Keys(given)) {
			raw := given[key]
			if key != "if" && key != "then" {
				wrong.add("has an unknown key %q beside if and then", key)
				continue
			}
			if raw == nil {
				continue
			}
			text, err := checkText(&Question{Kind: "text"}, raw)
			wrong.within(key, err)
			if text != nil || err != nil {
				parts[key] = text
			}
		}
		if len(parts) == 0 || len(wrong) > 0 {
			return nil, wrong.err()
		}
		return parts, nil
	},
	line: func(q *Question, value any) string {
		parts, _ := value.(map[string]any)
		situation, _ := parts["if"].(string)
		act, _ := parts["then"].(string)
		return strings.TrimSpace(escapeArrow(situation) + " -> " + act)
	},
}

// escapeArrow keeps an arrow in the first part from ending it.
func escapeArrow(text string) string {
	return strings.ReplaceAll(strings.ReplaceAll(text, `\`, `\\`), "->", `\->`)
}

// After is what was written in answer to words that stand before it, as the two
// are shown together: whoever is asked "When ..." often begins with "when", and
// to "I will ..." with "I will". What is kept is as it was written.
func After(lead, text string) string {
	asked, said := strings.Fields(lead), strings.Fields(text)
	for n := min(len(asked), len(said)-1); n > 0; n-- {
		if slices.EqualFunc(asked[len(asked)-n:], said[:n], sameWord) {
			return strings.Join(said[n:], " ")
		}
	}
	if n := len(asked); n > 1 && len(said) > 1 && sameWord(asked[n-2], "I") && sameWord(asked[n-1], "will") && sameWord(strings.ReplaceAll(said[0], "’", "'"), "I'll") {
		return strings.Join(said[1:], " ")
	}
	return text
}

// Planned is a plan as a sentence without its full stop: both halves behind the
// words that ask for them, or the one that was answered.
func Planned(first, moment, second, act string) string {
	moment, act = After(first, moment), After(second, act)
	switch {
	case act == "":
		return first + " " + moment
	case moment == "":
		second = strings.TrimPrefix(second, "then ")
		start, size := utf8.DecodeRuneInString(second)
		return string(unicode.ToUpper(start)) + second[size:] + " " + act
	}
	return first + " " + moment + ", " + second + " " + act
}

// sameWord compares words without their case and what ends a clause.
func sameWord(a, b string) bool {
	const ends = ".,:;…"
	return strings.EqualFold(strings.Trim(a, ends), strings.Trim(b, ends))
}
