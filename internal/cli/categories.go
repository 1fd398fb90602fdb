package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"mull/internal/exercise"
	"mull/internal/intake"
	"mull/internal/journal"
	"mull/internal/period"
	"mull/internal/report"
	"mull/internal/store"
)

func (p *program) categoriesCommand() *cli.Command {
	labels := []cli.Flag{
		&cli.StringFlag{Name: "label", Usage: "what it is, in a few words: `TEXT`"},
		&cli.StringFlag{Name: "also", Usage: "words that read as it: `WORD,...`"},
	}
	return &cli.Command{
		Name:      "categories",
		Usage:     "list the categories of time and the words for them",
		UsageText: "mull categories [add | edit | rename | remove]",
		Description: `   mull categories
   mull categories add design --track ic --label "sketches and prototypes" --also ux,figma
   mull categories rename design sketching

   Every category belongs to one of three tracks: ic (hands-on work), leadership
   and other. The tracks are fixed; the IC share is ic against leadership.`,
		Action: p.action(func(c *cli.Context) error {
			if c.NArg() > 0 {
				return usage("mull categories --help", "categories has no %q; it has add, edit, rename and remove", c.Args().First())
			}
			return p.showCategories()
		}),
		Subcommands: []*cli.Command{
			{Name: "add", Usage: "add a category of your own", UsageText: "mull categories add ID --track ic|leadership|other",
				Description: `   mull categories add design --track ic --also ux,figma`,
				Flags:       append([]cli.Flag{&cli.StringFlag{Name: "track", Usage: "`TRACK`: ic, leadership or other"}}, labels...),
				Action:      p.action(p.addCategory)},
			{Name: "edit", Usage: "change what a category is called and which words read as it", UsageText: "mull categories edit ID",
				Description: `   mull categories edit people --also 1on1,one-on-one`, Flags: labels, Action: p.action(p.editCategory)},
			{Name: "rename", Usage: "give a category of your own another name, in everything kept", UsageText: "mull categories rename ID NEW",
				Description: `   mull categories rename design sketching`, Action: p.action(p.renameCategory)},
			{Name: "remove", Usage: "remove a category of your own that nothing uses", UsageText: "mull categories remove ID",
				Action: p.action(p.removeCategory)},
		},
	}
}

func (p *program) showCategories() error {
	s, err := p.look()
	if err != nil {
		return err
	}
	categories, err := s.Categories(p.ctx)
	if err != nil {
		return err
	}
	view := &report.Categories{List: categories}
	return p.show(view, view.JSON())
}

func (p *program) addCategory(c *cli.Context) error {
	if c.NArg() != 1 {
		return usage("mull categories add design --track ic", "categories add wants one name; put a label in --label")
	}
	track, err := readTrack(c.String("track"))
	if err != nil {
		return err
	}
	s, err := p.ready()
	if err != nil {
		return err
	}
	added := journal.Category{ID: c.Args().First(), Track: track, Own: true}
	if err := p.checkCategory(s, c, &added, ""); err != nil {
		return err
	}
	return p.keepCategory(s, "categories add", &added, func(a *store.Act) error { return a.AddCategory(&added) })
}

// readTrack reads one of the three tracks, which everything belongs to.
func readTrack(word string) (journal.Track, error) {
	switch strings.ToLower(strings.TrimSpace(word)) {
	case "ic":
		return journal.IC, nil
	case "lead", "leadership":
		return journal.Leadership, nil
	case "other":
		return journal.Other, nil
	case "":
		return "", usage("mull categories add design --track ic", "say with --track what it belongs to: ic, leadership or other")
	}
	return "", usage("mull categories add design --track ic", "there is no track %q; the tracks are ic, leadership and other", word)
}

func (p *program) editCategory(c *cli.Context) error {
	s, before, err := p.oneCategory(c, 1)
	if err != nil {
		return err
	}
	if !c.IsSet("label") && !c.IsSet("also") {
		return usage("mull categories edit --help", "categories edit wants --label or --also")
	}
	edited := *before
	if err := p.checkCategory(s, c, &edited, before.ID); err != nil {
		return err
	}
	return p.keepCategory(s, "categories edit", &edited, func(a *store.Act) error { return a.SaveCategory(&edited) })
}

func (p *program) renameCategory(c *cli.Context) error {
	s, before, err := p.oneCategory(c, 2)
	if err != nil {
		return err
	}
	if !before.Own {
		return usage("mull categories edit "+before.ID+" --label TEXT changes what it is called", "%s came with mull, and scripts rely on its name", before.ID)
	}
	renamed := *before
	renamed.ID = c.Args().Get(1)
	if err := p.checkCategory(s, c, &renamed, before.ID); err != nil {
		return err
	}
	// Its old name still reads as it: own exercises and scripts may say it.
	renamed.Also = append(slices.DeleteFunc(slices.Clone(before.Also), func(word string) bool { return word == renamed.ID }), before.ID)
	slices.Sort(renamed.Also)
	return p.keepCategory(s, "categories rename", &renamed, func(a *store.Act) error {
		if err := renameInRules(a, before.ID, renamed.ID); err != nil {
			return err
		}
		if err := a.RenameCategory(before.ID, renamed.ID); err != nil {
			return err
		}
		return a.SaveCategory(&renamed)
	})
}

