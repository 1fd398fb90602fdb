package cli

import (
	"time"

	"github.com/urfave/cli/v2"

	"mull/internal/period"
)

// clockTimes reads --from and --to; a duration may stand for one of them.
func (p *program) clockTimes(c *cli.Context, o *logOptions) (err error) {
	fromText, toText := c.String("from"), c.String("to")
	if fromText != "" {
		if o.from, err = p.instantIn(o.zone, o.day, fromText, "from"); err != nil {
			return err
		}
	}
	if toText != "" {
		if o.to, err = p.instantIn(o.zone, o.day, toText, "to"); err != nil {
			return err
		}
	}
	switch {
	case fromText == "" && o.length == 0, toText == "" && o.length == 0:
		return usage("mull log --from 9:00 --to 10:30 people", "give --from and --to, or one of them and a duration")
	case toText == "":
		o.to = o.from.Add(o.length)
	case fromText == "":
		o.from = o.to.Add(-o.length)
	default:
		if o.to, err = p.nextDay(o.zone, o.day, o.from, o.to, toText); err != nil {
			return err
		}
	}
	if o.length > 0 && o.to.Sub(o.from) != o.length {
		return usage("", "%s to %s is %s, not %s", fromText, toText,
			period.FormatMinutes(int(o.to.Sub(o.from).Minutes())), period.FormatMinutes(int(o.length.Minutes())))
	}
	o.day = period.DayOf(o.from)
	o.length = o.to.Sub(o.from)
	return p.couldBe(o.from, o.to)
}

// slack is how far clocks may be apart: a stretch that ends as far in the
// future is taken to end now.
const slack = 5 * time.Minute

// couldBe refuses a stretch that ends in the future or is longer than a day.
func (p *program) couldBe(from, to time.Time) error {
	zone := from.Location()
	now := p.now()
	switch last := period.DayOf(to.Add(-time.Second).In(zone)); {
	case to.Sub(from) > 24*time.Hour:
		return usage("", "one piece of time is at most 24 hours")
	case last > period.DayOf(now.In(zone)):
		return usage("--date yesterday, if it was then", "that would end on %s, which is still to come", last)
	case to.After(now.Add(slack)):
		return usage("--date yesterday, if it was then", "that would end at %s, which is still to come; it is %s now",
			clockOf(to.In(zone)), clockOf(now.In(zone)))
	}
	return nil
}

// nextDay reads an end before its begin as the next day's, if that makes a
// stretch somebody may have worked.
func (p *program) nextDay(zone *time.Location, day period.Day, from, to time.Time, toText string) (time.Time, error) {
	if to.After(from) {
		return to, nil
	}
	if again, twice := (moment{clock: toText}).again(day, zone); twice && again.After(from) && !to.Equal(from) {
		return again, nil // the first such time of that night was before --from
	}
	next, err := p.instantIn(zone, day+1, toText, "to")
	if err != nil {
		return to, err
	}
	if to.Equal(from) {
		return to, usage("", "the start and the end are the same time, %s", clockOf(from.In(zone)))
	}
	if next.Sub(from) > 12*time.Hour {
		return to, usage("", "--to %s is not after --from %s", clockOf(to.In(zone)), clockOf(from.In(zone)))
	}
	return next, nil
}
