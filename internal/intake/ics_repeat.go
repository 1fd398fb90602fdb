package intake

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/teambition/rrule-go"
)

// A recurrence is an RRULE made safe for rrule-go. It is worked out in wall
// clock time, so that a meeting at nine stays at nine when clocks change.
//
// rrule-go knows no end but the year 9999 and never returns from a rule that
// cannot come true (FREQ=HOURLY;INTERVAL=2;BYHOUR=3 from an even hour). So the
// rules it gets are checked, and the series is moved close to that year: the
// calendar repeats every 400 years, to the day of the week.
type recurrence struct {
	rule     *rrule.RRule
	start    time.Time
	count    int
	until    stamp
	hasUntil bool
	allDay   bool
	steps    int // how much was looked through, in days or occurrences
}

const (
	cycles      = 19
	cycleDays   = 146097 // in 400 years
	cycleShift  = cycles * cycleDays * 86400
	lastOfRules = 500 * 366 // days from the shifted start to the year 9999, at most
)

var (
	errEverySecond = errors.New("it repeats every second, which no calendar event does")
	errNeverTrue   = errors.New("its rule of repetition can never come true")
	errTooOften    = errors.New("its rule of repetition makes too many occurrences")
)

func parseRecurrence(text string, start time.Time) (*recurrence, error) {
	r := &recurrence{start: start}
	parts, err := r.parts(text)
	if err != nil {
		return nil, err
	}
	option, err := rrule.StrToROption(strings.Join(parts, ";"))
	if err != nil {
		return nil, errors.New("its rule of repetition cannot be read")
	}
	if err := safe(option, start); err != nil {
		return nil, err
	}
	completeWeek(option, start)
	option.Dtstart = time.Unix(start.Unix()+cycleShift, 0).UTC()
	if r.rule, err = rrule.NewRRule(*option); err != nil {
		return nil, fmt.Errorf("its rule of repetition is not possible: %w", err)
	}
	return r, nil
}

// parts takes the rule apart and gives back what rrule-go may see of it: in
// capitals, without extensions, and without COUNT and UNTIL.
func (r *recurrence) parts(text string) ([]string, error) {
	var parts []string
	for part := range strings.SplitSeq(strings.ToUpper(text), ";") {
		name, value, found := strings.Cut(part, "=")
		name, value = strings.TrimSpace(name), strings.ReplaceAll(strings.TrimSpace(value), " ", "")
		if name == "" || strings.HasPrefix(name, "X-") || found && value == "" {
			continue
		}
		switch name {
		case "COUNT":
			count, err := strconv.Atoi(value)
			if err != nil || count < 1 {
				return nil, errors.New("its number of repetitions (COUNT) cannot be read")
			}
			r.count = count
		case "UNTIL":
			if err := r.parseUntil(value); err != nil {
				return nil, err
			}
		case "BYEASTER":
			return nil, errors.New("its rule of repetition goes by Easter, which is not understood")
		case "RSCALE", "SKIP":
			if value != "GREGORIAN" && value != "OMIT" {
				return nil, errors.New("its rule of repetition is of another calendar (RSCALE)")
			}
		default:
			parts = append(parts, name+"="+value)
		}
	}
	return parts, nil
}

func (r *recurrence) parseUntil(text string) error {
	day, clock, timed := strings.Cut(text, "T")
	clock, utc := strings.CutSuffix(clock, "Z")
	at, err := time.Parse("20060102150405", day+(clock + "000000")[:6])
	if err != nil {
		return errors.New("the end of its repetitions (UNTIL) cannot be read")
	}
	if !timed {
		at = at.Add(24*time.Hour - time.Second)
	}
	r.until, r.hasUntil = stamp{wall: at, utc: utc, date: !timed}, true
	return nil
}

