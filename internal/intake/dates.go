package intake

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"mull/internal/period"
)

// The orders a date can be written in, as --date-format names them.
const (
	dayFirst   = "dmy"
	monthFirst = "mdy"
	yearFirst  = "ymd"
)

// An orderer finds out from all dates of a file whether they put the day or
// the month first.
type orderer struct {
	given    string // what the reader said, or ""
	possible []string
	differ   bool // some date means two days
	decided  string
}

func newOrderer(given string) (*orderer, error) {
	if given != "" && !slices.Contains([]string{dayFirst, monthFirst, yearFirst}, given) {
		return nil, fmt.Errorf("%q is no order of dates: say dmy, mdy or ymd", given)
	}
	return &orderer{given: given, possible: []string{dayFirst, monthFirst}}, nil
}

// readings returns every day a date can mean, by order; a date that begins
// with the year means one.
func readings(text string) map[string]period.Day {
	parts := strings.FieldsFunc(text, func(r rune) bool { return r == '/' || r == '.' || r == '-' || r == ' ' })
	if len(parts) != 3 {
		return nil
	}
	var n [3]int
	for i, part := range parts {
		value, err := strconv.Atoi(part)
		if err != nil || len(part) > 4 || value < 0 {
			return nil
		}
		n[i] = value
	}
	found := map[string]period.Day{}
	add := func(order string, year, month, date int, yearText string) {
		if len(yearText) == 2 {
			year += 2000
		} else if len(yearText) != 4 {
			return
		}
		day := period.NewDay(year, time.Month(month), date)
		if _, m, d := day.Date(); m == time.Month(month) && d == date && wrongDay(day) == "" {
			found[order] = day
		}
	}
	if len(parts[0]) == 4 {
		add(yearFirst, n[0], n[1], n[2], parts[0])
		return found
	}
	add(dayFirst, n[2], n[1], n[0], parts[2])
	if !strings.Contains(text, ".") || found[dayFirst] == 0 {
		// Nobody who writes dots puts the month first.
		add(monthFirst, n[2], n[0], n[1], parts[2])
	}
	return found
}

// see takes a row's dates into account: an order that gives no day is out, and
// so is one by which the end is not the start and the length.
func (o *orderer) see(row *clockRow) {
	starts, ends := readings(row.startDate), readings(row.endDate)
	if len(starts) == 0 || starts[yearFirst] != 0 {
		return
	}
	if day, both := starts[dayFirst]; both && starts[monthFirst] != 0 && day != starts[monthFirst] {
		o.differ = true
	}
	o.possible = slices.DeleteFunc(o.possible, func(order string) bool {
		start, found := starts[order]
		if !found {
			return true
		}
		end, found := ends[order]
		if row.endDate == "" || row.length == 0 {
			return false
		}
		days := int(row.length.Hours()/24) + 1
		return !found || end < start || int(end-start) > days
	})
}

// decide settles the order, or says that it cannot be known.
func (o *orderer) decide() error {
	switch {
	case o.given != "":
		o.decided = o.given
	case len(o.possible) == 0:
		return fmt.Errorf("the dates of the file are not all written in one order; say --date-format to refuse those that differ")
	case len(o.possible) > 1 && o.differ:
		return ErrNeedDateFormat
	default:
		o.decided = o.possible[0]
	}
	return nil
}

func (o *orderer) day(text string) (period.Day, bool) {
	all := readings(text)
	if day, found := all[yearFirst]; found {
		return day, true
	}
	day, found := all[o.decided]
	return day, found
}

// thinSpaces are what newer systems write between a time and PM.
var thinSpaces = strings.NewReplacer("\u202f", " ", "\u00a0", " ")

// clockTime reads 9:00, 09:00:00, 02:44:33 PM and the like as seconds after
// midnight.
func clockTime(text string) (time.Duration, bool) {
	at, ok := localTime(strings.ToUpper(thinSpaces.Replace(text)), "15:04:05", "15:04", "03:04:05 PM", "03:04 PM", "3:04:05 PM", "3:04 PM", "3:04PM", "15.04")
	return at.Sub(midnight(at)), ok
}

// clockLength reads 0:13, 00:34:57 and 0.57 (hours) as a length; 0 is unknown.
func clockLength(text string) time.Duration {
	parts := strings.Split(text, ":")
	if len(parts) == 1 {
		hours, err := strconv.ParseFloat(strings.Replace(text, ",", ".", 1), 64)
		if err != nil || !(hours >= 0 && hours <= 1000) { // nor NaN
			return 0
		}
		return time.Duration(hours * float64(time.Hour)).Round(time.Second)
	}
	total := 0
	for _, part := range append(parts, "0")[:3] {
		n, err := strconv.Atoi(part)
		if err != nil || n < 0 || n > 10_000 {
			return 0
		}
		total = total*60 + n
	}
	if len(parts) > 3 {
		return 0
	}
	return time.Duration(total) * time.Second
}