// renameInRules makes the rules that sort into a category say its new name.
func renameInRules(a *store.Act, from, to string) error {
	own, err := a.Rules()
	if err != nil {
		return err
	}
	for i := range own {
		rule, err := intake.ParseRule(own[i].Text)
		if err != nil || own[i].Category != from {
			continue
		}
		rule.Category = to
		own[i].Text, own[i].Category = rule.String(), to
		if err := a.SaveRule(&own[i]); err != nil {
			return err
		}
	}
	return nil
}

func (p *program) removeCategory(c *cli.Context) error {
	s, gone, err := p.oneCategory(c, 1)
	if err != nil {
		return err
	}
	if !gone.Own {
		return usage("", "%s came with mull and stays", gone.ID)
	}
	uses, err := s.CategoryUses(p.ctx, gone.ID)
	if err != nil {
		return err
	}
	if words := usesWords(uses); words != "" {
		return usage("mull edit NUMBER --category puts time elsewhere; mull categories rename gives it another name", "%s is used by %s", gone.ID, words)
	}
	_, err = s.Do(p.ctx, "categories remove", func(a *store.Act) error { return a.DeleteCategory(gone.ID) })
	if err != nil {
		return err
	}
	if p.json {
		return p.showCategories()
	}
	return p.tell("Removed %s. mull undo brings it back.", gone.ID)
}

func usesWords(u store.Uses) string {
	var words []string
	answers := u.Answers
	if u.Activities > 0 {
		answers = 0 // mostly the answers that the activities came from
	}
	for _, use := range []struct {
		n         int
		one, many string
	}{{u.Activities, "piece of time", "pieces of time"}, {answers, "answer", "answers"}, {u.Targets, "target", "targets"}, {u.Rules, "rule", "rules"}} {
		switch {
		case use.n == 1:
			words = append(words, "1 "+use.one)
		case use.n > 1:
			words = append(words, fmt.Sprintf("%d %s", use.n, use.many))
		}
	}
	return strings.Join(words, " and ")
}

// oneCategory opens the journal and finds the category named first.
func (p *program) oneCategory(c *cli.Context, args int) (*store.Store, *journal.Category, error) {
	if c.NArg() != args {
		return nil, nil, usage("mull categories "+c.Command.Name+" --help", "categories %s wants %s", c.Command.Name,
			map[int]string{1: "a category", 2: "a category and its new name"}[args])
	}
	s, err := p.ready()
	if err != nil {
		return nil, nil, err
	}
	category, err := p.category(s, c.Args().First())
	return s, &category, err
}

// keepCategory writes a category and shows it.
func (p *program) keepCategory(s *store.Store, command string, x *journal.Category, write func(*store.Act) error) error {
	act, err := s.Do(p.ctx, command, write)
	if err != nil {
		return err
	}
	if p.json {
		return p.write(report.CategoryOf(x))
	}
	if act == 0 {
		return p.tell("Nothing changed.")
	}
	line := fmt.Sprintf("%s counts as %s", x.ID, x.Track)
	if len(x.Also) > 0 {
		line += "; also typed as " + strings.Join(x.Also, ", ")
	}
	return p.tell("%s.", line)
}

// checkCategory reads the label and the synonyms and refuses names that cannot
// be typed, or that read as something else already. was is the name it has had,
// if any.
func (p *program) checkCategory(s *store.Store, c *cli.Context, x *journal.Category, was string) error {
	if c.IsSet("label") {
		x.Label = strings.TrimSpace(c.String("label"))
	}
	if c.IsSet("also") {
		x.Also = words(strings.ToLower(c.String("also")))
	}
	// Of its own, since what it was before shares the words.
	x.Also = slices.Sorted(slices.Values(x.Also))
	x.Also = slices.DeleteFunc(slices.Compact(x.Also), func(word string) bool { return word == x.ID })
	if report.Clean(x.Label) != x.Label || len([]rune(x.Label)) > 100 {
		return usage("", "a label is one line of at most 100 characters")
	}
	if x.ID != was || x.ID == "" {
		if err := checkName(x.ID); err != nil {
			return err
		}
	}
	return p.checkClash(s, x, was)
}

func checkName(id string) error {
	_, notLength := period.ParseDuration(id)
	switch {
	case id == "" || id != exercise.Slug(id) || id[0] >= '0' && id[0] <= '9' || len(id) > 30:
		return usage("mull categories add user-research --track leadership",
			"%q is not a name for a category: small letters, digits and hyphens, at most 30, a letter first", id)
	case slices.Contains([]string{"ic", "other", "none", "remove", "yes", "no", "true", "false", "on", "off", "y", "n", "null", "leave-out"}, id), notLength == nil:
		return usage("", "%q means something else already", id)
	}
	return nil
}

// checkClash refuses a word that reads as another category already.
func (p *program) checkClash(s *store.Store, x *journal.Category, was string) error {
	categories, err := s.Categories(p.ctx)
	if err != nil {
		return err
	}
	for _, other := range categories {
		if other.ID == was {
			continue
		}
		for _, word := range append([]string{x.ID}, x.Also...) {
			if word == other.ID || slices.Contains(other.Also, word) {
				return usage("mull categories lists them", "%q already reads as %s", word, other.ID)
			}
		}
	}
	return nil
}
