package exercise

import (
	"errors"
	"fmt"
	"strings"
)

// ifthen joins two short lines, a situation and what one will do in it.
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
		return nil, errors.New("wants two parts with -> between them: the moment -> what you will do")
	},
	check: func(q *Question, tree any) (any, error) {
		given, ok := tree.(map[string]any)
		if !ok {
			return nil, fmt.Errorf("wants {if: ..., then: ...}, have %s", shown(tree))
		}
		parts := map[string]any{}
		for key, raw := range given {
			if key != "if" && key != "then" {
				return nil, fmt.Errorf("has an unknown key %q beside if and then", key)
			}
			if raw == nil {
				continue
			}
			text, err := checkText(&Question{Kind: "text"}, raw)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", key, err)
			}
			if text != nil {
				parts[key] = text
			}
		}
		switch len(parts) {
		case 0:
			return nil, nil
		case 1:
			return nil, fmt.Errorf("wants both if and then")
		}
		return parts, nil
	},
	line: func(q *Question, value any) string {
		parts, _ := value.(map[string]any)
		situation, _ := parts["if"].(string)
		act, _ := parts["then"].(string)
		return escapeArrow(situation) + " -> " + act
	},
}

// escapeArrow keeps an arrow in the first part from ending it.
func escapeArrow(text string) string {
	return strings.ReplaceAll(strings.ReplaceAll(text, `\`, `\\`), "->", `\->`)
}
