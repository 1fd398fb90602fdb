package cli

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"mull/internal/exercise"
	"mull/internal/journal"
	"mull/internal/period"
	"mull/internal/report"
	"mull/internal/store"
)

// logOptions is a piece of time as it was asked for.
type logOptions struct {
	day      period.Day
	from, to time.Time
	length   time.Duration
	category string
	note     string
	why      []string
}

func (p *program) logCommand() *cli.Command {
	return &cli.Command{
		Name:      "log",
		Usage:     "note a piece of time, with --why the reason for hands-on work",
		UsageText: "mull log DURATION CATEGORY [NOTE]\n   mull log --from TIME --to TIME CATEGORY [NOTE]",
		Description: `   mull log 1h30m ic "PRD for checkout" --why unwind,easier
   mull log 45m people --date mon
   mull log --from 9:00 --to 10:30 stakeholders "board prep"
   mull log --repeat-last`,
		Flags: []cli.Flag{
			dateFlag(),
			&cli.StringFlag{Name: "from", Usage: "began at `TIME`"},
			&cli.StringFlag{Name: "to", Usage: "ended at `TIME`"},
			whyFlag(), noteFlag(),
			&cli.BoolFlag{Name: "repeat-last", Usage: "the same length, category and note as the last time logged"},
		},
		Action: p.action(func(c *cli.Context) error {
			options, err := p.logOptions(c)
			if c.Bool("repeat-last") {
				options, err = p.repeatLast(c)
			}
			if err != nil {
				return err
			}
			return p.log(options)
		}),
	}
}

func (p *program) logOptions(c *cli.Context) (logOptions, error) {
	var o logOptions
	args := c.Args().Slice()
	clocked := c.String("from") != "" || c.String("to") != ""
	if len(args) > 0 {
		length, err := period.ParseDuration(args[0])
		if err == nil {
			o.length, args = length, args[1:]
		} else if !clocked {
			return o, usage(`mull log 1h30m ic "what it was"`, "%v", err)
		}
	}
	if len(args) == 0 {
		return o, usage(`mull log 1h30m ic "what it was"`, "log wants a duration and a category")
	}
	o.category = args[0]
	if len(args) > 1 {
		o.note = strings.Join(args[1:], " ")
	}
	var err error
	if o.note, err = p.noteOf(c, o.note); err != nil {
		return o, err
	}
	if o.day, err = p.day(c); err != nil {
		return o, err
	}
	o.why = words(c.String("why"))
	if clocked {
		return o, p.clockTimes(c, &o)
	}
	if o.length > o.day.Length(p.zone) {
		return o, usage("", "%s is more than the day has", period.FormatMinutes(int(o.length.Minutes())))
	}
	return o, nil
}

// noteOf reads --note; a note that is private can come by standard input.
func (p *program) noteOf(c *cli.Context, note string) (string, error) {
	switch given := c.String("note"); given {
	case "":
	case "-":
		data, err := readAll(p.In, exercise.MaxText)
		if err != nil {
			return "", usage("", "the note: %v", err)
		}
		note = string(data)
	default:
		note = given
	}
	question := exercise.Question{ID: "note", Kind: "text"}
	value, err := question.Check(note)
	if err != nil {
		return "", usage("", "the note: %v", err)
	}
	text, _ := value.(string)
	return text, nil
}

