package intake

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

const (
	headSize = 64 << 10
	// maxLine bounds one line, one CSV record and one value of a JSON list, so
	// that a file without line ends needs no more memory than any other.
	maxLine = 4 << 20
)

// A source is the text of a file, brought to UTF-8 piece by piece.
type source struct {
	raw     io.Reader
	text    *bufio.Reader
	start   []byte
	notices []string
	patched bool // some bytes were not UTF-8
}

var errBinary = errors.New("the file is not text")

// open looks at the first bytes for the encoding.
func open(r io.Reader) (*source, error) {
	s := &source{raw: r, text: bufio.NewReaderSize(r, headSize)}
	first, err := s.text.Peek(512)
	if err != nil && err != io.EOF && !errors.Is(err, bufio.ErrBufferFull) {
		return nil, fmt.Errorf("read the file: %w", err)
	}
	switch order := utf16Order(first); {
	case isZip(first):
	case order != nil:
		s.text = bufio.NewReaderSize(&utf16Reader{in: s.text, order: order}, headSize)
		s.notices = append(s.notices, "the file is UTF-16 and was read as such")
		s.skipMark()
	case bytes.IndexByte(first, 0) >= 0:
		return nil, errBinary
	default:
		s.skipMark()
	}
	s.start, _ = s.text.Peek(headSize)
	s.start = slices.Clone(s.start)
	if len(bytes.TrimSpace(s.start)) == 0 {
		return nil, errors.New("the file is empty")
	}
	return s, nil
}

func (s *source) skipMark() {
	if mark, _ := s.text.Peek(3); string(mark) == "\ufeff" {
		_, _ = s.text.Discard(3)
	}
}

// head returns the first bytes of the text, without a byte order mark.
func (s *source) head() []byte { return s.start }

// plain returns text as valid UTF-8. Bytes that are not are read as
// Windows-1252, and the source remembers to say so.
func (s *source) plain(text []byte) string {
	if utf8.Valid(text) {
		return string(text)
	}
	s.patched = true
	var b strings.Builder
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		if r == utf8.RuneError && size == 1 {
			r = windows1252(text[0])
		}
		b.WriteRune(r)
		text = text[size:]
	}
	return b.String()
}

// windows1252 reads a byte that is no UTF-8 the way Windows wrote it.
func windows1252(b byte) rune {
	const high = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ"
	if b < 0x80 || b > 0x9f {
		return rune(b)
	}
	return []rune(high)[b-0x80]
}

// A lineReader gives physical lines, whatever ends them. A line longer than its
// limit is cut and marked, and the rest of it is passed over.
type lineReader struct {
	in    *bufio.Reader
	limit int
	line  int // the number of the line last returned
	buf   []byte
}

func (s *source) lines() *lineReader { return &lineReader{in: s.text, limit: maxLine} }

// next returns the next line, valid until the one after it, or io.EOF. Lines end
// as on Unix, on Windows or on old Macs.
func (l *lineReader) next() (text []byte, cut bool, err error) {
	l.buf = l.buf[:0]
	l.line++
	for begun := false; ; begun = true {
		if _, err := l.in.Peek(1); err != nil {
			if err == io.EOF && begun {
				return l.buf, cut, nil
			}
			return nil, false, err
		}
		ahead, _ := l.in.Peek(l.in.Buffered())
		end := lineEnd(ahead)
		part := ahead
		if end >= 0 {
			part = ahead[:end]
		}
		if room := l.limit - len(l.buf); len(part) > room {
			part, cut = part[:room], true
		}
		l.buf = append(l.buf, part...)
		if end < 0 {
			_, _ = l.in.Discard(len(ahead))
			continue
		}
		carriage := ahead[end] == '\r'
		_, _ = l.in.Discard(end + 1)
		if carriage {
			if after, _ := l.in.Peek(1); len(after) == 1 && after[0] == '\n' {
				_, _ = l.in.Discard(1)
			}
		}
		return l.buf, cut, nil
	}
}

// lineEnd finds what ends a line, or returns -1.
func lineEnd(text []byte) int {
	end := bytes.IndexByte(text, '\n')
	if end >= 0 {
		text = text[:end]
	}
	if carriage := bytes.IndexByte(text, '\r'); carriage >= 0 {
		return carriage
	}
	return end
}
