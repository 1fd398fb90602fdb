package store

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"mull/internal/exercise"
	"mull/internal/journal"
	"mull/internal/period"
)

// Whatever was done, undo takes it back act by act, and every step is exactly
// the journal as it was, totals included.
func TestUndoGoesBackStepByStep(t *testing.T) {
	for seed := range uint64(rounds(10)) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			s := reopen(t, Memory)
			p := &player{t: t, s: s, r: rand.New(rand.NewPCG(seed, 5)), x: page(t)}
			dumps := []string{dump(t, s)}
			for range 30 {
				if p.act() {
					dumps = append(dumps, dump(t, s))
					stopUnlessSound(t, s)
				} else if got := dump(t, s); got != dumps[len(dumps)-1] {
					t.Fatalf("an act without a number changed the journal from\n%s to\n%s", dumps[len(dumps)-1], got)
				}
			}
			for i := len(dumps) - 2; i >= 0; i-- {
				if _, err := s.Undo(ctx); err != nil {
					t.Fatal(err)
				}
				if got := dump(t, s); got != dumps[i] {
					t.Fatalf("undone to step %d the journal is\n%s, and it was\n%s", i, got, dumps[i])
				}
				stopUnlessSound(t, s)
				if i%7 == 0 && p.act() { // going on after an undo must not confuse the next one
					if _, err := s.Undo(ctx); err != nil {
						t.Fatal(err)
					}
					if got := dump(t, s); got != dumps[i] {
						t.Fatalf("done and undone at step %d the journal is\n%s, and it was\n%s", i, got, dumps[i])
					}
				}
			}
			if _, err := s.Undo(ctx); !errors.Is(err, ErrNothingToUndo) {
				t.Errorf("one undo too many: %v", err)
			}
		})
	}
}

func stopUnlessSound(t *testing.T, s *Store) {
	t.Helper()
	if sound(t, s); t.Failed() {
		t.FailNow()
	}
}

// A player makes up acts.
type player struct {
	t testing.TB
	s *Store
	r *rand.Rand
	x *exercise.Exercise
}

