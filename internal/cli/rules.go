package cli

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"mull/internal/intake"
	"mull/internal/journal"
	"mull/internal/period"
	"mull/internal/report"
	"mull/internal/store"
)

func (p *program) rulesCommand() *cli.Command {
	return &cli.Command{
		Name:      "rules",
		Usage:     "list or change how imported time is sorted into categories",
		UsageText: "mull rules [list | add | test | remove]",
		Description: `   mull rules
   mull rules add stand-up daily running
   mull rules add attendees=2 'length<=1h' people
   mull rules add organiser=board@example.com stakeholders
   mull rules add offsite all-day direction counting 6h
   mull rules test "Sprint planning"
   mull rules remove 12

   The first rule that fits decides; your own are tried before those mull
   brings along, the newest first. Words stand for whole words of the title,
   any of them will do; a last * continues a word. The other conditions must
   all hold: attendees, length, organiser, calendar, tag, from, without, alone,
   tentative, all-day, timed. leave-out is for what is no time at work.`,
		Action: p.action(func(c *cli.Context) error {
			if c.NArg() > 0 {
				return usage("mull rules --help", "rules has no %q; it has list, add, test and remove", c.Args().First())
			}
			return p.showRules()
		}),
		Subcommands: []*cli.Command{
			{Name: "list", Usage: "list the rules in the order they're tried", UsageText: "mull rules list", Action: p.action(func(c *cli.Context) error {
				if err := noMore(c, 0); err != nil {
					return err
				}
				return p.showRules()
			})},
			{Name: "add", Usage: "add a rule; it also sorts what is unsorted so far", UsageText: "mull rules add WORD... CATEGORY",
				Description: `   mull rules add budget forecast direction`, Action: p.action(p.addRule)},
			{Name: "test", Usage: "which rule an event falls under", UsageText: "mull rules test TITLE | NUMBER",
				Description: `   mull rules test "1:1 Ada" --attendees 2 --length 30m`,
				Flags: []cli.Flag{
					&cli.IntFlag{Name: "attendees", Usage: "of `N` people"}, &cli.StringFlag{Name: "length", Usage: "that lasts `DURATION`"},
					&cli.StringFlag{Name: "organiser", Usage: "called by `WHO`"}, &cli.StringFlag{Name: "calendar", Usage: "in the calendar `NAME`"},
					&cli.StringFlag{Name: "tag", Usage: "with project or tag `WORD`"}, &cli.BoolFlag{Name: "all-day", Usage: "of whole days"},
				}, Action: p.action(p.testRule)},
			{Name: "remove", Usage: "remove a rule of your own", UsageText: "mull rules remove NUMBER", Action: p.action(p.removeRule)},
		},
	}
}

func (p *program) showRules() error {
	s, err := p.look()
	if err != nil {
		return err
	}
	own, err := s.Rules(p.ctx)
	if err != nil {
		return err
	}
	view := &report.Rules{}
	for _, r := range own {
		view.List = append(view.List, report.RuleLine{Number: r.Number, Text: r.Text, Category: r.Category})
	}
	for _, r := range intake.DefaultRules() {
		view.List = append(view.List, report.RuleLine{Name: r.ID, Text: r.String(), Category: r.Category})
	}
	return p.show(view, view.JSON())
}

func (p *program) addRule(c *cli.Context) error {
	if c.NArg() == 0 {
		return usage("mull rules add stand-up running", "rules add wants words or conditions, and a category")
	}
	parsed, err := intake.ParseRuleArgs(c.Args().Slice())
	if err != nil {
		return usage("mull rules --help", "%v", err)
	}
	s, err := p.ready()
	if err != nil {
		return err
	}
	if parsed.Category, err = p.ruleCategory(s, parsed.Category); err != nil {
		return err
	}
	rule := store.Rule{Text: parsed.String(), Category: parsed.Category}
	own, err := s.Rules(p.ctx)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(own, func(r store.Rule) bool { return r.Text == rule.Text }) {
		return p.tell("That rule is there already.")
	}
	sorted := 0
	_, err = s.Do(p.ctx, "rules add", func(a *store.Act) error {
		sorted, err = sortUnsorted(a, &rule, parsed)
		return err
	})
	if err != nil {
		return err
	}
	if p.json {
		return p.write(report.RuleAdded{Number: rule.Number, Rule: rule.Text, Category: rule.Category, Sorted: sorted})
	}
	return p.tell("Kept as rule %d: %s. It sorted %s.", rule.Number, rule.Text, pieces(sorted))
}

