package exercise

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
)

// ReadAnswers reads an answers file, YAML or JSON: question id to value.
func ReadAnswers(name string, source []byte) (map[string]any, error) {
	if !utf8.Valid(source) {
		return nil, fmt.Errorf("%s is not valid UTF-8", name)
	}
	if strings.TrimSpace(string(source)) == "" {
		return nil, fmt.Errorf("%s: %w", name, ErrNoAnswers)
	}
	tree, err := readFlat(source)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	given, ok := tree.(map[string]any)
	if !ok {
		return nil, fmt.Errorf("%s: %w", name, ErrNoAnswers)
	}
	return given, nil
}

func readFlat(source []byte) (tree any, err error) {
	defer func() {
		// The YAML reader is not ours; a file it chokes on is a bad file.
		if cause := recover(); cause != nil {
			err = fmt.Errorf("is not YAML a program can read")
		}
	}()
	if err := yaml.Unmarshal(source, &tree); err != nil {
		return nil, fmt.Errorf("%s", strings.TrimSpace(yaml.FormatError(err, false, false)))
	}
	return tree, nil
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