// clockTimes reads --from and --to; a duration may stand for one of them.
func (p *program) clockTimes(c *cli.Context, o *logOptions) (err error) {
	fromText, toText := c.String("from"), c.String("to")
	if fromText != "" {
		if o.from, err = p.localInstant(o.day, fromText, "from"); err != nil {
			return err
		}
	}
	if toText != "" {
		if o.to, err = p.localInstant(o.day, toText, "to"); err != nil {
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
		if o.to, err = p.nextDay(o.day, o.from, o.to, toText); err != nil {
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

// couldBe refuses a stretch that ends on a day to come or is longer than a day.
func (p *program) couldBe(from, to time.Time) error {
	if last := period.DayOf(to.Add(-time.Second).In(from.Location())); last > p.today() {
		return usage("--date yesterday, if it was then", "that would end on %s, which is still to come", last)
	}
	if to.Sub(from) > 24*time.Hour {
		return usage("", "one piece of time is at most 24 hours")
	}
	return nil
}

// nextDay reads an end before its begin as the next day's, if that makes a
// stretch somebody may have worked.
func (p *program) nextDay(day period.Day, from, to time.Time, toText string) (time.Time, error) {
	if to.After(from) {
		return to, nil
	}
	next, err := p.localInstant(day+1, toText, "to")
	if err != nil {
		return to, err
	}
	if to.Equal(from) || next.Sub(from) > 12*time.Hour {
		return to, usage("", "--to %s is not after --from %s", to.Format("15:04"), from.Format("15:04"))
	}
	return next, nil
}

func (p *program) log(o logOptions) error {
	s, err := p.open()
	if err != nil {
		return err
	}
	category, err := p.category(s, o.category)
	if err != nil {
		return err
	}
	activity := journal.Activity{
		Day: o.day, Zone: p.zone.String(), From: o.from, To: o.to, Seconds: int(o.length.Seconds()),
		Category: category.ID, Note: o.note, Source: journal.Logged,
	}
	if err := p.fitsDays(s, &activity); err != nil {
		return err
	}
	reasons, err := p.reasonsFor(s, &activity, o.why)
	if err != nil {
		return err
	}
	if _, err := s.Do(p.ctx, "log", func(a *store.Act) error { return keepLogged(a, &activity, reasons) }); err != nil {
		return err
	}
	if p.json {
		return p.write(report.ActivityOf(&activity, category.Track, p.now()))
	}
	return p.logged(&activity, reasons)
}

// words divides a list at its commas.
func words(text string) []string {
	var list []string
	for word := range strings.SplitSeq(text, ",") {
		if word = strings.TrimSpace(word); word != "" {
			list = append(list, word)
		}
	}
	return list
}

// fitsDays refuses what would make one of its days longer than it is.
func (p *program) fitsDays(s *store.Store, activity *journal.Activity) error {
	for day := activity.Day; day <= activity.LastDay(); day++ {
		if err := p.fitsDay(s, activity, day); err != nil {
			return err
		}
	}
	return nil
}

func (p *program) fitsDay(s *store.Store, activity *journal.Activity, day period.Day) error {
	present, err := s.OnDay(p.ctx, day)
	if err != nil {
		return err
	}
	kept := present[:0]
	for _, x := range present {
		if x.Number != activity.Number || x.Number == 0 {
			kept = append(kept, x)
		}
	}
	_, pieces := journal.Count(day, append(kept, *activity))
	seconds := 0
	for _, piece := range pieces {
		if piece.Activity.Source == journal.Logged || piece.Activity.Source == journal.Timer {
			seconds += piece.Counted
		}
	}
	if length := day.Length(p.zone); time.Duration(seconds)*time.Second > length {
		return usage("mull day "+day.String()+" shows what is there",
			"that would make %s logged on %s, and the day has %s", period.FormatMinutes(period.Minutes(seconds)),
			day, period.FormatMinutes(int(length.Minutes())))
	}
	return nil
}

// reasonsFor makes the entry that goes with a piece of time, or nil where no
// reasons were given.
func (p *program) reasonsFor(s *store.Store, activity *journal.Activity, why []string) (*sitting, error) {
	if len(why) == 0 {
		return nil, nil
	}
	category, err := p.categoryOf(s, activity)
	if err != nil {
		return nil, err
	}
	if category.Track != journal.IC {
		return nil, usage("mull log 1h ic --why unwind", "--why is for hands-on work, and %s is not", category.ID)
	}
	return p.reasons(s, activity, why)
}

// reasons makes the entry that goes with hands-on time and its motives.
func (p *program) reasons(s *store.Store, activity *journal.Activity, why []string) (*sitting, error) {
	sitting, err := p.prepare(s, whyExercise, activity.Day)
	if err != nil {
		return nil, err
	}
	x := sitting.exercise
	given := map[string]any{}
	if record := x.Records.Activity; record != nil {
		given[record.Minutes] = time.Duration(activity.Seconds * int(time.Second)).Minutes()
		if activity.Note != "" && record.Note != "" {
			given[record.Note] = activity.Note
		}
	}
	if q, found := x.ByRole("motive"); found {
		list := make([]any, len(why))
		for i, word := range why {
			list[i] = ownOrOption(word)
		}
		given[q.ID] = list
	}
	if q, found := x.ByRole("main"); found {
		given[q.ID] = ownOrOption(why[0])
	}
	answers, err := x.CheckAnswers(given, sitting.journal)
	if err != nil {
		return nil, unknownReason(err)
	}
	sitting.entry.Answers = answers
	return sitting, nil
}

// ownOrOption reads other:WORDS as own words.
func ownOrOption(word string) any {
	if own, found := strings.CutPrefix(word, exercise.OtherID+":"); found {
		return map[string]any{exercise.OtherID: own}
	}
	return word
}

// unknownReason names the command that lists the reasons.
func unknownReason(err error) error {
	var unknown *exercise.UnknownOption
	if errors.As(err, &unknown) {
		return usage("mull exercises show "+whyExercise+" lists the reasons; other:WORDS keeps your own", "--why: %v", unknown)
	}
	return err
}

// keepLogged keeps time and, where reasons were given, the entry that owns it.
func keepLogged(a *store.Act, activity *journal.Activity, reasons *sitting) error {
	if reasons == nil {
		return a.AddActivity(activity)
	}
	var err error
	if activity.Number, err = a.Number(); err != nil {
		return err
	}
	reasons.entry.About = activity.Number
	if err := reasons.begin(a); err != nil {
		return err
	}
	activity.Entry = reasons.entry.Number
	if err := a.AddActivity(activity); err != nil {
		return err
	}
	if err := a.SetAnswers(reasons.entry.Number, reasons.entry.Answers); err != nil {
		return err
	}
	return reasons.finish(a)
}

func (p *program) logged(x *journal.Activity, reasons *sitting) error {
	line := fmt.Sprintf("Kept as %d: %s %s", x.Number, period.FormatMinutes(period.Minutes(x.Seconds)), x.Category)
	if x.Clocked() {
		line += fmt.Sprintf(", %s to %s", x.From.In(p.zone).Format("15:04"), x.To.In(p.zone).Format("15:04"))
	}
	line += ", " + p.dayName(x.Day)
	if reasons != nil {
		line += "; mainly " + p.mainReason(reasons)
	}
	return p.tell("%s.", line)
}

// mainReason is the main reason in the words of the exercise, whatever word
// stood for it on the command line.
func (p *program) mainReason(t *sitting) string {
	q, found := t.exercise.ByRole("motive")
	if !found {
		return ""
	}
	if list, ok := t.entry.Answers[q.ID].([]any); ok && len(list) > 0 {
		words, _ := p.spoken(q, list[:1])
		return words
	}
	return ""
}
