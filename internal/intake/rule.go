package intake

import (
	"strings"
	"time"

	"mull/internal/exercise"
	"mull/internal/journal"
)

// LeaveOut is what a rule says instead of a category of events that are no time
// at work, such as lunch.
const LeaveOut = "leave-out"

// A Rule sorts imported time into a category. Words are alternatives; every
// other condition that is set must hold as well. Its text form, which people
// type, is that of ParseRule and String.
type Rule struct {
	ID        string
	Words     []string // any of these in the title, as whole words; a last * continues the word
	Without   []string // none of these in it
	Attendees Range    // people invited, the organiser and the reader included
	Length    Lengths
	Organiser string // word of the organiser's address or name
	Calendar  string // word of the calendar's name
	Tag       string // a project, task, client or tag
	Origin    string // calendar, toggl, klog ...
	Days      Days
	Alone     bool // nobody else was invited
	Tentative bool
	Category  string // or LeaveOut
	// Counts is how long each day of an event counts that has no minutes of its
	// own, an all-day event; 0 leaves it without.
	Counts time.Duration
}

// A Range is how many, both ends included; Most 0 is no bound.
type Range struct{ Least, Most int }

// Lengths is how long, both ends included; Most 0 is no bound.
type Lengths struct{ Least, Most time.Duration }

// Days says whether a rule is for events of whole days or for the others.
type Days string

// The zero Days is both.
const (
	AllDay Days = "all-day"
	Timed  Days = "timed"
)

// A Sorter applies rules, the first that fits.
type Sorter struct {
	rules []Rule
	words []folded
}

// folded are the words of a rule brought to the form they are compared in.
type folded struct {
	any, none                []string
	organiser, calendar, tag string
}

// NewSorter takes rules in the order they are tried: people's own before
// DefaultRules.
func NewSorter(rules []Rule) *Sorter {
	s := &Sorter{rules: rules, words: make([]folded, len(rules))}
	for i, r := range rules {
		s.words[i] = folded{phrases(r.Words), phrases(r.Without), phrase(r.Organiser), phrase(r.Calendar), phrase(r.Tag)}
	}
	return s
}

// Sort returns the category of the first rule that fits, and the rule; without
// one Unsorted and nil.
func (s *Sorter) Sort(f Facts) (category string, rule *Rule) {
	text := fold(f.Title)
	for _, word := range f.Words {
		text += "-" + fold(word)
	}
	for i := range s.rules {
		if s.rules[i].fits(&f, text, &s.words[i]) {
			return s.rules[i].Category, &s.rules[i]
		}
	}
	return Unsorted, nil
}

// Apply sorts an imported activity and gives it the minutes a rule says. It
// returns the rule that did, or nil. Where the rule says LeaveOut that is the
// activity's category: it is not to be kept.
func (s *Sorter) Apply(a *journal.Activity) *Rule {
	category, rule := s.Sort(FactsOf(a))
	a.Category = category
	if !a.Clocked() && a.Origin == journal.Calendar {
		a.Seconds = 0
		if rule != nil {
			a.Seconds = int(rule.Counts / time.Second)
		}
	}
	return rule
}

func (r *Rule) fits(f *Facts, text string, w *folded) bool {
	switch {
	case len(w.any) > 0 && !holdsAny(text, w.any), holdsAny(text, w.none):
	case r.Attendees != Range{} && (f.Attendees < r.Attendees.Least || r.Attendees.Most > 0 && f.Attendees > r.Attendees.Most):
	case r.Length != Lengths{} && (f.AllDay || f.Length < r.Length.Least || r.Length.Most > 0 && f.Length > r.Length.Most):
	case r.Organiser != "" && !holds(fold(f.Organiser), w.organiser):
	case r.Calendar != "" && !holds(fold(f.Calendar), w.calendar):
	case r.Tag != "" && !holdsTag(f.Words, w.tag):
	case r.Origin != "" && r.Origin != f.Origin:
	case r.Days == AllDay && !f.AllDay, r.Days == Timed && f.AllDay:
	case r.Alone && f.Attendees > 1, r.Tentative && !f.Tentative:
	default:
		return true
	}
	return false
}

// fold brings text to words between hyphens: "Daily Stand-up" is
// -daily-stand-up-.
func fold(text string) string { return "-" + exercise.Slug(text) + "-" }

func phrases(list []string) []string {
	var all []string
	for _, text := range list {
		all = append(all, phrase(text))
	}
	return all
}

func phrase(text string) string {
	if open, found := strings.CutSuffix(text, "*"); found {
		return "-" + exercise.Slug(open)
	}
	return fold(text)
}

func holds(text, phrase string) bool { return strings.Contains(text, phrase) }

func holdsAny(text string, phrases []string) bool {
	for _, phrase := range phrases {
		if holds(text, phrase) {
			return true
		}
	}
	return false
}

func holdsTag(words []string, tag string) bool {
	for _, word := range words {
		if own := fold(word); own == tag || !strings.HasSuffix(tag, "-") && strings.HasPrefix(own, tag) {
			return true
		}
	}
	return false
}
