package period

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// ParseDate reads a date as people say it: 2026-11-19, today, yesterday, a
// weekday name (the latest such day, today included) or 3d-ago.
func ParseDate(text string, today Day) (Day, error) {
	word := strings.ToLower(strings.TrimSpace(text))
	switch word {
	case "today":
		return today, nil
	case "yesterday":
		return today - 1, nil
	}
	if back, found := strings.CutSuffix(word, "d-ago"); found {
		days, err := digits(back)
		if err == nil && days <= int(today-MinDay) {
			return today - Day(days), nil
		}
	}
	if weekday, ok := ParseWeekday(word); ok {
		return today - Day((int(today.Weekday())-int(weekday)+7)%7), nil
	}
	day, err := ParseDay(word)
	if err == nil || shapedAsDate(word) {
		return day, err
	}
	return 0, fmt.Errorf("%q is not a date: write 2026-11-19, today, yesterday, a weekday such as mon, or 3d-ago", text)
}

// ParseWeekday reads the name of a weekday, or at least three letters of it.
func ParseWeekday(word string) (time.Weekday, bool) {
	if len(word) < 2 {
		return 0, false
	}
	for weekday := time.Sunday; weekday <= time.Saturday; weekday++ {
		name := strings.ToLower(weekday.String())
		if word == name || len(word) >= 3 && strings.HasPrefix(name, word) {
			return weekday, true
		}
	}
	return 0, false
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
