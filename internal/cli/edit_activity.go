package cli

import (
	"fmt"
	"time"

	"github.com/urfave/cli/v2"

	"mull/internal/journal"
	"mull/internal/period"
	"mull/internal/store"
)

func activityFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "length", Usage: "a piece of time lasted `DURATION`"},
		&cli.StringFlag{Name: "category", Usage: "and was `CATEGORY`"},
		&cli.StringFlag{Name: "note", Usage: "and was about `TEXT`; - reads it from standard input"},
		&cli.StringFlag{Name: "from", Usage: "and began at `TIME`"},
		&cli.StringFlag{Name: "to", Usage: "and ended at `TIME`"},
		&cli.StringFlag{Name: "split", Usage: "and its last `DURATION`, or what came after a time of day, was CATEGORY"},
	}
}

// editActivity changes a piece of time. One that an entry owns is changed
// together with the entry, since the two are one thing told twice.
func (p *program) editActivity(c *cli.Context, s *store.Store, x *journal.Activity) error {
	if c.IsSet("split") {
		return p.splitActivity(c, s, x)
	}
	if c.NArg() > 1 {
		return usage("mull edit --help", "%d is a piece of time; its flags change it", x.Number)
	}
	before := *x
	if err := p.changedActivity(c, s, x); err != nil {
		return err
	}
	x.From, x.To = x.From.UTC(), x.To.UTC() // as before has them
	if *x == before {
		p.say("Nothing changed. --length, --category, --note, --date, --from and --to change a piece of time.")
		return nil
	}
	if !x.To.IsZero() && (x.From != before.From || x.To != before.To) {
		if err := p.couldBe(x.From.In(x.Location()), x.To); err != nil {
			return err
		}
	}
	if err := p.fitsDays(s, presence{}, x); err != nil {
		return err
	}
	owner, err := p.retold(s, x)
	if err != nil {
		return err
	}
	_, err = s.Do(p.ctx, "edit", func(a *store.Act) error { return saveRetold(a, owner, x) })
	if err != nil {
		return err
	}
	if err := p.changed(s, x.Number); err != nil || owner == nil || x.Category == before.Category {
		return err
	}
	return p.sayReasons(owner, x)
}

// sayReasons says that the reasons for hands-on work stay with a piece that is
// none any more, and are not counted while it is none.
func (p *program) sayReasons(owner *sitting, x *journal.Activity) error {
	if owner.exercise.ID != whyExercise {
		return nil
	}
	tracks, err := p.tracks(owner.store)
	if err == nil && tracks[x.Category].Track != journal.IC {
		p.say("Entry %d still gives reasons for hands-on work; they are not counted now. To change them: mull edit %d", owner.entry.Number, owner.entry.Number)
	}
	return err
}

// splitActivity reads what --split asks for.
func (p *program) splitActivity(c *cli.Context, s *store.Store, x *journal.Activity) error {
	if c.NArg() > 2 || c.NArg() == 2 && c.IsSet("category") {
		return usage("mull edit 13 --split 45m people", "--split takes one category for what is cut off")
	}
	for _, flag := range []string{"from", "to", "length", "date", "answers"} {
		if c.IsSet(flag) {
			return usage("mull edit 13 --split 45m people", "--split and --%s do not go together", flag)
		}
	}
	note, err := p.noteOf(c, "")
	if err != nil {
		return err
	}
	category := c.String("category")
	if c.NArg() == 2 {
		category = c.Args().Get(1)
	}
	return p.split(s, x, division{c.String("split"), category, note})
}

func (p *program) changedActivity(c *cli.Context, s *store.Store, x *journal.Activity) (err error) {
	if word := c.String("category"); word != "" {
		category, err := p.activityCategory(s, word)
		if err != nil {
			return err
		}
		x.Category = category.ID
	}
	if c.IsSet("note") {
		if x.Note, err = p.noteOf(c, ""); err != nil {
			return err
		}
	}
	if c.IsSet("date") {
		day, err := p.day(c)
		if err != nil {
			return err
		}
		if err := moveTo(x, day); err != nil {
			return usage("", "%v", err)
		}
	}
	return p.changedLength(c, x)
}

// moveTo takes an activity to another day, at the same times of the clock.
func moveTo(x *journal.Activity, day period.Day) error {
	if x.Clocked() {
		zone := x.Location()
		from := x.From.In(zone)
		begin, err := period.Clock(from.Hour()*60+from.Minute()).On(day, zone)
		if err != nil {
			return err
		}
		if !x.Running() {
			x.To = begin.Add(x.To.Sub(x.From))
		}
		x.From = begin
	}
	x.Day = day
	return nil
}

