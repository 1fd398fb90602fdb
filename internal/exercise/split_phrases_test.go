package exercise_test

// How several lengths and names in one line are told apart.

import (
	"fmt"
	"strings"
	"testing"

	"mull/internal/exercise"
)

func TestJoinedTimes(t *testing.T) {
	q := exercise.Question{Kind: "split", Options: exercise.Options{List: []exercise.Option{
		{ID: "meetings"}, {ID: "coding"}, {ID: "email"},
	}}}
	for line, want := range map[string]string{
		"meetings 2h and 30m email":                   "meetings 120, email 30",
		"meetings 2 hours and 30 minutes email":       "meetings 120, email 30",
		"2h and 30 min email":                         "email 150",
		"meetings 1.5h and half an hour of email":     "meetings 90, email 30",
		"meetings 2h and a half hour of email":        "meetings 120, email 30",
		"meetings 2h and a quarter of an hour email":  "meetings 120, email 15",
		"meetings an hour and a half":                 "meetings 90",
		"1h coding + 30m email":                       "coding 60, email 30",
		"coding 1h + email 30m":                       "coding 60, email 30",
		"1h coding plus 30m email":                    "coding 60, email 30",
		"coding +1h email +30m":                       "coding + 60, email + 30",
		"coding 1h / email 30m":                       "coding 60, email 30",
		"3h, meetings":                                "meetings 180",
		"meetings, 3h, coding, 2h":                    "meetings 180, coding 120",
		"meetings (3h)":                               "meetings 180",
		"spent 3h in meetings":                        "meetings 180",
		"had 2h of meetings and did 1h coding":        "meetings 120, coding 60",
		"hour and a half of meetings":                 "meetings 90",
		"hour of email":                               "email 60",
		"45' email":                                   "email 45",
		"meetings 2h, coding 1h, email half an hour":  "meetings 120, coding 60, email 30",
		"2h meetings, 1h coding and 10 min of email.": "meetings 120, coding 60, email 10",
	} {
		var got []string
		for _, part := range q.SplitParts(line) {
			if part.Err != nil {
				got = append(got, part.Err.Error())
				continue
			}
			sign := ""
			if part.Sign != 0 {
				sign = string(part.Sign) + " "
			}
			got = append(got, fmt.Sprintf("%s %s%v", part.ID, sign, part.Minutes))
		}
		if joined := strings.Join(got, ", "); joined != want {
			t.Errorf("%q is read as %s, want %s", line, joined, want)
		}
	}
}
