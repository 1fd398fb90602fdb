package coaching

import (
	"fmt"
	"strings"
	"time"

	"mull/internal/english"
	"mull/internal/period"
	"mull/internal/seal"
)

// DefaultKeep is how many months a coach keeps what was shared unless the two
// agree otherwise.
const DefaultKeep = 12

// An Agreement holds the terms between a coach and a coachee. Only the terms
// travel; the words around them are each side's own program's, so that no file
// can change what one agrees to.
type Agreement struct {
	Coach, Coachee string
	KeepMonths     int // how long the coach keeps what was shared, 1 to 120
}

func (a *Agreement) check() error {
	if err := seal.CheckName(a.Coach); err != nil {
		return fmt.Errorf("the coach: %w", err)
	}
	if err := seal.CheckName(a.Coachee); err != nil {
		return fmt.Errorf("the coachee: %w", err)
	}
	if a.KeepMonths < 1 || a.KeepMonths > 120 {
		return fmt.Errorf("keeping for %s; it is 1 to 120", english.Count(a.KeepMonths, "month", "months"))
	}
	return nil
}

// Text returns the agreement to read and keep, on lines of at most 72 columns.
func (a *Agreement) Text() string {
	paragraphs := []string{
		fmt.Sprintf("An agreement between %s (coach) and %s (coachee)", a.Coach, a.Coachee),
		fmt.Sprintf("The answers belong to %s, the assignments and session notes to %s. Nobody else has a part in this: not an employer, not whoever pays.", a.Coachee, a.Coach),
		fmt.Sprintf("Nothing is shared by default. What %s sees is what %s chooses, field by field, and has read before it leaves. Leaving something out needs no reason.", a.Coach, a.Coachee),
		fmt.Sprintf("%s keeps what was shared for %s at the most and then removes it, earlier if asked. A copy already handed over cannot be called back by software.", a.Coach, Months(a.KeepMonths)),
		fmt.Sprintf("%s keeps it confidential. The limits are those of the law and of danger to life, and what is taken to supervision without a name; %s says so before passing anything on, where that is possible.", a.Coach, a.Coach),
		"This is coaching. It is not therapy and not medical advice, and no answer here is read by anyone who could help in an emergency. In danger, call the emergency number; for the rest there are doctors and counsellors.",
		"Either may stop at any time, without a reason.",
		"Both look at this again after six months.",
	}
	for i := range paragraphs {
		paragraphs[i] = wrap(paragraphs[i], 72)
	}
	return strings.Join(paragraphs, "\n\n") + "\n"
}

// ReviewDay returns when both look at an agreement again that was made on a
// day: six months later, at the end of the month where it has no such day.
func ReviewDay(agreed period.Day) period.Day { return monthsLater(agreed, 6) }

// KeptUntil returns the last day on which a coach may hold what came on a day,
// where both agreed on a number of months.
func KeptUntil(came period.Day, months int) period.Day { return monthsLater(came, months) }

func monthsLater(from period.Day, months int) period.Day {
	year, month, day := from.Date()
	later := period.NewDay(year, month+time.Month(months), day)
	if _, _, got := later.Date(); got != day {
		later = period.NewDay(year, month+time.Month(months)+1, 0)
	}
	return later
}

// Months says a number of months as the agreement does.
func Months(n int) string {
	switch {
	case n == 1:
		return "one month"
	case n == 12:
		return "one year"
	case n%12 == 0:
		return fmt.Sprintf("%d years", n/12)
	}
	return fmt.Sprintf("%d months", n)
}

type agreementView struct {
	Coach      string `json:"coach"`
	Coachee    string `json:"coachee"`
	KeepMonths int    `json:"keep_months"`
}

func (a *Agreement) view() *agreementView {
	if a == nil {
		return nil
	}
	return &agreementView{a.Coach, a.Coachee, a.KeepMonths}
}

func (v *agreementView) agreement() *Agreement {
	if v == nil {
		return nil
	}
	return &Agreement{v.Coach, v.Coachee, v.KeepMonths}
}
