package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"mull/internal/coaching"
	"mull/internal/exercise"
	"mull/internal/period"
	"mull/internal/report"
	"mull/internal/store"
)

// How far back the page before a session looks: the newest shares and reviews,
// so that five years of them open as fast as five weeks.
const (
	pageShares  = 30
	pageReviews = 60
	pageValues  = 4
)

func (p *program) coacheeCommand() *cli.Command {
	return &cli.Command{
		Name:        "coachee",
		Usage:       "read a coachee's page before a session",
		UsageText:   "mull coachee NAME",
		Description: `   mull coachee Ana`,
		Action: p.aboutPerson(func(_ *cli.Context, s *store.Store, person store.Person) error {
			view, err := p.coacheePage(s, person)
			if err != nil {
				return err
			}
			if err := p.lookAgain(s, person, store.RoleCoach); err != nil {
				return err
			}
			return p.show(view, view.JSON())
		}),
	}
}

func (p *program) coacheePage(s *store.Store, person store.Person) (*report.CoacheePage, error) {
	view := &report.CoacheePage{Name: person.Name, Today: p.today()}
	state, err := p.pageGiven(s, person, view)
	if err != nil {
		return nil, err
	}
	if view.Verified, err = p.verifiedOn(s, person); err != nil {
		return nil, err
	}
	if view.Unverified, err = p.unverified(s, person); err != nil {
		return nil, err
	}
	if err := p.pageReviews(s, person, view); err != nil {
		return nil, err
	}
	if err := p.pageShared(s, person, view); err != nil {
		return nil, err
	}
	notes, err := s.Notes(p.ctx, person.Number, 1)
	if err != nil {
		return nil, err
	}
	if len(notes) > 0 {
		view.Note, view.NoteOn = notes[0].Text, notes[0].Day
	}
	if view.OpenWith == "" {
		view.OpenWith, view.Offered = coaching.Opening(state, view.Session), true
	}
	return view, nil
}

// pageGiven lists the exercises that are open, and the newest others. It returns
// the state of the newest.
func (p *program) pageGiven(s *store.Store, person store.Person, view *report.CoacheePage) (coaching.State, error) {
	list, err := s.Assignments(p.ctx, person.Number)
	if err != nil {
		return "", err
	}
	newest, closed := coaching.State(""), 0
	for i := range list {
		x := &list[i]
		if !x.Given {
			continue
		}
		open := slices.Contains([]string{string(coaching.Offered), string(coaching.Accepted), string(coaching.Started)}, x.State)
		if !open {
			if closed++; closed > 2 {
				continue
			}
		}
		state := p.stateOf(x)
		// One that was declined is no longer what was agreed.
		if newest == "" || newest == coaching.Declined {
			newest = state
		}
		view.Given = append(view.Given, report.GivenExercise{
			Number: x.Number, Exercise: x.Exercise, Why: x.Why, State: state.Words(), When: when(dueOf(x), p.today()), Words: x.Words,
		})
		if len(view.Given) == 5 {
			break
		}
	}
	return newest, nil
}

// pageReviews reads what the coach's own reviews say: the next session, the step
// agreed, who put steps forward, and how to open.
func (p *program) pageReviews(s *store.Store, person store.Person, view *report.CoacheePage) error {
	count, first, reviews, err := s.Reviews(p.ctx, person.Number, pageReviews, "step-by", "agreed", "open-with", "next-session", "session-time")
	if err != nil {
		return err
	}
	view.Session, view.Since = count+1, first
	steps := map[string]int{}
	for i, review := range reviews {
		if value := review.Answers["step-by"]; value != nil {
			for _, id := range exercise.IDs(value) {
				steps[id]++
			}
			view.Reviews++
		}
		if i > 0 {
			continue
		}
		text := func(role string) string { words, _ := review.Answers[role].(string); return words }
		view.Step, view.AgreedOn, view.OpenWith = text("agreed"), review.Day, text("open-with")
		if day, err := period.ParseDay(text("next-session")); err == nil {
			view.Next, view.At = day, sessionTime(text("session-time"))
		}
	}
	view.StepBy = stepWords(steps, person.Name)
	return nil
}

// stepWords says who put next steps forward, the most frequent first.
func stepWords(steps map[string]int, name string) string {
	called := map[string]string{"them": name, "me": "you", "together": "together"}
	var ids []string
	for id := range steps {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b string) int {
		if steps[a] != steps[b] {
			return steps[b] - steps[a]
		}
		return strings.Compare(a, b)
	})
	var words []string
	for _, id := range ids {
		words = append(words, fmt.Sprintf("%s %d", or(called[id], id), steps[id]))
	}
	return strings.Join(words, ", ")
}

// pageShared reads what came: the words of the newest day, and scales over the
// last few shares.
func (p *program) pageShared(s *store.Store, person store.Person, view *report.CoacheePage) error {
	received, err := s.ReceivedFrom(p.ctx, person.Number, pageShares)
	if err != nil {
		return err
	}
	at := map[string]int{}
	for i := len(received) - 1; i >= 0; i-- {
		r := &received[i]
		m, err := coaching.Decode(coaching.TypeShare, r.UUID, r.Body)
		if err != nil {
			return fmt.Errorf("share %d: %w", r.Number, err)
		}
		share := m.(*coaching.Share)
		newest := r.Day == received[0].Day
		if newest {
			view.Came, view.Plain = r.Day, view.Plain || r.Plain
		}
		for _, e := range share.Entries {
			for _, f := range e.Fields {
				if newest {
					view.Shared = append(view.Shared, report.SharedWords{Exercise: e.Exercise, Question: f.Question, Ask: oneLine(f.Ask), Text: f.Text, Mark: markOf(f)})
				}
				addScale(view, at, e.Exercise, f)
			}
		}
		if newest {
			view.Counts = append(view.Counts, countsOf(share)...)
		}
	}
	view.Scales = slices.DeleteFunc(view.Scales, func(s report.SharedScale) bool { return len(s.Values) < 2 })
	return nil
}

func markOf(f coaching.SharedField) string {
	switch {
	case f.Edited && f.Redacted:
		return "worded for you, with words left out"
	case f.Edited:
		return "worded for you"
	case f.Redacted:
		return "with words left out"
	}
	return ""
}

// addScale notes a shared number; the last few are shown.
func addScale(view *report.CoacheePage, at map[string]int, exercise string, f coaching.SharedField) {
	if f.Scale == nil {
		return
	}
	key := exercise + "." + f.Question
	if _, known := at[key]; !known {
		at[key] = len(view.Scales)
		view.Scales = append(view.Scales, report.SharedScale{Exercise: exercise, Question: f.Question})
	}
	scale := &view.Scales[at[key]]
	scale.Ask, scale.Max = oneLine(f.Ask), f.Scale.Max
	scale.Values = append(scale.Values, f.Scale.Value)
	scale.Values = scale.Values[max(0, len(scale.Values)-pageValues):]
}

func countsOf(share *coaching.Share) []report.SharedCount {
	var counts []report.SharedCount
	for _, t := range share.Trends {
		var parts []string
		for _, c := range t.Counts {
			parts = append(parts, fmt.Sprintf("%s: %d", c.Value, c.N))
		}
		counts = append(counts, report.SharedCount{Ask: oneLine(t.Ask), Counts: strings.Join(parts, ", ") + " (" + count(t.Answers, "answer") + ")"})
	}
	return counts
}
