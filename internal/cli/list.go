package cli

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"mull/internal/exercise"
	"mull/internal/journal"
	"mull/internal/report"
	"mull/internal/store"
)

// listed is how many lines a list of text shows unless asked for more.
const listed = 20

func (p *program) listCommand() *cli.Command {
	return &cli.Command{
		Name:      "list",
		Usage:     "list entries and activities with their numbers, newest first",
		UsageText: "mull list [EXERCISE]",
		Description: `   mull list
   mull list ic-motives --from 2026-11-01
   mull list --tag checkout
   mull list --limit 50`,
		Flags: append(rangeFlags(),
			&cli.StringFlag{Name: "tag", Usage: "those with #`TAG` in a note or a page"},
			&cli.IntFlag{Name: "limit", DefaultText: "20 as text, else all", Usage: "show the newest `N`"}),
		Action: p.action(func(c *cli.Context) error {
			if err := noMore(c, 1); err != nil {
				return err
			}
			from, to, err := p.bounds(c)
			if err != nil {
				return err
			}
			limit := c.Int("limit")
			if c.IsSet("limit") && limit < 1 {
				return usage("", "--limit wants a number from 1 on")
			}
			if !c.IsSet("limit") && !p.json {
				limit = listed
			}
			s, err := p.look()
			if err != nil {
				return err
			}
			filter := store.Filter{From: from, To: to, Exercise: c.Args().First(), Limit: limit}
			if filter.Tag, err = tagOf(c); err != nil {
				return err
			}
			if err := p.knownExercise(s, filter.Exercise); err != nil {
				return err
			}
			return p.list(s, filter)
		}),
	}
}

// tagOf reads --tag, with # or without.
func tagOf(c *cli.Context) (string, error) {
	if !c.IsSet("tag") {
		return "", nil
	}
	text := strings.TrimPrefix(strings.TrimSpace(c.String("tag")), "#")
	tags := journal.Tags("#" + text)
	if len(tags) != 1 || tags[0] != strings.ToLower(text) {
		return "", usage("mull list --tag checkout", "%q is not a tag: letters, digits, - and _", c.String("tag"))
	}
	return tags[0], nil
}

// knownExercise refuses a name that is neither in the catalogue nor in the
// journal.
func (p *program) knownExercise(s *store.Store, id string) error {
	if id == "" || shipped(id) {
		return nil
	}
	seen, err := s.Entries(p.ctx, store.Filter{Exercise: id, Limit: 1})
	if err != nil || len(seen) > 0 {
		return err
	}
	_, err = p.exercise(id)
	return err
}

func (p *program) list(s *store.Store, filter store.Filter) error {
	titles, err := s.Titles(p.ctx)
	if err != nil {
		return err
	}
	tracks, err := p.tracks(s)
	if err != nil {
		return err
	}
	entries, err := s.Entries(p.ctx, filter)
	if err != nil {
		return err
	}
	view := &report.List{Now: p.here()}
	for i := range entries {
		view.Items = append(view.Items, report.Item{Entry: &entries[i], Title: titles[entries[i].Asked]})
	}
	if filter.Exercise == "" {
		activities, err := s.Activities(p.ctx, filter)
		if err != nil {
			return err
		}
		for i := range activities {
			x := &activities[i]
			view.Items = append(view.Items, report.Item{Activity: x, Track: tracks[x.Category].Track})
		}
	}
	slices.SortStableFunc(view.Items, func(a, b report.Item) int {
		return cmp.Or(cmp.Compare(dayOf(b), dayOf(a)), cmp.Compare(numberOf(b), numberOf(a)))
	})
	if filter.Limit > 0 && len(view.Items) > filter.Limit {
		view.Items = view.Items[:filter.Limit]
	}
	count, err := s.Count(p.ctx, filter)
	if err != nil {
		return err
	}
	view.More = count - len(view.Items)
	return p.show(view, view.JSON())
}

