package cli

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/urfave/cli/v2"

	"mull/internal/coaching"
	"mull/internal/seal"
	"mull/internal/store"
)

func outFlag() cli.Flag {
	return &cli.StringFlag{Name: "o", Aliases: []string{"output"}, Usage: "write the file to `FILE`; without it, to the screen, to paste into a mail"}
}

// A parcel is what a command hands out: a file if it was named, else the text
// on standard output.
type parcel struct {
	path string
	text []byte
}

// sent keeps what fn writes and the parcel's file: both, or neither.
func (p *program) sent(out parcel, act func(func(*store.Act) error) error, fn func(*store.Act) error) error {
	if err := freeFor(out.path); err != nil {
		return err
	}
	wrote := false
	err := act(func(a *store.Act) error {
		if err := fn(a); err != nil || out.path == "" {
			return err
		}
		err := p.writeNew(out.path, out.text)
		wrote = err == nil
		return err
	})
	if err != nil && wrote {
		err = errors.Join(err, os.Remove(out.path))
	}
	return err
}

// undoable and forGood are the two kinds of act a parcel goes with.
func (p *program) undoable(s *store.Store, kind string) func(func(*store.Act) error) error {
	return func(fn func(*store.Act) error) error {
		_, err := s.Do(p.ctx, kind, fn)
		return err
	}
}

func (p *program) forGood(s *store.Store, kind string) func(func(*store.Act) error) error {
	return func(fn func(*store.Act) error) error { return s.DoForGood(p.ctx, kind, fn) }
}

// writeNew writes a file whole that only its owner may read, and never over another.
func (p *program) writeNew(path string, data []byte) error {
	err := p.unfinished().WriteNew(path, data, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return pathTaken(path)
	}
	var broken *fs.PathError
	if errors.As(err, &broken) && errors.Is(err, fs.ErrPermission) || errors.Is(err, fs.ErrNotExist) {
		return usage("", "the file %s cannot be written: %v", path, broken.Err)
	}
	return err
}

// freeFor complains about a path that cannot become a new file, before anything
// is asked that would be lost with it. No path, the screen, always can.
func freeFor(path string) error {
	if path == "" {
		return nil
	}
	if _, err := os.Lstat(path); err == nil {
		return pathTaken(path)
	}
	if _, err := os.Stat(filepath.Dir(path)); err != nil {
		return usage("", "the file %s cannot be written: %v", path, errors.Unwrap(err))
	}
	return nil
}

func pathTaken(path string) error {
	return usage("choose another name for -o", "there is a file %s already; it is left as it is", path)
}

// letterJSON is a file that was written. Fields are added, never renamed.
type letterJSON struct {
	File   string `json:"file"`             // empty where it is in letter
	Letter string `json:"letter,omitempty"` // to be pasted
	To     string `json:"to"`
	Number int64  `json:"number"` // of the assignment or receipt
	State  string `json:"state,omitempty"`
}

// handOver shows a parcel that is kept already, and says in a line what it is.
func (p *program) handOver(out parcel, fields letterJSON, format string, args ...any) error {
	if p.json {
		if fields.File = out.path; out.path == "" {
			fields.Letter = string(out.text)
		}
		return p.write(fields)
	}
	if out.path != "" {
		return p.tell("%s", fmt.Sprintf(format, args...))
	}
	p.say(format, args...)
	_, err := p.Out.Write(out.text)
	return err
}

// openLetter reads a letter to the owner from a file. An invitation can be read
// before there is a public id.
func (p *program) openLetter(name string, me *seal.Identity) (*seal.Letter, coaching.Message, error) {
	if me == nil {
		var err error
		if me, err = seal.NewIdentity("nobody"); err != nil {
			return nil, nil, err
		}
	}
	in := p.In
	if name != "-" {
		if err := readable(name); err != nil {
			return nil, nil, err
		}
		file, err := os.Open(name)
		if err != nil {
			return nil, nil, usage("", "the file %s cannot be read: %v", name, errors.Unwrap(err))
		}
		defer file.Close()
		in = file
	}
	letter, m, err := coaching.Open(in, me)
	if err != nil {
		return nil, nil, refusal(name, err)
	}
	return letter, m, nil
}

// readable refuses what is no file, such as a device, which would never end.
func readable(name string) error {
	info, err := os.Stat(name)
	if err != nil {
		return usage("", "the file %s cannot be read: %v", name, errors.Unwrap(err))
	}
	if !info.Mode().IsRegular() {
		return usage("", "%s is not a file", name)
	}
	return nil
}

// refusal makes a letter not taken an error, whose hint is what to ask the
// sender for.
func refusal(name string, err error) error {
	var refused *seal.Refusal
	if errors.As(err, &refused) {
		return &fault{exitUsage, refused.Ask, fmt.Errorf("%s: %w; nothing was stored", name, err)}
	}
	return err
}

func hashOf(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}
