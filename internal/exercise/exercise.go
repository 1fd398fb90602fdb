// Package exercise holds what mull asks: exercises, their questions, the kinds
// of question, and the strict reader of exercise files.
//
// An exercise file is data. It travels from coaches to coachees, so the reader
// takes no aliases, no tags and no unknown fields, and reports every fault at
// once with its place.
//
// Answers are plain trees in one canonical form for each kind of question
// (see Answers), whether they were typed at a prompt, chosen in a list, read
// from an answers file or imported.
package exercise

import "mull/internal/period"

// An Exercise is a set of questions with the reasons for asking them.
type Exercise struct {
	ID      string
	Title   string
	Version int
	Theme   string
	Purpose string
	Source  string // the article or idea it comes from
	When    string // in words, shown to people
	Every   string // rhythm for `due`, as 1d, 2w, 3m; empty for none
	Minutes int    // how long it takes; with --more MinutesMore
	// MinutesMore is how long it takes with the questions marked more.
	MinutesMore int
	Intro       string // one or two lines shown before the first question
	// TitlePast and IntroPast are shown instead for a day that is over.
	TitlePast, IntroPast string
	About                string // read in `exercises show`, never while answering
	Privacy              Privacy
	Never                bool // nothing of it ever leaves the journal
	Questions            []Question
	Revisits             []Revisit
	Records              Records
	Offers               []Offer
}

// Privacy says how closely answers are held when something is shared.
type Privacy string

// Ordinary answers may be offered for sharing; personal ones are off until
// chosen; private ones stay unless opened question by question.
const (
	Ordinary Privacy = "ordinary"
	Personal Privacy = "personal"
	Private  Privacy = "private"
)

// A Question is one thing asked. Which fields count depends on its kind.
type Question struct {
	ID   string
	Kind string // the `type` of the file, a key of the table of kinds
	Ask  string
	Help string // shown on `?`
	// AskKnown is asked instead of Ask where the day already holds time.
	AskKnown string
	// AskPast, HelpPast and IfPast stand in for Ask, Help and If for a day that is over.
	AskPast, HelpPast, IfPast string

	// Wording replaces Ask by the answer to an earlier question.
	Wording *Wording

	Min, Max  *float64 // bounds of scale and number; Max is also the most that many takes
	Low, High string   // the ends of a scale, in words
	Unit      string   // of a number
	Options   Options
	Other     bool // choice and many: own words welcome
	Notes     bool // yesno and choice: a few words more
	Items     Count
	Exactly   int     // many: this many, or all where there are fewer
	Total     float64 // split: what the parts add up to
	Rows      Options
	Columns   []Column
	Piles     []Option
	Questions []Question // of a group
	If, Then  string     // the words around the two lines of an ifthen

	When    *Condition
	More    bool   // asked only with --more
	Rotate  string // of the questions with this name one is asked
	Joined  bool   // asked on the same screen as the question before
	Aside   bool   // asked without a number, easily left
	Trend   bool
	Role    string
	Privacy Privacy // stricter than the exercise's, or empty
	Never   bool    // this answer never leaves the journal
	Past    bool    // date: about what was; friday is the latest, not the next
	Shuffle bool    // options in an order of the journal's own
	Prefill string  // where a first value comes from
	Show    string  // what to show before asking
	Needs   string  // what the journal has to know for the question to be asked
	// Reply is what is said once an option is chosen; of a yesno the options are
	// yes and no.
	Reply map[string]string

	// Today lets a date be said from today. It is set by whoever asks and is no
	// part of a file; the zero Day is not known.
	Today period.Day
}

// A Wording chooses the text of a question by an earlier choice.
type Wording struct {
	Question string
	Is       map[string]string // option id -> text
}

// Options are the choices of a question: listed in the file, or taken From a
// named list (emotions, values, needs, life-areas, my-values, open-items) or
// from the answer to an earlier question.
type Options struct {
	List []Option
	From string
	// First is how many of an earlier answer are taken; 0 for all.
	First int
	// Near names two scale questions, pleasant and energy: the words of that
	// corner come first.
	Near []string
	// Close is how many of a resolved List are of that corner.
	Close int
	// Lexicon reads words that are not in a resolved List; nil reads none.
	Lexicon Lexicon
}

// An Option is one choice. Also holds words that read as it.
type Option struct {
	ID    string
	Label string
	Also  []string
	Group string // of a word list: the corner or family it belongs to
	About string // a value's gloss
}

// A Column is one scale, number or text asked for each row of a matrix.
type Column struct {
	ID        string
	Ask       string
	Kind      string // scale, number or text
	Min, Max  *float64
	Low, High string
}

// A Count is a range of how many; the zero Count is no repetition.
type Count struct{ Least, Most int }

// A Revisit asks more questions later, where When holds: in the Evening of the
// same day or later, After a number of days, On the date answered to a question,
// or Until a condition on its answers holds.
type Revisit struct {
	When      *Condition
	Evening   bool
	After     int // days
	On        string
	Until     *Condition
	Questions []Question
}

