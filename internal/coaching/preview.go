package coaching

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"mull/internal/exercise"
)

// ErrNever says that an exercise's answers do not leave the journal at all.
var ErrNever = errors.New("its answers never leave the journal")

// A Pick is what the owner decided about one answer. The zero Pick keeps it.
type Pick struct {
	Share bool
	// Open is needed beside Share for a private answer: those are opened one
	// by one.
	Open bool
	// Words go instead of the answer's own, if not nil.
	Words *string
	// Redact lists words to take out wherever they stand, in capitals or not.
	Redact []string
}

// whole says that an answer leaves as it was given.
func (p Pick) whole() bool { return p.Share && p.Words == nil && len(p.Redact) == 0 }

// A Selection maps question ids to picks. The zero Selection shares nothing.
type Selection map[string]Pick

// A Preview is one entry as it would leave, every answer it holds with it. The
// screen and the text show the same Preview, and Compose shares from it and
// from nothing else.
type Preview struct {
	Exercise, Title string
	Fields          []PreviewField
}

// A PreviewField is one answer in a preview. Skipped questions and those not
// reached have none.
type PreviewField struct {
	SharedField        // as it would leave
	On          bool   // it leaves
	Locked      string // why it is off and takes more than a keystroke, or empty
	Fixed       bool   // it cannot be shared at all
	// Tells lists what sharing it gives away beside its words, such as that a
	// question is asked only after a certain answer.
	Tells []string
}

// pageAsk stands for the question of a page that asks none.
const pageAsk = "The page"

// NewPreview prepares one entry's answers to an exercise, with the owner's
// picks. It fails for an exercise that never leaves (ErrNever) and for picks
// that do not fit, naming the question.
func NewPreview(x *exercise.Exercise, journal exercise.Journal, answers exercise.Answers, picks Selection) (*Preview, error) {
	if x.Never {
		return nil, fmt.Errorf("%s: %w", x.ID, ErrNever)
	}
	p := &Preview{Exercise: x.ID, Title: cleanLine(x.Title)}
	for _, q := range x.All() {
		value := answers[q.ID]
		if value == nil {
			continue
		}
		asked, err := x.Resolve(q, journal, answers)
		if err != nil {
			return nil, err
		}
		neutral(q, asked, picks)
		field := PreviewField{SharedField: SharedField{
			Question: q.ID,
			Ask:      or(strings.TrimSpace(clean(asked.Ask)), pageAsk),
			Text:     answerText(asked, value),
		}}
		if field.Text == "" {
			continue
		}
		field.Scale = scaleOf(q, value)
		lock(&field, x, q)
		field.Tells = tells(x, q, answers, picks)
		if err := field.pick(picks[q.ID]); err != nil {
			return nil, fmt.Errorf("%s: %w", q.ID, err)
		}
		field.carry(inherited(x, asked, picks))
		p.Fields = append(p.Fields, field)
	}
	return p, p.unknown(picks)
}

// unknown refuses a pick for a question that has no answer here: a mistyped id
// must not go by as a choice made.
func (p *Preview) unknown(picks Selection) error {
	var missing []string
	for question := range picks {
		if !slices.ContainsFunc(p.Fields, func(f PreviewField) bool { return f.Question == question }) {
			missing = append(missing, question)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	slices.Sort(missing)
	return fmt.Errorf("this entry of %s has no answer to %s", p.Exercise, strings.Join(missing, ", "))
}

// neutral gives a question its general words again where an earlier answer chose
// them, since they would tell that answer; unless it is shared as well.
func neutral(q, asked *exercise.Question, picks Selection) {
	if q.Wording != nil && !picks[q.Wording.Question].whole() {
		asked.Ask = q.Ask
	}
	for i := range asked.Questions {
		neutral(&q.Questions[i], &asked.Questions[i], picks)
	}
}

func scaleOf(q *exercise.Question, value any) *Scale {
	number, ok := value.(float64)
	if !ok || q.Kind != "scale" || q.Min == nil || q.Max == nil {
		return nil
	}
	return &Scale{number, *q.Min, *q.Max}
}

// lock says what keeps an answer in.
func lock(f *PreviewField, x *exercise.Exercise, q *exercise.Question) {
	private, never := strictness(x, q, map[string]bool{})
	switch {
	case never:
		f.Locked, f.Fixed = "never leaves the journal", true
	case private:
		f.Locked = "private: stays unless you open this one"
	}
}

// carry leaves out what another answer was rid of, where it stands here.
func (f *PreviewField) carry(words []string) {
	for _, word := range words {
		if text, found := redact(f.Text, word); found {
			f.Text, f.Redacted, f.Scale = text, true, nil
		}
	}
}

// pick applies the owner's decision.
func (f *PreviewField) pick(p Pick) error {
	if p.Words != nil {
		words := strings.TrimSpace(clean(*p.Words))
		if words == "" {
			return errors.New("empty words instead of the answer; leave it out instead")
		}
		f.Edited = words != f.Text
		f.Text = words
	}
	for _, word := range p.Redact {
		text, found := redact(f.Text, word)
		if !found {
			return errors.New("the words to leave out are not in the answer")
		}
		f.Text, f.Redacted = text, true
	}
	if f.Edited || f.Redacted {
		f.Scale = nil
	}
	switch {
	case !p.Share:
		return nil
	case f.Fixed:
		return fmt.Errorf("it %s", f.Locked)
	case f.Locked != "" && !p.Open:
		return errors.New("it is private; open it on its own to share it")
	}
	f.On = true
	return nil
}

// Compose makes a share of what the previews let leave. An entry nothing of
// which leaves is not in it.
func Compose(id, assignment string, state State, previews []*Preview, trends []Trend) (*Share, error) {
	s := &Share{ID: id, Assignment: assignment, State: state, Trends: trends}
	for _, p := range previews {
		entry := SharedEntry{Exercise: p.Exercise, Title: p.Title}
		for _, f := range p.Fields {
			if f.On {
				entry.Fields = append(entry.Fields, f.SharedField)
			}
		}
		if len(entry.Fields) > 0 {
			s.Entries = append(s.Entries, entry)
		}
	}
	if err := s.check(); err != nil {
		return nil, err
	}
	return s, nil
}
