package cli

import (
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"mull/internal/coaching"
	"mull/internal/report"
	"mull/internal/seal"
	"mull/internal/store"
)

func (p *program) agreementCommand() *cli.Command {
	return &cli.Command{
		Name:        "agreement",
		Usage:       "show what you and a coach or coachee agreed",
		UsageText:   "mull agreement NAME",
		Description: `   mull agreement Ana`,
		Action: p.aboutPerson(func(_ *cli.Context, s *store.Store, person store.Person) error {
			return p.showAgreements(s, person)
		}),
	}
}

// agreementJSON is an agreement. Fields are added, never renamed.
type agreementJSON struct {
	Role       string `json:"role"` // of the owner of the journal
	Coach      string `json:"coach"`
	Coachee    string `json:"coachee"`
	KeepMonths int    `json:"keep_months"`
	Agreed     string `json:"agreed"`
	Review     string `json:"review"`
	Text       string `json:"text"`
}

func (p *program) showAgreements(s *store.Store, person store.Person) error {
	list, err := s.Agreements(p.ctx, person.Number)
	if err != nil {
		return err
	}
	if len(list) == 0 {
		return notFound(fmt.Sprintf("mull invite %q", person.Name), "there is no agreement with %s yet; it is made with the first exercise", person.Name)
	}
	fields := struct {
		Agreements []agreementJSON `json:"agreements"`
	}{}
	for _, g := range list {
		text := termsOf(g).Text()
		fields.Agreements = append(fields.Agreements, agreementJSON{
			g.Role, g.Coach, g.Coachee, g.KeepMonths, g.Agreed.String(), coaching.ReviewDay(p.today()).String(), text,
		})
		if p.json {
			continue
		}
		if _, err := fmt.Fprintf(p.Out, "%s\nAgreed on %s.\n", report.CleanBlock(text), g.Agreed.Format("2 January 2006")); err != nil {
			return err
		}
	}
	if p.json {
		if err := p.write(fields); err != nil {
			return err
		}
	}
	return p.looked(s, list)
}

// looked notes that agreements were looked at today.
func (p *program) looked(s *store.Store, list []store.Agreement) error {
	_, err := s.Do(p.ctx, "agreement", func(a *store.Act) error {
		for _, g := range list {
			if g.Seen == p.today() {
				continue
			}
			g.Seen = p.today()
			if err := a.SetAgreement(&g); err != nil {
				return err
			}
		}
		return nil
	})
	return err
}

func termsOf(g store.Agreement) *coaching.Agreement {
	return &coaching.Agreement{Coach: g.Coach, Coachee: g.Coachee, KeepMonths: g.KeepMonths}
}

// reviewDue says whether it is time to look at an agreement again.
func (p *program) reviewDue(g store.Agreement) bool { return coaching.ReviewDay(g.Seen) <= p.today() }

// agreed returns the agreement with someone in a role, and whether there is one.
func (p *program) agreed(s *store.Store, person int64, role string) (store.Agreement, bool, error) {
	if person == 0 {
		return store.Agreement{}, false, nil
	}
	list, err := s.Agreements(p.ctx, person)
	if err != nil {
		return store.Agreement{}, false, err
	}
	for _, g := range list {
		if g.Role == role {
			return g, true, nil
		}
	}
	return store.Agreement{}, false, nil
}

// lookAgain shows an agreement that was looked at last six months ago.
func (p *program) lookAgain(s *store.Store, person store.Person, role string) error {
	g, found, err := p.agreed(s, person.Number, role)
	if err != nil || !found || !p.reviewDue(g) {
		return err
	}
	p.say("Six months have passed since you and %s looked at your agreement:", person.Name)
	p.say("")
	p.sayBlock(termsOf(g).Text())
	p.say("")
	return p.looked(s, []store.Agreement{g})
}

// linkUp returns the agreement that a coach makes with someone at the first
// file, and whether it is new; shown to the coach on the way.
func (p *program) linkUp(s *store.Store, me *seal.Identity, person store.Person, keep int) (store.Agreement, bool, error) {
	g, found, err := p.agreed(s, person.Number, store.RoleCoach)
	if err != nil {
		return g, false, err
	}
	if found && (keep == 0 || keep == g.KeepMonths) {
		return g, false, p.lookAgain(s, person, store.RoleCoach)
	}
	if keep == 0 {
		keep = coaching.DefaultKeep
	}
	if keep < 1 || keep > 120 {
		return g, false, usage("", "--keep wants 1 to 120 months")
	}
	g = store.Agreement{
		Person: person.Number, Role: store.RoleCoach, Coach: me.Public().Name, Coachee: person.Name,
		KeepMonths: keep, Agreed: p.today(), Seen: p.today(),
	}
	p.say("What you and %s agree; they read the same:", person.Name)
	p.say("")
	p.sayBlock(termsOf(g).Text())
	p.say("")
	return g, true, nil
}

// sayBlock writes a notice of several lines, as it is set.
func (p *program) sayBlock(text string) {
	for line := range strings.Lines(report.CleanBlock(text)) {
		fmt.Fprintln(p.Err, p.folded(p.Terminals.Err, strings.TrimSuffix(line, "\n")))
	}
}
