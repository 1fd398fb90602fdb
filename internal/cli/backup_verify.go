package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"mull/internal/period"
	"mull/internal/report"
	"mull/internal/store"
)

// contentsJSON says what a journal holds. Fields are added, never renamed.
type contentsJSON struct {
	Entries    int    `json:"entries"`
	Activities int    `json:"activities"`
	Items      int    `json:"items"`
	Days       int    `json:"days"`
	From       string `json:"from,omitempty"`
	To         string `json:"to,omitempty"`
	WrittenAt  string `json:"written_at,omitempty"`
	Newest     int64  `json:"newest"` // the greatest number
}

func contentsView(c *store.Contents) contentsJSON {
	view := contentsJSON{Entries: c.Entries, Activities: c.Activities, Items: c.Items, Days: c.Days, Newest: c.Newest.Number}
	if c.Days > 0 {
		view.From, view.To = c.First.String(), c.Last.String()
	}
	if !c.LastAct.IsZero() {
		view.WrittenAt = c.LastAct.UTC().Format("2006-01-02T15:04:05Z")
	}
	return view
}

// heldWords says what a journal holds in one line.
func heldWords(c *store.Contents) string {
	if c.Days == 0 {
		return "no entries yet"
	}
	return fmt.Sprintf("%s, %s, %s from %s to %s",
		counted(c.Entries, "entry", "entries"), counted(c.Activities, "piece of time", "pieces of time"), counted(c.Days, "day", "days"), c.First, c.Last)
}

// verifiedJSON compares a backup with the journal. Fields are added, never
// renamed.
type verifiedJSON struct {
	File    string        `json:"file"`
	Whole   bool          `json:"whole"`
	Same    bool          `json:"same"`
	Differs []string      `json:"differs"` // the tables that do
	Backup  contentsJSON  `json:"backup"`
	Journal *contentsJSON `json:"journal"`
}

// verifyBackup reads a backup into memory, checks that it is whole, and compares
// each table's rows with the journal's.
func (p *program) verifyBackup(name, keyFile string) error {
	path, err := p.backupNamed(name)
	if err != nil {
		return err
	}
	held, err := p.readBack(path, p.backupKeys(path, keyFile)...)
	if err != nil {
		return err
	}
	view := verifiedJSON{File: path, Whole: true, Differs: []string{}, Backup: contentsView(held)}
	present, err := p.presentContents()
	if err != nil {
		return err
	}
	if present != nil {
		journal := contentsView(present)
		view.Journal = &journal
		view.Differs = append(view.Differs, held.Differing(present)...)
		view.Same = len(view.Differs) == 0
	}
	if p.json {
		return p.write(view)
	}
	if err := p.tell("%s is whole: %s.", path, heldWords(held)); err != nil {
		return err
	}
	switch {
	case present == nil:
		return p.tell("There is no journal at %s to compare it with.", p.path)
	case view.Same:
		return p.tell("It holds exactly what the journal holds.")
	}
	if err := p.tell("The journal has other rows in: %s.", strings.Join(view.Differs, ", ")); err != nil {
		return err
	}
	return p.show(compareView("", present, held), nil)
}

// backupNamed finds the file of a backup.
func (p *program) backupNamed(name string) (string, error) {
	path, err := absolute(name)
	if err != nil {
		return "", err
	}
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return "", notFound("mull backup --list shows the backups there are", "there is no file %s", path)
	}
	if p.isJournal(path) {
		return "", usage("mull doctor checks the journal; mull backup --list shows backups", "%s is the journal itself", path)
	}
	return path, nil
}

// presentContents reads what the journal holds; nil where there is none.
func (p *program) presentContents() (*store.Contents, error) {
	if _, err := os.Stat(p.path); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	s, err := p.look()
	if err != nil {
		return nil, err
	}
	return s.Contents(p.ctx)
}

// compareView lays a journal beside a backup.
func compareView(title string, present, held *store.Contents) report.View {
	row := func(what string, of func(*store.Contents) string) []string {
		left := "none"
		if present != nil {
			left = of(present)
		}
		return []string{what, left, of(held)}
	}
	day := func(d period.Day, c *store.Contents) string {
		if c.Days == 0 {
			return "-"
		}
		return d.String()
	}
	return &report.Listing{
		Title: title,
		Table: report.Table{Indent: 2, Columns: []report.Column{{Title: ""}, {Title: "journal", Right: true}, {Title: "backup", Right: true}}, Rows: [][]string{
			row("entries", func(c *store.Contents) string { return fmt.Sprint(c.Entries) }),
			row("pieces of time", func(c *store.Contents) string { return fmt.Sprint(c.Activities) }),
			row("open and closed items", func(c *store.Contents) string { return fmt.Sprint(c.Items) }),
			row("days", func(c *store.Contents) string { return fmt.Sprint(c.Days) }),
			row("first day", func(c *store.Contents) string { return day(c.First, c) }),
			row("last day", func(c *store.Contents) string { return day(c.Last, c) }),
			row("newest", func(c *store.Contents) string {
				if c.Newest.Number == 0 {
					return "-"
				}
				return fmt.Sprintf("%d %s", c.Newest.Number, c.Newest.Name)
			}),
			row("written last", func(c *store.Contents) string {
				if c.LastAct.IsZero() {
					return "-"
				}
				return c.LastAct.UTC().Format("2006-01-02 15:04 UTC")
			}),
		}},
	}
}
