package coaching

import (
	"fmt"
	"strings"

	"mull/internal/exercise"
)

// formWidth is short enough that a mail program which quotes a form does not
// wrap it.
const formWidth = 70

// AsText writes an assignment as a form for someone without mull, to paste into
// a mail or to print. Each question has a heading and a place for the answer;
// ReadText reads the form back. journal lists options that come from named
// lists.
//
// A form travels, so an exercise or a question that never leaves the journal has
// no place in one (ErrNever where nothing is left), and a private question says
// that it is.
func AsText(a *Assignment, journal exercise.Journal) (string, error) {
	if err := a.check(); err != nil {
		return "", err
	}
	if a.Exercise.Never {
		return "", fmt.Errorf("%s: %w", a.Exercise.ID, ErrNever)
	}
	asked, err := formQuestions(a, journal)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	b.WriteString(formIntro(a))
	fmt.Fprintf(&b, "\n== mull form 1 : %s ==\n", a.ID)
	for i, q := range asked {
		fmt.Fprintf(&b, "\n== Question %d of %d ==\n%sAnswer %d [%s]:\n\n", i+1, len(asked), formAsk(a.Exercise, q), i+1, q.ID)
	}
	b.WriteString("\n" + formEnd + "\n")
	return b.String(), nil
}

const formEnd = "== End of the form =="

// formIntro is what stands before the first mark.
func formIntro(a *Assignment) string {
	var b strings.Builder
	b.WriteString(wrap("An exercise for you: "+a.Exercise.Title, formWidth) + "\n")
	if a.Exercise.Purpose != "" {
		b.WriteString(wrap(a.Exercise.Purpose, formWidth) + "\n")
	}
	b.WriteString("\n" + wrap("Why: "+a.Why, formWidth) + "\n")
	if a.Due != (Due{}) {
		b.WriteString(wrap("When: "+a.Due.String(), formWidth) + "\n")
	}
	if a.Every != "" {
		b.WriteString("How often: " + EveryWords(a.Every))
		if a.Until != 0 {
			b.WriteString(" until " + a.Until.Format("2 January 2006"))
		}
		b.WriteString("\n")
	}
	if a.Exercise.Intro != "" {
		b.WriteString("\n" + wrap(a.Exercise.Intro, formWidth) + "\n")
	}
	if a.Exercise.Privacy == exercise.Private {
		b.WriteString("\n" + wrap(formPrivate, formWidth) + "\n")
	}
	b.WriteString("\n" + wrap(seeText(a.See)+" "+formHow, formWidth) + "\n")
	return b.String()
}

const formPrivate = "This one is for you more than for me: write it where you " +
	"like, and send only what you want me to see."

const formHow = "Write below the lines that begin with Answer, as much or as " +
	"little as you like, and leave empty what you would rather keep. Please " +
	"leave the lines with == and the word Answer as they are, and send the " +
	"whole back. A mail like this is not encrypted: whoever can read your " +
	"mail can read it."

func seeText(see See) string {
	switch see {
	case SeeNothing:
		return "I do not ask to see any of it; it is for you."
	case SeeDone:
		return "I ask only whether you did it; the answers are yours."
	}
	return "I see what you choose to send, and nothing else."
}

// formQuestions returns the questions of a form, options listed. It is the
// short form of the exercise, the same each time for the same assignment.
func formQuestions(a *Assignment, journal exercise.Journal) ([]*exercise.Question, error) {
	// Without the seed and the past of a journal, which shuffle and rotate.
	fixed := exercise.Journal{List: journal.List}
	var asked []*exercise.Question
	for _, q := range a.Exercise.Plan(false, fixed, nil) {
		if _, never := strictness(a.Exercise, q, map[string]bool{}); never {
			continue
		}
		resolved, err := a.Exercise.Resolve(q, fixed, nil)
		if err != nil {
			return nil, fmt.Errorf("writing the form: %w", err)
		}
		asked = append(asked, resolved)
	}
	if len(asked) == 0 {
		return nil, fmt.Errorf("%s: %w", a.Exercise.ID, ErrNever)
	}
	return asked, nil
}
