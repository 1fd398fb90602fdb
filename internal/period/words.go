package period

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// A Direction says which day is meant where a phrase leaves it open, as friday
// and 24 June do.
type Direction int

// Past is for days something belongs to: the latest such day, today included.
// Future is for questions about what is to come: the next friday after today,
// and the next 24 June, today included.
const (
	Past Direction = iota
	Future
)

// A FormError says that a text has no form of a date at all, unlike one that
// names a day that doesn't exist or could be two.
type FormError struct{ message string }

func (e *FormError) Error() string { return e.message }

// ParseDate reads a day as people write it: 2026-11-19, yesterday, friday,
// 24 June, June 24th, 24.6., 24/6, 3 days ago, in 2 weeks, end of month.
//
// The direction decides only where the phrase doesn't: friday, 24 June, the
// 24th. "next friday" is always the Friday of next week, from Monday on;
// "last friday" is the latest Friday before today; "this friday" is the one of
// this week, of a question about the future not one that is over. The end of
// a week is its Friday; of a longer period it is the last day. A day that could
// be read as two, such as 6/7, is an error that shows both.
func ParseDate(text string, today Day, toward Direction) (Day, error) {
	p, err := parsePhrase(text, today, toward)
	if err != nil {
		return 0, err
	}
	return p.resolve(text, toward, today)
}

// ParseDateFrom reads the end of a range that begins on a day: of what a phrase
// leaves open it is the first on or after that day.
func ParseDateFrom(text string, today, from Day) (Day, error) {
	p, err := parsePhrase(text, today, Past)
	if err != nil {
		return 0, err
	}
	if p.weekday != nil && p.date == 0 {
		return p.resolve(text, Future, from-1)
	}
	return p.resolve(text, Future, from)
}

// A phrase is what a text says of a day: the day itself, or the parts of a date
// that leave several.
type phrase struct {
	day     Day // where it says everything, else 0; the first of 1970 is set with known
	known   bool
	weekday *time.Weekday
	month   time.Month // 0 for any
	date    int        // of the month; 0 for any
}

func fixed(day Day) phrase { return phrase{day: day, known: true} }

// resolve chooses the day: the latest up to today, or the next.
func (p phrase) resolve(text string, toward Direction, today Day) (Day, error) {
	if !p.known {
		day, found := p.search(toward, today)
		if !found {
			return 0, fmt.Errorf("%q isn't a day of the calendar", strings.TrimSpace(text))
		}
		p.day = day
	}
	if p.day < MinDay || p.day > MaxDay {
		return 0, fmt.Errorf("%s is outside the years 1900 to 2200", strings.TrimSpace(text))
	}
	if p.weekday != nil && p.day.Weekday() != *p.weekday {
		return 0, fmt.Errorf("%s is a %s, not a %s", p.day.Format("2 January 2006"), p.day.Weekday(), *p.weekday)
	}
	return p.day, nil
}

func (p phrase) search(toward Direction, today Day) (Day, bool) {
	const furthest = 8*366 + 1 // to the next 29 February, around 1900, 2100 and 2200
	step := Day(-1)
	day := today
	if toward == Future {
		step = 1
		if p.date == 0 {
			day++ // friday, said on a Friday, is a week ahead
		}
	}
	for range furthest {
		if p.fits(day) {
			return day, true
		}
		day += step
	}
	return 0, false
}

// fits leaves the weekday of a date alone: it is checked, not searched for.
func (p phrase) fits(day Day) bool {
	_, month, date := day.Date()
	if p.date == 0 {
		return p.weekday != nil && day.Weekday() == *p.weekday
	}
	return date == p.date && (p.month == 0 || p.month == month)
}

func parsePhrase(text string, today Day, toward Direction) (phrase, error) {
	word := strings.TrimSpace(text)
	if shapedAsDate(word) {
		day, err := ParseDay(word)
		return fixed(day), err
	}
	list, ok := tokens(word)
	if ok {
		p, err := dates{today, toward}.read(list)
		switch {
		case err == nil:
			return p, nil
		case !errors.Is(err, errForm):
			return p, err
		}
		if of, found := (periods{today, toward, ""}).read(list); found {
			return phrase{}, &FormError{fmt.Sprintf("%q is %d days: write one of them, such as %s", shortened(word), of.Days(), of.From.Format("2 Jan 2006"))}
		}
	}
	return phrase{}, &FormError{fmt.Sprintf("%q isn't a date: write 24 June, 24.6., 2026-06-24, friday, yesterday, 3 days ago or in 2 weeks", shortened(word))}
}

// shortened keeps a long text out of a message.
func shortened(text string) string {
	if runes := []rune(text); len(runes) > maxPhrase {
		return string(runes[:maxPhrase]) + "..."
	}
	return text
}

// Rhythm reads how often something comes round, as 7d, 2w or 3m, in days; a
// month counts thirty. It says false where there is none.
func Rhythm(text string) (Day, bool) {
	if len(text) < 2 {
		return 0, false
	}
	n, err := strconv.Atoi(text[:len(text)-1])
	days := map[byte]int{'d': 1, 'w': 7, 'm': 30}[text[len(text)-1]]
	if err != nil || n < 1 || days == 0 {
		return 0, false
	}
	return Day(n * days), true
}
