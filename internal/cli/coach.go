package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"mull/internal/coaching"
	"mull/internal/report"
	"mull/internal/store"
)

// How far back a coachee's page looks.
const (
	coachReceipts = 30 // newest shares, searched for what has left
	coachAsked    = 4  // exercises
	coachBrought  = 28 // days
)

func (p *program) coachCommand() *cli.Command {
	return &cli.Command{
		Name:      "coach",
		Usage:     "read your own page before a session with a coach",
		UsageText: "mull coach [NAME]",
		Description: `   mull coach
   mull coach Ruth

   What they asked for, what you wrote for the session, what you chose to
   show, and what is still yours alone. Nothing is sent.

IF YOU COACH SOMEONE
   Files travel by mail or chat, and only the person they are for can read
   them. To begin with Ana:

   mull id --name Ruth                    make your public id, once
   mull invite Ana energy-audit --why "to begin with" -o for-ana.txt
                                          the first message: your key, what you
                                          both agree, a first exercise
   mull receive answer.mull               import what Ana sends back
   mull coachee Ana                       read her page before a session
   mull do coach-session-review --with Ana
                                          note for yourself how it went
   mull assign grow-session --to Ana --why "your next step" -o more.mull
                                          give her another exercise
   mull coachees                          everyone you coach, next session first`,
		Action: p.action(func(c *cli.Context) error {
			if err := noMore(c, 1); err != nil {
				return err
			}
			s, err := p.look()
			if err != nil {
				return err
			}
			person, err := p.coachNamed(s, c.Args().First())
			if err != nil {
				return err
			}
			view, err := p.coachPage(s, person)
			if err != nil {
				return err
			}
			if err := p.lookAgain(s, person, store.RoleCoachee); err != nil {
				return err
			}
			return p.show(view, view.JSON())
		}),
	}
}

// coachNamed finds a coach; without a name the only one.
func (p *program) coachNamed(s *store.Store, name string) (store.Person, error) {
	if name != "" {
		return p.person(s, name)
	}
	agreements, err := s.Agreements(p.ctx, 0)
	if err != nil {
		return store.Person{}, err
	}
	people, err := p.byNumber(s)
	if err != nil {
		return store.Person{}, err
	}
	var coaches []store.Person
	for _, g := range agreements {
		if g.Role == store.RoleCoachee {
			coaches = append(coaches, people[g.Person])
		}
	}
	if len(coaches) == 1 {
		return coaches[0], nil
	}
	if len(coaches) == 0 {
		return store.Person{}, notFound("mull accept FILE takes what a coach sent", "nobody coaches you here yet")
	}
	return store.Person{}, usage("mull coach "+quotedName(coaches[0].Name), "%d people coach you; say which one", len(coaches))
}

func (p *program) coachPage(s *store.Store, person store.Person) (*report.CoachPage, error) {
	view := &report.CoachPage{Name: person.Name, Today: p.today()}
	receipts, err := s.ReceiptsTo(p.ctx, person.Number, coachReceipts)
	if err != nil {
		return nil, err
	}
	for _, r := range receipts {
		if r.Day == receipts[0].Day {
			view.Shown = append(view.Shown, report.ShownWords{Number: r.Number, Day: r.Day, Text: r.Text, Withdrawn: r.Withdrawn})
		}
	}
	if err := p.pageAsked(s, person, receipts, view); err != nil {
		return nil, err
	}
	return view, p.pageBrought(s, receipts, view)
}

// pageAsked lists the newest exercises asked for, and of the newest entry of
// each what did not leave.
func (p *program) pageAsked(s *store.Store, person store.Person, receipts []store.Receipt, view *report.CoachPage) error {
	list, err := s.Assignments(p.ctx, person.Number)
	if err != nil {
		return err
	}
	list = slices.DeleteFunc(list, func(x store.Assignment) bool { return x.Given })
	for i := range list[:min(len(list), coachAsked)] {
		x := &list[i]
		state := p.stateOf(x)
		asked := report.AskedExercise{Number: x.Number, Exercise: x.Exercise, Why: x.Why, State: state.Words(), When: when(dueOf(x), p.today())}
		if state == coaching.Accepted || state == coaching.Started {
			asked.Command = forCommand(x)
		}
		view.Asked = append(view.Asked, asked)
		if err := p.pageKept(s, x, receipts, view); err != nil {
			return err
		}
	}
	return nil
}

func (p *program) pageKept(s *store.Store, x *store.Assignment, receipts []store.Receipt, view *report.CoachPage) error {
	done, err := s.AnsweredFor(p.ctx, x.Number)
	if err != nil || len(done) == 0 {
		return err
	}
	entry, err := p.sharedEntry(&sharing{store: s}, done[0])
	if err != nil {
		// Nothing of it may leave at all.
		var never *fault
		if errors.As(err, &never) {
			return nil
		}
		return err
	}
	preview, err := entry.preview()
	if err != nil {
		return err
	}
	kept := report.KeptAnswers{Entry: done[0], Exercise: x.Exercise}
	for _, f := range preview.Fields {
		left := slices.ContainsFunc(receipts, func(r store.Receipt) bool {
			return r.Assignment == x.UUID && strings.Contains(r.Text, fmt.Sprintf("\n  %s\n", oneLine(f.Ask)))
		})
		if !left {
			kept.Asks = append(kept.Asks, oneLine(f.Ask))
		}
	}
	if len(kept.Asks) > 0 {
		view.Kept = append(view.Kept, kept)
	}
	return nil
}

// pageBrought finds what was written of late to bring to a session.
func (p *program) pageBrought(s *store.Store, receipts []store.Receipt, view *report.CoachPage) error {
	answers, err := s.AnswersByRole(p.ctx, p.today()-coachBrought, p.today(), "bring")
	if err != nil {
		return err
	}
	for _, a := range slices.Backward(answers) {
		text, ok := a.Value.(string)
		if !ok || len(view.Brought) == 3 {
			continue
		}
		x, err := s.Asked(p.ctx, a.Asked)
		if err != nil {
			return err
		}
		q, found := x.Question(a.Question)
		if !found {
			continue
		}
		first, _, _ := strings.Cut(text, "\n")
		view.Brought = append(view.Brought, report.BroughtWords{
			Entry: a.Entry, Day: a.Day, Ask: oneLine(q.Ask), Text: text,
			Shown: slices.ContainsFunc(receipts, func(r store.Receipt) bool { return strings.Contains(r.Text, first) }),
		})
	}
	return nil
}
