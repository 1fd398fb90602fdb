// Reads dates in figures: 24/6, 6/24/2026, 24.6., 2026/06/24.

package period

import (
	"fmt"
	"strings"
	"time"
)

// figuresDate reads a date in figures. Which of two numbers is the month shows
// where only one of them can be; with dots the day always comes first.
func figuresDate(text string) (phrase, error) {
	parts, separator, ok := figuresParts(text)
	if !ok {
		return phrase{}, errForm
	}
	year := 0
	switch {
	case len(parts) == 3 && len(parts[0]) == 4:
		return dateOf(text, number4(parts[0]), number4(parts[1]), number4(parts[2]))
	case len(parts) == 3 && len(parts[2]) == 4:
		year = number4(parts[2])
	case len(parts) == 3 && len(parts[2]) == 2 && separator != '-':
		year = 2000 + number4(parts[2])
	case len(parts) != 2:
		return phrase{}, errForm
	}
	if len(parts[0]) > 2 || len(parts[1]) > 2 {
		return phrase{}, errForm
	}
	first, second := number4(parts[0]), number4(parts[1])
	dayFirst, monthFirst := canBe(year, second, first), canBe(year, first, second)
	switch {
	case dayFirst && monthFirst && first != second && separator != '.':
		return phrase{}, fmt.Errorf("%q could be %s or %s: write %s or %s", text,
			dateWords(first, second, " January"), dateWords(second, first, " January"), dateWords(first, second, " Jan"), dateWords(second, first, " Jan"))
	case dayFirst:
		return dateOf(text, year, second, first)
	case monthFirst:
		return dateOf(text, year, first, second)
	}
	return phrase{}, fmt.Errorf("%q isn't a day of the calendar", text)
}

// figuresParts are the numbers of a date in figures, all divided in the same way.
func figuresParts(text string) (parts []string, separator byte, ok bool) {
	at := strings.IndexAny(text, "./-")
	if at < 0 {
		return nil, 0, false
	}
	separator = text[at]
	trimmed := text
	if separator == '.' {
		trimmed = strings.TrimSuffix(text, ".")
	}
	parts = strings.Split(trimmed, string(separator))
	for _, part := range parts {
		if _, err := digits(part); err != nil || len(part) > 4 || len(part) == 3 {
			return nil, 0, false
		}
	}
	return parts, separator, true
}

func number4(text string) int {
	n, _ := digits(text)
	return n
}

// canBe says whether a month has a day, in some year where none is given.
func canBe(year, month, date int) bool {
	if year == 0 {
		year = 2000 // a leap year
	}
	if month < 1 || month > 12 || date < 1 {
		return false
	}
	return date <= Of(KindMonth, NewDay(year, time.Month(month), 1)).Days()
}

// dateOf is a date of a year, or of any where year is 0.
func dateOf(text string, year, month, date int) (phrase, error) {
	if !canBe(year, month, date) {
		return phrase{}, fmt.Errorf("%q isn't a day of the calendar", text)
	}
	if year == 0 {
		return phrase{month: time.Month(month), date: date}, nil
	}
	return fixed(NewDay(year, time.Month(month), date)), nil
}

// dateWords writes a day and a month in words.
func dateWords(date, month int, layout string) string {
	return NewDay(2000, time.Month(month), date).Format("2" + layout)
}
