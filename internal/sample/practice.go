package sample

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"mull/internal/coaching"
	"mull/internal/exercise"
	"mull/internal/journal"
	"mull/internal/period"
	"mull/internal/seal"
	"mull/internal/store"
	"mull/prompts"
)

// fortnight is how often the people of a practice meet.
const fortnight = 14

// A Practice is a coach's journal of some years, to measure with: with each
// coachee a session every two weeks, an exercise from it, what they chose to
// show, a review and a note. The coach shows something to a supervisor each
// month. Keys are made anew, so no two are the same to the byte.
type Practice struct {
	Store    *store.Store
	Coach    seal.Public
	coachees []*seal.Identity
	given    []string // to each coachee the id of the open exercise
	known    known
	random   *rand.Rand
}

// known are the exercises a practice uses, read once.
type known struct {
	review, given *exercise.Exercise
	body          *coaching.Assignment
}

// NewPractice makes up a practice in memory, which ends at an instant.
func NewPractice(ctx context.Context, now time.Time, coachees, years int) (*Practice, error) {
	s, err := store.Open(ctx, store.Memory, func() time.Time { return now })
	if err != nil {
		return nil, err
	}
	p := &Practice{Store: s, random: rand.New(rand.NewPCG(1, uint64(coachees)))}
	if p.known, err = readKnown(); err != nil {
		return nil, err
	}
	me, err := seal.NewIdentity("Ruth")
	if err != nil {
		return nil, err
	}
	p.Coach = me.Public()
	if err := s.DoForGood(ctx, "id", func(a *store.Act) error { return a.SetIdentity(me.Secret()) }); err != nil {
		return nil, err
	}
	today := period.DayOf(now)
	// One act for a person: what is measured is reading.
	for i := range coachees {
		if _, err := s.Do(ctx, "practice", func(a *store.Act) error { return p.coachee(a, i, today, years*365/fortnight) }); err != nil {
			return nil, err
		}
	}
	return p, s.DoForGood(ctx, "share", func(a *store.Act) error { return p.supervisor(a, today, years*12) })
}

// readKnown finds the exercise that reviews a session, and the longest that a
// coach may ask to see answers of.
func readKnown() (known, error) {
	var k known
	for _, id := range prompts.Exercises() {
		source, _ := prompts.Exercise(id)
		x, err := exercise.Read(id, source)
		if err != nil {
			return k, err
		}
		if _, found := x.ByRole("client"); found {
			k.review = x
		} else if x.Privacy != exercise.Private && !x.Never && (k.given == nil || len(x.Questions) > len(k.given.Questions)) {
			k.given = x
		}
	}
	k.body = &coaching.Assignment{Exercise: k.given, Why: "to see what could be handed on", See: coaching.SeeChosen}
	return k, nil
}

// coachee makes up the meetings with one person, the last a fortnight ago; the
// next falls on one of the coming days.
func (p *Practice) coachee(a *store.Act, i int, today period.Day, times int) error {
	me, err := seal.NewIdentity(fmt.Sprintf("Person %d", i))
	if err != nil {
		return err
	}
	person := store.Person{Name: me.Public().Name, Public: me.Public().String(), Day: today - period.Day(times*fortnight)}
	if err := a.AddPerson(&person); err != nil {
		return err
	}
	p.coachees = append(p.coachees, me)
	agreed := store.Agreement{
		Person: person.Number, Role: store.RoleCoach, Coach: p.Coach.Name, Coachee: person.Name,
		KeepMonths: 120, Agreed: person.Day, Seen: today,
	}
	if err := a.SetAgreement(&agreed); err != nil {
		return err
	}
	for n := range times {
		day := today - period.Day((times-n)*fortnight-i%fortnight)
		if err := p.meeting(a, person, day, n == times-1); err != nil {
			return err
		}
	}
	return nil
}