func pieces(n int) string {
	switch n {
	case 0:
		return "nothing that was unsorted"
	case 1:
		return "1 piece of time"
	}
	return fmt.Sprintf("%d pieces of time", n)
}

// sortUnsorted keeps a rule and sorts by it what is unsorted so far.
func sortUnsorted(a *store.Act, rule *store.Rule, parsed intake.Rule) (sorted int, err error) {
	if err := a.AddRule(rule); err != nil {
		return 0, err
	}
	return sortBy(a, intake.NewSorter([]intake.Rule{parsed}))
}

// sortBy sorts what is unsorted so far.
func sortBy(a *store.Act, sorter *intake.Sorter) (sorted int, err error) {
	list, err := a.Imported(intake.Unsorted)
	if err != nil {
		return 0, err
	}
	for i := range list {
		category, by := sorter.Sort(intake.FactsOf(&list[i]))
		if by == nil {
			continue
		}
		sorted++
		if err := recategorise(a, &list[i], category); err != nil {
			return 0, err
		}
	}
	return sorted, nil
}

// recategorise puts imported time into a category, or leaves it out.
func recategorise(a *store.Act, x *journal.Activity, category string) error {
	if category == intake.LeaveOut {
		return a.DeleteActivity(x.Number)
	}
	x.Category = category
	return a.SaveActivity(x)
}

func (p *program) testRule(c *cli.Context) error {
	if c.NArg() != 1 {
		return usage(`mull rules test "Sprint planning"`, "rules test wants a title in quotes, or the number of imported time")
	}
	s, err := p.look()
	if err != nil {
		return err
	}
	facts, err := p.factsToTest(c, s)
	if err != nil {
		return err
	}
	own, err := s.Rules(p.ctx)
	if err != nil {
		return err
	}
	sorter, err := sorterOf(nil, own)
	if err != nil {
		return err
	}
	category, rule := sorter.Sort(facts)
	view := report.RuleTested{Category: category}
	if rule != nil {
		view.Rule, view.Name = rule.String(), rule.ID
		for _, r := range own {
			if r.Text == view.Rule {
				view.Number = &r.Number
			}
		}
	}
	if p.json {
		return p.write(view)
	}
	if rule == nil {
		return p.tell("No rule fits, so it would be unsorted.")
	}
	name := rule.ID
	if view.Number != nil {
		name = strconv.FormatInt(*view.Number, 10)
	}
	return p.tell("%s, by rule %s: %s", category, name, view.Rule)
}

func (p *program) factsToTest(c *cli.Context, s *store.Store) (intake.Facts, error) {
	title := c.Args().First()
	if n, err := strconv.ParseInt(title, 10, 64); err == nil {
		x, err := s.Activity(p.ctx, n)
		if err == nil && x.Source == journal.Imported {
			return intake.FactsOf(x), nil
		}
	}
	facts := intake.Facts{Origin: journal.Calendar, Title: title, Attendees: c.Int("attendees"), Organiser: c.String("organiser"),
		Calendar: c.String("calendar"), AllDay: c.Bool("all-day"), Length: time.Hour}
	if tag := strings.TrimSpace(c.String("tag")); tag != "" {
		facts.Words = []string{tag}
	}
	if text := c.String("length"); text != "" {
		length, err := period.ParseDuration(text)
		if err != nil {
			return facts, usage("", "--length: %v", err)
		}
		facts.Length = length
	}
	return facts, nil
}

func (p *program) removeRule(c *cli.Context) error {
	if c.NArg() != 1 {
		return usage("mull rules lists them", "rules remove wants the number of a rule")
	}
	for _, r := range intake.DefaultRules() {
		if r.ID == c.Args().First() {
			return usage("mull rules add "+c.Args().First()+" CATEGORY", "%s came with mull; a rule of your own is tried before it", r.ID)
		}
	}
	n, err := strconv.ParseInt(c.Args().First(), 10, 64)
	if err != nil {
		return usage("mull rules lists them", "%q is not the number of a rule", c.Args().First())
	}
	s, err := p.look()
	if err != nil {
		return err
	}
	own, err := s.Rules(p.ctx)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(own, func(r store.Rule) bool { return r.Number == n }) {
		return notFound("mull rules lists them", "there is no rule %d of yours", n)
	}
	if _, err := s.Do(p.ctx, "rules remove", func(a *store.Act) error { return a.DeleteRule(n) }); err != nil {
		return err
	}
	if p.json {
		return p.showRules()
	}
	return p.tell("Removed rule %d. What it sorted stays; mull undo brings it back.", n)
}
