package cli

import (
	"errors"
	"maps"
	"strings"
	"time"

	"mull/internal/exercise"
	"mull/internal/journal"
	"mull/internal/store"
)

// reasonsFor makes the entry that goes with a piece of time, or nil where no
// reasons were given. Time that has its reasons already keeps that entry.
func (p *program) reasonsFor(s *store.Store, activity *journal.Activity, why []string) (*sitting, error) {
	if len(why) > 0 {
		category, err := p.categoryOf(s, activity)
		if err != nil {
			return nil, err
		}
		if category.Track != journal.IC {
			return nil, usage("leave it out; for hands-on work: mull log 1h ic --why unwind", "--why is for hands-on work, and %s is not", category.ID)
		}
	}
	switch {
	case activity.Entry != 0:
		return p.reasonsAgain(s, activity, why)
	case len(why) == 0:
		return nil, nil
	}
	t, err := p.prepare(s, whyExercise, activity.Day)
	if err != nil {
		return nil, err
	}
	return t, t.giveReasons(activity, why)
}

// reasonsAgain takes up the reasons given when a timer was started.
func (p *program) reasonsAgain(s *store.Store, activity *journal.Activity, why []string) (*sitting, error) {
	t, err := p.ownerOf(s, activity)
	if err != nil {
		return nil, err
	}
	if t.journal, err = p.knowledge(s, t.exercise); err != nil {
		return nil, err
	}
	return t, t.giveReasons(activity, why)
}

// giveReasons answers how long a piece of time took, what it was and why. A
// timer that runs has no length yet.
func (t *sitting) giveReasons(activity *journal.Activity, why []string) error {
	x, given := t.exercise, map[string]any{}
	maps.Copy(given, t.entry.Answers)
	if record := x.Records.Activity; record != nil {
		if !activity.Running() {
			question, _ := record.Length(t.entry.Answers)
			given[question] = time.Duration(activity.Seconds * int(time.Second)).Minutes()
		}
		if activity.Note != "" && record.Note != "" {
			given[record.Note] = activity.Note
		}
	}
	if q, found := x.ByRole("motive"); found && len(why) > 0 {
		list := make([]any, len(why))
		for i, word := range why {
			list[i] = ownOrOption(word)
		}
		given[q.ID] = list
	}
	if q, found := x.ByRole("main"); found && len(why) > 0 {
		given[q.ID] = ownOrOption(why[0])
	}
	answers, err := x.CheckAnswers(given, t.journal)
	if err != nil {
		return unknownReason("why", err)
	}
	t.entry.Answers = answers
	return nil
}

// ownOrOption reads other:WORDS as own words.
func ownOrOption(word string) any {
	if own, found := strings.CutPrefix(word, exercise.OtherID+":"); found {
		return map[string]any{exercise.OtherID: own}
	}
	return word
}

// unknownReason names the command that lists the reasons.
func unknownReason(flag string, err error) error {
	var unknown *exercise.UnknownOption
	if errors.As(err, &unknown) {
		return usage("mull exercises show "+whyExercise+" lists the reasons; other:WORDS keeps your own", "--%s: %v", flag, unknown)
	}
	return err
}

// keepTime keeps a piece of time and, where there are reasons, the entry that
// owns it; keep adds or saves the time itself.
func keepTime(a *store.Act, activity *journal.Activity, reasons *sitting, keep func(*journal.Activity) error) (err error) {
	if reasons == nil {
		return keep(activity)
	}
	if activity.Number == 0 {
		if activity.Number, err = a.Number(); err != nil {
			return err
		}
	}
	if reasons.entry.Number == 0 {
		reasons.entry.About = activity.Number
		if err := reasons.begin(a); err != nil {
			return err
		}
	}
	activity.Entry = reasons.entry.Number
	if err := keep(activity); err != nil {
		return err
	}
	if err := a.SetAnswers(reasons.entry.Number, reasons.entry.Answers); err != nil {
		return err
	}
	return reasons.finish(a)
}

// mainReason is the main reason in the words of the exercise, whatever word
// stood for it on the command line.
func (p *program) mainReason(t *sitting) string {
	q, found := t.exercise.ByRole("motive")
	if !found {
		return ""
	}
	if list, ok := t.entry.Answers[q.ID].([]any); ok && len(list) > 0 {
		words, _ := p.spoken(q, list[:1])
		return words
	}
	return ""
}
