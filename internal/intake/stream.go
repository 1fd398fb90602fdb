package intake

import (
	"errors"
	"io"
	"sort"
	"unicode/utf8"
)

// A stream hands the text of a file to the decoders of CSV and JSON: valid
// UTF-8, never more than maxLine between two calls of next, and with the
// numbers of lines.
type stream struct {
	src   *source
	left  int
	at    int64
	ends  []int64 // offsets of line ends
	carry [utf8.UTFMax]byte
	held  []byte // a rune that did not fit
}

var errTooLong = errors.New("one value is longer than 4 MB")

// maxLines is how many lines are numbered; later ones have no number.
const maxLines = 4 << 20

func (s *source) stream() *stream { return &stream{src: s, left: maxLine} }

// next says that a record was taken and another may follow.
func (s *stream) next() { s.left = maxLine }

// line returns the number of the line that holds an offset.
func (s *stream) line(offset int64) int {
	if len(s.ends) >= maxLines && offset > s.ends[len(s.ends)-1] {
		return 0
	}
	return 1 + sort.Search(len(s.ends), func(i int) bool { return s.ends[i] >= offset })
}

func (s *stream) Read(p []byte) (int, error) {
	if s.left <= 0 {
		return 0, errTooLong
	}
	if len(p) > s.left {
		p = p[:s.left]
	}
	n := 0
	for n < len(p) {
		if len(s.held) > 0 {
			copied := copy(p[n:], s.held)
			s.held = s.held[copied:]
			n += copied
			continue
		}
		// Waiting for more than is there would read ahead of the guard.
		if n > 0 && s.src.text.Buffered() == 0 {
			break
		}
		r, size, err := s.src.text.ReadRune()
		if err != nil {
			if n > 0 {
				break
			}
			return 0, err
		}
		if r == utf8.RuneError && size == 1 {
			_ = s.src.text.UnreadRune()
			b, _ := s.src.text.ReadByte()
			r, s.src.patched = windows1252(b), true
		}
		if r == '\n' && len(s.ends) < maxLines {
			s.ends = append(s.ends, s.at+int64(n))
		}
		if r < utf8.RuneSelf {
			p[n] = byte(r)
			n++
			continue
		}
		s.held = s.carry[:utf8.EncodeRune(s.carry[:], r)]
	}
	s.at += int64(n)
	s.left -= n
	return n, nil
}

// A counted reader fails once it was asked for more than a limit.
type counted struct {
	in   io.Reader
	left int64
	err  error
}

func (c *counted) Read(p []byte) (int, error) {
	if c.left <= 0 {
		return 0, c.err
	}
	n, err := c.in.Read(p[:min(int64(len(p)), c.left)])
	c.left -= int64(n)
	return n, err
}