// meeting is one session: what was given, what came of it, a review, a note.
func (p *Practice) meeting(a *store.Act, person store.Person, day period.Day, last bool) error {
	state := coaching.Done
	if last {
		state = coaching.Accepted
	}
	given := *p.known.body
	given.ID = p.Store.NewUUID()
	body, err := coaching.Encode(&given)
	if err != nil {
		return err
	}
	kept := &store.Assignment{
		UUID: given.ID, Given: true, Person: person.Number, Exercise: given.Exercise.ID, Title: given.Exercise.Title,
		Why: given.Why, See: string(given.See), State: string(state), DueWords: "by our next session", Day: day, Answered: day, Body: body,
	}
	if err := a.AddAssignment(kept); err != nil {
		return err
	}
	if last {
		p.given = append(p.given, given.ID)
	} else if err := p.came(a, person, given.ID, day); err != nil {
		return err
	}
	if err := p.reviewed(a, person, day); err != nil {
		return err
	}
	return a.AddNote(&store.Note{Person: person.Number, Day: day, Text: "Went quiet when the board came up. I filled the silence."})
}

func (p *Practice) came(a *store.Act, person store.Person, assignment string, day period.Day) error {
	share := p.share(assignment)
	body, err := coaching.Encode(share)
	if err != nil {
		return err
	}
	if err := a.AddReceived(&store.Received{UUID: share.ID, Person: person.Number, Assignment: assignment, Day: day + 10, Body: body}); err != nil {
		return err
	}
	return a.KeepLetter(person.Number, share.ID, coaching.TypeShare, share.ID)
}

func (p *Practice) share(assignment string) *coaching.Share {
	sure := 4 + p.random.IntN(6)
	return &coaching.Share{ID: p.Store.NewUUID(), Assignment: assignment, State: coaching.Done, Entries: []coaching.SharedEntry{{
		Exercise: p.known.given.ID, Title: p.known.given.Title, Fields: []coaching.SharedField{
			{Question: "stack", Ask: "Where do drainers pile up back to back?", Text: strings.Repeat("Tuesdays. Three status meetings in a row. ", 1+p.random.IntN(20))},
			{Question: "sure", Ask: "How sure are you?", Text: fmt.Sprintf("%d of 10", sure), Scale: &coaching.Scale{Value: float64(sure), Min: 1, Max: 10}},
		},
	}}}
}

func (p *Practice) reviewed(a *store.Act, person store.Person, day period.Day) error {
	asked, err := a.KeepAsked(p.known.review)
	if err != nil {
		return err
	}
	e := &journal.Entry{Exercise: p.known.review.ID, Asked: asked, Day: day, Zone: "Europe/Berlin", State: journal.Done}
	if err := a.AddEntry(e); err != nil {
		return err
	}
	answers := exercise.Answers{
		"who": person.Name, "stepby": []string{"them", "together", "me"}[p.random.IntN(3)],
		"agreed": "the two leads run one planning meeting", "nextdate": (day + fortnight).String(), "openwith": "What did you notice while they ran it?",
	}
	if err := a.SetAnswers(e.Number, answers); err != nil {
		return err
	}
	return a.SetConcern(store.Concern{Entry: e.Number, Person: person.Number})
}

// supervisor makes up what the coach shared in turn, a month at a time.
func (p *Practice) supervisor(a *store.Act, today period.Day, times int) error {
	me, err := seal.NewIdentity("Sam")
	if err != nil {
		return err
	}
	person := store.Person{Name: me.Public().Name, Public: me.Public().String(), Day: today - period.Day(times*30)}
	if err := a.AddPerson(&person); err != nil {
		return err
	}
	for n := range times {
		day := today - period.Day((times-n)*30)
		if err := a.AddReceipt(&store.Receipt{
			UUID: p.Store.NewUUID(), Person: person.Number, Fingerprint: me.Public().Fingerprint(), At: day.Start(time.UTC), Day: day,
			Text: "What I take from it\n\n  What did I work out myself?\n    To wait longer before I ask.", Hash: strings.Repeat("0", 64),
		}); err != nil {
			return err
		}
	}
	return nil
}

// Letter writes a share from a coachee to the coach, as it travels; each one is
// new.
func (p *Practice) Letter(coachee int) ([]byte, error) {
	share := p.share(p.given[coachee])
	return coaching.Write(p.coachees[coachee], p.Coach, share.ID, share)
}
