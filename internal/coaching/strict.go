package coaching

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// maxDepth bounds how deep a content nests; an exercise needs about ten.
const maxDepth = 24

// decodeStrict reads JSON into a view: no unknown field, no field twice, no
// wrong type, nothing after it.
func decodeStrict(content []byte, view any) error {
	if !utf8.Valid(content) {
		return errors.New("it is not valid UTF-8")
	}
	if err := checkShape(content); err != nil {
		return err
	}
	decoder := json.NewDecoder(bytes.NewReader(content))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(view); err != nil {
		return jsonFault(err)
	}
	return nil
}

// checkShape refuses what encoding/json would let pass: a field that stands
// twice (in capitals or not), deep nests, a second document.
func checkShape(content []byte) error {
	decoder := json.NewDecoder(bytes.NewReader(content))
	var stack []level
	for {
		token, err := decoder.Token()
		if err != nil {
			return jsonFault(err)
		}
		top := len(stack) - 1
		if top >= 0 {
			named, err := stack[top].field(token)
			if err != nil {
				return err
			}
			if named {
				continue
			}
		}
		switch token {
		case json.Delim('{'):
			stack = append(stack, level{fields: map[string]bool{}})
		case json.Delim('['):
			stack = append(stack, level{})
		case json.Delim('}'), json.Delim(']'):
			stack = stack[:top]
		}
		if len(stack) > maxDepth {
			return errors.New("it nests too deep")
		}
		if len(stack) == 0 {
			break
		}
	}
	if _, err := decoder.Token(); err != io.EOF {
		return errors.New("something follows its end")
	}
	return nil
}

// A level is an object or a list that is being read.
type level struct {
	fields map[string]bool // seen so far; nil in a list
	value  bool            // the next token is a field's value
}

// field takes the next token and says whether it is the name of a field; one
// that stands twice is refused.
func (l *level) field(token json.Token) (named bool, err error) {
	name, isText := token.(string)
	if !isText || l.fields == nil || l.value {
		l.value = false
		return false, nil
	}
	key := strings.ToLower(name)
	if l.fields[key] {
		return false, fmt.Errorf("the field %q stands twice", short(cleanLine(name)))
	}
	l.fields[key], l.value = true, true
	return true, nil
}

// jsonFault says what is wrong without repeating the content.
func jsonFault(err error) error {
	var kind *json.UnmarshalTypeError
	if errors.As(err, &kind) {
		return fmt.Errorf("the field %q has the wrong type", short(cleanLine(kind.Field)))
	}
	if name, found := strings.CutPrefix(err.Error(), "json: unknown field "); found {
		return fmt.Errorf("the field %s is unknown", short(cleanLine(name)))
	}
	return errors.New("it is not JSON, or cut off")
}

func encodeJSON(view any) ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(view); err != nil {
		return nil, fmt.Errorf("writing a letter's content: %w", err)
	}
	return b.Bytes(), nil
}
