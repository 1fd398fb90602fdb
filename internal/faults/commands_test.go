package faults

import (
	"compress/gzip"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"
)

// A command is one way to write a journal.
type command struct {
	args  []string
	stdin string
	in    string // the folder of its journal; "" is plain
	now   string // the instant; "" is the evening of 19 November 2026
	// steps says that it writes in several transactions, so that what is found
	// after a fault may lie between before and after.
	steps bool
	// sealed says that a passphrase is given.
	sealed bool
	// clear says that it puts what the journal holds in a file in the clear.
	clear bool
	// replaces says that the journal's file gets another in its place.
	replaces bool
	// shows says that what it writes out tells nothing of what it keeps.
	shows bool
}

func (c command) folder() string {
	if c.in == "" {
		return "plain"
	}
	return c.in
}

func (c command) name() string {
	if len(c.args) == 0 {
		return "mull"
	}
	return c.args[0]
}

// at is a command of another instant, in another folder.
func at(now, in string, args ...string) command { return command{args: args, in: in, now: now} }

// writing are the commands that write, each in a world as worldOf makes it.
// Folder plain is a leader's journal, due those of which a weekly backup is to
// be made first, timer one with the timer running, old-1 and old-3 those of an
// earlier version, new none yet, unwell one whose totals are wrong; ruth coaches
// and ana is coached, and the folders whose names go on are theirs before the
// last step.
var writing = []command{
	{args: []string{"log", "45m", "ic", "a fix", "--why", "unwind,easier"}},
	{args: []string{"log", "1h", "people"}, in: "due"},
	{args: []string{"log", "1h", "people"}, in: "new"},
	{args: []string{"log", "1h", "people"}, in: "old-1", steps: true},
	{args: []string{"list", "--json"}, in: "old-3"},
	{args: []string{"start", "people", "one to one"}},
	{args: []string{"stop"}, in: "timer"},
	{args: []string{"switch", "direction"}, in: "timer"},
	{args: []string{"feel", "tired", "--pleasant", "2"}},
	{args: []string{"write", "A page about budgets. #money"}},
	{args: []string{"reflect"}, stdin: "direction 1h\n3 tired\nThey looked at me.\n.\nthe same\ntomorrow\nask first\n\n\n", steps: true},
	{args: []string{"review", "--answers", "review.json"}, steps: true},
	{args: []string{"do", "envy-signal", "--answers", "envy.json"}},
	{args: []string{"edit", "1", "--length", "2h"}},
	{args: []string{"edit", "6", "text", "now it reads otherwise"}},
	{args: []string{"delete", "1", "6"}},
	{args: []string{"undo"}},
	{args: []string{"due", "drop", "5"}},
	{args: []string{"exercises", "add", "nine.yaml"}, in: "ana"},
	{args: []string{"exercises", "set", "new-leader"}},
	{args: []string{"categories", "add", "design", "--track", "ic"}},
	{args: []string{"target", "ic", "20%"}},
	{args: []string{"off", "2026-12-24..2027-01-01"}},
	{args: []string{"week", "last", "--guess"}, stdin: "people 10h, admin 1h\n"},
	{args: []string{"rules", "add", "steering", "direction"}},
	{args: []string{"import", "week.ics"}},
	{args: []string{"import", "all.jsonl"}, in: "new"},
	{args: []string{"backup"}},
	{args: []string{"backup", "fresh.db"}},
	{args: []string{"restore", "named.db", "--yes"}, replaces: true},
	{args: []string{"restore", "named.db", "--yes"}, in: "new", replaces: true},
	{args: []string{"purge", "6", "--yes"}},
	{args: []string{"purge", "--deleted", "--yes"}},
	{args: []string{"doctor", "--fix"}, in: "unwell"},
	{args: []string{"doctor", "--fix"}, in: "old-3"},
	{args: []string{"id", "--name", "Ida"}},
	{args: []string{"people", "add", "Otto"}, steps: true},
	{args: []string{"people", "verify", "Ana", "--yes"}, in: "ruth"},
	{args: []string{"agreement", "Ana"}, in: "ruth", shows: true},
	{args: []string{"invite", "Bea", "-o", "bea.txt"}, in: "ruth", steps: true},
	{args: []string{"assign", "grow-session", "--to", "ana", "--why", "to find a step", "-o", "more.mull"}, in: "ruth"},
	{args: []string{"accept", "nine.mull", "--yes", "-o", "answer2.mull"}, in: "ana-before", steps: true},
	{args: []string{"decline", "nine.mull", "-o", "no.mull"}, in: "ana-before", steps: true},
	{args: []string{"share", "--for", "2", "--selection", "two.yaml", "-o", "share2.mull"}, in: "ana"},
	{args: []string{"receive", "share.mull"}, in: "ruth-before"},
	{args: []string{"note", "Ana", "-"}, stdin: "Went quiet.\n", in: "ruth"},
	{args: []string{"forget", "ana", "--yes"}, in: "ruth"},
	{args: []string{"lock", "--set-passphrase"}, sealed: true, replaces: true},
	{args: []string{"lock", "--change-passphrase"}, in: "plain.sealed", sealed: true, replaces: true},
	{args: []string{"lock", "--recovery"}, in: "plain.sealed", sealed: true, shows: true, replaces: true},
	{args: []string{"unlock", "--for-good", "--yes"}, in: "plain.sealed", sealed: true, clear: true, replaces: true},
}

