// Single bits of each kind of page that change at rest: whether doctor sees them, what
// takes them back, and what is lost then.

package faults

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// written is what people wrote, row by row: the tables that nothing else tells.
var written = []string{
	"act", "change", "asked", "entry", "answer", "category", "activity", "item", "setting", "target", "off", "rule", "identity", "person",
	"agreement", "assignment", "note", "concern", "receipt", "received", "letter", "gone", "backup", "recovery",
}

// rowsWritten returns every row that was written, as text.
func rowsWritten(path string) (map[string]int, error) {
	rows := map[string]int{}
	db, err := sql.Open("sqlite", (&url.URL{Scheme: "file", OmitHost: true, Path: path}).String()+"?mode=ro")
	if err != nil {
		return nil, err
	}
	defer db.Close()
	for _, table := range written {
		columns, err := column(db, "SELECT '`' || name || '`' FROM pragma_table_info(?) WHERE name NOT IN ('sums')", table)
		if err != nil {
			return nil, err
		}
		list, err := column(db, "SELECT '"+table+"', "+strings.Join(columns, ", ")+" FROM "+table)
		if err != nil {
			return nil, err
		}
		for _, row := range list {
			rows[row]++
		}
	}
	return rows, nil
}

// A flip is a bit of a page.
type flip struct {
	kind    string
	at, bit int
}

func (f flip) String() string {
	return fmt.Sprintf("%s: byte %d of page %d, bit %d", f.kind, f.at%pageSize, f.at/pageSize+1, f.bit)
}

// flips chooses bits evenly over the kinds of page, and within a page the more often
// the nearer to its beginning, where what it is made of is.
func flips(kinds map[string][]int, n int, r *rand.Rand) []flip {
	names := slices.Sorted(maps.Keys(kinds))
	list := make([]flip, n)
	for i := range list {
		kind := names[i%len(names)]
		page := kinds[kind][r.IntN(len(kinds[kind]))]
		at := r.IntN(pageSize)
		switch {
		case kind == "header":
			at = r.IntN(100)
		case i/len(names)%3 == 0:
			at = r.IntN(12)
			if page == 0 {
				at += 100
			}
		}
		list[i] = flip{kind, page*pageSize + at, r.IntN(8)}
	}
	return list
}

// sweepWorld has a journal with every kind of page in it, a backup, and acts later
// than that.
func (c *campaign) sweepWorld(t *testing.T) world {
	t.Helper()
	w := world{filepath.Join(t.TempDir(), "world")}
	if err := os.MkdirAll(filepath.Join(w.dir, "plain"), 0o700); err != nil {
		t.Fatal(err)
	}
	long := strings.Repeat("What was said on the way, and what was not. ", 900)
	for _, do := range []command{
		at("2026-11-10T09:00:00+01:00", "plain", "demo", "export", "-o", "all.jsonl"),
		at("2026-11-10T09:00:00+01:00", "plain", "import", "all.jsonl"),
		{args: []string{"write", "-"}, stdin: long, now: "2026-11-10T10:00:00+01:00"},
		{args: []string{"write", "-"}, stdin: long, now: "2026-11-10T10:01:00+01:00"},
		at("2026-11-10T10:02:00+01:00", "plain", "off", "2026-12-24..2027-01-01"),
		at("2026-11-10T10:03:00+01:00", "plain", "target", "ic", "20%"),
		at("2026-11-12T09:00:00+01:00", "plain", "backup"),
		at("2026-11-13T09:00:00+01:00", "plain", "log", "1h", "people", "hiring"),
		{args: []string{"write", "-"}, stdin: long + " later", now: "2026-11-13T10:00:00+01:00"},
		at("2026-11-13T11:00:00+01:00", "plain", "delete", "3"),
		at("2026-11-14T11:00:00+01:00", "plain", "log", "45m", "ic", "a fix", "--why", "unwind"),
	} {
		w.must(t, do)
	}
	for _, statement := range []string{
		"CREATE TABLE freed AS SELECT zeroblob(60000) AS zeros",
		"DROP TABLE freed",
	} {
		if _, err := ask(w.journal("plain"), statement); err != nil {
			t.Fatal(err)
		}
	}
	return w
}

// swept flips bits of each kind of page. Where that changes what is shown, doctor says
// so; nothing is written until a repair; after it all is well, and every row is there
// but those the repair names.
func (c *campaign) swept(t *testing.T) {
	row := c.row("a single bit of each kind of page flipped, then repaired")
	r := rand.New(rand.NewPCG(c.seed, 11))
	all := c.sweepWorld(t)
	s := &sweep{want: all.export(t), row: row}
	var err error
	if s.rows, err = rowsWritten(all.journal("plain")); err != nil {
		t.Fatal(err)
	}
	kinds := pageKinds(t, all.journal("plain"))
	list := flips(kinds, c.count(1000, 24), r)
	for _, f := range list {
		row.runs++
		w := all.copy(t, "plain")
		if problem := s.one(t, w, f); problem != "" {
			row.lost++
			t.Errorf("%s: %s", f, problem)
		}
		w.drop()
	}
	row.word = fmt.Sprintf("%d kinds of page; %d found by doctor: %d repaired by --fix, %d by the restore it names; %d rows set aside",
		len(kinds), row.injected, s.fixed, s.restored, s.aside)
}

