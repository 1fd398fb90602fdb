package intake

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// Detect says which format a file is, by its first bytes; 64 KB are plenty. The
// name is not looked at except to tell what is otherwise alike.
func Detect(name string, head []byte) (Format, error) {
	if isZip(head) {
		return DayOne, nil
	}
	text := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
	if bytes.IndexByte(text, '\n') < 0 {
		text = bytes.ReplaceAll(text, []byte{'\r'}, []byte{'\n'})
	}
	if len(text) == 0 {
		return "", ErrUnknown
	}
	if bytes.HasPrefix(text, []byte("JRNLv")) || bytes.HasPrefix(text, []byte("\x80gAAAA")) {
		return "", errLocked
	}
	if isPage(text) {
		return "", ErrUnknown
	}
	if text[0] == '{' || text[0] == '[' && (len(text) == 1 || !isDigit(text[1])) {
		if format := detectJSON(text); format != "" {
			return format, nil
		}
	}
	if format := detectCSV(text); format != "" {
		return format, nil
	}
	return detectLines(text)
}

var errLocked = fmt.Errorf("the journal is encrypted: decrypt it first with %q, then import the result", "jrnl --decrypt")

func isZip(head []byte) bool { return bytes.HasPrefix(head, []byte("PK\x03\x04")) }

// isPage knows a page for a browser, whose style sheet may have a line that
// begins as a headline of Org does: "* {".
func isPage(text []byte) bool {
	head := bytes.ToLower(text[:min(len(text), len("<!doctype html"))])
	return bytes.HasPrefix(head, []byte("<!doctype html")) || bytes.HasPrefix(head, []byte("<html"))
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

// A mark is how a line of a format looks. The first line that any mark fits
// decides.
type mark struct {
	format Format
	line   *regexp.Regexp
}

var marks = sync.OnceValue(func() []mark {
	list := []struct {
		format Format
		line   string
	}{
		{ICalendar, `(?i)^BEGIN:VCALENDAR\s*$`},
		{Timewarrior, `^inc( \d{8}T\d{6}Z|$| #)`},
		{Timeclock, `^[ioOhb] \d{4}[-/.]\d{1,2}[-/.]\d{1,2} +\d{1,2}:\d{2}`},
		{Org, `^\s*CLOCK: \[\d{4}-\d{2}-\d{2}`},
		{Org, `^\*+ \S`},
		{Klog, `^\d{4}[-/]\d{2}[-/]\d{2}( \([^()]*!\))?\s*$`},
		{Jrnl, `^\[\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}[T ][^\]]*\]`},
		{Jrnl, `^\d{4}-\d{2}-\d{2} \d{2}:\d{2} \S`},
	}
	all := make([]mark, len(list))
	for i, m := range list {
		all[i] = mark{m.format, regexp.MustCompile(m.line)}
	}
	return all
})

func detectLines(text []byte) (Format, error) {
	for line := range bytes.Lines(text) {
		if format := markOf(bytes.TrimRight(line, "\r\n")); format != "" {
			return format, nil
		}
	}
	return "", ErrUnknown
}

func markOf(line []byte) Format {
	if len(line) > 4096 {
		return ""
	}
	for _, m := range marks() {
		if m.line.Match(line) {
			return m.format
		}
	}
	return ""
}

// stranger returns an error when a line that a format cannot read begins
// another format: the file holds two, and which one was meant is not for the
// program to guess.
func (in *reading) stranger(number int, line string) error {
	other := markOf([]byte(line))
	if other == "" {
		if trimmed := strings.TrimSpace(line); strings.HasPrefix(trimmed, "{") || strings.HasPrefix(trimmed, "[{") {
			other = detectJSON([]byte(trimmed))
		}
	}
	if other == "" {
		other = detectCSV([]byte(line))
	}
	if other == "" || other == in.batch.Format || other == Jrnl || other == Org && in.batch.Format != ICalendar {
		return nil
	}
	return twoFormats(number, in.batch.Format, other)
}

func twoFormats(line int, first, second Format) error {
	return fmt.Errorf("the file holds two formats: %s, and from line %d on %s; import them one by one", first, line, second)
}

// detectJSON looks at the first keys of a JSON file: those of the whole and
// those of the first element.
func detectJSON(text []byte) Format {
	keys, list := firstKeys(text)
	has := func(names ...string) bool {
		for _, name := range names {
			if !slices.Contains(keys, name) {
				return false
			}
		}
		return true
	}
	switch {
	case list && has("project", "start", "stop"):
		return Watson
	case list && len(keys) == 0 && watsonFrame(text):
		return Watson
	case list && has("start") && !has("title"):
		return Timewarrior
	case has("buckets"):
		return ActivityWatch
	case has("records") && (has("warnings") || has("errors") || has("total_mins")):
		return Klog
	case has("entries") && (has("creationDate") || has("metadata")):
		return DayOne
	case has("entries") && (has("tags") || has("title") || has("body")):
		return Jrnl
	}
	return ""
}

// firstKeys returns the keys met in the first part of a JSON text, and whether
// it is a list.
func firstKeys(text []byte) (keys []string, list bool) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	type level struct{ object, key bool }
	var stack []level
	for range 400 {
		token, err := decoder.Token()
		if err != nil {
			return keys, list
		}
		top := len(stack) - 1
		if top >= 0 && stack[top].object && stack[top].key {
			if key, ok := token.(string); ok {
				keys = append(keys, key)
				stack[top].key = false
				continue
			}
		}
		switch token {
		case json.Delim('{'), json.Delim('['):
			if top < 0 {
				list = token == json.Delim('[')
			} else {
				stack[top].key = true
			}
			stack = append(stack, level{token == json.Delim('{'), true})
			continue
		case json.Delim('}'), json.Delim(']'):
			stack = stack[:top]
		default:
			if top >= 0 {
				stack[top].key = true
			}
		}
		if len(stack) == 0 {
			return keys, list
		}
	}
	return keys, list
}