// suffix ends the names of folders whose journal is sealed: the twins of those
// without.
const suffix = ".sealed"

// onSealed are the writing commands on the sealed twins of their journals. An old
// version has none, and a journal that is restored from a plain backup or counted
// anew isn't written like one.
func onSealed() []command {
	var list []command
	for _, c := range writing {
		switch c.folder() {
		case "new", "unwell", "old-1", "old-3":
			continue
		}
		if !c.sealed {
			c.in, c.sealed = c.folder()+suffix, true
			list = append(list, c)
		}
	}
	return list
}

// reading are the commands that write no journal.
var reading = []string{
	"status", "day", "month", "quarter", "year", "summary", "read", "because", "on-this-day", "calendar", "report", "search",
	"trend", "insights", "list", "show", "history", "assignments", "shares", "coach", "coachees", "coachee", "values", "export",
	"demo", "completion", "man", "version", "help",
}

// TestEveryCommandIsListed fails for a command that the campaign leaves out.
func TestEveryCommandIsListed(t *testing.T) {
	w := world{t.TempDir()}
	all := w.must(t, command{args: []string{"help", "all"}}).out
	known := map[string]bool{}
	for _, c := range writing {
		known[c.name()] = true
	}
	for _, name := range reading {
		if known[name] && name != "list" { // which may have to migrate
			t.Errorf("mull %s is among those that write and those that do not", name)
		}
		known[name] = true
	}
	for _, match := range regexp.MustCompile(`(?m)^   ([a-z-]+) +\S`).FindAllStringSubmatch(all, -1) {
		if !known[match[1]] {
			t.Errorf("mull %s is in no table of this test: say whether it writes", match[1])
		}
		delete(known, match[1])
	}
	for _, name := range slices.Sorted(maps.Keys(known)) {
		t.Errorf("mull %s is no command", name)
	}
}

