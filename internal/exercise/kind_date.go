package exercise

import (
	"fmt"
	"strconv"
	"strings"

	"mull/internal/period"
)

// date is a local day. Where the question knows what day it is, today,
// tomorrow, yesterday, +3d, +2w and 3d-ago are read too.
var dateKind = kind{
	read: func(q *Question, line string) (any, error) {
		if q.Today != 0 {
			if day, found := relativeDay(strings.ToLower(line), q.Today); found {
				return day.String(), nil
			}
		}
		return line, nil
	},
	check: func(q *Question, tree any) (any, error) {
		text, ok := tree.(string)
		if !ok {
			return nil, fmt.Errorf("wants a date like 2026-11-19, have %s", shown(tree))
		}
		if text = strings.TrimSpace(text); text == "" {
			return nil, nil
		}
		day, err := period.ParseDay(text)
		if err != nil {
			return nil, err
		}
		return day.String(), nil
	},
	line: func(_ *Question, value any) string {
		text, _ := value.(string)
		return text
	},
}

// relativeDay reads a day said from today. Names of weekdays are not read: of
// a date to come they mean another day than of one past.
func relativeDay(word string, today period.Day) (period.Day, bool) {
	switch word {
	case "today":
		return today, true
	case "tomorrow":
		return today + 1, true
	case "yesterday":
		return today - 1, true
	}
	sign := period.Day(1)
	count, ahead := strings.CutPrefix(word, "+")
	if !ahead {
		var back bool
		if count, back = strings.CutSuffix(word, "-ago"); !back {
			return 0, false
		}
		sign = -1
	}
	number, unit := count, ""
	if count != "" {
		number, unit = count[:len(count)-1], count[len(count)-1:]
	}
	n, err := strconv.ParseUint(number, 10, 12)
	switch {
	case err != nil:
		return 0, false
	case unit == "d":
		return today + sign*period.Day(n), true
	case unit == "w":
		return today + sign*7*period.Day(n), true
	}
	return 0, false
}
