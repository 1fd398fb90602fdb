//go:build unix

package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"mull/internal/exercise"
	"mull/internal/period"
	"mull/internal/ttytest"
	"mull/prompts"
)

// Every shipped exercise is answered at a terminal from its first question to
// its last, what it asks again included, and is read back as it was answered:
// once in a small window, and in a wide one with the longer form.
func TestEveryExerciseAtATerminal(t *testing.T) {
	for _, id := range prompts.Exercises() {
		t.Run(id, func(t *testing.T) {
			source, _ := prompts.Exercise(id)
			x, err := exercise.Read(id+".yaml", source)
			if err != nil {
				t.Fatal(err)
			}
			newLeader(t, x, 80, 24).answers("do", id)
			newLeader(t, x, 120, 40).answers("do", id, "--more")
		})
	}
}

// A leader has a journal with five values, a thing that waits and one chosen
// the week before, and sits at a terminal.
type leader struct {
	*testing.T
	x          *exercise.Exercise
	cols, rows int
	home, now  string
	number     string
	again      bool // at what is asked again, after which nothing is offered
	given      exercise.Answers
}

func newLeader(t *testing.T, x *exercise.Exercise, cols, rows int) *leader {
	l := &leader{T: t, x: x, cols: cols, rows: rows, home: t.TempDir(), given: exercise.Answers{}}
	l.now = "2026-11-11T18:10:00+01:00"
	l.mull(`{"piles": {"matters-most": ["craft", "rest", "honesty", "family", "impact"]}, "ten": ["craft", "rest", "honesty", "family", "impact"],
		"five": ["craft", "rest", "honesty", "family", "impact"]}`, "do", "values-discovery", "--answers", "-")
	l.mull(`{"choose": "Two mornings, door shut."}`, "do", "weekly-review", "--answers", "-")
	l.mull(`{"putoff": "the talk with B"}`, "do", "daily-reflection", "--answers", "-")
	l.now = "2026-11-19T18:10:00+01:00"
	return l
}

// journal knows what the journal of newLeader does, as far as asking needs it.
func (l *leader) journal() exercise.Journal {
	day, err := period.ParseDay("2026-11-19")
	if err != nil {
		l.Fatal(err)
	}
	plain := func(ids ...string) (list []exercise.Option) {
		for _, id := range ids {
			list = append(list, exercise.Option{ID: exercise.Slug(id), Label: id})
		}
		return list
	}
	lacks := func(string) bool { return true } // such as a coach
	return exercise.Journal{Today: day, Lacks: lacks, List: func(name string) ([]exercise.Option, error) {
		switch name {
		case "my-values":
			return plain("craft", "rest", "honesty", "family", "impact"), nil
		case "open-items":
			return plain("the talk with B"), nil
		case "categories":
			return plain("people", "direction", "running", "stakeholders", "learning", "hands-on", "admin"), nil
		}
		source, _ := prompts.List(name)
		return exercise.ReadList(name, source)
	}}
}

func (l *leader) command(args ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], args...)
	if program, err := os.Executable(); err == nil {
		cmd.Path = program
	}
	cmd.Args[0] = "mull"
	cmd.Dir = l.home
	cmd.Env = []string{"HOME=" + l.home, "TZ=Europe/Berlin", "ZONEINFO=" + os.Getenv("ZONEINFO"), "MULL_NOW=" + l.now, "GORACE=atexit_sleep_ms=0",
		"MULL_JOURNAL=" + filepath.Join(l.home, "journal.db"), "XDG_CONFIG_HOME=" + l.home, "XDG_RUNTIME_DIR=" + l.home}
	return cmd
}

// mull runs a command without a terminal and returns what it wrote.
func (l *leader) mull(in string, args ...string) []byte {
	l.Helper()
	cmd := l.command(args...)
	cmd.Stdin = strings.NewReader(in)
	out, err := cmd.Output()
	if err != nil {
		l.Fatalf("mull %s: %v", strings.Join(args, " "), err)
	}
	return out
}

// answers sits down to a command and then to what its exercise asks again, and
// reads the entry back.
func (l *leader) answers(args ...string) {
	l.Helper()
	more := args[len(args)-1] == "--more"
	plan := l.x.Plan(more, l.journal(), l.given)
	if more {
		plan = append(plan, l.offered()...)
	}
	l.sit(plan, args...)
	l.number = l.newest()
	plan = nil
	for i := range l.x.Revisits {
		if l.x.Revisits[i].When.Holds(l.given) {
			plan = append(plan, l.x.Revisits[i].Plan()...)
		}
	}
	if len(plan) > 0 {
		l.now = "2026-11-27T18:10:00+01:00"
		l.again = true
		l.sit(plan, "do", "--revisit", l.number)
	}
	l.reads()
}

// offered is what an exercise asks in one line at its end.
func (l *leader) offered() (asked []*exercise.Question) {
	for i := range l.x.Offers {
		if q := l.x.Offers[i].Ask; q != nil {
			offer := *q
			offer.When = l.x.Offers[i].When
			asked = append(asked, &offer)
		}
	}
	return asked[:min(len(asked), 1)] // one at the most
}

func (l *leader) sit(plan []*exercise.Question, args ...string) {
	l.Helper()
	tty := ttytest.New(l.T, ttytest.Size(l.cols, l.rows))
	cmd := l.command(args...)
	if err := tty.Start(cmd); err != nil {
		l.Fatal(err)
	}
	s := &seated{leader: l, tty: tty, plan: plan}
	for s.next() {
	}
	for _, offer := range l.x.Offers {
		if !l.again && offer.Ask == nil && offer.History == nil && offer.Carry == "" && offer.When.Holds(l.given) {
			s.does("wait Go on with "+offer.Exercise, "key enter")
			break
		}
	}
	code, err := tty.Exit()
	if err != nil || code != 0 {
		l.Fatalf("mull %s: exit %d, %v; the screen is\n%s", strings.Join(args, " "), code, err, tty.Screen())
	}
}

func (l *leader) newest() string {
	var list struct {
		Entries []struct{ Number int }
	}
	if err := json.Unmarshal(l.mull("", "list", l.x.ID, "--json"), &list); err != nil || len(list.Entries) == 0 {
		l.Fatalf("no entry of %s: %v", l.x.ID, err)
	}
	return fmt.Sprint(list.Entries[0].Number)
}

// reads compares what is kept with what was answered.
func (l *leader) reads() {
	l.Helper()
	var entry struct{ Answers map[string]any }
	if err := json.Unmarshal(l.mull("", "show", l.number, "--json"), &entry); err != nil {
		l.Fatal(err)
	}
	got, err1 := exercise.EncodeValue(entry.Answers)
	want, err2 := exercise.EncodeValue(map[string]any(l.given))
	if err1 != nil || err2 != nil || got != want {
		l.Errorf("%s was answered with\n%s\nand reads\n%s", l.x.ID, want, got)
	}
	page := string(l.mull("", "show", l.number))
	for id, value := range l.given {
		if text, ok := value.(string); ok && strings.Contains(text, " ") && !strings.Contains(flowing(page), flowing(text)) {
			l.Errorf("%s: %q is not on the page\n%s", id, text, page)
		}
	}
}

// flowing is a text without its line ends.
func flowing(text string) string { return strings.Join(strings.Fields(text), " ") }
