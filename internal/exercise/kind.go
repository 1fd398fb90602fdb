package exercise

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A kind of question: how a typed line becomes a tree, how a tree becomes the
// canonical answer or a complaint, and how an answer is written as a line that
// reads back as itself.
type kind struct {
	read  func(q *Question, line string) (any, error)
	check func(q *Question, tree any) (any, error)
	line  func(q *Question, value any) string
	// short says what is missing from an answer given in part; nil where an
	// answer of the kind is never in part.
	short func(q *Question, value any) string
	// needs lists faults of the question's own definition.
	needs func(q *Question) []string
}

// kinds is the one table of question kinds; a new one is a file of its own and
// a line here.
func kindOf(name string) (kind, bool) {
	switch name {
	case "text", "longtext":
		return textKind, true
	case "scale":
		return scaleKind, true
	case "number":
		return numberKind, true
	case "yesno":
		return yesnoKind, true
	case "choice":
		return choiceKind, true
	case "many":
		return manyKind, true
	case "split":
		return splitKind, true
	case "rank":
		return rankKind, true
	case "sort":
		return sortKind, true
	case "matrix":
		return matrixKind, true
	case "ifthen":
		return ifthenKind, true
	case "date":
		return dateKind, true
	case "group":
		return groupKind(), true
	}
	return kind{}, false
}

// KindNames lists every question type a file may name.
func KindNames() []string {
	return []string{
		"text", "longtext", "scale", "number", "yesno", "choice", "many", "split",
		"rank", "sort", "matrix", "ifthen", "date", "group",
	}
}

// MaxText is the longest text one answer holds, in bytes.
const MaxText = 1 << 20

// Parse reads what a person typed on a line as the answer to a question whose
// options are resolved. An empty line is a skip: nil.
func (q *Question) Parse(line string) (any, error) {
	text, err := cleanText(line)
	if err != nil || text == "" {
		return nil, err
	}
	k, ok := kindOf(q.Kind)
	if !ok {
		return nil, fmt.Errorf("unknown type %q", q.Kind)
	}
	tree, err := k.read(q, text)
	if err != nil && tree != nil {
		// What was read is checked as well, so that every fault is reported.
		var wrong problems
		wrong.join(err)
		_, unfit := k.check(q, tree)
		wrong.join(unfit)
		return nil, wrong.err()
	}
	if err != nil {
		return nil, err
	}
	return k.check(q, tree)
}

// Check brings a value of an answers file to its canonical form, or says what
// does not fit. nil is a skip and stays nil; so does text that is only space.
func (q *Question) Check(tree any) (any, error) {
	if tree == nil {
		return nil, nil
	}
	k, ok := kindOf(q.Kind)
	if !ok {
		return nil, fmt.Errorf("unknown type %q", q.Kind)
	}
	return k.check(q, normal(tree))
}

// Line writes an answer as a person would type it; Parse reads it back.
func (q *Question) Line(value any) string {
	k, ok := kindOf(q.Kind)
	if !ok || value == nil {
		return ""
	}
	return k.line(q, value)
}

// Short says what is missing from an answer that was given in part, such as
// "Pick exactly 10 (9 so far)", or "" where nothing is. An answer in part is an
// answer: it is saved and read back as it is.
func (q *Question) Short(value any) string {
	k, ok := kindOf(q.Kind)
	if !ok || k.short == nil || value == nil {
		return ""
	}
	return k.short(q, value)
}

// normal brings the many number types of file readers to float64.
func normal(tree any) any {
	switch v := tree.(type) {
	case int:
		return float64(v)
	case int64:
		return float64(v)
	case uint64:
		return float64(v)
	case []any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = normal(v[i])
		}
		return out
	case map[string]any:
		out := make(map[string]any, len(v))
		for key := range v {
			out[key] = normal(v[key])
		}
		return out
	}
	return tree
}

// cleanText trims outer white space and makes line ends plain; it refuses what
// no text file should hold.
func cleanText(text string) (string, error) {
	if len(text) > MaxText {
		return "", fmt.Errorf("the text has %.1f MB; an answer holds 1 MB, so keep it in a file and name the file here", float64(len(text))/(1<<20))
	}
	if !utf8.ValidString(text) {
		return "", errors.New("the text is not valid UTF-8")
	}
	if strings.ContainsRune(text, 0) {
		return "", errors.New("the text holds a NUL character")
	}
	text = strings.ReplaceAll(text, "\r\n", "\n")
	text = strings.ReplaceAll(text, "\r", "\n")
	return strings.TrimSpace(text), nil
}

func checkNumber(value float64, min, max *float64, words string) error {
	if math.IsNaN(value) || math.IsInf(value, 0) || math.Abs(value) > 1e9 {
		return fmt.Errorf("%v is not a usable number", value)
	}
	if min != nil && value < *min || max != nil && value > *max {
		return fmt.Errorf("%s is outside %s%s", Number(value), bounds(min, max), words)
	}
	return nil
}

func bounds(min, max *float64) string {
	switch {
	case min == nil && max == nil:
		return "of any size"
	case min == nil:
		return "up to " + Number(*max)
	case max == nil:
		return Number(*min) + " and more"
	}
	return Number(*min) + " to " + Number(*max)
}

// Number writes a number without needless digits.
func Number(value float64) string { return strconv.FormatFloat(value, 'f', -1, 64) }

func shown(tree any) string {
	switch v := tree.(type) {
	case string:
		return strconv.Quote(v)
	case map[string]any:
		keys := make([]string, 0, len(v))
		for key := range v {
			keys = append(keys, key)
		}
		sort.Strings(keys)
		return "a map of " + strings.Join(keys, ", ")
	case []any:
		return "a list"
	}
	return fmt.Sprint(tree)
}

// EncodeValue writes a canonical value as JSON with sorted keys, the form in
// which answers are stored and compared.
func EncodeValue(value any) (string, error) {
	var b strings.Builder
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return "", err
	}
	return strings.TrimSuffix(b.String(), "\n"), nil
}

// DecodeValue reads what EncodeValue wrote.
func DecodeValue(text string) (any, error) {
	var value any
	err := json.Unmarshal([]byte(text), &value)
	return value, err
}
