package cli

import (
	"io"
	"slices"

	"github.com/urfave/cli/v2"

	"mull/internal/exercise"
	"mull/internal/period"
	"mull/internal/report"
	"mull/internal/store"
)

func (p *program) reportCommand() *cli.Command {
	return &cli.Command{
		Name:      "report",
		Usage:     "write a period as one page with charts, for a browser or a printer",
		UsageText: "mull report [day|week|month|quarter|year] [LABEL | last | DAY] -o FILE.html",
		Description: `   mull report quarter -o q4.html
   mull report week last -o week.html --private`,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: "write to `FILE`, readable for you alone"},
			&cli.BoolFlag{Name: "private", Usage: "with private answers"},
		},
		Action: p.action(func(c *cli.Context) error {
			of, rest, err := p.periodWords(c.Args().Slice(), period.KindWeek)
			if err != nil {
				return err
			}
			if len(rest) > 0 {
				return usage("mull report --help", "%q is one word too many", rest[0])
			}
			file := c.String("output")
			if file == "" {
				return usage("mull report quarter -o quarter.html", "report wants -o FILE")
			}
			s, err := p.look()
			if err != nil {
				return err
			}
			return p.report(s, of, file, c.Bool("private"))
		}),
	}
}

// reportJSON is what report says of the page it wrote. Fields are added, never
// renamed.
type reportJSON struct {
	File    string `json:"file"`
	Period  string `json:"period"`
	Private bool   `json:"private"`
}

func (p *program) report(s *store.Store, of period.Period, file string, private bool) error {
	sheet, err := p.sheet(s, of, private)
	if err != nil {
		return err
	}
	if file == "-" {
		return sheet.HTML(p.Out)
	}
	if err := p.writeFile(file, func(w io.Writer) error { return sheet.HTML(w) }); err != nil {
		return err
	}
	if p.json {
		return p.write(reportJSON{file, of.Label, private})
	}
	return p.tell("Written to %s. It opens in any browser, and loads nothing.", file)
}

// sheet gathers a page. What never leaves the journal is never on it; private
// answers only where they were asked for.
func (p *program) sheet(s *store.Store, of period.Period, private bool) (*report.Sheet, error) {
	b, err := p.balance(s, of)
	if err != nil {
		return nil, err
	}
	pages, err := s.Pages(p.ctx, store.Filter{From: of.From, To: of.To})
	if err != nil {
		return nil, err
	}
	shelf, sheet := p.shelf(s), &report.Sheet{Balance: b, Private: private}
	if of.Kind != period.KindDay && of.Kind != period.KindSpan { // which stand alone
		sheet.Before = b.Before
	}
	if !private {
		b.Exercises = slices.DeleteFunc(b.Exercises, func(done report.ExerciseCount) bool { return p.privateExercise(done.Exercise) })
	}
	for i := range pages {
		e, err := shelf.page(&pages[i])
		if err != nil {
			return nil, err
		}
		page := report.WrittenPage{Number: e.Number, Day: e.Day, Title: e.Asked.Title, Backfilled: e.Backfilled}
		for _, q := range e.Asked.All() {
			if e.Asked.NeverLeaves(q) || !private && e.Asked.PrivacyOf(q) == exercise.Private {
				continue
			}
			page.Words = append(page.Words, ownText(e.Asked, q, &e.Entry)...)
		}
		if len(page.Words) > 0 {
			sheet.Pages = append(sheet.Pages, page)
		}
	}
	return sheet, nil
}

// privateExercise says whether an exercise is private as a whole; one that is
// not in the catalogue any more is taken for it.
func (p *program) privateExercise(id string) bool {
	x, err := p.exercise(id)
	return err != nil || x.Never || x.Privacy == exercise.Private
}