// safe refuses what would keep rrule-go busy for hours.
func safe(o *rrule.ROption, start time.Time) error {
	for _, list := range []*[]int{&o.Bysetpos, &o.Bymonth, &o.Bymonthday, &o.Byyearday, &o.Byweekno, &o.Byhour, &o.Byminute, &o.Bysecond} {
		slices.Sort(*list)
		*list = slices.Compact(*list)
	}
	many := max(1, len(o.Byhour)) * max(1, len(o.Byminute)) * max(1, len(o.Bysecond))
	days := len(o.Bymonth) + len(o.Bymonthday) + len(o.Byyearday) + len(o.Byweekno) + len(o.Byweekday)
	switch {
	case o.Freq == rrule.SECONDLY:
		return errEverySecond
	case o.Interval < 0 || o.Interval > 100_000:
		return errors.New("the interval of its repetitions cannot be read")
	case many > 1440 || len(o.Byweekday) > 400:
		return errTooOften
	case o.Freq == rrule.MINUTELY && days+len(o.Bysetpos) > 0:
		return errTooOften
	case o.Freq == rrule.HOURLY && !reaches(start.Hour(), o.Interval, 24, func(h int) bool { return in(o.Byhour, h) }),
		o.Freq == rrule.MINUTELY && !reaches(start.Hour()*60+start.Minute(), o.Interval, 1440, func(m int) bool {
			return in(o.Byhour, m/60) && in(o.Byminute, m%60)
		}):
		return errNeverTrue
	}
	return nil
}

func in(list []int, value int) bool { return len(list) == 0 || slices.Contains(list, value) }

// reaches says whether steps from a point on a clock ever come to one that fits.
func reaches(from, step, around int, fits func(int) bool) bool {
	at := from
	for range around {
		if at = (at + max(1, step)) % around; fits(at) {
			return true
		}
	}
	return false
}

// completeWeek mends two things that rrule-go takes from its model: a rule by
// week number without a day means every day of the week to it, where RFC 5545
// takes the day of DTSTART; and plain and numbered weekdays in one rule
// (BYDAY=MO,1TU) cancel each other out.
func completeWeek(o *rrule.ROption, start time.Time) {
	week := []rrule.Weekday{rrule.SU, rrule.MO, rrule.TU, rrule.WE, rrule.TH, rrule.FR, rrule.SA}
	if len(o.Byweekno) > 0 && len(o.Byweekday)+len(o.Bymonthday)+len(o.Byyearday) == 0 {
		o.Byweekday = []rrule.Weekday{week[start.Weekday()]}
	}
	if o.Freq != rrule.YEARLY && o.Freq != rrule.MONTHLY {
		return
	}
	plain := func(d rrule.Weekday) bool { return d.N() == 0 }
	if !slices.ContainsFunc(o.Byweekday, plain) || !slices.ContainsFunc(o.Byweekday, func(d rrule.Weekday) bool { return !plain(d) }) {
		return
	}
	most := 5
	if o.Freq == rrule.YEARLY && len(o.Bymonth) == 0 {
		most = 53
	}
	var days []rrule.Weekday
	for _, d := range o.Byweekday {
		if !plain(d) {
			days = append(days, d)
			continue
		}
		for n := range most {
			days = append(days, d.Nth(n+1))
		}
	}
	o.Byweekday = days
}

// walls returns the wall clock starts up to an end, in order, without the
// series' own start where the rule does not bring it. zone is the series', for
// an UNTIL in UTC. More than most are an error.
func (r *recurrence) walls(end time.Time, zone *time.Location, most int) ([]time.Time, error) {
	last := end
	if r.hasUntil {
		until := r.until.wall
		if local := asWall(until.In(zone)); r.until.utc && (!r.allDay || local.Equal(midnight(local))) {
			until = local
		} else if r.allDay {
			// Some write the day's end in UTC for a series of whole days.
			until = midnight(until)
		}
		if until.Before(last) {
			last = until
		}
	}
	r.rule.Until(time.Unix(last.Unix()+cycleShift, 0).UTC())
	next := r.rule.Iterator()
	var found []time.Time
	for r.count == 0 || len(found) < r.count {
		at, ok := next()
		if !ok {
			break
		}
		if len(found) >= most {
			return nil, errTooOften
		}
		found = append(found, time.Unix(at.Unix()-cycleShift, 0).UTC())
	}
	r.steps = len(found)
	if days := int(last.Sub(r.start).Hours() / 24); len(found) == 0 || days > r.steps {
		r.steps = max(r.steps, min(lastOfRules, max(days, 0)))
	}
	if len(found) < 2 && r.count != 1 {
		r.steps = lastOfRules
	}
	return found, nil
}
