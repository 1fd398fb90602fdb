package cli

// Everyday words for what time was spent on: read as categories, asked about
// where nobody knows them, and remembered.

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"mull/internal/exercise"
	"mull/internal/journal"
	"mull/internal/lexicon"
	"mull/internal/store"
)

// everydayWords returns what reads words that a named list does not hold.
func everydayWords(name string, list []exercise.Option) exercise.Lexicon {
	switch name {
	case "categories":
		return lexicon.NewTimes(list)
	case "emotions":
		return lexicon.NewFeelings(list)
	}
	return nil
}

// echoing lets a journal say once of each everyday word in an answers file what
// it was read as.
func (p *program) echoing(j exercise.Journal) exercise.Journal {
	said := map[string]bool{}
	lexicon := j.Lexicon
	j.Lexicon = func(name string, list []exercise.Option) exercise.Lexicon {
		if read := lexicon(name, list); read != nil {
			return &echo{read, p, said}
		}
		return nil
	}
	return j
}

// An echo says what words are read as.
type echo struct {
	exercise.Lexicon
	p    *program
	said map[string]bool
}

// Read reads a word and says as what, the first time.
func (e *echo) Read(word string) (exercise.Reading, bool) {
	reading, found := e.Lexicon.Read(word)
	if !found || e.said[word] {
		return reading, found
	}
	e.said[word] = true
	switch {
	case len(reading.Between) > 0:
		e.p.say("%s", reading.Notice(word))
	case !reading.Own:
		e.p.say("%s -> %s", word, reading.ID)
	}
	return reading, found
}

// activityCategory reads what time was spent on: a category, a word of its own,
// or an everyday word, which is echoed. At a terminal it asks about a word that
// can't be placed.
func (p *program) activityCategory(s *store.Store, word string) (journal.Category, error) {
	known, found, err := p.findCategory(s, word)
	if err != nil || found {
		return known, err
	}
	options, err := categoryOptions(p.ctx, s)
	if err != nil {
		return known, err
	}
	times := lexicon.NewTimes(options)
	reading, read := times.Read(word)
	id := reading.ID
	switch {
	case read && len(reading.Between) > 0:
		id, err = p.whichOf(word, reading)
	case !read:
		id, err = p.askPlace(s, word, times.Near(word), options)
	}
	if err != nil {
		return known, err
	}
	if id == "" {
		return known, p.noCategory(s, word)
	}
	if len(reading.Between) == 0 || p.attended() {
		p.say("%s -> %s", word, id)
	}
	return p.category(s, id)
}

// whichOf asks which of a few categories a word means; where nobody is there it
// is the first, with a notice.
func (p *program) whichOf(word string, reading exercise.Reading) (string, error) {
	if !p.attended() {
		p.say("%s", reading.Notice(word))
		return reading.ID, nil
	}
	asker, err := p.asker()
	if err != nil {
		return "", err
	}
	var options []exercise.Option
	for i, id := range reading.Between {
		options = append(options, exercise.Option{ID: id, Label: id + ": " + reading.Reasons[i]})
	}
	id, err := asker.Pick(p.ctx, word+": which was it?", options)
	return cmp.Or(id, reading.ID), err
}

// attended says whether somebody is at the terminal to be asked.
func (p *program) attended() bool {
	return p.mayAsk() && p.Terminals.In && p.Terminals.Err && !p.json
}

// askPlace asks where an unknown word belongs, and whether to remember it. ""
// is nowhere, or nobody to ask.
func (p *program) askPlace(s *store.Store, word, near string, options []exercise.Option) (string, error) {
	if !p.attended() {
		return "", nil
	}
	asker, err := p.asker()
	if err != nil {
		return "", err
	}
	if near = cmp.Or(p.nearCategory(options, word), near); near != "" && exercise.OneLetterOff(near, strings.ToLower(word)) {
		yes, err := asker.Confirm(p.ctx, near+"?", true)
		if err != nil {
			return "", err
		}
		if yes {
			reading, _ := lexicon.NewTimes(options).Read(near)
			return reading.ID, nil
		}
	}
	id, err := asker.Pick(p.ctx, fmt.Sprintf("Where does %s belong?", p.style().Quote(word)), options)
	if err != nil || id == "" {
		return "", err
	}
	yes, err := asker.Confirm(p.ctx, fmt.Sprintf("Remember %s as %s?", p.style().Quote(word), id), true)
	if err != nil || !yes {
		return id, err
	}
	return id, p.rememberWord(s, word, id, func(save func(*store.Act) error) error {
		_, err := s.Do(p.ctx, "categories edit", save)
		return err
	})
}

// nearCategory is the category or word of one that is closest to a mistyped one.
func (p *program) nearCategory(options []exercise.Option, word string) string {
	var names []string
	for _, o := range options {
		names = append(append(names, o.ID), o.Also...)
	}
	return exercise.Nearest(names, strings.ToLower(word))
}

// rememberWord makes a word read as a category from now on; write does so in an
// act.
func (p *program) rememberWord(s *store.Store, word, id string, write func(func(*store.Act) error) error) error {
	categories, err := s.Categories(p.ctx) // before the act, which has the one connection
	if err != nil {
		return err
	}
	word = strings.ToLower(strings.Join(strings.Fields(word), " "))
	at := slices.IndexFunc(categories, func(c journal.Category) bool { return c.ID == id })
	if at < 0 || slices.Contains(categories[at].Also, word) {
		return nil
	}
	c := categories[at]
	c.Also = append(slices.Clone(c.Also), word)
	slices.Sort(c.Also)
	return write(func(a *store.Act) error { return a.SaveCategory(&c) })
}

// noCategory says that a word names no category, and which there are.
func (p *program) noCategory(s *store.Store, word string) error {
	options, err := categoryOptions(p.ctx, s)
	if err != nil {
		return err
	}
	var ids []string
	for _, o := range options {
		ids = append(ids, o.ID)
	}
	near := cmp.Or(p.nearCategory(options, word), lexicon.NewTimes(options).Near(word))
	meant := ""
	if near != "" {
		meant = fmt.Sprintf("; did you mean %s?", near)
	}
	hint := "mull categories lists them: " + strings.Join(ids, ", ")
	return &fault{exitUsage, hint, fmt.Errorf("unknown category %q%s", word, meant)}
}
