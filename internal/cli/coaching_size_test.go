package cli_test

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"mull/internal/sample"
)

// practice makes a coach's journal of some years.
func practice(t testing.TB, coachees, years int) (*desk, *sample.Practice) {
	t.Helper()
	d := &desk{t: t, dir: t.TempDir(), at: time.Date(2026, 11, 5, 9, 0, 0, 0, time.UTC)}
	d.journal = d.file("journal.db")
	p, err := sample.NewPractice(t.Context(), d.at, coachees, years)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Store.Close()
	if err := p.Store.CopyTo(t.Context(), d.journal); err != nil {
		t.Fatal(err)
	}
	return d, p
}

// BenchmarkPractice measures what a coach does before a session, with five
// coachees and with a hundred, five years each. scripts/bench-practice.sh
// measures the same as whole processes.
func BenchmarkPractice(b *testing.B) {
	for _, coachees := range []int{5, 100} {
		d, _ := practice(b, coachees, 5)
		for _, args := range [][]string{{"coachee", "Person 3"}, {"coachees"}, {"assignments"}, {"assignments", "Person 3"}, {"shares"}, {}, {"due"}} {
			b.Run(fmt.Sprintf("%d coachees/mull %s", coachees, strings.Join(args, " ")), func(b *testing.B) {
				for b.Loop() {
					d.run("", args...)
				}
			})
		}
	}
}

// TestPracticeReadsLittle holds the pages to what they may show: with five years
// they are no longer than with one, and what is left out is a name away.
func TestPracticeReadsLittle(t *testing.T) {
	small, _ := practice(t, 2, 1)
	large, made := practice(t, 3, 5)
	a, b := small.run("", "coachee", "Person 1"), large.run("", "coachee", "Person 1")
	for _, want := range []string{" of 10", "Went quiet when the board came up.", "What did you notice while they ran it?"} {
		if !strings.Contains(a, want) || !strings.Contains(b, want) {
			t.Errorf("%q is not on both pages:\n%s\n%s", want, a, b)
		}
	}
	if n, m := strings.Count(a, "\n"), strings.Count(b, "\n"); m > n+5 {
		t.Errorf("five years make a page of %d lines, one year of %d", m, n)
	}
	all := large.run("", "assignments")
	if n := strings.Count(all, "to Person"); n < 20 || n > 25 || strings.Count(all, "agreed") != 3 {
		t.Errorf("assignments shows %d lines, want the 3 that are open and the newest, 20 or a few more:\n%s", n, all)
	}
	if !strings.Contains(all, "mull assignments NAME") {
		t.Errorf("nothing says where the earlier ones are:\n%s", all)
	}
	if n := strings.Count(large.run("", "assignments", "Person 1"), "to Person 1"); n != 130 {
		t.Errorf("assignments of one person: %d, want all 130", n)
	}
	letter, err := made.Letter(1)
	if err != nil {
		t.Fatal(err)
	}
	path := large.write("share.mull", string(letter))
	if out := large.run("", "receive", path); !strings.Contains(out, "From Person 1") {
		t.Errorf("a new share was not taken in: %s", out)
	}
}

// TestFilesThatCannotBe hands in a file cut anywhere, one of a gigabyte and a
// folder in its place: refused, and nothing is stored.
func TestFilesThatCannotBe(t *testing.T) {
	ruth, ana := newDesk(t, "Ruth"), newDesk(t, "Ana")
	know(ruth, ana, "Ruth", "Ana")
	ruth.run("", "assign", "energy-audit", "--to", "Ana", "--why", "to see", "-o", ruth.file("e.mull"))
	letter, err := os.ReadFile(ruth.file("e.mull"))
	if err != nil {
		t.Fatal(err)
	}
	before := ana.run("", "assignments")
	refused := func(name, path string) {
		t.Helper()
		for _, command := range []string{"accept", "receive"} {
			args := []string{command, path}
			if command == "accept" {
				args = append(args, "--yes")
			}
			_, errs, code := ana.try("", args...)
			if code != 2 || !strings.Contains(errs, "\n") || strings.Contains(errs, "hint: \n") {
				t.Errorf("%s of %s: exit %d, %q; want 2 and a hint", command, name, code, errs)
			}
		}
	}
	for _, size := range []int{0, 1, 30, len(letter) / 2, len(letter) - 40} {
		refused(fmt.Sprintf("a file cut after %d bytes", size), ana.write("cut.mull", string(letter[:size])))
	}
	huge := ana.write("huge.mull", "")
	if err := os.Truncate(huge, 1<<30); err != nil {
		t.Skip("no room for a file with a hole: ", err)
	}
	// Of a gigabyte no more is read than a letter may have.
	var from, to runtime.MemStats
	runtime.ReadMemStats(&from)
	refused("a gigabyte", huge)
	for _, args := range [][]string{
		{"share", "--to", "Ruth", "--selection", huge}, {"exercises", "check", huge}, {"receive", ana.dir},
	} {
		if _, _, code := ana.try("", args...); code == 0 {
			t.Errorf("mull %v took a gigabyte", args)
		}
	}
	// Five looks at it, all that was ever asked for added up.
	if runtime.ReadMemStats(&to); to.TotalAlloc-from.TotalAlloc > 512<<20 {
		t.Errorf("a gigabyte took %d MB of memory", (to.TotalAlloc-from.TotalAlloc)>>20)
	}
	if after := ana.run("", "assignments"); after != before {
		t.Errorf("something was stored:\n%s", after)
	}
}
