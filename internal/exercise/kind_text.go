package exercise

import (
	"fmt"
	"strings"
)

// text is one line, longtext any number; with items either is a list, typed
// with semicolons between. Fewer than Least are an answer in part.
var textKind = kind{
	read: func(q *Question, line string) (any, error) {
		if q.Items.Most == 0 {
			return line, nil
		}
		items := []any{}
		for _, part := range pieces(line, ';') {
			items = append(items, unescape(part, ";"))
		}
		return items, nil
	},
	check: func(q *Question, tree any) (any, error) {
		if q.Items.Most == 0 {
			return checkText(q, tree)
		}
		list, ok := tree.([]any)
		if !ok {
			return nil, fmt.Errorf("wants a list of texts, have %s", shown(tree))
		}
		var items []any
		var wrong problems
		for i, item := range list {
			text, err := checkText(q, item)
			if err != nil {
				wrong.within(fmt.Sprintf("text %d", i+1), err)
			}
			if text != nil || err != nil {
				items = append(items, text)
			}
		}
		if len(items) > q.Items.Most {
			wrong.add("at most %d texts (%d so far)", q.Items.Most, len(items))
		}
		if len(items) == 0 || len(wrong) > 0 {
			return nil, wrong.err()
		}
		return items, nil
	},
	line: func(q *Question, value any) string {
		list, ok := value.([]any)
		if !ok {
			text, _ := value.(string)
			return text
		}
		parts := make([]string, len(list))
		for i, item := range list {
			text, _ := item.(string)
			parts[i] = escape(text, ";")
		}
		return strings.Join(parts, "; ")
	},
}

func checkText(q *Question, tree any) (any, error) {
	raw, ok := tree.(string)
	if !ok {
		return nil, fmt.Errorf("wants a text, have %s", shown(tree))
	}
	text, err := cleanText(raw)
	if err != nil || text == "" {
		return nil, err
	}
	if q.Kind == "text" && strings.ContainsRune(text, '\n') {
		return nil, fmt.Errorf("wants one line, have %d", strings.Count(text, "\n")+1)
	}
	return text, nil
}
