package cli

import (
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
	zone     *time.Location // that the clock times are read in
	from, to time.Time
	length   time.Duration
	category string
	note     string
	why      []string
}

func (p *program) logCommand() *cli.Command {
	return &cli.Command{
		Name:      "log",
		Usage:     "record time, with --why your reason for hands-on work",
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
	o := logOptions{zone: p.zone}
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
		data, err := p.pipedText(exercise.MaxText)
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

func (p *program) log(o logOptions) error {
	s, err := p.ready()
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
	if _, err := s.Do(p.ctx, "log", func(a *store.Act) error { return keepTime(a, &activity, reasons, a.AddActivity) }); err != nil {
		return err
	}
	if p.json {
		err = p.write(report.ActivityOf(&activity, category.Track, p.now()))
	} else {
		err = p.logged(&activity, reasons)
	}
	if err != nil || activity.Clocked() {
		return err
	}
	return p.doubt(s, &activity)
}

// doubt says so when a meeting imported that day may be the time just logged.
func (p *program) doubt(s *store.Store, activity *journal.Activity) error {
	_, pieces, err := s.Day(p.ctx, activity.Day)
	if err != nil {
		return err
	}
	if words := report.TwiceWords(pieces, activity); words != "" {
		p.say("%s", words)
	}
	return nil
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

func (p *program) logged(x *journal.Activity, reasons *sitting) error {
	line := fmt.Sprintf("Kept as %d: %s %s", x.Number, period.FormatMinutes(period.Minutes(x.Seconds)), x.Category)
	if x.Clocked() {
		line += fmt.Sprintf(", %s to %s", clockOf(x.From.In(p.zone)), clockOf(x.To.In(p.zone)))
	}
	line += ", " + p.dayName(x.Day)
	if reasons != nil {
		line += "; mainly " + p.mainReason(reasons)
	}
	if err := p.tell("%s.", line); err != nil || reasons == nil {
		return err
	}
	return p.offerSets(reasons.store)
}
