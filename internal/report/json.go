package report

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode"
)

// WriteJSON writes a view as indented JSON with a line end. Text is lossless:
// control characters, and those that turn the direction of writing, are
// written as \u escapes, so that a terminal shows them and does not obey them.
func WriteJSON(w io.Writer, view any) error {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(view); err != nil {
		return err
	}
	_, err := io.WriteString(w, escapeHidden(b.String()))
	return err
}

// escapeHidden works on finished JSON, where such characters stand only inside
// strings.
func escapeHidden(text string) string {
	unsafe := func(r rune) bool {
		return r == 0x7f || r >= 0x80 && r <= 0x9f || unicode.Is(unicode.Bidi_Control, r)
	}
	if !strings.ContainsFunc(text, unsafe) {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		if unsafe(r) {
			fmt.Fprintf(&b, `\u%04x`, r)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// WriteShown lets write write JSON Lines for a terminal, with those characters as
// escapes. In a file they stay as they are, since hashes are of them.
func WriteShown(w io.Writer, write func(io.Writer) error) error {
	out := &shown{to: bufio.NewWriter(w)}
	err := write(out)
	if _, last := out.to.WriteString(escapeHidden(string(out.line))); err == nil {
		err = last
	}
	if last := out.to.Flush(); err == nil {
		err = last
	}
	return err
}

// shown escapes line by line, so that no character is cut.
type shown struct {
	to   *bufio.Writer
	line []byte // what of the last line has come
}

func (s *shown) Write(b []byte) (int, error) {
	s.line = append(s.line, b...)
	end := bytes.LastIndexByte(s.line, '\n') + 1
	if _, err := s.to.WriteString(escapeHidden(string(s.line[:end]))); err != nil {
		return 0, err
	}
	s.line = append(s.line[:0], s.line[end:]...)
	return len(b), nil
}
