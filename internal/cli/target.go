package cli

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"mull/internal/journal"
	"mull/internal/period"
	"mull/internal/report"
	"mull/internal/store"
)

func (p *program) targetCommand() *cli.Command {
	return &cli.Command{
		Name:      "target",
		Usage:     "set targets for your time; the week shows them",
		UsageText: "mull target [ic SHARE | WHAT HOURS | WHAT none]",
		Description: `   mull target ic 20%
   mull target people 6h/week
   mull target leadership 25h
   mull target ic none

   WHAT is a category, or one of the tracks ic, leadership and other. Hours are
   for a week; in a week with days off the aim is less. Nothing is graded.`,
		Action: p.action(func(c *cli.Context) error {
			if err := noMore(c, 2); err != nil {
				return err
			}
			switch c.NArg() {
			case 0:
				s, err := p.look()
				if err != nil {
					return err
				}
				return p.showTargets(s)
			case 1:
				return usage("mull target "+c.Args().First()+" 6h/week", "target wants how much: 20%%, 6h/week or none")
			}
			return p.target(c.Args().First(), c.Args().Get(1))
		}),
	}
}

func (p *program) showTargets(s *store.Store) error {
	targets, err := s.Targets(p.ctx)
	if err != nil {
		return err
	}
	view := &report.Targets{List: targets, Now: p.here()}
	return p.show(view, view.JSON())
}

func (p *program) target(what, much string) error {
	s, err := p.ready()
	if err != nil {
		return err
	}
	t := journal.Target{Since: p.today()}
	if t.ID, err = p.targetID(s, what); err != nil {
		return err
	}
	if strings.EqualFold(much, "none") {
		return p.dropTarget(s, t.ID)
	}
	if err := readAim(&t, much); err != nil {
		return err
	}
	if _, err := s.Do(p.ctx, "target", func(a *store.Act) error { return a.SetTarget(t) }); err != nil {
		return err
	}
	return p.showTargets(s)
}

func (p *program) dropTarget(s *store.Store, id string) error {
	targets, err := s.Targets(p.ctx)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(targets, func(t journal.Target) bool { return t.ID == id }) {
		return notFound("mull target lists them", "there is no target for %s", id)
	}
	if _, err := s.Do(p.ctx, "target", func(a *store.Act) error { return a.DropTarget(id) }); err != nil {
		return err
	}
	return p.showTargets(s)
}

// targetID reads a track, or a category.
func (p *program) targetID(s *store.Store, word string) (string, error) {
	if track, err := readTrack(word); err == nil {
		return string(track), nil
	}
	category, err := p.activityCategory(s, word)
	return category.ID, err
}

// readAim reads 20%, 6h/week or 6h.
func readAim(t *journal.Target, text string) error {
	if number, found := strings.CutSuffix(strings.TrimSpace(text), "%"); found {
		if t.ID != string(journal.IC) {
			return usage(fmt.Sprintf("mull target %s 6h/week", t.ID), "a share is aimed at for ic alone, of ic and leadership together")
		}
		share, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
		if err != nil || !(share >= 0 && share <= 100) {
			return usage("mull target ic 20%", "%q is not a share: write 0%% to 100%%", text)
		}
		t.IsShare, t.Share = true, share/100
		return nil
	}
	if bare := strings.TrimSpace(text); bare != "" && strings.Trim(bare, "0123456789.,") == "" {
		if t.ID == string(journal.IC) {
			return usage(fmt.Sprintf("mull target %s %s%%", t.ID, bare), "%q needs a unit: %s%% for a share, %sh for hours a week", bare, bare, bare)
		}
		return usage(fmt.Sprintf("mull target %s %sh/week", t.ID, bare), "%q needs a unit: %sh for hours a week", bare, bare)
	}
	hours, err := period.ParseDuration(strings.TrimSuffix(strings.TrimSpace(text), "/week"))
	if err != nil {
		return usage(fmt.Sprintf("mull target %s 6h/week", t.ID), "%q is not an aim: write hours a week such as 6h/week, for ic also a share such as 20%%", text)
	}
	if t.Minutes = int(hours.Minutes()); t.Minutes < 1 || t.Minutes > 7*24*60 {
		return usage("", "%s is not so many hours of a week", text)
	}
	return nil
}

// gatherAims adds the targets and the days off of a period.
func (p *program) gatherAims(s *store.Store, b *report.Balance) error {
	targets, err := s.Targets(p.ctx)
	if err != nil {
		return err
	}
	if b.Offs, err = s.Offs(p.ctx); err != nil {
		return err
	}
	sum := b.Sum()
	got := map[string]int{string(journal.IC): sum.IC, string(journal.Leadership): sum.Leadership, string(journal.Other): sum.Other}
	for _, c := range b.Categories {
		if _, track := got[c.Category]; !track {
			got[c.Category] = c.Minutes
		}
	}
	for _, t := range targets {
		switch {
		case b.Period.To < t.Since:
		case t.IsShare:
			b.Aim = &t.Share
		default:
			b.Aims = append(b.Aims, report.Aim{ID: t.ID, Weekly: t.Minutes, Minutes: b.Offs.Share(t.Minutes, b.Period), Got: got[t.ID]})
		}
	}
	return nil
}