// Records say which answers become time or open items.
type Records struct {
	Split    string // a split question: an estimate for each category
	Activity *ActivityRecord
	Items    []string // text questions whose answers join the open items
}

// An ActivityRecord makes one activity of an entry: how long by the first of the
// questions Minutes that is answered, what by the question Note, in a fixed
// category.
type ActivityRecord struct {
	Minutes        []string
	Category, Note string
}

// Length returns the question that says how long it took, the first of them
// where none is answered, and what was answered to it.
func (a *ActivityRecord) Length(answers Answers) (question string, minutes float64) {
	for _, id := range a.Minutes {
		if minutes, ok := answers[id].(float64); ok {
			return id, minutes
		}
	}
	return a.Minutes[0], 0
}

// An Offer is one small thing proposed after an exercise; at most one is made.
// Exactly one of Exercise, Carry and Ask is set.
type Offer struct {
	When     *Condition
	History  *History
	Exercise string    // start this exercise
	Carry    string    // put the own words of this question on the list of open items
	Ask      *Question // one more question, kept with the entry
}

// A History condition holds when a measure has been noted at least this often;
// with Once the offer is made a single time in a journal.
type History struct {
	Measure string
	AtLeast int
	Once    bool
}

// Answers maps question ids to values. An absent id was not reached, nil was
// skipped. The canonical values, those of an answers file read as JSON:
//
//	text, longtext   string, or with items a list of strings
//	scale, number    float64
//	yesno            bool, or with a note {"value": bool, "note": string}
//	choice           option id, {"other": words}, or {"value": either, "note": string}
//	many             list of option ids and {"other": words}
//	rank             as many, the foremost first
//	split            {category: minutes}
//	sort             {pile: as many}
//	matrix           {row: value} or {row: {column: value}}
//	group            list of {question id: value}
//	ifthen           {"if": string, "then": string}
//	date             "2026-11-19"
//
// Text is valid UTF-8 without outer white space and is never empty.
type Answers map[string]any

// Question returns the question with an id, among the revisit's and the
// offered ones too.
func (x *Exercise) Question(id string) (*Question, bool) {
	for _, q := range x.All() {
		if q.ID == id {
			return q, true
		}
	}
	return nil, false
}

// All returns every question an entry may hold an answer to: the exercise's,
// then the revisit's, then the offered ones.
func (x *Exercise) All() []*Question {
	var all []*Question
	for i := range x.Questions {
		all = append(all, &x.Questions[i])
	}
	for i := range x.Revisits {
		all = append(all, x.Revisits[i].Plan()...)
	}
	for i := range x.Offers {
		if x.Offers[i].Ask != nil {
			all = append(all, x.Offers[i].Ask)
		}
	}
	return all
}

// Plan returns the questions of a revisit in order.
func (r *Revisit) Plan() []*Question {
	plan := make([]*Question, len(r.Questions))
	for i := range plan {
		plan[i] = &r.Questions[i]
	}
	return plan
}

// Applies says whether a question is asked with some answers: its own condition
// holds, and that of the revisit it belongs to.
func (x *Exercise) Applies(q *Question, answers Answers) bool {
	if !q.When.Holds(answers) {
		return false
	}
	for i := range x.Revisits {
		for j := range x.Revisits[i].Questions {
			if x.Revisits[i].Questions[j].ID == q.ID {
				return x.Revisits[i].When.Holds(answers)
			}
		}
	}
	return true
}

// ByRole returns the first question with a role.
func (x *Exercise) ByRole(role string) (*Question, bool) {
	for _, q := range x.All() {
		if q.Role == role {
			return q, true
		}
	}
	return nil, false
}

// Find returns the option a word names: its id, its label, or a word it also
// reads.
func Find(options []Option, word string) (Option, bool) {
	key := fold(word)
	if key == "" {
		return Option{}, false
	}
	for _, o := range options {
		if key == o.ID || key == fold(o.Label) {
			return o, true
		}
	}
	for _, o := range options {
		for _, also := range o.Also {
			if key == fold(also) {
				return o, true
			}
		}
	}
	return Option{}, false
}

// PrivacyOf returns how closely answers to a question are held: its own word
// where it is stricter, else the exercise's.
func (x *Exercise) PrivacyOf(q *Question) Privacy {
	if q.Privacy != "" {
		return q.Privacy
	}
	return x.Privacy
}

// NeverLeaves says whether an answer to a question stays in the journal whatever
// is exported or shared: it, a question inside it or all of the exercise is
// marked never.
func (x *Exercise) NeverLeaves(q *Question) bool {
	if x.Never || q.Never {
		return true
	}
	for i := range q.Questions {
		if x.NeverLeaves(&q.Questions[i]) {
			return true
		}
	}
	return false
}
