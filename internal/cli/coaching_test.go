package cli_test

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"mull/internal/cli"
	"mull/internal/coaching"
	"mull/internal/seal"
	"mull/internal/store"
	"mull/prompts"
)

// A desk is one person's journal, on which commands are run.
type desk struct {
	t       testing.TB
	dir     string
	journal string
	at      time.Time
}

func newDesk(t testing.TB, name string) *desk {
	t.Helper()
	dir := t.TempDir()
	d := &desk{t: t, dir: dir, journal: filepath.Join(dir, "journal.db"), at: time.Date(2026, 11, 5, 9, 0, 0, 0, time.UTC)}
	d.run("", "id", "--name", name)
	return d
}

// try runs a command and returns what it wrote and its exit code.
func (d *desk) try(in string, args ...string) (out, errs string, code int) {
	d.t.Helper()
	var o, e bytes.Buffer
	world := cli.World{
		In: strings.NewReader(in), Out: &o, Err: &e, Now: func() time.Time { return d.at },
		Getenv: func(name string) string { return map[string]string{"TZ": "Europe/Berlin", "HOME": d.dir}[name] },
	}
	code, line, hint := cli.Explain(cli.Run(context.Background(), world, append([]string{"--journal", d.journal}, args...)))
	return o.String(), e.String() + line + "\n" + hint, code
}

// run runs a command that has to succeed.
func (d *desk) run(in string, args ...string) string {
	d.t.Helper()
	out, errs, code := d.try(in, args...)
	if code != 0 {
		d.t.Fatalf("mull %s: exit %d: %s", strings.Join(args, " "), code, errs)
	}
	return out
}

func (d *desk) file(name string) string { return filepath.Join(d.dir, name) }

func (d *desk) write(name, text string) string {
	d.t.Helper()
	if err := os.WriteFile(d.file(name), []byte(text), 0o600); err != nil {
		d.t.Fatal(err)
	}
	return d.file(name)
}

// know lists each of two people with the other.
func know(a, b *desk, nameA, nameB string) {
	a.run(b.run("", "id"), "people", "add", nameB, "-")
	b.run(a.run("", "id"), "people", "add", nameA, "-")
}

// held is everything a journal's file says: its bytes, and every cell of every
// table, since a long text may be cut over pages.
func held(t testing.TB, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	b.Write(data)
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, table := range column(t, db, "SELECT name FROM sqlite_schema WHERE type = 'table'") {
		for _, field := range column(t, db, "SELECT name FROM pragma_table_info('"+table+"')") {
			for _, cell := range column(t, db, fmt.Sprintf("SELECT coalesce(CAST(%q AS TEXT), '') FROM %q", field, table)) {
				b.WriteString("\n" + cell)
			}
		}
	}
	return b.String()
}

func column(t testing.TB, db *sql.DB, query string) []string {
	t.Helper()
	rows, err := db.Query(query)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	defer rows.Close()
	var list []string
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			t.Fatal(err)
		}
		list = append(list, text)
	}
	return list
}

// opened decrypts a letter as its receiver would.
func opened(t testing.TB, d *desk, path string) string {
	t.Helper()
	s, err := store.Open(t.Context(), d.journal, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	secret, err := s.Identity(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	me, err := seal.ParseIdentity(secret)
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	letter, _, err := coaching.Open(file, me)
	if err != nil {
		t.Fatal(err)
	}
	return string(letter.Content)
}

// TestNothingUnsharedArrives writes a word of its own into every text question
// of every shipped exercise, shares one answer of each with the name in it left
// out, and searches all that the coach has for every other word.
func TestNothingUnsharedArrives(t *testing.T) {
	ruth, ana := newDesk(t, "Ruth"), newDesk(t, "Ana")
	know(ruth, ana, "Ruth", "Ana")
	inbox := filepath.Join(ruth.dir, "inbox")
	if err := os.Mkdir(inbox, 0o700); err != nil {
		t.Fatal(err)
	}
	var secrets, shown []string
	for i, id := range prompts.Exercises() {
		answers, selection, hidden, open := wordsFor(t, ana, id, i)
		if answers == "" {
			continue
		}
		secrets, shown = append(secrets, hidden...), append(shown, open...)
		number := strings.TrimSpace(numberOf(ana.run(answers, "do", id, "--answers", "-", "--json")))
		if selection != "" {
			ana.run(selection, "share", number, "--to", "Ruth", "--selection", "-", "-o", filepath.Join(inbox, id+".mull"))
		}
	}
	// Beside the entries: a note, a page, a piece of time.
	ana.run("", "write", "zqpage of her own")
	ana.run("", "log", "45m", "ic", "zqtask of hers")
	secrets = append(secrets, "zqpage", "zqtask", "Lenazq")
	if len(secrets) < 40 || len(shown) < 10 {
		t.Fatalf("only %d words are kept and %d shown: the test has lost its grip", len(secrets), len(shown))
	}
	ruth.run("", "receive", inbox)
	all := held(t, ruth.journal) + ruth.run("", "coachee", "Ana") + ruth.run("", "coachees")
	files, err := os.ReadDir(inbox)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		path := filepath.Join(inbox, file.Name())
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		all += string(raw) + opened(t, ruth, path)
	}
	for _, word := range shown {
		if !strings.Contains(all, word) {
			t.Errorf("%q was shared and did not arrive", word)
		}
	}
	mine := held(t, ana.journal)
	for _, word := range secrets {
		if !strings.Contains(mine, word) {
			t.Errorf("%q is not even in Ana's journal: the test looks for nothing", word)
		}
		if strings.Contains(all, word) {
			t.Errorf("%q was never shared, and Ruth has it", word)
		}
	}
}
