package store

import (
	"slices"
	"testing"
	"time"

	"mull/internal/journal"
)

// meeting is an imported meeting of half an hour on the Thursday.
func meeting(key, raw string) *journal.Activity {
	from := evening.Add(-9 * time.Hour)
	return &journal.Activity{Day: thursday, Zone: "UTC", From: from, To: from.Add(30 * time.Minute), Seconds: 1800,
		Category: "people", Note: "one-to-one", Source: journal.Imported, Origin: journal.Calendar, Key: key, Raw: raw}
}

func importThem(t *testing.T, s *Store, list ...*journal.Activity) {
	t.Helper()
	do(t, s, "import", func(a *Act) error { return a.AddActivities(list, func(int) {}) })
}

func TestManyActivitiesAtOnce(t *testing.T) {
	s := start(t)
	list := []*journal.Activity{meeting("a", "1"), meeting("b", "1"), meeting("c", "")}
	importThem(t, s, list...)
	for i, x := range list {
		if x.Number != int64(i+1) {
			t.Errorf("activity %s has the number %d, want %d", x.Key, x.Number, i+1)
		}
	}
	do(t, s, "log", func(a *Act) error {
		x := meeting("", "")
		x.Source = journal.Logged
		if err := a.AddActivity(x); err != nil || x.Number != 4 {
			t.Errorf("the next number is %d (%v), want 4", x.Number, err)
		}
		return nil
	})
	if _, err := s.Do(ctx, "import", func(a *Act) error { return a.AddActivities([]*journal.Activity{meeting("a", "1")}, func(int) {}) }); err == nil {
		t.Error("one key was kept twice for one origin")
	}
}

func TestWhatIsKnownOfAnImport(t *testing.T) {
	s := start(t)
	importThem(t, s, meeting("untouched", "r"), meeting("edited", "r"), meeting("sorted", "r"), meeting("deleted", "r"), meeting("restored", "r"))
	change := func(kind string, number int64) {
		do(t, s, kind, func(a *Act) error {
			x, err := a.Activity(number)
			if err != nil {
				return err
			}
			x.Note += "!"
			return a.SaveActivity(x)
		})
	}
	change("edit", 2)
	change("rules add", 3)
	for _, number := range []int64{5, 4} {
		do(t, s, "delete", func(a *Act) error { return a.DeleteActivity(number) })
		if number == 5 {
			if _, err := s.Undo(ctx); err != nil {
				t.Fatal(err)
			}
		}
	}
	known, err := s.KnownActivities(ctx, journal.Calendar)
	if err != nil {
		t.Fatal(err)
	}
	for key, touched := range map[string]bool{"untouched": false, "edited": true, "sorted": false, "restored": false} {
		k, found := known[key]
		if !found || k.Touched != touched || k.Raw != HashOf("r") || k.Seconds != 1800 || k.Day != thursday {
			t.Errorf("%s is known as %+v (%v), want touched %v", key, k, found, touched)
		}
	}
	if _, found := known["deleted"]; found {
		t.Error("what was deleted is still known")
	}
	gone, err := s.Dismissed(ctx, "activity", journal.Calendar)
	if err != nil || !gone["deleted"] || gone["restored"] || len(gone) != 1 {
		t.Errorf("dismissed are %v (%v), want deleted alone", gone, err)
	}
	if other, err := s.KnownActivities(ctx, "toggl"); err != nil || len(other) != 0 {
		t.Errorf("another origin knows %v (%v)", other, err)
	}
}

func TestRenamingACategoryIsUndone(t *testing.T) {
	s := start(t)
	do(t, s, "fill", func(a *Act) error {
		if err := a.AddCategory(&journal.Category{ID: "design", Track: journal.IC, Also: []string{"ux"}, Own: true}); err != nil {
			return err
		}
		x := meeting("a", "r")
		x.Category = "design"
		if err := a.SetTarget(journal.Target{ID: "design", Minutes: 60}); err != nil {
			return err
		}
		return a.AddActivity(x)
	})
	before := dump(t, s)
	do(t, s, "categories rename", func(a *Act) error { return a.RenameCategory("design", "sketching") })
	uses, err := s.CategoryUses(ctx, "sketching")
	if err != nil || uses != (Uses{Activities: 1, Targets: 1}) {
		t.Errorf("sketching is used by %+v (%v)", uses, err)
	}
	if totals, _ := s.Totals(ctx, thursday, thursday); len(totals) != 1 || totals[0].Category != "sketching" {
		t.Errorf("the day has %+v", totals)
	}
	if _, err := s.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if got := dump(t, s); got != before {
		t.Errorf("the journal was\n%s and is\n%s", before, got)
	}
}

func TestTargetsAndDaysOff(t *testing.T) {
	s := start(t)
	targets := []journal.Target{{ID: "ic", IsShare: true, Share: 0, Since: thursday}, {ID: "people", Minutes: 360, Since: thursday}}
	friday := journal.Off{From: thursday, Weekly: true, Weekday: time.Friday, Part: .5}
	sunday := journal.Off{From: thursday, To: thursday + 9, Weekly: true, Weekday: time.Sunday, Part: 1}
	do(t, s, "fill", func(a *Act) error {
		for _, target := range targets {
			if err := a.SetTarget(target); err != nil {
				return err
			}
		}
		if err := a.AddOff(&friday); err != nil {
			return err
		}
		return a.AddOff(&sunday)
	})
	if got, err := s.Targets(ctx); err != nil || !slices.Equal(got, targets) {
		t.Errorf("targets are %+v (%v), want %+v", got, err, targets)
	}
	if got, err := s.Offs(ctx); err != nil || !slices.Equal(got, journal.Offs{friday, sunday}) {
		t.Errorf("days off are %+v (%v)", got, err)
	}
	// The same aim again is no change, and so no act; its day stays.
	again := targets[1]
	again.Since++
	if act := do(t, s, "target", func(a *Act) error { return a.SetTarget(again) }); act != 0 {
		t.Errorf("the same target made act %d", act)
	}
}

func TestOneTimerIsTheOneThatRuns(t *testing.T) {
	s := start(t)
	timer := &journal.Activity{Day: thursday, Zone: "UTC", From: evening, Category: "people", Source: journal.Timer}
	do(t, s, "start", func(a *Act) error { return a.AddActivity(timer) })
	running, err := s.Running(ctx)
	if err != nil || running == nil || running.Number != timer.Number || !running.Running() {
		t.Fatalf("%+v runs (%v)", running, err)
	}
	if last, err := s.LastLogged(ctx); err != nil || last != nil {
		t.Errorf("a running timer was logged: %+v (%v)", last, err)
	}
	running.To, running.Seconds = evening.Add(time.Hour), 3600
	do(t, s, "stop", func(a *Act) error { return a.SaveActivity(running) })
	if running, err := s.Running(ctx); err != nil || running != nil {
		t.Errorf("%+v still runs (%v)", running, err)
	}
	if _, err := s.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if running, err := s.Running(ctx); err != nil || running == nil {
		t.Errorf("after undo of stop nothing runs (%v)", err)
	}
}
