// Splits a line of an export into its fields. encoding/json would make a map and
// a decoder for each of them, at three times the cost of writing the rows.

package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"unicode/utf8"
)

// A field is a value of a line as it is there, in JSON.
type field struct {
	name string
	raw  json.RawMessage // part of the line
}

var errNoObject = errors.New("not a JSON object")

// splitObject appends the fields of a JSON object in their order.
func splitObject(fields []field, text []byte) ([]field, error) {
	if !json.Valid(text) { // from here on, all that is read is as JSON has it
		return nil, errNoObject
	}
	text = bytes.TrimSpace(text)
	if text[0] != '{' {
		return nil, errNoObject
	}
	for text = skipTo(text[1:], '"', '}'); text[0] == '"'; text = skipTo(text, '"', '}') {
		end := valueEnd(text)
		name, err := readString(text[:end])
		if err != nil {
			return nil, err
		}
		text = bytes.TrimLeft(skipTo(text[end:], ':', ':')[1:], " \t\r\n")
		end = valueEnd(text)
		fields = append(fields, field{name, json.RawMessage(text[:end])})
		text = text[end:]
	}
	return fields, nil
}

// skipTo skips to the next of two bytes.
func skipTo(text []byte, a, b byte) []byte {
	for text[0] != a && text[0] != b {
		text = text[1:]
	}
	return text
}

// valueEnd is where the JSON value ends that a text begins with.
func valueEnd(text []byte) int {
	depth := 0
	for at := 0; at < len(text); at++ {
		switch text[at] {
		case '"':
			at += stringEnd(text[at:]) - 1
			if depth == 0 {
				return at + 1
			}
		case '{', '[':
			depth++
		case '}', ']':
			if depth == 0 { // of the object around a number or a word
				return at
			}
			if depth--; depth == 0 {
				return at + 1
			}
		case ',', ' ', '\t', '\r', '\n':
			if depth == 0 {
				return at
			}
		}
	}
	return len(text)
}

// stringEnd is where the string ends that a text begins with.
func stringEnd(text []byte) int {
	for at := 1; ; at++ {
		at += bytes.IndexByte(text[at:], '"')
		escapes := 0
		for text[at-1-escapes] == '\\' {
			escapes++
		}
		if escapes%2 == 0 {
			return at + 1
		}
	}
}

// readString reads a JSON string.
func readString(raw []byte) (text string, err error) {
	inside := raw[1 : len(raw)-1]
	if bytes.IndexByte(inside, '\\') < 0 && utf8.Valid(inside) {
		return string(inside), nil
	}
	err = json.Unmarshal(raw, &text)
	return text, err
}
