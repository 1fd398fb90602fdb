package cli

import (
	"context"
	"slices"
	"strings"

	"mull/internal/exercise"
	"mull/internal/journal"
	"mull/internal/store"
	"mull/prompts"
)

// exercise reads one exercise of the catalogue, by its id.
func (p *program) exercise(id string) (*exercise.Exercise, error) {
	source, found := prompts.Exercise(id)
	if !found {
		near := exercise.Nearest(prompts.Exercises(), strings.ToLower(id))
		if near != "" {
			return nil, notFound("mull exercises lists them", "there is no exercise %q; did you mean %s?", id, near)
		}
		return nil, notFound("mull exercises lists them", "there is no exercise %q", id)
	}
	return exercise.Read(id+".yaml", source)
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
	return exercise.Journal{
		Seed:      seed,
		LastAsked: func(question string) int64 { return last[question] },
		List:      func(name string) ([]exercise.Option, error) { return list(p.ctx, s, name) },
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
		categories, err := s.Categories(ctx)
		if err != nil {
			return nil, err
		}
		options := make([]exercise.Option, 0, len(categories))
		for _, c := range categories {
			options = append(options, exercise.Option{ID: c.ID, Label: c.ID, Also: c.Also, About: c.Label})
		}
		return options, nil
	}
	source, found := prompts.List(name)
	if !found {
		return nil, nil
	}
	return exercise.ReadList(name+".yaml", source)
}

// category finds a category by its id or by a word that reads as it.
func (p *program) category(s *store.Store, word string) (journal.Category, error) {
	categories, err := s.Categories(p.ctx)
	if err != nil {
		return journal.Category{}, err
	}
	var names []string
	key := strings.ToLower(strings.TrimSpace(word))
	for _, c := range categories {
		if key == c.ID || slices.Contains(c.Also, key) {
			return c, nil
		}
		names = append(names, c.ID)
		names = append(names, c.Also...)
	}
	if near := exercise.Nearest(names, key); near != "" {
		return journal.Category{}, usage("mull categories lists them", "unknown category %q; did you mean %s?", word, near)
	}
	return journal.Category{}, usage("mull categories lists them", "unknown category %q", word)
}

func exerciseNames() []string { return prompts.Exercises() }