// worldOf makes the world the commands are run in, with the program itself.
func worldOf(t testing.TB) world {
	t.Helper()
	w := world{filepath.Join(t.TempDir(), "world")}
	copyFolder(t, "testdata/world", w.dir)
	if err := os.Mkdir(filepath.Join(w.dir, "tmp"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(w.dir, "passphrase"), []byte(passphrase+"\n"+passphrase+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []command{
		at("2026-11-02T09:00:00+01:00", "plain", "log", "1h", "people", "hiring"),
		at("2026-11-02T09:10:00+01:00", "plain", "exercises", "add", "nine.yaml"),
		at("2026-11-02T18:00:00+01:00", "plain", "do", "daily-reflection", "--answers", "evening.yaml"),
		at("2026-11-03T18:00:00+01:00", "plain", "write", "The first page, Quorndon in it. #first"),
		at("2026-11-04T18:00:00+01:00", "plain", "write", "One that goes."),
		at("2026-11-05T18:00:00+01:00", "plain", "edit", "6", "text", "The first page, rewritten, Quorndon in it. #first"),
		at("2026-11-05T18:10:00+01:00", "plain", "import", "trip.ics"),
		at("2026-11-05T18:30:00+01:00", "plain", "log", "30m", "ic", "a patch", "--why", "easier"),
	} {
		w.must(t, c)
	}
	if err := os.RemoveAll(filepath.Join(w.dir, "plain", "backups")); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"due", "timer", "unwell"} {
		w.twin(t, "plain", name)
	}
	if _, err := ask(w.journal("unwell"), "UPDATE day_total SET minutes = minutes + 7"); err != nil {
		t.Fatal(err)
	}
	for _, c := range []command{
		at("2026-11-18T12:00:00+01:00", "plain", "delete", "7"),
		at("2026-11-18T12:00:00+01:00", "plain", "backup"),
		at("2026-11-18T12:00:00+01:00", "plain", "backup", "named.db"),
		at("2026-11-18T12:01:00+01:00", "plain", "export", "--format", "jsonl", "-o", "all.jsonl"),
		at("2026-11-18T12:05:00+01:00", "plain", "log", "10m", "admin"),
		at("2026-11-19T15:00:00+01:00", "timer", "start", "ic", "a prototype"),
	} {
		w.must(t, c)
	}
	w.coaching(t)
	for _, version := range []string{"1", "3"} {
		w.unpack(t, version)
	}
	for _, folder := range []string{"plain", "due", "timer", "ana", "ana-before", "ruth", "ruth-before"} {
		w.twin(t, folder, folder+suffix)
		w.seal(t, folder+suffix)
	}
	return w
}

// unpack puts the journal of an earlier version in a folder of its own.
func (w world) unpack(t testing.TB, version string) {
	t.Helper()
	file, err := os.Open("../store/testdata/released/version-" + version + ".db.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	unpacked, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(unpacked)
	if err == nil {
		err = os.Mkdir(filepath.Join(w.dir, "old-"+version), 0o700)
	}
	if err == nil {
		err = os.WriteFile(w.journal("old-"+version), content, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// coaching lets Ruth give Ana an exercise and Ana share two answers.
func (w world) coaching(t testing.TB) {
	t.Helper()
	id := w.must(t, at("2026-11-05T10:00:00+01:00", "ana", "id", "--name", "Ana")).out
	for _, c := range []command{
		at("2026-11-05T10:00:00+01:00", "ruth", "id", "--name", "Ruth"),
		{args: []string{"people", "add", "Ana", "-"}, stdin: id, in: "ruth", now: "2026-11-05T10:01:00+01:00"},
		at("2026-11-05T10:00:00+01:00", "ruth", "exercises", "add", "nine.yaml"),
		at("2026-11-05T10:00:00+01:00", "ruth", "assign", "nine", "--to", "ana", "--why", "to see what could be handed on", "-o", "nine.mull"),
	} {
		w.must(t, c)
	}
	w.twin(t, "ana", "ana-before")
	w.must(t, at("2026-11-06T10:00:00+01:00", "ana", "accept", "nine.mull", "--yes", "-o", "answer.mull"))
	w.must(t, at("2026-11-06T11:00:00+01:00", "ruth", "receive", "answer.mull"))
	w.must(t, at("2026-11-07T10:00:00+01:00", "ana", "do", "--for", "2", "--answers", "nine-answers.yaml"))
	w.twin(t, "ana", "ana-then")
	w.must(t, at("2026-11-07T11:00:00+01:00", "ana-then", "share", "--for", "2", "--selection", "two.yaml", "-o", "share.mull"))
	w.twin(t, "ruth", "ruth-before")
	w.must(t, at("2026-11-08T09:00:00+01:00", "ruth", "receive", "share.mull"))
}

func copyFolder(t testing.TB, from, to string) {
	t.Helper()
	if err := copyTree(from, to); err != nil {
		t.Fatal(err)
	}
}

// reference runs a command twice where nothing is in its way.
func (w world) reference(t testing.TB, c command) reference {
	t.Helper()
	before, err := examine(w.journal(c.folder()))
	if c.in == "unwell" {
		before, err = read(w.journal(c.in))
	}
	if err != nil {
		t.Fatal(err)
	}
	// The ids of measures are given in the order of their coming; examine compares
	// what is measured with the answers.
	r := reference{before: before, random: map[string]bool{"measure": true, "measurement": true}}
	for i := range 2 {
		once := w.copy(t, c.folder())
		r.run = once.must(t, c)
		after, err := examine(once.journal(c.folder()))
		if err != nil {
			t.Fatalf("mull %q: %v", c.args, err)
		}
		if i > 0 {
			for name := range merged(r.after, after) {
				r.random[name] = r.random[name] || r.after[name] != after[name]
			}
		}
		r.after = after
		once.drop()
	}
	return r
}
