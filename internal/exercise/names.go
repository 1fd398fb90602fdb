package exercise

import "strings"

// A Name is a word that exercise files may use in one place, with its meaning
// for those who write files or read them in a report.
type Name struct {
	Name    string
	Kinds   []string // the types of question it fits; nil for all
	Meaning string
}

// Roles tell reports what a question means, so that no exercise's name stands
// in code. A role stands at most once in an exercise.
var Roles = []Name{
	{"motive", []string{"many"}, "why someone took hands-on work"},
	{"main", []string{"choice"}, "which of the motives most of all"},
	{"open-item", []string{"many", "choice"}, "what was waiting; own words may be carried as open items"},
	{"price", []string{"scale"}, "how far the rest of the job waited"},
	{"found", []string{"text", "longtext"}, "what one found out; said again when the entry is kept"},
	{"next-time", []string{"choice"}, "what one would do with such work again"},
	{"words", []string{"many"}, "words for feelings, counted over a period"},
	{"pleasant", []string{"scale"}, "how pleasant the moment was"},
	{"energy", []string{"scale"}, "how much energy there was"},
	{"setting", []string{"choice"}, "in the middle of what a feeling was noted"},
	{"because", []string{"text", "longtext"}, "what would not have happened without the writer"},
	{"put-off", []string{"text"}, "what waits and was put off"},
	{"tomorrow", []string{"ifthen", "text"}, "the sentence that comes back the next day"},
	{"chosen", []string{"text"}, "the one thing chosen for the next week"},
	{"followed", []string{"choice"}, "what became of the last chosen thing"},
	{"value", []string{"rank", "many"}, "the values someone holds foremost, in order"},
	{"lived", []string{"matrix"}, "how far each value was lived"},
	{"room", []string{"matrix"}, "how much room the surroundings left each value"},
	{"wanted", []string{"split"}, "where one would have wanted the time to go"},
	{"sure", []string{"scale"}, "how sure one is of taking a step"},
	{"done", []string{"choice"}, "whether a step was taken"},
	{"timing", []string{"choice"}, "whether one answers before-starting, during or after"},
	{"did", []string{"choice"}, "what became of work one was about to start: yes, handed-over, no"},
	{"client", []string{"text"}, "whom a coach's session was with, as a pseudonym"},
	{"step-by", []string{"choice"}, "who put the next step forward in a session"},
	{"agreed", []string{"text"}, "what was agreed at the end of a session"},
	{"next-session", []string{"date"}, "the day of the next session"},
	{"session-time", []string{"text"}, "the time of day of the next session"},
	{"open-with", []string{"text"}, "what the coach wants to open the next session with"},
	{"bring", []string{"text", "longtext"}, "what to bring to the next session; offered for sharing"},
}

// Lists are the lists that options and rows may come from, beside earlier
// questions of the same exercise.
var Lists = []Name{
	{"emotions", nil, "words for feelings, in four corners"},
	{"values", nil, "the deck of forty values, and own cards"},
	{"needs", nil, "eight needs"},
	{"life-areas", nil, "nine areas of life"},
	{"categories", nil, "the categories of time in this journal"},
	{"my-values", nil, "the values put foremost the last time"},
	{"open-items", nil, "the talks and decisions being carried"},
}

// Needs are what a question may need the journal to know.
var Needs = []Name{
	{"coach", nil, "someone who coaches the owner of the journal"},
}

// Shows are what can be shown before a question is asked, beside the answer to
// an earlier question: of a rank also what entered and left since the last
// time, of a matrix with two scales what is high on both, on one, on neither.
var Shows = []Name{
	{"day", nil, "the minutes already known of the day"},
	{"week", nil, "the week's own entries and counts"},
	{"quarter", nil, "the quarter's table, and what happened because of the writer"},
	{"chosen", nil, "the last chosen thing; without one the question is passed over"},
	{"last", nil, "the answer to the same question the last time"},
}

// Prefills are where a first value may come from, beside the answer to an
// earlier question of the same type.
var Prefills = []Name{
	{"last", nil, "the answer to the same question the last time"},
	{"week", []string{"split"}, "the minutes the week already holds by category"},
}

// ReplyTo returns what is to be said to an answer, or nothing. To a date it is
// the day, so that whoever typed friday sees which one it is.
func (q *Question) ReplyTo(value any) string {
	if text, ok := value.(string); ok && q.Kind == "date" {
		return q.dayWords(text)
	}
	for _, id := range IDs(value) {
		if words := q.Reply[id]; words != "" {
			return words
		}
	}
	switch Bare(value) {
	case true:
		return q.Reply["yes"]
	case false:
		return q.Reply["no"]
	}
	return ""
}

func names(list []Name) []string {
	out := make([]string, len(list))
	for i, n := range list {
		out[i] = n.Name
	}
	return out
}

func named(list []Name, name string) (Name, bool) {
	for _, n := range list {
		if n.Name == name {
			return n, true
		}
	}
	return Name{}, false
}

// fits says whether a name may stand on a type of question.
func (n Name) fits(kind string) bool {
	for _, k := range n.Kinds {
		if k == kind {
			return true
		}
	}
	return n.Kinds == nil
}

func (n Name) kinds() string { return strings.Join(n.Kinds, " or ") }
