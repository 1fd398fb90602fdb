package cli_test

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
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

// TestNothingUnsharedArrives answers every question of every shipped exercise
// with words of its own, shares one answer of each with the name in it left out,
// and what can be counted as counts. Then it searches all that the coach has for
// every other word, id and time, and holds each file to what its owner read on
// the screen before it left.
func TestNothingUnsharedArrives(t *testing.T) {
	ruth, ana := newDesk(t, "Ruth"), newDesk(t, "Ana")
	know(ruth, ana, "Ruth", "Ana")
	ana.at = time.Date(2026, 11, 16, 20, 1, 2, 345e6, time.UTC)
	inbox := filepath.Join(ruth.dir, "inbox")
	if err := os.Mkdir(inbox, 0o700); err != nil {
		t.Fatal(err)
	}
	var secrets, shown []string
	read := map[string]string{} // what the owner read, by file
	share := func(name, selection string, args ...string) {
		args = append([]string{"share", "--to", "Ruth", "--selection", "-"}, args...)
		read[name] = ana.run(selection, append(args, "--dry-run", "--json")...)
		ana.run(selection, append(args, "-o", filepath.Join(inbox, name))...)
	}
	for i, id := range prompts.Exercises() {
		w := wordsFor(t, id, i)
		number := numberOf(ana.run(asJSON(t, w.answers), "do", id, "--more", "--answers", "-", "--json"))
		if later := w.later(); len(later) > 0 {
			ana.run(asJSON(t, later), "do", "--revisit", number, "--answers", "-")
		}
		question, selection := w.chosen()
		for q, words := range w.words {
			if q == question {
				shown = append(shown, words...)
			} else {
				secrets = append(secrets, words...)
			}
		}
		if selection != "" {
			share(id+".mull", selection, number)
		}
		if name := w.counted(); name != "" {
			share(id+"-trend.mull", `{"trends": {"`+name+`": "open"}}`)
		}
	}
	// Beside the entries: a page, a piece of time.
	ana.run("", "write", "zqpage of her own")
	ana.run("", "log", "45m", "ic", "zqtask of hers")
	secrets = append(secrets, "zqpage", "zqtask", "Lenazq")
	if len(secrets) < 110 || len(shown) < 18 {
		t.Fatalf("only %d words are kept and %d shown: the test has lost its grip", len(secrets), len(shown))
	}
	ruth.run("", "receive", inbox)
	all := held(t, ruth.journal) + ruth.run("", "coachee", "Ana") + ruth.run("", "coachees")
	for name, screen := range read {
		path := filepath.Join(inbox, name)
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		content := opened(t, ruth, path)
		readBefore(t, name, content, screen)
		all += string(raw) + content
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
	nothingOf(t, ana.journal, all)
}

func asJSON(t testing.TB, value any) string {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// readBefore holds a file to the screen: it has no field the form does not name,
// and every word and number in it was read before it left, but for the ids of
// the share and of the questions.
func readBefore(t testing.TB, name, content, screen string) {
	t.Helper()
	var file map[string]any
	if err := json.Unmarshal([]byte(content), &file); err != nil {
		t.Fatal(err)
	}
	var preview struct{ Text string }
	if err := json.Unmarshal([]byte(screen), &preview); err != nil {
		t.Fatal(err)
	}
	known := []string{"id", "entries", "trends", "exercise", "title", "fields", "question", "ask", "text", "redacted", "answers", "counts", "value", "n"}
	var walk func(key string, value any)
	walk = func(key string, value any) {
		switch v := value.(type) {
		case map[string]any:
			for key, inner := range v {
				if !slices.Contains(known, key) {
					t.Errorf("%s: the field %q leaves, which nothing announces", name, key)
				}
				walk(key, inner)
			}
		case []any:
			for _, inner := range v {
				walk(key, inner)
			}
		case bool:
			if !v || !strings.Contains(preview.Text, "with words left out") {
				t.Errorf("%s: %s is %v, and the screen does not say so", name, key, v)
			}
		default:
			for line := range strings.Lines(fmt.Sprint(v)) {
				if key != "id" && key != "question" && !strings.Contains(preview.Text, strings.TrimSpace(line)) {
					t.Errorf("%s: %s is %q, which was not on the screen:\n%s", name, key, line, preview.Text)
				}
			}
		}
	}
	walk("", file)
}

// nothingOf looks for what a journal knows beside words: the ids and times of
// its entries, acts and pieces of time.
func nothingOf(t testing.TB, journal, all string) {
	t.Helper()
	db, err := sql.Open("sqlite", journal)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for what, query := range map[string]string{
		"ids":   "SELECT uuid FROM entry UNION SELECT uuid FROM activity UNION SELECT uuid FROM act WHERE kind IN ('do', 'write', 'log')",
		"times": "SELECT DISTINCT CAST(written_at AS TEXT) FROM entry UNION SELECT DISTINCT CAST(started_at AS TEXT) FROM entry UNION SELECT DISTINCT CAST(at AS TEXT) FROM act WHERE kind IN ('do', 'write', 'log')",
	} {
		found := column(t, db, query)
		if len(found) == 0 {
			t.Errorf("no %s to look for", what)
		}
		for _, text := range found {
			// The time in a UUID of version 7 are its first digits.
			if strings.Contains(all, text) || len(text) == 36 && strings.Contains(all, text[:13]) {
				t.Errorf("Ruth has %s of Ana's %s", text, what)
			}
		}
	}
}