// act does one random act and says whether it left a trace.
func (p *player) act() bool {
	p.t.Helper()
	steps := []func(*Act) error{p.addTime, p.addTime, p.addMany, p.editTime, p.deleteTime, p.addPage, p.addPage, p.editPage, p.movePage, p.deletePage,
		p.addItem, p.closeItem, p.dropItem, p.set, p.unset, p.category, p.target, p.off, p.person, p.note}
	id, err := p.s.Do(ctx, "test", func(a *Act) error {
		for range 1 + p.r.IntN(2) {
			if err := steps[p.r.IntN(len(steps))](a); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		p.t.Fatal(err)
	}
	return id != 0
}

var texts = []string{"", "plain", `quotes " ' and \ and {"json": [1]}`, "Ärger, 日本語, 👩‍👧", "two\nlines\tand a tab", "a\x00b", "null", "12", "1e999", "x'00'"}

func (p *player) text() string { return texts[p.r.IntN(len(texts))] }

func (p *player) day() period.Day { return thursday - period.Day(p.r.IntN(3)) }

func (p *player) time() journal.Activity {
	x := journal.Activity{
		Day: p.day(), Zone: []string{"Europe/Berlin", "Europe/Berlin", "America/Los_Angeles"}[p.r.IntN(3)], Seconds: 60 * p.r.IntN(200),
		Category: []string{"people", "admin", "hands-on"}[p.r.IntN(3)], Note: p.text(),
		Source: []journal.Source{journal.Logged, journal.Imported, journal.Timer}[p.r.IntN(3)],
	}
	if p.r.IntN(2) == 0 {
		x.From = x.Day.Start(x.Location()).Add(time.Duration(p.r.IntN(1440)) * time.Minute)
		x.To = x.From.Add(time.Duration(1+p.r.IntN(300)) * time.Minute)
		x.Seconds = int(x.To.Sub(x.From).Seconds())
	}
	if x.Source == journal.Imported {
		x.Origin, x.Key, x.Raw = journal.Calendar, fmt.Sprintf("%d", p.r.Uint64()), `{"a": "b"}`
	}
	return x
}

func (p *player) addTime(a *Act) error {
	x := p.time()
	return a.AddActivity(&x)
}

func (p *player) addMany(a *Act) error {
	for range p.r.IntN(4) {
		if err := p.addTime(a); err != nil {
			return err
		}
	}
	return nil
}

// any picks a number of a table, 0 if it is empty.
func (p *player) any(a *Act, table string) int64 {
	numbers, err := all(a.ctx, a.tx, scanOne[int64], "SELECT number FROM "+table+" ORDER BY number")
	if err != nil {
		p.t.Fatal(err)
	}
	if len(numbers) == 0 {
		return 0
	}
	return numbers[p.r.IntN(len(numbers))]
}

func (p *player) editTime(a *Act) error {
	x, err := a.Activity(p.any(a, "activity"))
	if errors.Is(err, ErrNothing) {
		return nil
	}
	if err != nil {
		return err
	}
	fresh := p.time()
	fresh.Number, fresh.Entry, fresh.Key = x.Number, x.Entry, x.Key
	return a.SaveActivity(&fresh)
}

func (p *player) deleteTime(a *Act) error { return a.DeleteActivity(p.any(a, "activity")) }

func (p *player) answers() exercise.Answers {
	given := exercise.Answers{}
	for question, value := range map[string]any{
		"energy": float64(1 + p.r.IntN(5)), "words": []any{"red", map[string]any{"other": p.text() + "."}}, "because": p.text(), "what": p.text(),
		"mins": float64(p.r.IntN(90)), "time": map[string]any{"people": float64(p.r.IntN(100)), "admin": float64(p.r.IntN(100))}, "waits": p.text(),
	} {
		switch p.r.IntN(4) {
		case 0:
		case 1:
			given[question] = nil
		default:
			given[question] = value
		}
	}
	return given
}

func (p *player) addPage(a *Act) error {
	e := &journal.Entry{Exercise: p.x.ID, Day: p.day(), Zone: "Europe/Berlin", State: journal.Draft, Answers: p.answers(), Backfilled: p.r.IntN(2) == 0}
	return keepEntry(a, p.x, e)
}

func (p *player) editPage(a *Act) error {
	e, err := a.Entry(p.any(a, "entry"))
	if errors.Is(err, ErrNothing) {
		return nil
	}
	if err != nil {
		return err
	}
	e.Answers = p.answers()
	if err := a.SetAnswers(e.Number, e.Answers); err != nil {
		return err
	}
	return a.FinishEntry(p.x, e)
}

func (p *player) movePage(a *Act) error {
	e, err := a.Entry(p.any(a, "entry"))
	if errors.Is(err, ErrNothing) {
		return nil
	}
	if err != nil {
		return err
	}
	e.Day = p.day()
	return a.FinishEntry(p.x, e)
}

func (p *player) deletePage(a *Act) error { return a.DeleteEntry(p.any(a, "entry")) }

func (p *player) addItem(a *Act) error {
	return a.AddItem(&Item{Text: p.text(), Day: p.day(), State: ItemOpen})
}

func (p *player) closeItem(a *Act) error {
	return a.SaveItem(&Item{Number: p.any(a, "item"), Text: p.text(), State: ItemClosed, ClosedDay: p.day()})
}

func (p *player) dropItem(a *Act) error { return a.DeleteItem(p.any(a, "item")) }

func (p *player) set(a *Act) error {
	return a.SetSetting([]string{"target", "off"}[p.r.IntN(2)], map[string]any{"share": p.r.IntN(3), "say": p.text()})
}

func (p *player) unset(a *Act) error { return a.SetSetting("target", nil) }

// category adds, changes or removes a category of the user's own.
func (p *player) category(a *Act) error {
	present, err := one[int](a.ctx, a.tx, "SELECT count(*) FROM category WHERE id IN ('own', 'other-own')")
	switch {
	case err != nil:
		return err
	case present == 0:
		return a.AddCategory(&journal.Category{ID: "own", Track: journal.IC, Label: p.text(), Also: []string{"o"}, Own: true})
	case p.r.IntN(3) == 0:
		return errors.Join(a.DeleteCategory("own"), a.DeleteCategory("other-own"))
	case p.r.IntN(2) == 0:
		if err := a.RenameCategory("own", "other-own"); err != nil {
			return err
		}
		return a.RenameCategory("other-own", "own")
	}
	return a.SaveCategory(&journal.Category{ID: "own", Label: p.text(), Also: []string{p.text()}})
}

func (p *player) target(a *Act) error {
	switch p.r.IntN(3) {
	case 0:
		return a.DropTarget("ic")
	case 1:
		return a.SetTarget(journal.Target{ID: "ic", Minutes: 60 * (1 + p.r.IntN(9)), Since: p.day()})
	}
	return a.SetTarget(journal.Target{ID: "ic", IsShare: true, Share: p.r.Float64(), Since: p.day()})
}

func (p *player) off(a *Act) error {
	if p.r.IntN(3) == 0 {
		return a.DeleteOff(p.any(a, "off"))
	}
	return a.AddOff(&journal.Off{From: p.day() - 9, To: p.day(), Weekly: p.r.IntN(2) == 0, Weekday: time.Sunday, Part: 0.5})
}

func (p *player) person(a *Act) error {
	number := p.any(a, "person")
	if number == 0 || p.r.IntN(3) == 0 {
		return a.AddPerson(&Person{Name: fmt.Sprint(p.text(), p.r.Uint64()), Day: p.day()})
	}
	entry := p.any(a, "entry")
	switch {
	case p.r.IntN(3) == 0:
		return a.SetAgreement(&Agreement{Person: number, Role: RoleCoach, Coach: p.text(), Coachee: p.text(), KeepMonths: p.r.IntN(9), Agreed: p.day(), Seen: p.day()})
	case entry != 0 && p.r.IntN(2) == 0:
		return a.SetConcern(Concern{Entry: entry, Person: number})
	}
	return a.SavePerson(&Person{Number: number, Name: fmt.Sprint(p.text(), p.r.Uint64()), Public: p.text()})
}

func (p *player) note(a *Act) error {
	number := p.any(a, "person")
	if number == 0 {
		return nil
	}
	return a.AddNote(&Note{Person: number, Day: p.day(), Text: p.text()})
}

func TestUndoTakesBackASittingOfSeveralTransactions(t *testing.T) {
	s := start(t)
	before := dump(t, s)
	x := page(t)
	e := &journal.Entry{Exercise: x.ID, Day: thursday, Zone: "UTC", State: journal.Draft, Answers: exercise.Answers{}}
	id := do(t, s, "do", func(a *Act) (err error) {
		if e.Asked, err = a.KeepAsked(x); err != nil {
			return err
		}
		if err := a.AddEntry(e); err != nil {
			return err
		}
		return a.SetAnswer(e.Number, "energy", 3.0)
	})
	for _, value := range []any{4.0, 4.0, nil, 2.0} {
		if err := s.Continue(ctx, id, func(a *Act) error { return a.SetAnswer(e.Number, "energy", value) }); err != nil {
			t.Fatal(err)
		}
		if last, err := s.LastActOf(ctx, e.Number); err != nil || last != id {
			t.Fatalf("the sitting is act %d, and LastActOf says %d, %v", id, last, err)
		}
	}
	if err := s.Continue(ctx, id, func(a *Act) error {
		e.Answers = exercise.Answers{"energy": 2.0, "mins": 30.0}
		if err := a.SetAnswer(e.Number, "mins", 30.0); err != nil {
			return err
		}
		return a.FinishEntry(x, e)
	}); err != nil {
		t.Fatal(err)
	}
	sound(t, s)
	undone, err := s.Undo(ctx)
	if err != nil || undone.Kind != "do" || len(undone.Numbers) != 2 {
		t.Errorf("undone is %+v, %v", undone, err)
	}
	if got := dump(t, s); got != before {
		t.Errorf("the sitting leaves\n%s", got)
	}
	if last, err := s.LastActOf(ctx, e.Number); err != nil || last != 0 {
		t.Errorf("after the undo LastActOf says %d, %v", last, err)
	}
}

func TestUndoIsOfThisMachineOnly(t *testing.T) {
	s := start(t)
	logged(t, s, 10, "people")
	if _, err := s.db.Exec("UPDATE state SET machine = 'another'"); err != nil {
		t.Fatal(err)
	}
	s.here = device{} // as it would be read again
	if _, err := s.Undo(ctx); !errors.Is(err, ErrOtherDevice) {
		t.Errorf("another machine's act is undone: %v", err)
	}
	logged(t, s, 20, "admin")
	if _, err := s.Undo(ctx); err != nil {
		t.Error(err)
	}
	if _, err := s.Undo(ctx); !errors.Is(err, ErrOtherDevice) {
		t.Errorf("the second undo: %v", err)
	}
	if undone, err := s.UndoAny(ctx); err != nil || !slices.Equal(undone.Numbers, []int64{1}) {
		t.Errorf("undo of any device: %v, %v", undone, err)
	}
	if _, err := s.UndoAny(ctx); !errors.Is(err, ErrNothingToUndo) {
		t.Errorf("undo of any device again: %v", err)
	}
}

func TestNothingToUndoLeavesNoTrace(t *testing.T) {
	s := start(t)
	if _, err := s.Undo(ctx); !errors.Is(err, ErrNothingToUndo) {
		t.Fatalf("undo of nothing: %v", err)
	}
	if acts := rowsOf(t, s, "SELECT * FROM act"); len(acts) > 0 {
		t.Errorf("left %v", acts)
	}
}

func TestHistory(t *testing.T) {
	s := start(t)
	x := logged(t, s, 10, "people")
	x.Note = "second"
	do(t, s, "edit", func(a *Act) error { return a.SaveActivity(&x) })
	x.Note = "third"
	do(t, s, "edit", func(a *Act) error { return a.SaveActivity(&x) })
	if _, err := s.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	do(t, s, "delete", func(a *Act) error { return a.DeleteActivity(x.Number) })
	versions, err := s.History(ctx, x.Number)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, v := range versions {
		got = append(got, fmt.Sprintf("%s %s %v %v", v.Kind, v.Thing, v.Before["note"], v.Undone))
	}
	want := []string{"log made <nil> false", "edit activity  false", "edit activity second true", "undo activity third false", "delete activity second false"}
	if !slices.Equal(got, want) {
		t.Errorf("the history is %q, want %q", got, want)
	}
	if _, err := s.History(ctx, 99); !errors.Is(err, ErrNothing) {
		t.Errorf("the history of nothing: %v", err)
	}
}
