package ask

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"sync/atomic"
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
	ahead   int         // how much of the buffer was typed before its prompt was shown
	burst   int         // how many bytes came at once, or with hardly a pause between
	pause   *time.Timer // that runs from the last of them
	err     error
	reading bool
	arrived chan chunk

	awaited atomic.Bool   // somebody waits for what comes
	stop    chan struct{} // holds a value once the program is told to end
	stopped bool
}

type chunk struct {
	bytes []byte
	err   error
}

func newSource(in io.Reader) *source {
	return &source{in: in, arrived: make(chan chunk, 1), stop: make(chan struct{}, 1)}
}

// take drops bytes that were read off the buffer.
func (s *source) take(n int) {
	s.buffer = s.buffer[n:]
	s.ahead = max(s.ahead-n, 0)
}

// file is the terminal that is read, where it is one.
func (s *source) file() (*os.File, bool) {
	file, ok := s.in.(*os.File)
	return file, ok && IsTerminal(file)
}

// waiting says whether more input is there already, or comes within patience.
// It reads nothing that nobody waits for.
func (s *source) waiting(patience time.Duration) bool {
	if len(s.buffer) > 0 {
		return true
	}
	if file, ok := s.file(); ok && !s.reading && s.err == nil {
		return readable(file, patience)
	}
	return false
}

// textWaits says whether text waits, or comes within patience: neither Enter
// alone nor a key such as an arrow.
func (s *source) textWaits(patience time.Duration) bool {
	for {
		rest := bytes.TrimLeft(s.buffer, "\r\n")
		if len(rest) > 0 {
			return rest[0] >= ' ' && rest[0] != 0x7f || rest[0] == '\t'
		}
		file, ok := s.file()
		if !ok || s.reading || s.err != nil || !readable(file, patience) {
			return false
		}
		if _, err := s.fill(context.Background(), escapeWait); err != nil {
			return false
		}
	}
}

// gather notes what was typed before the next prompt is shown: it was meant for
// the prompts to come, a line each, and is no paste into this one.
func (s *source) gather() {
	for n := len(s.buffer); s.err == nil && (n == 0 || len(s.buffer) > n); {
		n = len(s.buffer)
		if file, ok := s.file(); !ok || s.reading || !readable(file, 0) {
			break
		}
		if _, err := s.fill(context.Background(), escapeWait); err != nil {
			break
		}
	}
	s.ahead = len(s.buffer)
}

// giveBack puts lines that were read in front of what comes, each to be
// answered to a prompt of its own.
func (s *source) giveBack(lines []string) {
	back := strings.Join(lines, "\r") + "\r"
	s.buffer = append([]byte(back), s.buffer...)
	s.ahead += len(back)
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
	s.awaited.Store(true)
	defer s.awaited.Store(false)
	select {
	case <-s.stop:
		// What was typed so far comes back to whoever reads, to be saved.
		s.err, s.stopped = ErrEnded, true
		select {
		case c := <-s.arrived:
			s.reading, s.buffer = false, append(s.buffer, c.bytes...)
			return len(c.bytes) > 0, nil
		case <-time.After(escapeWait):
		}
		return false, s.err
	case c := <-s.arrived:
		s.reading = false
		s.buffer = append(s.buffer, c.bytes...)
		s.count(len(c.bytes), s.paused())
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

// paused says whether the bytes before came a while ago, and counts from now on.
func (s *source) paused() bool {
	over := s.pause == nil || !s.pause.Stop()
	s.pause = time.NewTimer(pasteWait)
	return over
}

// count notes how many bytes came, after a pause or not. A paste comes in pieces,
// the last of which may be a single byte.
func (s *source) count(n int, paused bool) {
	if paused {
		s.burst = 0
	}
	s.burst += n
}

// end makes the input end for whoever waits for it, or does so in a moment, and
// says whether anybody did.
func (s *source) end() bool {
	select {
	case s.stop <- struct{}{}:
	default:
	}
	for patience := 20; patience > 0; patience-- {
		if s.awaited.Load() || len(s.stop) == 0 {
			return true
		}
		time.Sleep(10 * time.Millisecond)
	}
	return false
}

// savingTime is how long a program that is told to end has to save what was being
// typed.
const savingTime = 2 * time.Second

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
			s.take(end + 1)
			return wholeLine(kept, size)
		}
		s.take(len(s.buffer))
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
