package intake

import (
	"errors"
	"io"
	"strings"
	"time"
)

// eachLine hands every line of a text to a function, without line ends. A line
// too long to be one is refused.
func (in *reading) eachLine(src *source, take func(number int, text string) error) error {
	lines := src.lines()
	for {
		text, cut, err := lines.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if lines.line%4096 == 0 {
			if err := in.ctx.Err(); err != nil {
				return err
			}
		}
		if cut {
			in.refuse(lines.line, "the line is longer than 4 MB")
			continue
		}
		if err := take(lines.line, src.plain(text)); err != nil {
			return err
		}
	}
}

// unread refuses a line that is not of the format, unless it begins another
// format: then the whole file is refused.
func (in *reading) unread(number int, text, reason string) error {
	if err := in.stranger(number, text); err != nil {
		return err
	}
	in.refuse(number, "%s", reason)
	return nil
}

// localTime reads a local time in one of several layouts of package time as a
// wall clock time.
func localTime(text string, layouts ...string) (time.Time, bool) {
	text = strings.TrimSpace(text)
	for _, layout := range layouts {
		if at, err := time.Parse(layout, text); err == nil {
			return at, true
		}
	}
	return time.Time{}, false
}
