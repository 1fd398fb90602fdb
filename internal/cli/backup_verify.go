package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
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

	People      int  `json:"people"`
	Agreements  int  `json:"agreements"`
	Assignments int  `json:"assignments"`
	Received    int  `json:"received"` // what others shared
	Notes       int  `json:"notes"`    // on people
	Receipts    int  `json:"receipts"` // of what was shared
	Keys        bool `json:"keys"`     // whether it has keys of its own
}

func contentsView(c *store.Contents) contentsJSON {
	view := contentsJSON{Entries: c.Entries, Activities: c.Activities, Items: c.Items, Days: c.Days, Newest: c.Newest.Number,
		People: c.Has("person"), Agreements: c.Has("agreement"), Assignments: c.Has("assignment"),
		Received: c.Has("received"), Notes: c.Has("note"), Receipts: c.Has("receipt"), Keys: c.Keys != ""}
	if c.Days > 0 {
		view.From, view.To = c.First.String(), c.Last.String()
	}
	if !c.LastAct.IsZero() {
		view.WrittenAt = c.LastAct.UTC().Format("2006-01-02T15:04:05Z")
	}
	return view
}

// coachingParts are what a journal holds between people, by table.
var coachingParts = []struct{ table, row, one, many string }{
	{"person", "people", "person", "people"},
	{"agreement", "agreements", "agreement", "agreements"},
	{"assignment", "assignments", "assignment", "assignments"},
	{"received", "shares received", "share received", "shares received"},
	{"note", "notes on people", "note on people", "notes on people"},
	{"receipt", "receipts of what was shared", "receipt of what was shared", "receipts of what was shared"},
}

// heldWords says what a journal holds in one line.
func heldWords(c *store.Contents) string {
	var words []string
	if c.Days > 0 {
		words = append(words, counted(c.Entries, "entry", "entries"), counted(c.Activities, "piece of time", "pieces of time"),
			fmt.Sprintf("%s from %s to %s", counted(c.Days, "day", "days"), c.First, c.Last))
	}
	for _, part := range coachingParts {
		if n := c.Has(part.table); n > 0 {
			words = append(words, counted(n, part.one, part.many))
		}
	}
	if c.Keys != "" {
		words = append(words, "your keys")
	}
	if len(words) == 0 {
		return "no entries yet"
	}
	return strings.Join(words, ", ")
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

	AnotherJournal bool `json:"another_journal"` // the backup is of one
	KeysGo         bool `json:"keys_go"`         // the journal's are not in the backup
}

// verifyBackup reads a backup into memory, checks that it is whole, and compares
// each table's rows with the journal's.
func (p *program) verifyBackup(name, keyFile string) error {
	path, err := p.backupNamed(name)
	if err != nil {
		return err
	}
	held, err := p.readBack(path, keyFile, p.backupKeys(path, keyFile)...)
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
		view.AnotherJournal, view.KeysGo = present.Another(held), present.LosesKeys(held)
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

// backupNamed finds the file of a backup. One of mull's own may be named as
// mull backup --list does, without its folder.
func (p *program) backupNamed(name string) (string, error) {
	path, err := absolute(name)
	if err != nil {
		return "", err
	}
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		if shelved := p.shelvedAs(name); shelved != "" {
			return shelved, nil
		}
		return "", notFound("mull backup --list shows the backups there are", "there is no file %s", path)
	}
	if p.isJournal(path) {
		return "", usage("mull doctor checks the journal; mull backup --list shows backups", "%s is the journal itself", path)
	}
	return path, nil
}

// shelvedAs finds one of mull's own backups by its bare name; empty where there
// is none. Folders that cannot be read hold none that could be.
func (p *program) shelvedAs(name string) string {
	list, err := p.shelved()
	if err != nil || name != filepath.Base(name) {
		return ""
	}
	for _, b := range list {
		if filepath.Base(b.Path) == name {
			return b.Path
		}
	}
	shelves, _ := p.shelves()
	for _, shelf := range shelves {
		path := filepath.Join(shelf.Dir, name)
		if info, err := os.Stat(path); shelf.Dir != "" && err == nil && info.Mode().IsRegular() {
			return path
		}
	}
	return ""
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

// compareView lays a journal beside a backup, and says what would be lost
// beyond rows.
func compareView(title string, present, held *store.Contents) *report.Listing {
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
	rows := [][]string{
		row("entries", func(c *store.Contents) string { return fmt.Sprint(c.Entries) }),
		row("pieces of time", func(c *store.Contents) string { return fmt.Sprint(c.Activities) }),
		row("open and closed items", func(c *store.Contents) string { return fmt.Sprint(c.Items) }),
		row("days", func(c *store.Contents) string { return fmt.Sprint(c.Days) }),
		row("first day", func(c *store.Contents) string { return day(c.First, c) }),
		row("last day", func(c *store.Contents) string { return day(c.Last, c) }),
	}
	for _, part := range coachingParts {
		if held.Has(part.table) > 0 || present != nil && present.Has(part.table) > 0 {
			rows = append(rows, row(part.row, func(c *store.Contents) string { return fmt.Sprint(c.Has(part.table)) }))
		}
	}
	rows = append(rows,
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
		}))
	view := &report.Listing{
		Title: title,
		Table: report.Table{Indent: 2, Columns: []report.Column{{Title: ""}, {Title: "journal", Right: true}, {Title: "backup", Right: true}}, Rows: rows},
	}
	if present != nil && present.Another(held) {
		view.Notes = append(view.Notes, "The backup is of another journal than the present one.")
	}
	if present != nil && present.LosesKeys(held) {
		view.Notes = append(view.Notes, "The backup does not hold the present journal's keys: with it in the journal's place they would go, and files sent to you could not be read any more.")
	}
	return view
}
