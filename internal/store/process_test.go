package store

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"mull/internal/exercise"
	"mull/internal/journal"
	"mull/internal/seal"
)

func init() {
	children["add"] = addMany
	children["create"] = func(args []string) error { return addMany([]string{args[0], "1"}) }
	children["sit"] = sitForever
}

// addMany does acts that read before they write: each adds one to a number.
func addMany(args []string) error {
	n, err := strconv.Atoi(args[1])
	if err != nil {
		return err
	}
	s, err := Open(ctx, args[0], time.Now, testKeys()...)
	if err != nil {
		return err
	}
	defer s.Close()
	for range n {
		_, err := s.Do(ctx, "log", func(a *Act) error {
			count, err := one[int](ctx, a.tx, "SELECT coalesce((SELECT value FROM setting WHERE name = 'count'), 0)")
			if err != nil {
				return err
			}
			x := journal.Activity{Day: thursday, Zone: "UTC", Seconds: 60, Category: "people", Source: journal.Logged}
			if err := a.AddActivity(&x); err != nil {
				return err
			}
			return a.SetSetting("count", count+1)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func TestFourProcessesLoseNothing(t *testing.T) {
	fourProcesses(t, filepath.Join(t.TempDir(), "journal.db"))
}

func fourProcesses(t *testing.T, path string) {
	t.Helper()
	together(t, 4, "add", path, "50")
	s := reopen(t, path)
	for query, want := range map[string]string{
		"SELECT value FROM setting WHERE name = 'count'": "200",
		"SELECT count(*) FROM activity":                  "200",
		"SELECT count(DISTINCT uuid) FROM activity":      "200",
		"SELECT max(number) FROM activity":               "200",
		"SELECT minutes FROM day_total":                  "200",
		"SELECT count(*) FROM act":                       "200",
	} {
		if got := rowsOf(t, s, query); len(got) != 1 || got[0] != want {
			t.Errorf("%s: %v, want %s", query, got, want)
		}
	}
}

func TestTwoProcessesCreateOneJournal(t *testing.T) {
	for range rounds(10) {
		path := filepath.Join(t.TempDir(), "deep", "journal.db")
		together(t, 3, "create", path)
		s := reopen(t, path)
		if got := rowsOf(t, s, "SELECT count(*), (SELECT count(*) FROM state), (SELECT count(*) FROM category) FROM activity"); got[0] != "[3 1 9]" {
			t.Errorf("activities, states and categories are %v, want 3, 1 and 9", got)
		}
	}
}

// together runs processes in one role at the same time.
func together(t *testing.T, n int, role string, args ...string) {
	t.Helper()
	var group sync.WaitGroup
	for range n {
		command := child(t, role, args...)
		group.Go(func() {
			if out, err := command.CombinedOutput(); err != nil {
				t.Errorf("%s: %v\n%s", role, err, out)
			}
		})
	}
	group.Wait()
	if t.Failed() {
		t.FailNow()
	}
}

// sitForever answers pages and logs time and says each thing it has kept: what
// it has said is on disk, so nothing of it may be lost.
func sitForever(args []string) error {
	s, err := Open(ctx, args[0], time.Now, testKeys()...)
	if err != nil {
		return err
	}
	x, err := exercise.Read("test-page.yaml", []byte(testExercise))
	if err != nil {
		return err
	}
	for {
		if err := sitOnce(s, x); err != nil {
			return err
		}
		y := journal.Activity{Day: thursday, Zone: "UTC", Seconds: 60, Category: "people", Source: journal.Logged}
		if _, err := s.Do(ctx, "log", func(a *Act) error { return a.AddActivity(&y) }); err != nil {
			return err
		}
		fmt.Println("activity", y.Number)
	}
}

func sitOnce(s *Store, x *exercise.Exercise) error {
	e := &journal.Entry{Exercise: x.ID, Day: thursday, Zone: "UTC", State: journal.Draft, Answers: exercise.Answers{"energy": 4.0, "because": "it works", "mins": 10.0, "waits": "a talk"}}
	var id int64
	for _, question := range []string{"energy", "because", "mins", "waits"} {
		e.Answers["waits"] = fmt.Sprintf("talk %d", e.Number) // the same words are no second item
		keep := func(a *Act) error { return a.SetAnswer(e.Number, question, e.Answers[question]) }
		if id > 0 {
			if err := s.Continue(ctx, id, keep); err != nil {
				return err
			}
			fmt.Println("answer", e.Number, question)
			continue
		}
		var err error
		id, err = s.Do(ctx, "do", func(a *Act) error {
			if e.Asked, err = a.KeepAsked(x); err != nil {
				return err
			}
			if err := a.AddEntry(e); err != nil {
				return err
			}
			return keep(a)
		})
		if err != nil {
			return err
		}
		fmt.Println("answer", e.Number, question)
	}
	if err := s.Continue(ctx, id, func(a *Act) error { return a.FinishEntry(x, e) }); err != nil {
		return err
	}
	fmt.Println("done", e.Number)
	return nil
}

// Killed at any point, the journal holds everything that was said to be kept,
// is sound, and goes on.
func TestKillLosesNothing(t *testing.T) {
	killAtRandom(t, filepath.Join(t.TempDir(), "journal.db"), rounds(60))
}

func killAtRandom(t *testing.T, path string, runs int) {
	t.Helper()
	r := rand.New(rand.NewPCG(1, 6))
	midway, total := 0, 0
	for range runs {
		command := child(t, "sit", path)
		said := lines(t, command)
		first, began := <-said
		if !began {
			t.Fatal("the sitting ended by itself")
		}
		time.Sleep(time.Duration(r.IntN(40_000)) * time.Microsecond)
		if err := command.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		all := []string{first}
		for line := range said {
			all = append(all, line)
		}
		_ = command.Wait() // killed
		if midWrite(t, path) {
			midway++
		}
		total += len(all)
		checkSaid(t, path, all)
		if t.Failed() {
			return
		}
	}
	t.Logf("%d runs, %d of them killed in the middle of writing, %d things kept", runs, midway, total)
}

// midWrite says whether a writer ended before it was done.
func midWrite(t *testing.T, path string) bool {
	t.Helper()
	left, err := seal.Leftovers(path)
	if err != nil {
		t.Fatal(err)
	}
	return interrupted(path) || len(left) > 0
}

// Killed while it makes a journal, a process leaves one that the next can use.
func TestKillWhileCreating(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 6))
	for range rounds(20) {
		path := filepath.Join(t.TempDir(), "journal.db")
		command := child(t, "create", path)
		if err := command.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(r.IntN(25_000)) * time.Microsecond)
		_ = command.Process.Kill() // it may have ended
		_ = command.Wait()
		logged(t, reopen(t, path), 10, "people")
	}
}

func checkSaid(t *testing.T, path string, said []string) {
	t.Helper()
	s, err := Open(ctx, path, time.Now, testKeys()...)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	sound(t, s)
	for _, line := range said {
		var number int64
		var question string
		query := ""
		switch {
		case scan(line, "activity %d", &number):
			query = "SELECT count(*) FROM activity WHERE number = ?1 AND seconds = 60"
		case scan(line, "done %d", &number):
			query = "SELECT count(*) FROM entry e JOIN activity x ON x.entry = e.number JOIN item i ON i.entry = e.number WHERE e.number = ?1 AND e.state = 'done'"
		case scan(line, "answer %d %s", &number, &question):
			query = "SELECT count(*) FROM answer WHERE entry = ?1 AND question = ?2 AND value IS NOT NULL"
		default:
			t.Fatalf("said %q", line)
		}
		args := []any{number}
		if question != "" {
			args = append(args, question)
		}
		if got := rowsOf(t, s, query, args...); got[0] != "1" {
			t.Errorf("said %q, and the journal has %s of it", line, got[0])
		}
	}
}

func scan(line, format string, into ...any) bool {
	n, err := fmt.Sscanf(line, format, into...)
	return err == nil && n == len(into)
}
