package cli

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"mull/internal/intake"
	"mull/internal/store"
)

// The settings an import remembers.
const (
	meSetting    = "import.me"
	moodsSetting = "import.moods"
)

// importMemory reads --me and --moods, and what was said of them before.
func (p *program) importMemory(c *cli.Context, s *store.Store, o *importOptions) error {
	o.reading.Moods = map[string]int{}
	for name, value := range map[string]any{meSetting: &o.reading.Me, moodsSetting: &o.reading.Moods} {
		if _, err := s.Setting(p.ctx, name, value); err != nil {
			return err
		}
	}
	if !c.IsSet("me") && !c.IsSet("moods") {
		return nil
	}
	if c.IsSet("me") {
		o.reading.Me = words(strings.ToLower(c.String("me")))
	}
	moods := maps.Clone(o.reading.Moods)
	if err := addMoods(moods, c.String("moods")); err != nil {
		return err
	}
	o.reading.Moods = moods
	if o.dryRun {
		return nil
	}
	_, err := s.Do(p.ctx, "import", func(a *store.Act) error {
		if err := a.SetSetting(meSetting, append([]string{}, o.reading.Me...)); err != nil {
			return err
		}
		return a.SetSetting(moodsSetting, moods)
	})
	return err
}

// ruleCategory reads what a rule sorts into: a category, or leave-out.
func (p *program) ruleCategory(s *store.Store, word string) (string, error) {
	if word == intake.LeaveOut {
		return word, nil
	}
	category, err := p.category(s, word)
	return category.ID, err
}

// sorterOf tries the rules of --map first, then the user's own, then those mull
// brings along.
func sorterOf(first []intake.Rule, own []store.Rule) (*intake.Sorter, error) {
	rules := slices.Clone(first)
	for _, r := range own {
		rule, err := intake.ParseRule(r.Text)
		if err != nil {
			return nil, usage("mull rules remove "+strconv.FormatInt(r.Number, 10), "rule %d: %v", r.Number, err)
		}
		rules = append(rules, rule)
	}
	return intake.NewSorter(append(rules, intake.DefaultRules()...)), nil
}
