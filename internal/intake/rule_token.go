package intake

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// A token is a word, or key, sign and value of a condition.
type token struct {
	key, sign, value string
	quoted           bool
}

func ruleTokens(line string) ([]token, error) {
	var tokens []token
	for {
		line = strings.TrimLeftFunc(line, func(r rune) bool { return unicode.IsSpace(r) || r == ',' })
		if line == "" {
			return tokens, nil
		}
		var t token
		if line[0] != '"' {
			end := strings.IndexFunc(line, func(r rune) bool { return unicode.IsSpace(r) || r == ',' || r == '"' })
			if end < 0 {
				end = len(line)
			}
			word := line[:end]
			line = line[end:]
			var found bool
			if t.key, t.sign, t.value, found = condition(word); !found {
				t.value = word
			} else if t.value != "" || line == "" || line[0] != '"' {
				found = false
			}
			if !found {
				tokens = append(tokens, t)
				continue
			}
		}
		value, rest, err := unquote(line)
		if err != nil {
			return nil, err
		}
		t.value, t.quoted, line = value, true, rest
		tokens = append(tokens, t)
	}
}

var ruleKeys = []string{"attendees", "length", "organiser", "organizer", "calendar", "tag", "project", "client", "task", "from", "without"}

// condition takes key, sign and value apart.
func condition(word string) (key, sign, value string, found bool) {
	at := strings.IndexAny(word, "=<>")
	if at <= 0 {
		return "", "", "", false
	}
	key, rest := strings.ToLower(word[:at]), word[at:]
	if !slices.Contains(ruleKeys, key) {
		return "", "", "", false
	}
	for _, sign := range []string{"<=", ">=", "=", "<", ">"} {
		if value, found := strings.CutPrefix(rest, sign); found {
			return key, sign, value, true
		}
	}
	return "", "", "", false
}

func quote(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
}

func unquote(text string) (value, rest string, err error) {
	var b strings.Builder
	for i := 1; i < len(text); i++ {
		switch c := text[i]; {
		case c == '"':
			return b.String(), text[i+1:], nil
		case c == '\\' && i+1 < len(text):
			i++
			b.WriteByte(text[i])
		default:
			b.WriteByte(c)
		}
	}
	return "", "", fmt.Errorf("a quotation mark is left open in the rule; write %s", ruleExample)
}
