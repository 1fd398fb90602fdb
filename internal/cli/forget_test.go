package cli_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// everywhere is every byte of what mull keeps beside a journal, backups
// included, and not the letters, which are their owner's to remove.
func everywhere(t testing.TB, d *desk) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(d.dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) == ".mull" {
			return err
		}
		data, err := os.ReadFile(path)
		b.Write(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// coached makes a coach's journal with everything that may be held on a person,
// and mull's own backups of it. It returns the words that stand for each thing.
func coached(t testing.TB) (ruth, ana *desk, words map[string]string) {
	t.Helper()
	ruth, ana = newDesk(t, "Ruth"), newDesk(t, "Analotta")
	know(ruth, ana, "Ruth", "Analotta")
	ruth.run("", "assign", "energy-audit", "--to", "Analotta", "--why", "zqreason", "-o", ruth.file("e.mull"))
	ana.run("", "accept", ruth.file("e.mull"), "--due", "zqafter the fair", "-o", ruth.file("answer.mull"))
	ana.run("stack: zqshared on Tuesdays", "do", "--for", "2", "--answers", "-")
	ana.run("fields: {stack: true}", "share", "--for", "2", "--selection", "-", "-o", ruth.file("share.mull"))
	for _, file := range []string{"answer.mull", "share.mull"} {
		ruth.run("", "receive", ruth.file(file))
	}
	ruth.run("who: Analotta\nopenwith: zqopening", "do", "coach-session-review", "--answers", "-")
	ruth.run("zqnote of mine", "note", "Analotta", "-")
	ruth.run("zqnote taken back", "note", "Analotta", "-")
	ruth.run("", "undo")
	ruth.run("", "delete", numberOf(ruth.run("who: Analotta\nopenwith: zqdeleted", "do", "coach-session-review", "--answers", "-", "--json")))
	ruth.run("", "backup")
	return ruth, ana, map[string]string{
		"name": "Analotta", "reason": "zqreason", "date": "zqafter", "share": "zqshared",
		"review": "zqopening", "note": "zqnote of mine", "note undone": "zqnote taken", "review deleted": "zqdeleted",
	}
}

// TestForgetLeavesNothing searches every byte mull keeps, its own backups, the
// index and free pages included, for what was held on a person.
func TestForgetLeavesNothing(t *testing.T) {
	ruth, _, words := coached(t)
	own := ruth.run("", "id")
	before := everywhere(t, ruth)
	people := ruth.run("", "people", "--json")
	at := strings.Index(people, "mull1-")
	words["public id"] = people[at : at+40]
	for what, word := range words {
		if !strings.Contains(before, word) && what != "note undone" {
			t.Errorf("the %s, %q, is nowhere: the test looks for nothing", what, word)
		}
	}
	_, listed, _ := ruth.try("", "--no-input", "forget", "Analotta")
	for _, want := range []string{"name and public id", "1 agreement", "1 exercise you gave", "1 share", "1 note", "review"} {
		if !strings.Contains(listed, want) {
			t.Errorf("the list does not name %q:\n%s", want, listed)
		}
	}
	ruth.run("", "forget", "Analotta", "--yes")
	after := everywhere(t, ruth)
	for what, word := range words {
		if strings.Contains(after, word) {
			t.Errorf("the %s, %q, is still there", what, word)
		}
	}
	if ruth.run("", "id") != own {
		t.Error("the coach's own keys changed")
	}
}

// TestWithdrawnIsGone does the same for one share that its owner asks back.
func TestWithdrawnIsGone(t *testing.T) {
	ruth, ana, words := coached(t)
	number := ana.run("", "shares")
	number, _, _ = strings.Cut(strings.TrimSpace(number), " ")
	ana.run("", "share", "--withdraw", number, "-o", ruth.file("please.mull"))
	ruth.run("", "receive", ruth.file("please.mull"))
	after := everywhere(t, ruth)
	if strings.Contains(after, words["share"]) {
		t.Error("the share is still there")
	}
	if !strings.Contains(after, words["note"]) {
		t.Error("the coach's own note is gone")
	}
}

// TestKeptNoLonger holds a coach to the year both agreed on: due names what is
// past it, and forget --past removes that and nothing else.
func TestKeptNoLonger(t *testing.T) {
	ruth, ana, words := coached(t)
	if due := ruth.run("", "due"); strings.Contains(due, "--past") {
		t.Errorf("a fresh share is called old:\n%s", due)
	}
	if out := ruth.run("", "forget", "Analotta", "--past"); !strings.Contains(out, "Nothing of Analotta is kept longer than the one year you agreed") {
		t.Errorf("a fresh share: %s", out)
	}
	ruth.at, ana.at = ruth.at.AddDate(1, 0, 0), ana.at.AddDate(1, 0, 0)
	number := numberOf(ana.run("found: zqnewer", "do", "after-session", "--answers", "-", "--json"))
	ana.run("fields: {found: true}", "share", number, "--to", "Ruth", "--selection", "-", "-o", ruth.file("newer.mull"))
	ruth.run("", "receive", ruth.file("newer.mull"))
	if due := ruth.run("", "due"); strings.Contains(due, "--past") {
		t.Errorf("on the last day of the year it is called old:\n%s", due)
	}
	ruth.at = ruth.at.AddDate(0, 0, 1)
	if due := ruth.run("", "due"); !strings.Contains(due, "mull forget Analotta --past") {
		t.Errorf("due does not say that a share is past its year:\n%s", due)
	}
	ruth.run("", "forget", "Analotta", "--past", "--yes")
	after := everywhere(t, ruth)
	if strings.Contains(after, words["share"]) {
		t.Error("the share is still there")
	}
	for _, word := range []string{words["note"], words["review"], "zqnewer"} {
		if !strings.Contains(after, word) {
			t.Errorf("%q is gone, which is not past its time", word)
		}
	}
	if out := ruth.run("", "receive", ruth.file("share.mull")); !strings.Contains(out, "received before") {
		t.Errorf("the old file is kept anew: %s", out)
	}
	if due := ruth.run("", "due"); strings.Contains(due, "--past") {
		t.Errorf("due still says so:\n%s", due)
	}
}