// watsonFrame says whether a list begins like Watson's frames: two times, a
// project, an id.
func watsonFrame(text []byte) bool {
	decoder := json.NewDecoder(bytes.NewReader(text))
	for _, want := range []string{"[", "[", "number", "number", "string", "string"} {
		token, err := decoder.Token()
		if err != nil {
			return err == io.EOF && want != "["
		}
		switch v := token.(type) {
		case json.Delim:
			if v.String() != want {
				return want == "[" && v == ']' // an empty list of frames
			}
		case float64:
			if want != "number" {
				return false
			}
		case string:
			if want != "string" {
				return false
			}
		}
	}
	return true
}

// detectCSV goes by the names of the columns in the first line.
func detectCSV(text []byte) Format {
	line, _, _ := bytes.Cut(text, []byte{'\n'})
	if len(line) > 8192 {
		return ""
	}
	names := columnsOf(string(line))
	has := func(wanted ...string) bool {
		for _, name := range wanted {
			if !slices.Contains(names, name) {
				return false
			}
		}
		return true
	}
	switch {
	case has("mood", "activities", "note"):
		return Daylio
	case has("time spent (seconds)", "date"):
		return RescueTime
	case has("id", "start", "stop", "project"):
		return Watson
	case has("start date", "start time", "duration (decimal)"), has("start date", "start time", "duration (h)"):
		return Clockify
	case has("start date", "start time", "end date", "end time"):
		return Toggl
	}
	return ""
}

// columnsOf returns the names in a CSV header in lower case.
func columnsOf(line string) []string {
	divider := ","
	if strings.Count(line, ";") > strings.Count(line, ",") {
		divider = ";"
	}
	var names []string
	for name := range strings.SplitSeq(strings.TrimSpace(line), divider) {
		names = append(names, columnName(name))
	}
	return names
}

func columnName(name string) string {
	return strings.ToLower(strings.Trim(strings.TrimSpace(name), `"`))
}
