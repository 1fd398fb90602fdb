package cli

import (
	"fmt"
	"slices"
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
	again    bool    // a repeat, and meant as one
	more     []spell // further pieces typed in the same line

	categories []journal.Category // the journal's, where they were read already
}

func (p *program) logCommand() *cli.Command {
	return &cli.Command{
		Name:      "log",
		Usage:     "record time, with --why your reason for hands-on work",
		UsageText: "mull log DURATION CATEGORY [NOTE]\n   mull log \"CATEGORY DURATION, CATEGORY DURATION\"\n   mull log --from TIME --to TIME CATEGORY [NOTE]",
		Description: `   mull log 1h30m ic "PRD for checkout" --why unwind,easier
   mull log 45m people --date mon
   mull log "coding 2h, email 30m"
   mull log --from 9:00 --to 10:30 stakeholders "board prep"
   mull log --repeat-last

   CATEGORY is a category, or an everyday word such as meetings or coding.`,
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
	clocked := c.String("from") != "" || c.String("to") != ""
	if c.NArg() == 0 {
		return o, usage(`mull log 1h30m ic "what it was"`, "log needs a length of time and a category")
	}
	s, err := p.ready()
	if err != nil {
		return o, err
	}
	if o.categories, err = s.Categories(p.ctx); err != nil {
		return o, err
	}
	spells, err := p.readSpells(optionsOf(o.categories), c.Args().Slice(), clocked)
	if err != nil {
		return o, err
	}
	o.length, o.category, o.more = spells[0].length, spells[0].word, spells[1:]
	if o.note, err = p.noteOf(c, spells[0].note); err != nil {
		return o, err
	}
	if o.day, err = p.day(c); err != nil {
		return o, err
	}
	o.why = words(c.String("why"))
	if len(o.more) > 0 {
		return o, several(c, clocked)
	}
	if clocked {
		return o, p.clockTimes(c, &o)
	}
	return o, p.inADay(o.day, o.length)
}

// inADay refuses a length that its day doesn't have.
func (p *program) inADay(day period.Day, length time.Duration) error {
	if length > day.Length(p.zone) {
		return usage("", "%s is more than the day has", period.FormatMinutes(int(length.Minutes())))
	}
	return nil
}

// several refuses what can be said of one activity only.
func several(c *cli.Context, clocked bool) error {
	if clocked || c.IsSet("note") || c.IsSet("why") {
		return usage(`mull log 2h coding --why unwind`, "--from, --to, --note and --why are for one activity; log them one by one")
	}
	return nil
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
	made, tracks, err := p.activitiesOf(s, o)
	if err != nil {
		return err
	}
	before := presence{}
	if err := p.fitsDays(s, before, made...); err != nil {
		return err
	}
	var twice []string
	if !o.again {
		if twice, err = p.loggedBefore(s, before, made); err != nil {
			return err
		}
	}
	reasons, err := p.reasonsFor(s, made[0], o.why)
	if err != nil {
		return err
	}
	_, err = s.Do(p.ctx, "log", func(a *store.Act) error {
		if err := keepTime(a, made[0], reasons, a.AddActivity); err != nil {
			return err
		}
		for _, x := range made[1:] {
			if err := a.AddActivity(x); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := p.showLogged(made, tracks, reasons); err != nil {
		return err
	}
	for _, words := range twice {
		p.say("%s", words)
	}
	return p.doubts(s, before, made)
}

// activitiesOf makes the activities that were asked for, with their tracks.
func (p *program) activitiesOf(s *store.Store, o logOptions) (made []*journal.Activity, tracks []journal.Track, err error) {
	for i, one := range append([]spell{{o.length, o.category, o.note}}, o.more...) {
		category, found := categoryNamed(o.categories, one.word)
		if !found {
			if category, err = p.activityCategory(s, one.word); err != nil {
				return nil, nil, err
			}
		}
		if err := p.inADay(o.day, one.length); err != nil && !o.clocked() {
			return nil, nil, err
		}
		x := &journal.Activity{
			Day: o.day, Zone: p.zone.String(), Seconds: int(one.length.Seconds()),
			Category: category.ID, Note: one.note, Source: journal.Logged,
		}
		if i == 0 {
			x.From, x.To = o.from, o.to
		}
		made, tracks = append(made, x), append(tracks, category.Track)
	}
	return made, tracks, nil
}

func (o *logOptions) clocked() bool { return !o.from.IsZero() }

// showLogged says what was saved, or writes it for a program.
func (p *program) showLogged(made []*journal.Activity, tracks []journal.Track, reasons *sitting) error {
	if p.json {
		if len(made) == 1 {
			return p.write(report.ActivityOf(made[0], tracks[0], p.now()))
		}
		view := report.LoggedJSON{}
		for i, x := range made {
			view.Activities = append(view.Activities, report.ActivityOf(x, tracks[i], p.now()))
		}
		return p.write(view)
	}
	for _, x := range made {
		if err := p.logged(x, reasons); err != nil {
			return err
		}
	}
	return nil
}

// doubts says so when a meeting imported that day may be the time just logged.
func (p *program) doubts(s *store.Store, before presence, made []*journal.Activity) error {
	for _, x := range made {
		if x.Clocked() {
			continue
		}
		present, err := before.on(p, s, x.Day)
		if err != nil {
			return err
		}
		// Time of other zones can take from a meeting's, never add to it, so where
		// there's none without them the day needn't be read again.
		if _, pieces := journal.Count(x.Day, append(slices.Clone(present), *x)); len(journal.MayBeSame(pieces, x)) == 0 {
			continue
		}
		if err := p.doubt(s, x); err != nil {
			return err
		}
	}
	return nil
}

// doubt says which meetings imported that day may be an activity.
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
	line := fmt.Sprintf("Saved as %d: %s %s", x.Number, period.FormatMinutes(period.Minutes(x.Seconds)), x.Category)
	if x.Clocked() {
		line += fmt.Sprintf(", %s to %s", clockOf(x.From.In(p.zone)), clockOf(x.To.In(p.zone)))
	}
	line += ", " + p.dayName(x.Day)
	if x.Note != "" {
		line += ", " + p.style().Quote(strings.Join(strings.Fields(x.Note), " "))
	}
	if reasons != nil {
		line += "; mainly " + p.mainReason(reasons)
	}
	if err := p.tell("%s.", line); err != nil || reasons == nil {
		return err
	}
	return p.offerSets(reasons.store)
}
