package cli

import (
	"context"
	"slices"
	"strings"

	"mull/internal/exercise"
	"mull/internal/intake"
	"mull/internal/journal"
	"mull/internal/period"
	"mull/internal/store"
	"mull/prompts"
)

// exercise reads one exercise of the catalogue, by its id: the journal's own or
// a shipped one, with the options the user added to it.
func (p *program) exercise(id string) (*exercise.Exercise, error) {
	s, err := p.look()
	if err != nil {
		return nil, err
	}
	source, found := prompts.Exercise(id)
	if !found {
		if source, found, err = ownSource(p.ctx, s, id); err != nil {
			return nil, err
		}
	}
	if !found {
		return nil, p.noExercise(s, id)
	}
	x, err := exercise.Read(id+".yaml", source)
	if err != nil {
		return nil, err
	}
	return x, addOptions(p.ctx, s, x)
}

func (p *program) noExercise(s *store.Store, id string) error {
	names, err := p.exerciseNames(s)
	if err != nil {
		return err
	}
	if near := exercise.Nearest(names, strings.ToLower(id)); near != "" {
		return notFound("mull exercises lists them", "there is no exercise %q; did you mean %s?", id, near)
	}
	return notFound("mull exercises lists them", "there is no exercise %q", id)
}

// exerciseNames lists every exercise there is, shipped ones first.
func (p *program) exerciseNames(s *store.Store) ([]string, error) {
	own, err := ownNames(p.ctx, s)
	return append(prompts.Exercises(), own...), err
}

// knowledge is what asking an exercise needs to know of the journal.
func (p *program) knowledge(s *store.Store, x *exercise.Exercise) (exercise.Journal, error) {
	seed, err := s.Seed(p.ctx)
	if err != nil {
		return exercise.Journal{}, err
	}
	last, err := s.LastAsked(p.ctx, x.ID)
	if err != nil {
		return exercise.Journal{}, err
	}
	off, err := switchedOff(p.ctx, s, x.ID)
	if err != nil {
		return exercise.Journal{}, err
	}
	coached, err := s.Coached(p.ctx)
	if err != nil {
		return exercise.Journal{}, err
	}
	return exercise.Journal{
		Seed:      seed,
		Lacks:     func(need string) bool { return need == "coach" && !coached },
		Today:     p.today(),
		LastAsked: func(question string) int64 { return last[question] },
		Off:       func(question string) bool { return slices.Contains(off, question) },
		List:      func(name string) ([]exercise.Option, error) { return list(p.ctx, s, name) },
		Lexicon:   everydayWords,
	}, nil
}

// list returns the options of a named list: from the word lists, or from the
// journal.
func list(ctx context.Context, s *store.Store, name string) ([]exercise.Option, error) {
	switch name {
	case "open-items":
		items, err := s.Items(ctx, store.ItemOpen)
		if err != nil {
			return nil, err
		}
		options := make([]exercise.Option, 0, len(items))
		for _, item := range items {
			options = append(options, exercise.Option{ID: exercise.ItemID(item.Text, int(item.Number)), Label: item.Text})
		}
		return options, nil
	case "categories":
		return categoryOptions(ctx, s)
	}
	if name == "my-values" {
		return myValues(ctx, s)
	}
	return shippedList(name)
}

// categoryOptions lists what time can be shared out over, leadership first,
// since that is what the evening's line most adds. Imported time that no rule
// has sorted is nothing a person remembers.
func categoryOptions(ctx context.Context, s *store.Store) ([]exercise.Option, error) {
	categories, err := s.Categories(ctx)
	if err != nil {
		return nil, err
	}
	return optionsOf(categories), nil
}

// optionsOf lists categories by track, as they are chosen from.
func optionsOf(categories []journal.Category) []exercise.Option {
	var options []exercise.Option
	for _, track := range []journal.Track{journal.Leadership, journal.IC, journal.Other} {
		for _, c := range categories {
			if c.Track != track || c.ID == intake.Unsorted {
				continue
			}
			label := c.ID
			if c.Label != "" {
				label += ": " + c.Label
			}
			options = append(options, exercise.Option{ID: c.ID, Label: label, Also: c.Also})
		}
	}
	return options
}

func shippedList(name string) ([]exercise.Option, error) {
	source, found := prompts.List(name)
	if !found {
		return nil, nil
	}
	return exercise.ReadList(name+".yaml", source)
}

// myValues returns the values put foremost the last time, in their order.
func myValues(ctx context.Context, s *store.Store) ([]exercise.Option, error) {
	last, err := s.LatestByRole(ctx, "value", period.MaxDay)
	if err != nil || last == nil {
		return nil, err
	}
	deck, err := shippedList("values")
	if err != nil {
		return nil, err
	}
	var options []exercise.Option
	own := exercise.OwnWords(last.Value)
	for _, id := range exercise.IDs(last.Value) {
		option, found := exercise.Find(deck, id)
		if id == exercise.OtherID && len(own) > 0 {
			option, found, own = exercise.Option{ID: exercise.Slug(own[0]), Label: own[0]}, true, own[1:]
		}
		if !found {
			option = exercise.Option{ID: id, Label: id}
		}
		options = append(options, option)
	}
	return options, nil
}

// category finds a category by its id or by a word that reads as it.
func (p *program) category(s *store.Store, word string) (journal.Category, error) {
	c, found, err := p.findCategory(s, word)
	if err != nil || found {
		return c, err
	}
	return c, p.noCategory(s, word)
}

// findCategory is category without what to say where there is none: finding what
// was meant reads every known word.
func (p *program) findCategory(s *store.Store, word string) (_ journal.Category, found bool, err error) {
	categories, err := s.Categories(p.ctx)
	if err != nil {
		return journal.Category{}, false, err
	}
	category, found := categoryNamed(categories, word)
	return category, found, nil
}

// categoryNamed finds a category by its name or a word of its own.
func categoryNamed(categories []journal.Category, word string) (_ journal.Category, found bool) {
	key := strings.ToLower(strings.TrimSpace(word))
	for _, c := range categories {
		if key == c.ID || slices.Contains(c.Also, key) {
			return c, true
		}
	}
	return journal.Category{}, false
}
