package exercise

import (
	"fmt"
	"strings"
)

// ReadAnswers reads an answers file, YAML or JSON: question id to value. It is
// held to plain data as exercise files are, since it may come from elsewhere
// too. The error is ErrNoAnswers where the file holds no map, else of type
// Faults.
func ReadAnswers(name string, source []byte) (map[string]any, error) {
	if blank(source) {
		return nil, fmt.Errorf("%s: %w", name, ErrNoAnswers)
	}
	root, faults := parseTree(name, source, answerLimits)
	if root != nil && root.shape == mapped {
		r := &reader{file: name, faults: faults}
		given, _ := scope{reader: r}.tree(root).(map[string]any)
		if len(r.faults) == 0 {
			return given, nil
		}
		faults = r.faults
	}
	if len(faults) == 0 {
		return nil, fmt.Errorf("%s: %w", name, ErrNoAnswers)
	}
	return nil, faults.sorted()
}

// blank says that a file has nothing but comments.
func blank(source []byte) bool {
	for line := range strings.Lines(plainLines(source)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' && line != "---" {
			return false
		}
	}
	return true
}

// tree is a value as answers have it: maps, lists, texts, numbers, booleans.
func (s scope) tree(n *node) any {
	switch n.shape {
	case textual:
		return n.text
	case numeric:
		return n.number
	case truth:
		return n.yes
	case listed:
		items := make([]any, len(n.items))
		for i, item := range n.items {
			items[i] = s.tree(item)
		}
		return items
	case mapped:
		fields := map[string]any{}
		for _, p := range n.pairs {
			if _, twice := fields[p.key.text]; twice {
				s.fault(p.key, "%q stands twice", p.key.text)
			}
			fields[p.key.text] = s.tree(p.value)
		}
		return fields
	}
	return nil
}

// WriteAnswers writes answers as a file ReadAnswers reads back, each under its
// question; questions without an answer stand there as comments.
func WriteAnswers(questions []*Question, answers Answers) ([]byte, error) {
	var b strings.Builder
	for _, q := range questions {
		b.WriteString("\n")
		for line := range strings.Lines(q.Ask) {
			b.WriteString("# " + strings.TrimSpace(line) + "\n")
		}
		if note := notation(q); note != "" {
			b.WriteString("# " + note + "\n")
		}
		value, reached := answers[q.ID]
		if !reached {
			b.WriteString("# " + q.ID + ":\n")
			continue
		}
		text, err := written(q.ID, value)
		if err != nil {
			return nil, err
		}
		b.WriteString(text)
	}
	return []byte(strings.TrimPrefix(b.String(), "\n")), nil
}

// notation says how an answer to a question is written.
func notation(q *Question) string {
	switch q.Kind {
	case "scale":
		return fmt.Sprintf("%s %s ... %s %s", Number(*q.Min), q.Low, Number(*q.Max), q.High)
	case "choice", "many":
		if len(q.Options.List) > 0 {
			return "of " + optionList(q.Options.List)
		}
	}
	return ""
}

// written writes one answer: several lines of text as a block, all else in the
// JSON that YAML includes.
func written(id string, value any) (string, error) {
	text, isText := value.(string)
	if isText && strings.Contains(text, "\n") && !strings.ContainsFunc(text, unprintable) {
		return id + ": |2-\n  " + strings.ReplaceAll(text, "\n", "\n  ") + "\n", nil
	}
	encoded, err := EncodeValue(value)
	return id + ": " + encoded + "\n", err
}

func unprintable(r rune) bool {
	return r < ' ' && r != '\n' || r >= 0x7f && r <= 0x9f || r == 0xfeff || r == 0x2028 || r == 0x2029
}
