package cli

import (
	"bufio"
	"errors"
	"io"
	"os"

	"mull/internal/store"
)

// ownExport reads a file that mull itself exported, and says whether it was one.
// Where it was not and can be read but once, a pipe or the standard input, rest
// is all of it still.
func (p *program) ownExport(name string, dryRun bool) (own bool, rest io.Reader, err error) {
	in, once := p.In, true
	if name != standardInput {
		info, err := os.Stat(name)
		if err != nil || info.IsDir() {
			return false, nil, nil // the importers say what is wrong with it
		}
		file, err := os.Open(name)
		if err != nil {
			return false, nil, usage("", "the file %s cannot be read: %v", name, errors.Unwrap(err))
		}
		if once = !info.Mode().IsRegular(); !once {
			defer file.Close()
		}
		in = file
	}
	begin := bufio.NewReader(in)
	if first, _ := begin.Peek(64); store.IsExport(first) {
		return true, nil, p.importOwn(begin, name, dryRun)
	}
	if once {
		rest = begin
	}
	return false, rest, nil
}

// importedJSON is what import says of an export. Fields are added, never
// renamed.
type importedJSON struct {
	Entries    int  `json:"entries"`
	Activities int  `json:"activities"`
	DryRun     bool `json:"dry_run"`
}

// importOwn reads what export wrote, all of it or nothing. The journal has to be
// empty: it becomes the one that was exported, so that nothing is left to undo.
func (p *program) importOwn(in io.Reader, name string, dryRun bool) error {
	into := p.open
	if dryRun {
		if s, err := p.look(); err != nil || s.Path() != store.Memory {
			if err == nil {
				err = p.mustBeEmpty(s)
			}
			if err != nil {
				return err
			}
		}
		into = func() (*store.Store, error) { return store.Open(p.ctx, store.Memory, p.now) }
	}
	s, err := into()
	if err != nil {
		return err
	}
	if dryRun {
		defer s.Close() //nolint:errcheck // it was only in memory
	}
	done, err := s.Load(p.ctx, in)
	var fault *store.LoadFault
	switch {
	case errors.Is(err, store.ErrNotEmpty):
		return notEmpty()
	case errors.As(err, &fault):
		return usage("nothing was stored", "%s: %v", name, err)
	case err != nil:
		return err
	}
	if p.json {
		return p.write(importedJSON{done.Entries, done.Activities, dryRun})
	}
	verb := "Kept"
	if dryRun {
		verb = "Would keep"
	}
	return p.tell("%s %s and %s, with their history.", verb, counted(done.Entries, "entry", "entries"), counted(done.Activities, "piece of time", "pieces of time"))
}

func (p *program) mustBeEmpty(s *store.Store) error {
	empty, err := s.Empty(p.ctx)
	if err == nil && !empty {
		err = notEmpty()
	}
	return err
}

func notEmpty() error {
	return usage("mull --journal FILE import EXPORT reads it into another journal", "%v", store.ErrNotEmpty)
}
