//go:build unix

package faults

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// A sitting answers questions one by one, as a person does who reads.
type sitting struct {
	cmd   *exec.Cmd
	in    io.WriteCloser
	shown chan string // what a question begins with
}

func (w world) sit(t *testing.T) *sitting {
	t.Helper()
	cmd := w.prepare(command{args: []string{"do", "nine"}})
	cmd.Stdin = nil
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	errs, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	s := &sitting{cmd, in, make(chan string, 1000)}
	go func() {
		defer close(s.shown)
		for lines := bufio.NewScanner(errs); lines.Scan(); {
			if number, rest, found := strings.Cut(lines.Text(), " of "); found && rest != "" {
				if _, err := strconv.Atoi(strings.TrimSpace(number)); err == nil {
					s.shown <- lines.Text()
				}
			}
		}
	}()
	return s
}

// answer waits for a question and answers it. It says whether there was one.
func (s *sitting) answer(text string) bool {
	if _, more := <-s.shown; !more {
		return false
	}
	_, err := io.WriteString(s.in, text+"\n")
	return err == nil
}

// answers counts what is kept of a sitting.
func (w world) answers(t *testing.T) int {
	t.Helper()
	found, err := ask(w.journal("plain"), "SELECT count(*) FROM answer a JOIN entry e ON e.number = a.entry WHERE e.exercise = 'nine' AND a.value IS NOT NULL")
	if err != nil {
		t.Fatal(err)
	}
	n, err := strconv.Atoi(found[0])
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// sittings kills a sitting at random. Whoever sees the next question knows that
// the answer before is kept.
func (c *campaign) sittings(t *testing.T) {
	row := c.row("kill -9 in the middle of a sitting, answer by answer")
	r := rand.New(rand.NewPCG(c.seed, 6))
	for range c.count(200, 4) {
		w := c.world.copy(t, "plain")
		s := w.sit(t)
		answered, want := 0, 1+r.IntN(4)
		for answered < want && s.answer("3") {
			answered++
		}
		_, more := <-s.shown
		time.Sleep(time.Duration(r.IntN(4000)) * time.Microsecond)
		if more {
			_, _ = io.WriteString(s.in, "4\n") // may be kept or not
			time.Sleep(time.Duration(r.IntN(8000)) * time.Microsecond)
		}
		_ = s.cmd.Process.Kill()
		_ = s.cmd.Wait()
		row.runs++
		row.injected++
		if _, err := examine(w.journal("plain")); err != nil {
			row.unreadable++
			t.Errorf("after %d answers: %v", answered, err)
			return
		}
		if kept := w.answers(t); kept < answered {
			row.lost += answered - kept
			t.Errorf("%d answers were acknowledged by the next question, and %d are kept", answered, kept)
		}
		w.drop()
	}
}

// vanishing takes the folder or the journal away in the middle of a sitting: no
// answer after that is taken for kept, and what was kept is there when the
// folder is back.
func (c *campaign) vanishing(t *testing.T) {
	row := c.row("the folder or the journal vanishes in the middle of a sitting")
	for name, take := range map[string]func(folder string) error{
		"the folder is moved":        func(folder string) error { return os.Rename(folder, folder+".moved") },
		"the journal is moved":       func(folder string) error { return os.Rename(folder+"/journal.db", folder+"/journal.db.moved") },
		"another lies in its place":  swap,
		"the folder becomes a file":  func(folder string) error { return becomesFile(folder) },
		"the folder is another disk": func(folder string) error { return becomesFolder(folder) },
	} {
		w := c.world.copy(t, "plain")
		s := w.sit(t)
		answered := 0
		for answered < 3 && s.answer("3") {
			answered++
		}
		if _, more := <-s.shown; !more || answered != 3 {
			t.Fatalf("the sitting ended after %d answers", answered)
		}
		folder := filepath.Join(w.dir, "plain")
		if err := take(folder); err != nil {
			t.Fatal(err)
		}
		_, _ = io.WriteString(s.in, "4\n")
		if text, more := <-s.shown; more {
			row.lost++
			t.Errorf("%s, and the next question is asked: %s", name, text)
		}
		_ = s.in.Close()
		if err := s.cmd.Wait(); err == nil {
			t.Errorf("%s, and the sitting ends well", name)
		}
		row.runs++
		row.injected++
		if err := giveBack(folder); err != nil {
			t.Fatal(err)
		}
		if _, err := examine(w.journal("plain")); err != nil {
			row.unreadable++
			t.Errorf("%s: %v", name, err)
		} else if kept := w.answers(t); kept != answered {
			row.lost += max(0, answered-kept)
			t.Errorf("%s: of %d answers %d are kept", name, answered, kept)
		}
	}
}

func swap(folder string) error {
	if err := os.Rename(folder+"/journal.db", folder+"/journal.db.moved"); err != nil {
		return err
	}
	return os.WriteFile(folder+"/journal.db", nil, 0o600)
}

func becomesFile(folder string) error {
	if err := os.Rename(folder, folder+".moved"); err != nil {
		return err
	}
	return os.WriteFile(folder, nil, 0o600)
}

func becomesFolder(folder string) error {
	if err := os.Rename(folder, folder+".moved"); err != nil {
		return err
	}
	return os.Mkdir(folder, 0o700)
}

// giveBack undoes what took the journal away.
func giveBack(folder string) error {
	if _, err := os.Stat(folder + ".moved"); err == nil {
		if err := os.RemoveAll(folder); err != nil {
			return err
		}
		return os.Rename(folder+".moved", folder)
	}
	if _, err := os.Stat(folder + "/journal.db.moved"); err != nil {
		return fmt.Errorf("nothing was taken away: %w", err)
	}
	return os.Rename(folder+"/journal.db.moved", folder+"/journal.db")
}
