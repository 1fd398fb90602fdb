package exercise

import (
	"fmt"
	"strconv"
	"strings"

	"mull/internal/period"
)

// maxSplit is the most one split shares out unless it has a total: a week.
const maxSplit = 7 * 24 * 60

// split shares minutes out over options: "direction 1h, admin 45m". With a
// total the parts are plain numbers that add up to it.
var splitKind = kind{
	read: func(q *Question, line string) (any, error) {
		parts := map[string]any{}
		for part := range strings.SplitSeq(strings.ReplaceAll(line, ";", ","), ",") {
			part = strings.TrimSpace(part)
			if part == "" {
				continue
			}
			cut := strings.LastIndexAny(part, " \t=:")
			if cut < 0 {
				return nil, fmt.Errorf("%q wants a category and a time, such as people 1h30", part)
			}
			name, amount := strings.Trim(part[:cut], " \t=:"), part[cut+1:]
			option, found := Find(q.Options.List, name)
			if !found {
				return nil, unknownOption(q, name)
			}
			value, err := readAmount(q, amount)
			if err != nil {
				return nil, err
			}
			if _, twice := parts[option.ID]; twice {
				return nil, fmt.Errorf("names %s twice", option.ID)
			}
			parts[option.ID] = value
		}
		return parts, nil
	},
	check: func(q *Question, tree any) (any, error) {
		given, ok := tree.(map[string]any)
		if !ok {
			return nil, fmt.Errorf("wants {category: minutes}, have %s", shown(tree))
		}
		parts := map[string]any{}
		sum := 0.0
		for name, amount := range given {
			option, found := Find(q.Options.List, name)
			if !found {
				return nil, unknownOption(q, name)
			}
			value, ok := amount.(float64)
			if !ok {
				return nil, fmt.Errorf("%s wants a number, have %s", name, shown(amount))
			}
			if err := checkNumber(value, new(float64), nil, ""); err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
			if _, twice := parts[option.ID]; twice {
				return nil, fmt.Errorf("names %s twice", option.ID)
			}
			sum += value
			if value > 0 {
				parts[option.ID] = value
			}
		}
		if q.Total > 0 && sum != q.Total {
			return nil, fmt.Errorf("adds up to %s, wants %s", Number(sum), Number(q.Total))
		}
		if most := splitMost(q); q.Total == 0 && sum > most {
			return nil, fmt.Errorf("adds up to %s; there are %s", period.FormatMinutes(int(sum)), period.FormatMinutes(int(most)))
		}
		if len(parts) == 0 {
			return nil, nil
		}
		return parts, nil
	},
	line: func(q *Question, value any) string {
		parts, _ := value.(map[string]any)
		var out []string
		for _, option := range q.Options.List {
			amount, ok := parts[option.ID].(float64)
			if !ok {
				continue
			}
			if q.Total > 0 || amount != float64(int(amount)) {
				out = append(out, option.ID+" "+Number(amount)+minuteUnit(q))
				continue
			}
			out = append(out, option.ID+" "+period.FormatMinutes(int(amount)))
		}
		return strings.Join(out, ", ")
	},
	needs: needsOptions,
}

func minuteUnit(q *Question) string {
	if q.Total > 0 {
		return ""
	}
	return "m"
}

func readAmount(q *Question, text string) (float64, error) {
	if q.Total > 0 {
		return strconv.ParseFloat(strings.TrimSuffix(text, "%"), 64)
	}
	length, err := period.ParseDuration(text)
	if err != nil {
		return 0, err
	}
	return length.Minutes(), nil
}

// splitMost is how many minutes a split may share out: Max where the file says
// so (a day has 1440), else a week's.
func splitMost(q *Question) float64 {
	if q.Max != nil {
		return *q.Max
	}
	return maxSplit
}