// item finds what has a number, as a line of a list.
func (p *program) item(s *store.Store, n int64, titles map[string]string, tracks map[string]journal.Category) (report.Item, bool, error) {
	entry, err := s.Entry(p.ctx, n)
	if err == nil {
		return report.Item{Entry: entry, Title: titles[entry.Asked]}, true, nil
	}
	if !errors.Is(err, store.ErrNothing) {
		return report.Item{}, false, err
	}
	activity, err := s.Activity(p.ctx, n)
	if errors.Is(err, store.ErrNothing) {
		return report.Item{}, false, nil
	}
	if err != nil {
		return report.Item{}, false, err
	}
	return report.Item{Activity: activity, Track: tracks[activity.Category].Track}, true, nil
}

func dayOf(item report.Item) int {
	if item.Entry != nil {
		return int(item.Entry.Day)
	}
	return int(item.Activity.Day)
}

func numberOf(item report.Item) int64 {
	if item.Entry != nil {
		return item.Entry.Number
	}
	return item.Activity.Number
}

func (p *program) showCommand() *cli.Command {
	return &cli.Command{
		Name:        "show",
		Usage:       "show one entry or activity, by its number",
		UsageText:   "mull show NUMBER [--then]",
		Description: "   mull show 12\n   mull show 12 --then      beside the same exercise from the time before",
		Flags:       []cli.Flag{&cli.BoolFlag{Name: "then", Usage: "beside the same exercise from the time before"}},
		Action: p.action(func(c *cli.Context) error {
			list, err := numbersOf(c)
			if err != nil {
				return err
			}
			if len(list) > 1 {
				return usage("mull show "+c.Args().First(), "show takes one number")
			}
			s, err := p.look()
			if err != nil {
				return err
			}
			if c.Bool("then") {
				return p.showThen(s, list[0])
			}
			return p.showOne(s, list[0])
		}),
	}
}

func (p *program) showOne(s *store.Store, n int64) error {
	entry, err := s.Entry(p.ctx, n)
	if err == nil {
		return p.showEntry(s, entry)
	}
	if !errors.Is(err, store.ErrNothing) {
		return err
	}
	activity, err := s.Activity(p.ctx, n)
	if errors.Is(err, store.ErrNothing) {
		return p.noSuch(s, n, "")
	}
	if err != nil {
		return err
	}
	category, err := p.categoryOf(s, activity)
	if err != nil {
		return err
	}
	view := &report.Activity{Activity: *activity, Track: category.Track, Label: category.Label, Now: p.here()}
	return p.show(view, report.ActivityOf(activity, category.Track, p.now()))
}

func (p *program) categoryOf(s *store.Store, x *journal.Activity) (journal.Category, error) {
	tracks, err := p.tracks(s)
	return tracks[x.Category], err
}

func (p *program) showEntry(s *store.Store, entry *journal.Entry) error {
	if p.json {
		return p.write(report.EntryOf(entry))
	}
	x, err := s.Asked(p.ctx, entry.Asked)
	if err != nil {
		return err
	}
	knowledge, err := p.knowledge(s, x)
	if err != nil {
		return err
	}
	knowledge.Past = p.writtenLater(entry)
	view := &report.Entry{Entry: *entry, Asked: x, Lists: knowledge, Now: p.here()}
	if view.Activities, err = s.Owned(p.ctx, entry.Number); err != nil {
		return err
	}
	if entry.About != 0 && len(view.Activities) == 0 {
		about, err := s.Activity(p.ctx, entry.About)
		if err == nil {
			view.Activities = append(view.Activities, *about)
		} else if !errors.Is(err, store.ErrNothing) {
			return err
		}
	}
	return p.display(view)
}

// questionsOf returns the questions of an exercise by id.
func questionsOf(x *exercise.Exercise) map[string]*exercise.Question {
	byID := map[string]*exercise.Question{}
	for _, q := range x.All() {
		byID[q.ID] = q
	}
	return byID
}
