package cli

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/urfave/cli/v2"

	"mull/internal/period"
	"mull/internal/report"
	"mull/internal/store"
)

func (p *program) coacheesCommand() *cli.Command {
	return &cli.Command{
		Name:        "coachees",
		Usage:       "list the people you coach, next session first (counts only)",
		UsageText:   "mull coachees",
		Description: `   mull coachees`,
		Action: p.action(func(c *cli.Context) error {
			if err := noMore(c, 0); err != nil {
				return err
			}
			s, err := p.look()
			if err != nil {
				return err
			}
			return p.coachees(s)
		}),
	}
}

// coacheeJSON is someone the owner coaches. Fields are added, never renamed.
type coacheeJSON struct {
	Name        string `json:"name"`
	Next        string `json:"next"` // a date, or empty
	NextTime    string `json:"next_time"`
	Sessions    int    `json:"sessions"`
	LastSession string `json:"last_session"`
	Open        int    `json:"open"` // exercises given that are open
	Done        int    `json:"done"`
	Shares      int    `json:"shares"`
	LastShare   string `json:"last_share"`
}

func dayText(day period.Day) string {
	if day == 0 {
		return ""
	}
	return day.String()
}

func (p *program) coachees(s *store.Store) error {
	list, err := s.Coachees(p.ctx)
	if err != nil {
		return err
	}
	// Sessions to come first, the next one foremost; then those without.
	slices.SortStableFunc(list, func(a, b store.Coachee) int {
		return cmp.Or(p.upcoming(a)-p.upcoming(b), timeOfDay(a)-timeOfDay(b))
	})
	fields := struct {
		Coachees []coacheeJSON `json:"coachees"`
	}{[]coacheeJSON{}}
	view := &report.Listing{
		Title: "Coachees", Empty: "You coach nobody here yet. mull invite NAME begins.",
		Table: report.Table{Indent: 2, Columns: []report.Column{
			{Title: "next", Right: true}, {Title: "name", Flex: true}, {Title: "sessions", Right: true}, {Title: "last", Drop: 2},
			{Title: "open", Right: true}, {Title: "done", Right: true}, {Title: "shares", Right: true}, {Title: "last came", Drop: 1},
		}},
	}
	for _, c := range list {
		fields.Coachees = append(fields.Coachees, coacheeJSON{
			c.Name, dayText(c.Next), sessionTime(c.NextTime), c.Sessions, dayText(c.LastSession), c.Open, c.Done, c.Shares, dayText(c.LastShare),
		})
		view.Table.Rows = append(view.Table.Rows, []string{
			p.nextText(c), c.Name, fmt.Sprint(c.Sessions), p.shortDay(c.LastSession), fmt.Sprint(c.Open), fmt.Sprint(c.Done), fmt.Sprint(c.Shares), p.shortDay(c.LastShare),
		})
	}
	return p.show(view, fields)
}

func (p *program) upcoming(c store.Coachee) int {
	if c.Next < p.today() {
		return int(period.MaxDay)
	}
	return int(c.Next)
}

// timeOfDay is a session's, or the end of the day where it is not known.
func timeOfDay(c store.Coachee) int {
	clock, err := period.ParseClock(c.NextTime)
	if err != nil {
		return 24 * 60
	}
	return int(clock)
}

// nextText is a session to come; one that is over is not next any more.
func (p *program) nextText(c store.Coachee) string {
	words := p.shortDay(c.Next)
	switch {
	case c.Next < p.today():
		return "-"
	case c.Next == p.today():
		words = "today"
	}
	if clock, err := period.ParseClock(c.NextTime); err == nil {
		words += " " + clock.String()
	}
	return words
}

func (p *program) shortDay(day period.Day) string {
	if day == 0 {
		return "-"
	}
	return day.Format("2 Jan") + yearIfOther(day, p.today())
}