// changedLength reads --from, --to and --length. What is not said stays: the
// other end of a piece with clock times, the length of one that has none.
func (p *program) changedLength(c *cli.Context, x *journal.Activity) error {
	from, to, length := c.IsSet("from"), c.IsSet("to"), c.IsSet("length")
	switch {
	case !from && !to && !length:
		return nil
	case x.Running():
		return p.changedStart(c, x)
	case x.Clocked() && from != to && !length:
		return p.changedEnd(c, x)
	}
	o := logOptions{day: x.Day, zone: x.Location()}
	if length {
		var err error
		if o.length, err = period.ParseDuration(c.String("length")); err != nil {
			return usage("", "--length: %v", err)
		}
	}
	if from != to && !length {
		o.length = time.Duration(x.Seconds) * time.Second
	}
	if from || to {
		if err := p.clockTimes(c, &o); err != nil {
			return err
		}
		x.From, x.To, x.Day = o.from, o.to, o.day
	} else if x.Clocked() {
		x.To = x.From.Add(o.length)
	}
	x.Seconds = int(o.length / time.Second)
	return nil
}

// changedStart moves the beginning of a timer that runs.
func (p *program) changedStart(c *cli.Context, x *journal.Activity) error {
	if c.IsSet("to") || c.IsSet("length") {
		end := "mull stop"
		if c.IsSet("to") {
			end += " --at " + c.String("to")
		}
		return usage(end, "%d still runs; stop ends it", x.Number)
	}
	from, err := p.instantIn(x.Location(), x.Day, c.String("from"), "from")
	if err != nil {
		return err
	}
	if from.After(p.now()) {
		return usage("", "--from %s is still to come", c.String("from"))
	}
	x.From = from
	return nil
}

// changedEnd moves one end of a piece with clock times and leaves the other.
func (p *program) changedEnd(c *cli.Context, x *journal.Activity) (err error) {
	zone := x.Location()
	if c.IsSet("from") {
		err = p.changedFrom(x, c.String("from"))
	} else if x.To, err = p.instantIn(zone, x.Day, c.String("to"), "to"); err == nil {
		x.To, err = p.nextDay(zone, x.Day, x.From, x.To, c.String("to"))
	}
	x.Seconds = int(x.To.Sub(x.From) / time.Second)
	return err
}

// changedFrom moves the beginning of a piece to the last such time of the clock
// before its end, on one of its own days.
func (p *program) changedFrom(x *journal.Activity, text string) error {
	for day := x.LastDay(); day >= x.Day; day-- {
		from, err := p.instantIn(x.Location(), day, text, "from")
		if err != nil && day == x.Day {
			return err
		}
		if err == nil && from.Before(x.To) {
			x.From, x.Day = from, day
			return nil
		}
	}
	return usage("mull edit NUMBER --from TIME --to TIME moves both", "it ends at %s, which is not after %s",
		clockOf(x.To.In(x.Location())), text)
}

// retold returns the sitting of the entry that tells of a piece of time, or nil.
// A guess is changed in its entry only.
func (p *program) retold(s *store.Store, x *journal.Activity) (*sitting, error) {
	owner, err := p.ownerOf(s, x)
	if err == nil && owner != nil && (owner.exercise.Records.Activity == nil || owner.entry.About != x.Number) {
		return nil, usage(fmt.Sprintf("mull edit %d", x.Entry), "%d belongs to the guess in entry %d; change it there", x.Number, x.Entry)
	}
	return owner, err
}

// saveRetold saves a piece of time together with the entry that tells of it.
func saveRetold(a *store.Act, owner *sitting, x *journal.Activity) error {
	if owner == nil {
		return a.SaveActivity(x)
	}
	return retell(a, owner, x)
}

// ownerOf returns the sitting of the entry that owns an activity, or nil.
func (p *program) ownerOf(s *store.Store, x *journal.Activity) (*sitting, error) {
	if x.Entry == 0 {
		return nil, nil
	}
	entry, err := s.Entry(p.ctx, x.Entry)
	if err != nil {
		return nil, err
	}
	asked, err := s.Asked(p.ctx, entry.Asked)
	if err != nil {
		return nil, err
	}
	return &sitting{store: s, exercise: asked, entry: entry, command: "edit"}, nil
}

// retell brings an entry's answers in line with the piece of time it owns.
func retell(a *store.Act, t *sitting, x *journal.Activity) error {
	if err := a.SaveActivity(x); err != nil {
		return err
	}
	record := t.exercise.Records.Activity
	if !x.Running() {
		question, _ := record.Length(t.entry.Answers)
		t.entry.Answers[question] = time.Duration(x.Seconds * int(time.Second)).Minutes()
	}
	if x.Note != "" {
		t.entry.Answers[record.Note] = x.Note
	}
	t.entry.Day = x.Day
	if err := a.SetAnswers(t.entry.Number, t.entry.Answers); err != nil {
		return err
	}
	return a.SaveEntry(t.entry)
}
