package cli_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"mull/internal/coaching"
	"mull/internal/exercise"
	"mull/internal/journal"
	"mull/internal/period"
	"mull/internal/seal"
	"mull/internal/store"
	"mull/prompts"
)

// practice makes a coach's journal with coachees who shared something, had a
// session reviewed and got an exercise every second week for some years.
func practice(t testing.TB, coachees, years int) *desk {
	t.Helper()
	d := newDesk(t, "Ruth")
	s, err := store.Open(t.Context(), d.journal, func() time.Time { return d.at })
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	source, _ := prompts.Exercise("coach-session-review")
	review, err := exercise.Read("review", source)
	if err != nil {
		t.Fatal(err)
	}
	today := period.DayOf(d.at)
	for i := range coachees {
		// One act for a coachee: what is measured is reading.
		if _, err := s.Do(t.Context(), "practice", func(a *store.Act) error { return fillPractice(a, s, review, i, today, years*26) }); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

func fillPractice(a *store.Act, s *store.Store, review *exercise.Exercise, i int, today period.Day, times int) error {
	me, err := seal.NewIdentity(fmt.Sprintf("Person %d", i))
	if err != nil {
		return err
	}
	person := store.Person{Name: me.Public().Name, Public: me.Public().String(), Day: today}
	if err := a.AddPerson(&person); err != nil {
		return err
	}
	asked, err := a.KeepAsked(review)
	if err != nil {
		return err
	}
	for n := range times {
		day := today - period.Day((times-n)*14)
		id := s.NewUUID()
		given := &coaching.Assignment{ID: id, Exercise: review, Why: "to see", See: coaching.SeeDone}
		body, err := coaching.Encode(given)
		if err != nil {
			return err
		}
		if err := a.AddAssignment(&store.Assignment{UUID: id, Given: true, Person: person.Number, Exercise: review.ID, Title: review.Title, Body: body, State: "done", Day: day}); err != nil {
			return err
		}
		share := &coaching.Share{ID: s.NewUUID(), Assignment: id, State: coaching.Done, Entries: []coaching.SharedEntry{{
			Exercise: "grow-session", Title: "From wish to first step", Fields: []coaching.SharedField{
				{Question: "step", Ask: "What is the step?", Text: strings.Repeat("A talk with the two leads. ", 20)},
				{Question: "sure", Ask: "How sure are you?", Text: "8 of 10", Scale: &coaching.Scale{Value: 8, Min: 1, Max: 10}},
			},
		}}}
		if body, err = coaching.Encode(share); err != nil {
			return err
		}
		if err := a.AddReceived(&store.Received{UUID: share.ID, Person: person.Number, Assignment: id, Day: day, Body: body}); err != nil {
			return err
		}
		e := &journal.Entry{Exercise: review.ID, Asked: asked, Day: day, Zone: "UTC", State: journal.Done}
		if err := a.AddEntry(e); err != nil {
			return err
		}
		answers := exercise.Answers{"who": person.Name, "stepby": "them", "nextdate": (day + 14).String(), "openwith": "What did you notice?"}
		if err := a.SetAnswers(e.Number, answers); err != nil {
			return err
		}
		if err := a.SetConcern(store.Concern{Entry: e.Number, Person: person.Number}); err != nil {
			return err
		}
		if err := a.AddNote(&store.Note{Person: person.Number, Day: day, Text: "Went quiet when the board came up."}); err != nil {
			return err
		}
	}
	return nil
}

// BenchmarkPractice measures what a coach does before a session, with five
// coachees of one year and a hundred of five.
func BenchmarkPractice(b *testing.B) {
	for _, size := range []struct{ coachees, years int }{{5, 1}, {100, 5}} {
		d := practice(b, size.coachees, size.years)
		for _, args := range [][]string{{"coachee", "Person 3"}, {"coachees"}, {}, {"due"}, {"assignments", "Person 3"}} {
			b.Run(fmt.Sprintf("%d coachees, %d years/mull %s", size.coachees, size.years, strings.Join(args, " ")), func(b *testing.B) {
				for b.Loop() {
					d.run("", args...)
				}
			})
		}
	}
}

// TestPracticeReadsLittle holds the pages to what they may read: with twenty
// times the shares the page before a session shows the same.
func TestPracticeReadsLittle(t *testing.T) {
	small, large := practice(t, 2, 1), practice(t, 3, 5)
	a, b := small.run("", "coachee", "Person 1"), large.run("", "coachee", "Person 1")
	for _, want := range []string{"8, 8, 8, 8 of 10", "Went quiet when the board came up.", "What did you notice?"} {
		if !strings.Contains(a, want) || !strings.Contains(b, want) {
			t.Errorf("%q is not on both pages:\n%s\n%s", want, a, b)
		}
	}
	if strings.Count(a, "\n") != strings.Count(b, "\n") {
		t.Errorf("five years make a longer page than one:\n%s\n%s", a, b)
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
	refused("a gigabyte", huge)
	if after := ana.run("", "assignments"); after != before {
		t.Errorf("something was stored:\n%s", after)
	}
}
