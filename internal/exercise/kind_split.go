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
		if q.Total > 0 {
			return readShares(q, line)
		}
		parts := map[string]any{}
		var wrong problems
		for _, part := range q.SplitParts(line) {
			if part.Err == nil && part.Sign == '+' {
				part.Err = fmt.Errorf("%q adds to something; write the total, such as %s 1h30", part.Typed, part.ID)
			}
			if part.Err != nil {
				wrong.join(part.Err)
				continue
			}
			sum, _ := parts[part.ID].(float64)
			parts[part.ID] = sum + part.Minutes
		}
		return parts, wrong.err()
	},
	check: func(q *Question, tree any) (any, error) {
		given, ok := tree.(map[string]any)
		if !ok {
			return nil, fmt.Errorf("wants {category: minutes}, have %s", shown(tree))
		}
		parts := map[string]any{}
		var wrong problems
		sum := 0.0
		read := map[string]bool{} // of these everyday words add up
		for _, name := range slices.Sorted(maps.Keys(given)) {
			amount := given[name]
			option, reading, found := q.Options.read(name)
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
			before, twice := parts[option.ID].(float64)
			if read[option.ID] = read[option.ID] || reading != nil; twice && !read[option.ID] {
				wrong.add("names %s twice", option.ID)
				continue
			}
			if q.Total == 0 {
				value = wholeSeconds(value)
			}
			sum += value
			if value > 0 {
				parts[option.ID] = before + value
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

// readShares reads plain numbers that add up to a total.
func readShares(q *Question, line string) (any, error) {
	parts := map[string]any{}
	var wrong problems
	for part := range strings.SplitSeq(strings.ReplaceAll(line, ";", ","), ",") {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		option, amount, found := cutOption(q.Options.List, part)
		if !found {
			wrong.join(noShare(q, part))
			continue
		}
		value, err := strconv.ParseFloat(strings.TrimSuffix(strings.ReplaceAll(amount, " ", ""), "%"), 64)
		if err != nil {
			wrong.add("%q needs a number, such as %s 40", part, option.ID)
			continue
		}
		if _, twice := parts[option.ID]; twice {
			wrong.add("names %s twice", option.ID)
			continue
		}
		parts[option.ID] = value
	}
	return parts, wrong.err()
}

// noShare says why a part of a total cannot be read.
func noShare(q *Question, part string) error {
	at := strings.LastIndexAny(part, " \t=:")
	if at < 0 {
		return fmt.Errorf("%q needs a name and a number, such as %s 40", part, q.Options.List[0].ID)
	}
	return unknownOption(q, strings.Trim(part[:at], ":= \t"))
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

// splitMost is how many minutes a split may share out: Max where the file says
// so (a day has 1440), else a week's.
func splitMost(q *Question) float64 {
	if q.Max != nil {
		return *q.Max
	}
	return maxSplit
}
