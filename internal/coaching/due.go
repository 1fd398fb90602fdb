package coaching

import (
	"errors"
	"fmt"
	"strconv"

	"mull/internal/period"
)

// A Due is when something is wanted: a day, words such as "by our next
// session", both, or neither.
type Due struct {
	Day   period.Day // 0 where there is none
	Words string
}

// String returns the words, the day, or both.
func (d Due) String() string {
	switch {
	case d.Day == 0:
		return d.Words
	case d.Words == "":
		return d.Day.Format("Mon 2 January 2006")
	}
	return d.Words + " (" + d.Day.Format("Mon 2 January 2006") + ")"
}

func (d Due) check() (Due, error) {
	words, err := line("the date", d.Words, 100, false)
	if err != nil {
		return d, err
	}
	return Due{d.Day, words}, checkDay("the date", d.Day)
}

// checkDay takes a day mull can reckon with; 0, which no file writes, is none.
func checkDay(name string, day period.Day) error {
	if day != 0 && (day < period.MinDay || day > period.MaxDay) {
		return fmt.Errorf("%s is outside the years 1900 to 2200", name)
	}
	return nil
}

type dueView struct {
	Day   string `json:"day,omitempty"`
	Words string `json:"words,omitempty"`
}

func (d Due) view() *dueView {
	if d == (Due{}) {
		return nil
	}
	return &dueView{dayText(d.Day), d.Words}
}

func (v *dueView) due() (Due, error) {
	if v == nil {
		return Due{}, nil
	}
	day, err := readDay(v.Day)
	return Due{day, v.Words}, err
}

func dayText(day period.Day) string {
	if day == 0 {
		return ""
	}
	return day.String()
}

func readDay(text string) (period.Day, error) {
	if text == "" {
		return 0, nil
	}
	day, err := period.ParseDay(text)
	if err != nil {
		return 0, fmt.Errorf("%q is not a date like 2026-11-19", short(cleanLine(text)))
	}
	return day, nil
}

// checkEvery takes a rhythm: 1d, 2w, 3m. Empty is once.
func checkEvery(text string) error {
	if text == "" {
		return nil
	}
	fault := errors.New("the rhythm wants days, weeks or months such as 7d, 1w, 3m")
	number, err := strconv.Atoi(text[:len(text)-1])
	if err != nil || number < 1 || number > 366 || text[0] == '+' || text[0] == '0' {
		return fault
	}
	switch text[len(text)-1] {
	case 'd', 'w', 'm':
		return nil
	}
	return fault
}

// EveryWords says how often something repeats as a person would: every week,
// every 2 weeks.
func EveryWords(every string) string {
	if every == "" {
		return ""
	}
	number, unit := every[:len(every)-1], map[byte]string{'d': "day", 'w': "week", 'm': "month"}[every[len(every)-1]]
	if number == "1" {
		return "every " + unit
	}
	return "every " + number + " " + unit + "s"
}
