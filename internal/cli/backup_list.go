package cli

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"mull/internal/report"
)

// backupsJSON lists the backups there are. Fields are added, never renamed.
type backupsJSON struct {
	Folder  string           `json:"folder"` // empty: mull makes none by itself
	Backups []backupLineJSON `json:"backups"`
	Named   []string         `json:"named"` // written by mull backup FILE, and still there
}

type backupLineJSON struct {
	File string `json:"file"`
	At   string `json:"at"`
	Why  string `json:"why"`
}

func (p *program) listBackups() error {
	shelf, err := p.backups()
	if err != nil {
		return err
	}
	list, err := p.shelved()
	if err != nil {
		return err
	}
	fields := backupsJSON{Folder: shelf.Dir, Backups: []backupLineJSON{}, Named: []string{}}
	view := &report.Listing{
		Title: "Backups mull made", Empty: "None yet.",
		// The name is what can be typed; it says why and when, too.
		Table: report.Table{Indent: 2, Columns: []report.Column{{Title: "made", Drop: 1}, {Title: "why", Drop: 2}, {Title: "file", Wrap: true}}},
		Hints: []report.Hint{{Command: "mull backup --verify FILE", Does: "checks one"}, {Command: "mull restore FILE", Does: "puts one in the journal's place, and asks before"}},
	}
	var folders []string
	for _, b := range list {
		if folder := filepath.Dir(b.Path); !slices.Contains(folders, folder) {
			folders = append(folders, folder)
		}
		at := b.At.In(p.zone)
		fields.Backups = append(fields.Backups, backupLineJSON{b.Path, b.At.UTC().Format("2006-01-02T15:04:05Z"), b.Why})
		view.Table.Rows = append(view.Table.Rows, []string{at.Format("2006-01-02 15:04"), whyWords(b.Why), filepath.Base(b.Path)})
	}
	view.Lead = "In " + strings.Join(folders, " and ") + ":"
	if fields.Named, err = p.namedBackups(); err != nil {
		return err
	}
	if shelf.Dir == "" {
		view.Notes = append(view.Notes, "The settings say backups: off.")
	}
	for _, path := range fields.Named {
		view.Notes = append(view.Notes, "Written by you: "+path)
	}
	return p.show(view, fields)
}

// namedBackups are those their owner named. A journal that cannot be read knows
// of none, and the list of the others is wanted most just then.
func (p *program) namedBackups() ([]string, error) {
	if _, err := os.Stat(p.path); errors.Is(err, fs.ErrNotExist) {
		return []string{}, nil
	}
	s, err := p.look()
	if err != nil {
		_, line, _ := Explain(err)
		p.say("%s; the backups you named yourself are not known", line)
		return []string{}, nil
	}
	return s.Backups(p.ctx)
}

func whyWords(why string) string {
	switch why {
	case "import", "restore":
		return "before " + why
	case "asked":
		return "asked for"
	case "fresh":
		return "after a purge"
	case "weekly":
		return "weekly"
	}
	return "before " + why // version 4
}
