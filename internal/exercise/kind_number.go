package exercise

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"mull/internal/period"
)

var scaleKind = kind{
	read: readNumber,
	check: func(q *Question, tree any) (any, error) {
		value, ok := tree.(float64)
		if !ok {
			return nil, fmt.Errorf("wants a number %s, have %s", bounds(q.Min, q.Max), shown(tree))
		}
		if value != math.Trunc(value) {
			return nil, fmt.Errorf("wants a whole number %s, have %s", bounds(q.Min, q.Max), Number(value))
		}
		words := ""
		if q.Low != "" && q.High != "" {
			words = fmt.Sprintf(" (%s ... %s)", q.Low, q.High)
		}
		if err := checkNumber(value, q.Min, q.Max, words); err != nil {
			return nil, err
		}
		return value + 0, nil // minus zero is zero
	},
	line: numberLine,
	needs: func(q *Question) []string {
		if q.Min == nil || q.Max == nil {
			return []string{"scale needs min and max"}
		}
		if *q.Min >= *q.Max {
			return []string{fmt.Sprintf("scale needs min < max, have %s and %s", Number(*q.Min), Number(*q.Max))}
		}
		if *q.Min != math.Trunc(*q.Min) || *q.Max != math.Trunc(*q.Max) {
			return []string{fmt.Sprintf("scale has whole numbers only, have %s and %s", Number(*q.Min), Number(*q.Max))}
		}
		if *q.Max-*q.Min > 20 {
			return []string{"scale has more than 21 steps; use type number"}
		}
		return nil
	},
}

// number with unit "minutes" also reads durations such as 1h30.
var numberKind = kind{
	read: func(q *Question, line string) (any, error) {
		if q.Unit == "minutes" {
			if length, err := period.ParseDuration(line); err == nil {
				return length.Minutes(), nil
			}
		}
		return readNumber(q, line)
	},
	check: func(q *Question, tree any) (any, error) {
		value, ok := tree.(float64)
		if !ok {
			return nil, fmt.Errorf("wants a number, have %s", shown(tree))
		}
		if err := checkNumber(value, q.Min, q.Max, ""); err != nil {
			return nil, err
		}
		return value + 0, nil
	},
	line: numberLine,
	needs: func(q *Question) []string {
		if q.Min != nil && q.Max != nil && *q.Min > *q.Max {
			return []string{fmt.Sprintf("number needs min <= max, have %s and %s", Number(*q.Min), Number(*q.Max))}
		}
		return nil
	},
}

func readNumber(q *Question, line string) (any, error) {
	value, err := strconv.ParseFloat(strings.TrimPrefix(strings.Replace(line, ",", ".", 1), "+"), 64)
	if err != nil {
		return nil, fmt.Errorf("%q is not a number%s", line, wanted(q))
	}
	return value, nil
}

// wanted says which number would be right, where the question knows.
func wanted(q *Question) string {
	switch {
	case q.Min == nil && q.Max == nil:
		return ""
	case q.Low != "" && q.High != "":
		return fmt.Sprintf("; wanted is %s (%s ... %s)", bounds(q.Min, q.Max), q.Low, q.High)
	}
	return "; wanted is " + bounds(q.Min, q.Max)
}

func numberLine(_ *Question, value any) string {
	number, _ := value.(float64)
	return Number(number)
}
