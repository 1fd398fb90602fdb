package exercise

import (
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Fields of an exercise file, in the order they are best written.
var exerciseFields = []string{
	"id", "title", "title_past", "version", "theme", "purpose", "source", "when", "every",
	"minutes", "minutes_more", "intro", "intro_past", "about", "privacy", "never",
	"questions", "revisit", "records", "offers",
}

// Read reads an exercise file, YAML or JSON. name stands in the faults; where it
// is a file's and the exercise has no id, it gives one: my-friday of
// my-friday.yaml. Without a version an exercise has version 1, and without a
// privacy it is private, the strictest. The error is of type Faults and holds
// every fault of the file.
func Read(name string, source []byte) (*Exercise, error) {
	x, _, err := ReadWarned(name, source)
	return x, err
}

// ReadWarned reads as Read does, and returns what a file without faults may say by
// mistake.
func ReadWarned(name string, source []byte) (x *Exercise, warnings Faults, err error) {
	root, faults := parseTree(name, source, fileLimits)
	if root == nil {
		return nil, nil, faults.sorted()
	}
	r := &reader{file: name, faults: faults}
	x = scope{reader: r}.exercise(root)
	if len(r.faults) > 0 {
		return nil, nil, r.faults.sorted()
	}
	return x, r.warnings.sorted(), nil
}

func (s scope) exercise(n *node) *Exercise {
	x := &Exercise{}
	catalogue := newCatalogue(x)
	ok := s.fields(n, exerciseFields, func(name string, value *node) {
		s.exerciseField(x, catalogue, name, value)
	})
	if !ok {
		return x
	}
	s.defaults(n, x)
	for _, name := range []string{"title", "questions"} {
		if n.find(name) == nil {
			s.fault(n, "the exercise has no %s", name)
		}
	}
	if x.MinutesMore > 0 && x.MinutesMore < x.Minutes {
		s.fault(n.find("minutes_more"), "minutes_more is the time with --more and cannot be less than minutes (%d)", x.Minutes)
	}
	catalogue.fill()
	s.references(n, x, catalogue)
	return x
}

// defaults sets what a file may leave out.
func (s scope) defaults(n *node, x *Exercise) {
	if n.find("version") == nil {
		x.Version = 1
	}
	if n.find("privacy") == nil {
		x.Privacy = Private
	}
	if n.find("id") != nil {
		return
	}
	if x.ID = idOf(s.file); x.ID == "" {
		s.fault(n, "the exercise has no id, and the name of its file gives none; add a line such as id: my-friday")
	}
}

// idOf is the id that the name of an exercise file gives, or "".
func idOf(name string) string {
	base := filepath.Base(name)
	ending := filepath.Ext(base)
	if !slices.Contains([]string{".yaml", ".yml", ".json"}, strings.ToLower(ending)) {
		return ""
	}
	id := Slug(strings.TrimSuffix(base, ending))
	if idProblem(id) != "" || len(id) > maxName || booleanWord(id) {
		return ""
	}
	return id
}

func (s scope) exerciseField(x *Exercise, c *catalogue, name string, n *node) {
	switch name {
	case "id":
		x.ID = s.id(n, name)
	case "title":
		x.Title = s.line(n, name, maxWord)
	case "title_past":
		x.TitlePast = s.line(n, name, maxWord)
	case "version":
		x.Version = s.whole(n, name, 1, 1_000_000)
	case "theme":
		x.Theme = s.line(n, name, maxName)
	case "purpose":
		x.Purpose = s.page(n, name, maxAsk)
	case "source":
		x.Source = s.page(n, name, maxAsk)
	case "when":
		x.When = s.line(n, name, maxWord)
	case "every":
		x.Every = s.rhythm(n, name)
	case "minutes":
		x.Minutes = s.whole(n, name, 1, 600)
	case "minutes_more":
		x.MinutesMore = s.whole(n, name, 1, 600)
	case "intro":
		x.Intro = s.page(n, name, maxAsk)
	case "intro_past":
		x.IntroPast = s.page(n, name, maxAsk)
	case "about":
		x.About = s.page(n, name, maxPage)
	case "privacy":
		x.Privacy = s.privacy(n)
	case "never":
		x.Never = s.truth(n, name)
	case "questions":
		x.Questions = s.questions(n, &c.main)
	case "revisit":
		x.Revisits = s.revisits(n, c)
	case "records":
		x.Records = s.records(n, c)
	case "offers":
		x.Offers = s.offers(n, c)
	}
}

func (s scope) privacy(n *node) Privacy {
	word := s.line(n, "privacy", maxName)
	switch level := Privacy(word); level {
	case Ordinary, Personal, Private, "":
		return level
	}
	s.fault(n, "%s", unknownName("privacy", word, []string{string(Ordinary), string(Personal), string(Private)}))
	return ""
}

// strictness orders privacy; an unset one is below all.
func (p Privacy) strictness() int {
	switch p {
	case Ordinary:
		return 1
	case Personal:
		return 2
	case Private:
		return 3
	}
	return 0
}

// rhythm reads 7d, 2w or 3m and keeps it as written.
func (s scope) rhythm(n *node, field string) string {
	text := s.line(n, field, maxName)
	if _, err := rhythmDays(text); err != nil && text != "" {
		s.fault(n, "%s %s", field, err)
		return ""
	}
	return text
}

// rhythmDays returns how many days 7d, 2w or 3m are; a month counts 30.
func rhythmDays(text string) (int, error) {
	fault := fmt.Errorf("wants days, weeks or months such as 7d, 2w, 3m, ten years at the most; have %q", shorten(text))
	if text == "" || text[0] < '1' || text[0] > '9' {
		return 0, fault
	}
	number, err := strconv.ParseUint(text[:len(text)-1], 10, 16)
	if err != nil {
		return 0, fault
	}
	days := map[byte]int{'d': 1, 'w': 7, 'm': 30}[text[len(text)-1]] * int(number)
	if days < 1 || days > 3650 {
		return 0, fault
	}
	return days, nil
}