func (w world) export(t *testing.T) string {
	got := w.run(t, command{args: []string{"export"}}, 0)
	return fmt.Sprint(got.code, got.out)
}

type sweep struct {
	want                   string
	rows                   map[string]int
	row                    *row
	fixed, restored, aside int
}

// one flips a bit, and returns what went wrong.
func (s *sweep) one(t *testing.T, w world, f flip) string {
	path := w.journal("plain")
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	content[f.at] ^= 1 << f.bit
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	shown := w.export(t)
	found, code := w.doctor(t, command{})
	if code == 0 {
		if shown != s.want {
			return "what is shown changed, and doctor says that all is well"
		}
		return w.writes(t)
	}
	s.row.injected++
	damaged := len(found["file"])+len(found["content"])+len(found["schema"]) > 0
	if damaged && !onlySums(found) {
		if problem := w.refuses(t); problem != "" {
			return problem
		}
	}
	lost, problem := s.repair(t, w)
	if problem != "" {
		return problem
	}
	s.aside += lost
	return s.compare(t, w, lost)
}

// onlySums says whether only checksums are damaged, not what they are of.
func onlySums(found map[string][]string) bool {
	return len(found["file"])+len(found["schema"]) == 0 && !slices.ContainsFunc(found["content"], func(line string) bool { return !strings.Contains(line, "nothing you wrote is") })
}

// writes says what is wrong if nothing can be written.
func (w world) writes(t *testing.T) string {
	got := w.run(t, command{args: []string{"log", "5m", "people", "afterwards"}}, 0)
	if got.code != 0 {
		return fmt.Sprintf("log ends with %d\n%s", got.code, got.errs)
	}
	if _, err := examine(w.journal("plain")); err != nil {
		return fmt.Sprint("after log: ", err)
	}
	return ""
}

// refuses says what is wrong unless a write is refused, and what was typed saved.
func (w world) refuses(t *testing.T) string {
	before, _ := os.ReadFile(w.journal("plain"))
	got := w.run(t, command{args: []string{"write", "-"}, stdin: "Meanwhile."}, 0)
	after, _ := os.ReadFile(w.journal("plain"))
	drafts, _ := filepath.Glob(w.journal("plain") + ".draft-*")
	switch {
	case got.code != 5:
		return fmt.Sprintf("write to a damaged journal ends with %d\n%s%s", got.code, got.out, got.errs)
	case string(before) != string(after):
		return "a refused write changed the journal"
	case len(drafts) != 1 || !strings.Contains(got.errs, drafts[0]):
		return fmt.Sprintf("what was typed isn't saved and named: %q\n%s", drafts, got.errs)
	}
	if text, _ := os.ReadFile(drafts[0]); !strings.Contains(string(text), "Meanwhile.") {
		return fmt.Sprintf("the draft holds %q", text)
	}
	_ = os.Remove(drafts[0])
	return ""
}

// repair has doctor fix it, or does the restore that it names: where it can't fix it,
// and each third time. It returns how many rows were set aside.
func (s *sweep) repair(t *testing.T, w world) (aside int, problem string) {
	found, code := w.doctor(t, command{})
	fix := "doctor"
	if s.row.injected%3 > 0 || !strings.Contains(fmt.Sprint(found), "mull restore ") {
		found, code = w.doctor(t, command{}, "--fix")
		fix = "--fix"
	}
	if code == 0 {
		s.fixed++
	} else {
		s.restored++
		_, named, ok := strings.Cut(fmt.Sprint(found["file"], found["content"], found["schema"]), "mull restore ")
		if !ok {
			return 0, fmt.Sprintf("--fix doesn't, and no restore is named: %q", found)
		}
		backup, _, _ := strings.Cut(named, ",")
		if got := w.run(t, command{args: []string{"restore", backup, "--yes"}}, 0); got.code != 0 {
			return 0, fmt.Sprintf("%s finds %q, and the restore it names ends with %d\n%s", fix, found, got.code, got.errs)
		}
	}
	lists, _ := filepath.Glob(w.journal("plain") + ".damaged-*.jsonl")
	for _, list := range lists {
		content, _ := os.ReadFile(list)
		for line := range strings.Lines(string(content)) {
			var x struct{ What string }
			if json.Unmarshal([]byte(line), &x) == nil && x.What != "" {
				aside++
			}
		}
	}
	if found, code := w.doctor(t, command{}); code != 0 {
		return aside, fmt.Sprintf("after the repair doctor finds %q", found)
	}
	return aside, ""
}

// compare says which rows aren't there beyond those set aside.
func (s *sweep) compare(t *testing.T, w world, aside int) string {
	rows, err := rowsWritten(w.journal("plain"))
	if err != nil {
		return err.Error()
	}
	var gone, made []string
	for row, n := range s.rows {
		if rows[row] < n {
			gone = append(gone, row)
		}
	}
	for row, n := range rows {
		if s.rows[row] < n && !strings.Contains(row, " doctor ") && !strings.Contains(row, " repaired ") {
			made = append(made, row)
		}
	}
	if len(gone) > aside {
		return fmt.Sprintf("%d rows are gone, and %d were set aside: %.600q, in their place %.600q", len(gone), aside, gone, made)
	}
	return w.writes(t)
}
