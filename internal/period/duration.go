package period

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// ParseDuration reads a length of time as people type it: 90m, 1h30m, 1h30,
// 1:30, 1.5h, 2h or 45min. A number without a unit is refused, since 2 may mean
// hours to one person and minutes to another; so are 1h90 and 1:90, which are
// more likely slips than two and a half hours. The answer is whole seconds, at
// least a minute.
func ParseDuration(text string) (time.Duration, error) {
	fault := fmt.Errorf("%q is not a duration: write 90m, 1h30m, 1:30 or 1.5h", text)
	word := strings.ToLower(strings.TrimSpace(text))
	if hours, minutes, found := strings.Cut(word, ":"); found {
		h, errH := digits(hours)
		m, errM := digits(minutes)
		if errH != nil || errM != nil || m > 59 || len(minutes) != 2 {
			return 0, fault
		}
		return inRange(float64(h)*60+float64(m), text)
	}
	var total float64
	hours, rest, hasHours := cutUnit(word, "hours", "hour", "hrs", "hr", "h")
	if hasHours {
		value, err := number(hours)
		if err != nil {
			return 0, fault
		}
		total += value * 60
		word = rest
		if word == "" {
			return inRange(total, text)
		}
	}
	minutes, rest, hasUnit := cutUnit(word, "minutes", "minute", "mins", "min", "m")
	if !hasUnit && hasHours {
		minutes, rest = word, ""
	} else if !hasUnit || rest != "" {
		return 0, fault
	}
	value, err := number(minutes)
	if err != nil || hasHours && value >= 60 {
		return 0, fault
	}
	return inRange(total+value, text)
}

func cutUnit(word string, units ...string) (value, rest string, found bool) {
	end := strings.IndexFunc(word, func(r rune) bool { return (r < '0' || r > '9') && r != '.' && r != ',' })
	if end <= 0 {
		return "", word, false
	}
	for _, unit := range units {
		if rest, found := strings.CutPrefix(word[end:], unit); found {
			return word[:end], rest, true
		}
	}
	return "", word, false
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
