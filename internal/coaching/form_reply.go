package coaching

import "slices"

// A FormReply is a filled-in form as far as it could be read. Every word of the
// text that is not the form's own stands in an answer or in Leftovers.
type FormReply struct {
	Assignment string // the ID in the form, or empty where that line is missing
	Answers    []FormAnswer
	Leftovers  []Leftover
	// EndMissing says that the form's last line is gone, so that the last
	// answer may hold a signature or more.
	EndMissing bool
	// Cut says that the form broke off: nothing ends it, and places for
	// answers are gone. A form that lost only one of these is taken as it is.
	Cut bool
}

// Empty says that nothing is filled in.
func (r *FormReply) Empty() bool {
	return !slices.ContainsFunc(r.Answers, func(a FormAnswer) bool { return a.Words != "" })
}

// A FormAnswer is what the form says to one question.
type FormAnswer struct {
	Question string // its id
	Ask      string
	Words    string // as written, its lines as they came; empty for no answer
	Value    any    // the canonical answer; nil where there is none or it does not fit
	Text     string // Value in words
	// Problem says why Words could not be taken as an answer. They stay words.
	Problem string
	// Note says how Words were taken where that is not plain.
	Note string
	// Missing says that the place for the answer is gone from the text.
	Missing bool
}

// A Leftover is text beside the answers: a greeting, a signature, words written
// into a question.
type Leftover struct{ Where, Text string }

// Share makes a share of a filled-in form, so that it is kept and shown like
// any other. Answers that did not fit go as their words.
func (r *FormReply) Share(id string, a *Assignment) (*Share, error) {
	entry := SharedEntry{Exercise: a.Exercise.ID, Title: a.Exercise.Title}
	for _, answer := range r.Answers {
		if answer.Words == "" {
			continue
		}
		field := SharedField{Question: answer.Question, Ask: answer.Ask, Text: or(answer.Text, answer.Words)}
		if q, found := a.Exercise.Question(answer.Question); found && answer.Note == "" {
			field.Scale = scaleOf(q, answer.Value)
		}
		if answer.Note != "" {
			field.Text = answer.Words
		}
		entry.Fields = append(entry.Fields, field)
	}
	s := &Share{ID: id, Assignment: a.ID, State: Done}
	if len(entry.Fields) > 0 {
		s.Entries = []SharedEntry{entry}
	}
	return s, s.check()
}
