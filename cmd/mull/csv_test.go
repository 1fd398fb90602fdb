package main

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"mull/internal/sample"
)

// madeUp returns the bytes of the journal that mull demo makes up, which takes a
// second.
var madeUp = sync.OnceValues(func() (whole []byte, err error) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		return nil, err
	}
	s, err := sample.Quarter(context.Background(), time.Date(2026, 11, 19, 18, 10, 0, 0, berlin))
	if err != nil {
		return nil, err
	}
	folder, err := os.MkdirTemp("", "mull-quarter-")
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	path := filepath.Join(folder, "quarter.db")
	if err := errors.Join(s.CopyTo(context.Background(), path), s.Close()); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

// quarterOf is a journal file with the made-up quarter.
func quarterOf(t *testing.T) string {
	t.Helper()
	whole, err := madeUp()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "journal.db")
	if err := os.WriteFile(path, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// arguments are what a command wants to be tried with on the made-up quarter.
var arguments = map[string][]string{
	"show": {"3"}, "history": {"3"}, "search": {"the"}, "summary": {"--from", "2026-11-01"}, "trend": {"ic.share"},
	"exercises": {"list"}, "log": {"1h", "ic"}, "feel": {"tired"}, "write": {"a page"}, "start": {"ic"}, "delete": {"3"}, "backup": {"--list"},
	"edit": {"3", "--length", "1h"}, "do": {"free-note", "--answers", "-"}, "reflect": {"--answers", "-"}, "review": {"--answers", "-"},
	"id": {"--name", "Ana"},
}

// elsewhere are commands that show no table, or that need a journal of their
// own, another person or a file.
var elsewhere = map[string]bool{
	"accept": true, "agreement": true, "assign": true, "coach": true, "coachee": true, "completion": true, "decline": true, "demo": true, "doctor": true,
	"export": true, "forget": true, "help": true, "import": true, "invite": true, "lock": true, "man": true, "note": true, "purge": true, "receive": true,
	"report": true, "restore": true, "share": true, "stop": true, "switch": true, "id": true, "unlock": true, "version": true,
}

// TestEveryTableIsCSV tries each command with --json and with --csv: where the
// first shows something, the second does, in rows of one length under headings.
func TestEveryTableIsCSV(t *testing.T) {
	folder := t.TempDir()
	whole, err := madeUp()
	if err != nil {
		t.Fatal(err)
	}
	for command := range commands(t) {
		if elsewhere[command] {
			continue
		}
		try := func(flag string) (out, errs string, code int) {
			journal := filepath.Join(folder, command+flag+".db")
			if err := os.WriteFile(journal, whole, 0o600); err != nil {
				t.Fatal(err)
			}
			return mull(t, journal, "{}", append(append([]string{command}, arguments[command]...), flag)...)
		}
		out, errs, code := try("--json")
		if code != 0 {
			t.Errorf("mull %s --json: exit code %d, %s\ngive it arguments here, or name it among those tried elsewhere", command, code, errs)
			continue
		}
		var view any
		if err := json.Unmarshal([]byte(out), &view); err != nil {
			t.Errorf("%s --json: %v", command, err)
		}
		out, errs, code = try("--csv")
		rows, err := csv.NewReader(strings.NewReader(out)).ReadAll()
		if code != 0 || err != nil || len(rows) == 0 {
			t.Errorf("mull %s --csv: exit code %d, %v, %d rows\n%s", command, code, err, len(rows), errs)
			continue
		}
		for _, name := range rows[0] {
			if name == "" || strings.ContainsAny(name, " ABCDEFGHIJKLMNOPQRSTUVWXYZ") {
				t.Errorf("%s --csv: %q is not the name of a key", command, name)
			}
		}
		if strings.Contains(out, "NaN") || strings.Contains(out, "Inf") {
			t.Errorf("%s --csv writes a number that is none", command)
		}
	}
}

// TestNothingWritesJSONAlone holds the program to one place that writes to
// programs, which knows both ways.
func TestNothingWritesJSONAlone(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("..", "..", "internal", "cli", "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatal(err, len(files))
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if filepath.Base(file) != "program.go" && strings.Contains(string(text), "report.WriteJSON(") {
			t.Errorf("%s writes JSON by itself; show and write of program.go write CSV, too", file)
		}
	}
}
