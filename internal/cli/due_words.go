package cli

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"mull/internal/coaching"
	"mull/internal/period"
)

// parseDue reads when something is wanted: 2026-12-04, 4 Dec, friday, or words
// that hold such a date, as "before 4 Dec". Words without a date are welcome,
// as "by our next session". A date without a year is the next such day.
func parseDue(text string, today period.Day) (coaching.Due, error) {
	text = strings.Join(strings.Fields(text), " ")
	words := strings.Split(text, " ")
	for i := range words {
		for _, length := range []int{3, 2, 1} {
			if i+length > len(words) {
				continue
			}
			day, found := dayAhead(words[i:i+length], today)
			if !found {
				continue
			}
			if day < today {
				return coaching.Due{}, usage("mull help dates", "%s is past", day)
			}
			if i == 0 && length == len(words) {
				return coaching.Due{Day: day}, nil
			}
			return coaching.Due{Day: day, Words: text}, nil
		}
	}
	return coaching.Due{Words: text}, nil
}

// dayAhead reads one to three words as a day to come.
func dayAhead(words []string, today period.Day) (period.Day, bool) {
	trimmed := make([]string, len(words))
	for i, word := range words {
		trimmed[i] = strings.ToLower(strings.Trim(word, ".,;:()"))
	}
	if len(trimmed) == 1 {
		return oneWord(trimmed[0], today)
	}
	number, errDay := strconv.Atoi(trimmed[0])
	month, found := monthNamed(trimmed[1])
	if errDay != nil || !found || number < 1 || number > 31 {
		return 0, false
	}
	year, _, _ := today.Date()
	if len(trimmed) == 3 {
		given, err := strconv.Atoi(trimmed[2])
		if err != nil || given < 1900 || given > 2200 {
			return 0, false
		}
		day := period.NewDay(given, month, number)
		_, _, same := day.Date()
		return day, same == number
	}
	for ; ; year++ {
		day := period.NewDay(year, month, number)
		if _, _, same := day.Date(); same == number && day >= today {
			return day, true
		}
		if this, _, _ := today.Date(); year > this+8 {
			return 0, false
		}
	}
}

func oneWord(word string, today period.Day) (period.Day, bool) {
	switch word {
	case "today":
		return today, true
	case "tomorrow":
		return today + 1, true
	}
	if day, err := period.ParseDay(word); err == nil {
		return day, true
	}
	for ahead := period.Day(1); ahead <= 7; ahead++ {
		if strings.EqualFold((today + ahead).Weekday().String(), word) {
			return today + ahead, true
		}
	}
	return 0, false
}

func monthNamed(word string) (time.Month, bool) {
	if len(word) < 3 {
		return 0, false
	}
	months := []string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}
	at := slices.IndexFunc(months, func(name string) bool { return strings.HasPrefix(name, word) })
	return time.Month(at + 1), at >= 0
}
