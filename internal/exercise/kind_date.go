package exercise

import (
	"fmt"
	"strings"

	"mull/internal/period"
)

// date is a local day. Where the question knows what day it is, days are read
// as people write them: friday, 24 June, in 2 weeks.
var dateKind = kind{
	read: func(q *Question, line string) (any, error) {
		if q.Today == 0 {
			return line, nil
		}
		toward := period.Future
		if q.Past {
			toward = period.Past
		}
		day, err := period.ParseDate(line, q.Today, toward)
		if err != nil {
			return nil, err
		}
		return day.String(), nil
	},
	check: func(q *Question, tree any) (any, error) {
		text, ok := tree.(string)
		if !ok {
			return nil, fmt.Errorf("needs a date like 2026-11-19, have %s", shown(tree))
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

// dayWords writes a date answer as Fri 20 Nov, with the year where it isn't
// this one.
func (q *Question) dayWords(text string) string {
	day, err := period.ParseDay(text)
	if err != nil || q.Today == 0 {
		return ""
	}
	return day.Short(q.Today) + "."
}
