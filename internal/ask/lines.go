package ask

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"time"

	"mull/internal/exercise"
)

// A source reads a stream only while somebody waits for it, so that an editor
// started in between has the terminal to itself, and what was typed ahead stays
// for the next question. A read that was given up when a context ended goes on
// in the background, and its bytes come first the next time.
type source struct {
	in      io.Reader
	buffer  []byte
	err     error
	reading bool
	arrived chan chunk
}

type chunk struct {
	bytes []byte
	err   error
}

func newSource(in io.Reader) *source {
	return &source{in: in, arrived: make(chan chunk, 1)}
}

// fill waits for more bytes, for at most patience where that is not 0. more is
// false where none came in time.
func (s *source) fill(ctx context.Context, patience time.Duration) (more bool, err error) {
	if ctx.Err() != nil {
		return false, ErrInterrupted
	}
	if s.err != nil {
		return false, s.err
	}
	if !s.reading {
		s.reading = true
		go func() {
			bytes := make([]byte, 4096)
			n, err := s.in.Read(bytes)
			s.arrived <- chunk{bytes[:n], err}
		}()
	}
	var late <-chan time.Time
	if patience > 0 {
		timer := time.NewTimer(patience)
		defer timer.Stop()
		late = timer.C
	}
	select {
	case c := <-s.arrived:
		s.reading = false
		s.buffer = append(s.buffer, c.bytes...)
		if c.err != nil {
			// Whatever ends a stream of answers, a closed pipe or a terminal
			// that went away, there is nobody left to ask.
			s.err = ErrEnded
		}
		if len(c.bytes) == 0 && s.err != nil {
			return false, s.err
		}
		return true, nil
	case <-late:
		return false, nil
	case <-ctx.Done():
		return false, ErrInterrupted
	}
}

// mostLine is how long a line may be; it leaves the kinds to say what is too
// much for them, and bounds what is kept in memory.
const mostLine = exercise.MaxText + 4096

// line reads up to the next line end, which is dropped. Of a line longer than
// mostLine the rest is read and thrown away, and the complaint says how long
// it was. The last line of a stream may lack its end.
func (s *source) line(ctx context.Context) (string, error) {
	var kept []byte
	size := 0
	for {
		end := bytes.IndexByte(s.buffer, '\n')
		part := s.buffer
		if end >= 0 {
			part = s.buffer[:end]
		}
		size += len(part)
		if room := mostLine - len(kept); len(part) > room {
			part = part[:max(room, 0)]
		}
		kept = append(kept, part...)
		if end >= 0 {
			s.buffer = s.buffer[end+1:]
			return wholeLine(kept, size)
		}
		s.buffer = s.buffer[:0]
		_, err := s.fill(ctx, 0)
		if err == ErrEnded && size > 0 {
			return wholeLine(kept, size)
		}
		if err != nil {
			return "", err
		}
	}
}

func wholeLine(kept []byte, size int) (string, error) {
	if size > mostLine {
		return "", fault{fmt.Errorf("the line has %.1f MB; an answer holds 1 MB, so keep it in a file and name the file here", float64(size)/(1<<20))}
	}
	return string(bytes.TrimSuffix(kept, []byte("\r"))), nil
}
