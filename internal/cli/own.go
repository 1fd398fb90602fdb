package cli

import (
	"context"
	"fmt"
	"strings"

	"mull/internal/exercise"
	"mull/internal/store"
)

// What users make of the exercises is kept as settings of the journal, so that
// it is undone, backed up and merged with it:
//
//	exercise/ID           the source of an own exercise
//	off/ID                the questions of an exercise that are switched off
//	options/ID.QUESTION   own words that were made an option
//	set                   the exercises that were turned on
//	set-since             the day each of them was turned on
const (
	ownPrefix     = "exercise/"
	offPrefix     = "off/"
	optionsPrefix = "options/"
	setName       = "set"
	setSinceName  = "set-since"
)

// ownSource returns the file of an own exercise.
func ownSource(ctx context.Context, s *store.Store, id string) ([]byte, bool, error) {
	var text string
	found, err := s.Setting(ctx, ownPrefix+id, &text)
	return []byte(text), found, err
}

// ownNames lists the ids of own exercises.
func ownNames(ctx context.Context, s *store.Store) ([]string, error) {
	names, err := s.SettingNames(ctx, ownPrefix)
	for i := range names {
		names[i] = strings.TrimPrefix(names[i], ownPrefix)
	}
	return names, err
}

func switchedOff(ctx context.Context, s *store.Store, id string) ([]string, error) {
	var questions []string
	_, err := s.Setting(ctx, offPrefix+id, &questions)
	return questions, err
}

// ownOption is an option the user's own words became.
type ownOption struct {
	ID    string `json:"id"`
	Label string `json:"label"`
}

func ownOptions(ctx context.Context, s *store.Store, id, question string) ([]ownOption, error) {
	var options []ownOption
	_, err := s.Setting(ctx, optionsPrefix+id+"."+question, &options)
	return options, err
}

// addOptions gives the questions of an exercise the options that were added to
// them in this journal.
func addOptions(ctx context.Context, s *store.Store, x *exercise.Exercise) error {
	names, err := s.SettingNames(ctx, optionsPrefix+x.ID+".")
	if err != nil {
		return err
	}
	for _, name := range names {
		question := strings.TrimPrefix(name, optionsPrefix+x.ID+".")
		options, err := ownOptions(ctx, s, x.ID, question)
		if err != nil {
			return err
		}
		q, found := x.Question(question)
		if !found {
			continue
		}
		for _, o := range options {
			if _, there := exercise.Find(q.Options.List, o.ID); !there {
				q.Options.List = append(q.Options.List, exercise.Option{ID: o.ID, Label: o.Label})
			}
		}
	}
	return nil
}

// offerOption offers to make own words an option when they are written for the
// second time. It says whether an offer was made.
func (p *program) offerOption(t *sitting, confirm func(string) (bool, error)) (bool, error) {
	for _, q := range t.exercise.All() {
		words := exercise.OwnWords(t.entry.Answers[q.ID])
		if len(words) == 0 || !q.Other || q.Options.From != "" {
			continue
		}
		for _, text := range words {
			id := exercise.Slug(text)
			if id == "" || id == exercise.OtherID {
				continue
			}
			before, err := t.store.WroteBefore(p.ctx, t.entry, q.ID, func(words string) bool { return exercise.Slug(words) == id })
			if err != nil {
				return false, err
			}
			// The second time, not each time after: nobody is asked twice.
			if before != 1 {
				continue
			}
			yes, err := confirm(fmt.Sprintf("You wrote %s here before. Keep it as one of the options?", p.style().Quote(text)))
			if err != nil || !yes {
				return true, err
			}
			return true, p.keepOption(t, q.ID, ownOption{id, text})
		}
	}
	return false, nil
}

func (p *program) keepOption(t *sitting, question string, option ownOption) error {
	options, err := ownOptions(p.ctx, t.store, t.exercise.ID, question)
	if err != nil {
		return err
	}
	return t.write(p, func(a *store.Act) error {
		return a.SetSetting(optionsPrefix+t.exercise.ID+"."+question, append(options, option))
	})
}
