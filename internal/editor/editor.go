// Package editor lets a person write a text in the editor of their choice and
// never loses what they wrote. The draft is a file that only its owner may
// read, in memory where the system offers such a place, and it stays until the
// caller says that the text is kept.
package editor

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"mull/internal/exercise"
)

// A Session is what an editor needs from outside.
type Session struct {
	// Command is the person's own editor, $VISUAL or else $EDITOR, with its
	// arguments. Where it is empty the first of vi and nano that is there is
	// taken.
	Command string
	// Dirs are where drafts may lie, best first: see Dirs.
	Dirs []string
	// LookPath finds a program; exec.LookPath where nil.
	LookPath func(name string) (string, error)

	In       *os.File
	Out, Err io.Writer
	// Warn is told once a session what the person should know about their
	// editor; it may be nil.
	Warn func(text string)
	// Path is where the text that Write returned last lies until it is kept.
	Path string

	warned bool
}

// ErrNoEditor says that there is no editor to start.
var ErrNoEditor = errors.New("no editor is set, and neither vi nor nano is here")

// Write starts the editor on a file that holds text, waits for its end, and
// returns what the file holds then, and what to call once that is kept
// elsewhere: it removes the draft and what the editor left beside it. name tells
// the person what they are writing; it becomes part of the file's name.
//
// Whatever goes wrong after the editor was started, the file stays, and the
// error says where it is.
func (s *Session) Write(ctx context.Context, name, text string) (written string, kept func() error, err error) {
	if err := ctx.Err(); err != nil {
		return "", nil, err
	}
	args, err := s.command()
	if err != nil {
		return "", nil, err
	}
	path, err := s.create(name, text)
	if err != nil {
		return "", nil, err
	}
	s.warn(args[0])
	// Without the context: a Ctrl-C meant for the editor must not kill it with
	// the text still unwritten.
	cmd := exec.Command(args[0], append(withFlags(args), path)...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = s.In, s.Out, s.Err
	if err := cmd.Run(); err != nil {
		return "", nil, s.failed(args[0], path, text, err)
	}
	if written, err = read(path); err != nil {
		return "", nil, fmt.Errorf("reading what was written: %w; it is still in %s", err, path)
	}
	s.Path = path
	return written, func() error { return remove(path) }, nil
}

// failed says what went wrong and where the text is. A file that holds nothing
// but what the editor was started with is not worth keeping.
func (s *Session) failed(editor, path, text string, err error) error {
	name := filepath.Base(editor)
	if written, unread := read(path); unread == nil && written == strings.TrimSpace(text) {
		if err := remove(path); err != nil {
			return err
		}
		return fmt.Errorf("the editor %s ended with: %w; nothing was written", name, err)
	}
	return fmt.Errorf("the editor %s ended with: %w; what you wrote is in %s", name, err, path)
}

// read reads a draft as the kinds of questions read text: valid UTF-8, without
// outer white space, without the mark some editors put first.
func read(path string) (string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return "", unnamed(err)
	}
	if !info.Mode().IsRegular() {
		return "", errors.New("it is no ordinary file any more")
	}
	if info.Size() > exercise.MaxText+3 {
		return "", fmt.Errorf("it has %.1f MB, and an answer holds 1 MB", float64(info.Size())/(1<<20))
	}
	bytes, err := os.ReadFile(path)
	if err != nil {
		return "", unnamed(err)
	}
	text := strings.TrimPrefix(string(bytes), "\ufeff")
	if !utf8.ValidString(text) {
		return "", errors.New("it is not valid UTF-8")
	}
	text = strings.ReplaceAll(text, "\r\n", "\n")
	return strings.TrimSpace(strings.ReplaceAll(text, "\r", "\n")), nil
}

// unnamed takes the path out of an error, since the caller names it.
func unnamed(err error) error {
	if path := (*os.PathError)(nil); errors.As(err, &path) {
		return path.Err
	}
	return err
}
