package exercise

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"mull/internal/period"
)

// maxSplit is the most one split shares out unless it has a total: a week.
const maxSplit = 7 * 24 * 60

// split shares minutes out over options: "direction 1h, admin 45m". With a
// total the parts are plain numbers that add up to it; less is an answer in part.
var splitKind = kind{
	read: func(q *Question, line string) (any, error) {
		parts := map[string]any{}
		for part := range strings.SplitSeq(strings.ReplaceAll(line, ";", ","), ",") {
			part = strings.TrimSpace(part)
			if part == "" {
				continue
			}
			option, amount, found := cutOption(q.Options.List, part)
			if !found {
				return nil, noPart(q, part)
			}
			value, err := readAmount(q, strings.ReplaceAll(amount, " ", ""))
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
		var wrong problems
		sum := 0.0
		for _, name := range slices.Sorted(maps.Keys(given)) {
			amount := given[name]
			option, found := Find(q.Options.List, name)
			if !found {
				wrong.join(unknownOption(q, name))
				continue
			}
			value, ok := amount.(float64)
			if !ok {
				wrong.add("%s wants %s, have %s", name, splitWants(q), shown(amount))
				continue
			}
			if err := checkNumber(value, new(float64), nil, ""); err != nil {
				wrong.within(name, err)
				continue
			}
			if _, twice := parts[option.ID]; twice {
				wrong.add("names %s twice", option.ID)
				continue
			}
			if q.Total == 0 {
				value = wholeSeconds(value)
			}
			sum += value
			if value > 0 {
				parts[option.ID] = value
			}
		}
		// A sum of which a part is unknown may be too much already, but its fault
		// is the unknown part.
		if q.Total > 0 && sum-q.Total > 1e-6 && len(wrong) == 0 {
			wrong.add("adds up to %s, more than the total of %s", Number(sum), Number(q.Total))
		}
		if most := splitMost(q); q.Total == 0 && sum > most {
			wrong.add("adds up to %s; there are %s", period.FormatMinutes(int(sum)), period.FormatMinutes(int(most)))
		}
		if len(parts) == 0 || len(wrong) > 0 {
			return nil, wrong.err()
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
	short: func(q *Question, value any) string {
		sum := 0.0
		parts, _ := value.(map[string]any)
		for _, amount := range parts {
			part, _ := amount.(float64)
			sum += part
		}
		if q.Total-sum <= 1e-6 {
			return ""
		}
		return fmt.Sprintf("That adds up to %s of %s", Number(sum), Number(q.Total))
	},
	needs: func(q *Question) []string {
		faults := needsOptions(q)
		if q.Total > 0 && q.Max != nil {
			faults = append(faults, "split has both total and max; keep one")
		}
		if q.Max != nil && (*q.Max < 1 || *q.Max > maxSplit) {
			faults = append(faults, fmt.Sprintf("split's max wants minutes, 1 to %d (a week), have %s", maxSplit, Number(*q.Max)))
		}
		return faults
	},
}

// noPart says why a part of a split cannot be read.
func noPart(q *Question, part string) error {
	at := strings.LastIndexAny(part, " \t=:")
	if at < 0 {
		return fmt.Errorf("%q wants a category and a time, such as people 1h30", part)
	}
	if turned, ok := nameLast(q, part); ok {
		return fmt.Errorf("%q begins with the time; write %s", part, turned)
	}
	return unknownOption(q, strings.Trim(part[:at], ":= \t"))
}

// nameLast turns round what is written in the order of mull log, "30m people",
// where that is all that is wrong with it.
func nameLast(q *Question, part string) (string, bool) {
	amount, name, _ := strings.Cut(part, " ")
	option, found := Find(q.Options.List, strings.TrimSpace(name))
	if _, err := readAmount(q, amount); err != nil || !found {
		return "", false
	}
	return option.ID + " " + amount, true
}

// splitWants says how an amount stands in an answers file.
func splitWants(q *Question) string {
	if q.Total > 0 {
		return "a number"
	}
	return "minutes, such as 90"
}

// wholeSeconds rounds minutes to the second, as time is stored.
func wholeSeconds(minutes float64) float64 {
	return (time.Duration(math.Round(minutes*60)) * time.Second).Minutes()
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
