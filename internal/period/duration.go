package period

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// ParseDuration reads a length of time as people type it: 90m, 1h30m, 1h30,
// 1:30, 1.5h, 2 hours, 1h 30m, 45 min or half an hour. A number without a unit
// is refused, since 2 may mean hours to one person and minutes to another; so
// are 1h90 and 1:90, which are more likely slips than two and a half hours. The
// answer is whole seconds, at least a minute.
func ParseDuration(text string) (time.Duration, error) {
	fault := fmt.Errorf("%q is not a duration: write 90m, 1h30m, 1:30 or 1.5h", text)
	word := strings.ToLower(strings.TrimSpace(text))
	if len(word) > longestLength {
		return 0, fault
	}
	if hours, minutes, found := strings.Cut(word, ":"); found {
		h, errH := digits(hours)
		m, errM := digits(minutes)
		if errH != nil || errM != nil || m > 59 || len(minutes) != 2 {
			return 0, fault
		}
		return inRange(float64(h)*60+float64(m), text)
	}
	total, err := minutesInWords(word)
	if err != nil {
		return 0, fault
	}
	return inRange(total, text)
}

func digits(text string) (int, error) {
	if text == "" || len(text) > 5 || strings.Trim(text, "0123456789") != "" {
		return 0, strconv.ErrSyntax
	}
	return strconv.Atoi(text)
}

func number(text string) (float64, error) {
	text = strings.Replace(text, ",", ".", 1)
	if text == "" || strings.Trim(text, "0123456789.") != "" {
		return 0, strconv.ErrSyntax
	}
	return strconv.ParseFloat(text, 64)
}

func inRange(minutes float64, text string) (time.Duration, error) {
	if minutes < 1 || minutes > 600000 {
		return 0, fmt.Errorf("%q is not between 1 minute and 10000 hours", text)
	}
	return time.Duration(math.Round(minutes*60)) * time.Second, nil
}

// Minutes rounds a number of seconds to whole minutes, halves away from zero.
func Minutes(seconds int) int { return int(math.Round(float64(seconds) / 60)) }

// FormatMinutes writes minutes as 1h30, 0h05 or -0h45.
func FormatMinutes(minutes int) string {
	sign := ""
	if minutes < 0 {
		sign, minutes = "-", -minutes
	}
	return fmt.Sprintf("%s%dh%02d", sign, minutes/60, minutes%60)
}
