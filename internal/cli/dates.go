package cli

import (
	"time"

	"github.com/urfave/cli/v2"

	"mull/internal/period"
)

// dateFlag is the day something belongs to.
func dateFlag() cli.Flag {
	return &cli.StringFlag{Name: "date", Usage: "for `DAY`: 2026-11-19, yesterday, mon, 3d-ago"}
}

// day reads --date, today by default. A day to come is refused.
func (p *program) day(c *cli.Context) (period.Day, error) {
	text := c.String("date")
	if text == "" {
		return p.today(), nil
	}
	day, err := period.ParseDate(text, p.today())
	if err != nil {
		return 0, usage("mull help dates", "%v", err)
	}
	if day > p.today() {
		return 0, usage("", "%s is still to come; mull keeps what was", day)
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
		if from, err = period.ParseDate(text, p.today()); err != nil {
			return 0, 0, usage("mull help dates", "--from: %v", err)
		}
	}
	if text := c.String("to"); text != "" {
		if to, err = period.ParseDate(text, p.today()); err != nil {
			return 0, 0, usage("mull help dates", "--to: %v", err)
		}
	}
	if to < from {
		return 0, 0, usage("", "--to %s is before --from %s", to, from)
	}
	return from, to, nil
}

// dayName writes a day as people say it.
func (p *program) dayName(day period.Day) string {
	switch p.today() - day {
	case 0:
		return "today"
	case 1:
		return "yesterday"
	}
	return day.Format("Monday 2 January") + yearIfOther(day, p.today())
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
