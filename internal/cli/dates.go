package cli

import (
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"mull/internal/journal"
	"mull/internal/period"
)

// dateFlag is the day something belongs to.
func dateFlag() cli.Flag {
	return &cli.StringFlag{Name: "date", Usage: "for `DAY`: yesterday, mon, 24 June, 3 days ago"}
}

// day reads --date, today by default. A day to come is refused.
func (p *program) day(c *cli.Context) (period.Day, error) {
	text := c.String("date")
	if text == "" {
		return p.today(), nil
	}
	day, err := period.ParseDate(text, p.today(), period.Past)
	if err != nil {
		return 0, usage("mull help dates", "--date: %v", err)
	}
	if day > p.today() {
		return 0, usage("--date yesterday", "--date: %s is still to come", p.shortDate(day))
	}
	return day, nil
}

// rangeFlags bound a list by days.
func rangeFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "from", Usage: "from `DAY` on"},
		&cli.StringFlag{Name: "to", Usage: "up to `DAY`, included"},
	}
}

func (p *program) bounds(c *cli.Context) (from, to period.Day, err error) {
	from, to = period.MinDay, period.MaxDay
	if text := c.String("from"); text != "" {
		if from, err = period.ParseFrom(text, p.today()); err != nil {
			return 0, 0, usage("mull help dates", "--from: %v", err)
		}
	}
	if text := c.String("to"); text != "" {
		if to, err = period.ParseTo(text, p.today(), from); err != nil {
			return 0, 0, usage("mull help dates", "--to: %v", err)
		}
	}
	if to < from {
		return 0, 0, usage("", "--to %s is before --from %s", p.shortDate(to), p.shortDate(from))
	}
	p.echoBounds(c, from, to)
	return from, to, nil
}

// echoBounds says which days --from and --to were taken for, where they were
// written in words.
func (p *program) echoBounds(c *cli.Context, from, to period.Day) {
	var words []string
	for _, bound := range []struct {
		flag, word string
		day        period.Day
	}{{"from", "From", from}, {"to", "to", to}} {
		text := c.String(bound.flag)
		if _, err := period.ParseDay(text); text != "" && err != nil {
			words = append(words, bound.word+" "+p.shortDate(bound.day))
		}
	}
	if len(words) > 0 {
		text := strings.Join(words, " ")
		p.say("%s.", strings.ToUpper(text[:1])+text[1:])
	}
}

// shortDate writes a day as Fri 20 Nov, with the year where it isn't this one.
func (p *program) shortDate(day period.Day) string { return day.Short(p.today()) }

// pastDay writes a day that is over, for questions about it; today is "".
func (p *program) pastDay(day period.Day) string {
	if day >= p.today() {
		return ""
	}
	return p.shortDate(day)
}

// writtenLater is the day of an entry that was written on a later one, else "": its
// questions are shown as they were asked.
func (p *program) writtenLater(entry *journal.Entry) string {
	if !entry.Backfilled {
		return ""
	}
	return p.shortDate(entry.Day)
}

// dayName writes a day as people say it.
func (p *program) dayName(day period.Day) string {
	switch p.today() - day {
	case 0:
		return "today"
	case 1:
		return "yesterday"
	}
	return p.shortDate(day)
}

// localInstant reads a time of day on a day in the user's zone.
func (p *program) localInstant(day period.Day, text, flag string) (time.Time, error) {
	return p.instantIn(p.zone, day, text, flag)
}

// instantIn reads a time of day in a zone, such as the one time was kept in.
func (p *program) instantIn(zone *time.Location, day period.Day, text, flag string) (time.Time, error) {
	clock, err := period.ParseClock(text)
	if err != nil {
		return time.Time{}, usage("mull help dates", "--%s: %v", flag, err)
	}
	at, err := clock.On(day, zone)
	if err != nil {
		return time.Time{}, usage("", "--%s: %v", flag, err)
	}
	return at, nil
}
