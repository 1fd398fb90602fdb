package report

import (
	"time"

	"mull/internal/journal"
	"mull/internal/period"
)

// Targets are all aims.
type Targets struct {
	List []journal.Target
	Now  time.Time
}

// TargetsJSON is the aims in JSON.
type TargetsJSON struct {
	Targets []TargetJSON `json:"targets"`
}

// TargetJSON is one aim in JSON: a share between 0 and 1, or minutes a week.
type TargetJSON struct {
	Target  string   `json:"target"`
	Share   *float64 `json:"share"`
	Minutes *int     `json:"weekly_minutes"`
	Since   string   `json:"since"`
}

// JSON returns the view that programs read.
func (t *Targets) JSON() TargetsJSON {
	view := TargetsJSON{Targets: []TargetJSON{}}
	for i := range t.List {
		one := &t.List[i]
		line := TargetJSON{Target: one.ID, Since: one.Since.String()}
		if one.IsShare {
			line.Share = &one.Share
		} else {
			line.Minutes = &one.Minutes
		}
		view.Targets = append(view.Targets, line)
	}
	return view
}

// Render writes the aims.
func (t *Targets) Render(p *Page) {
	if len(t.List) == 0 {
		p.Paragraph(0, "You aim at nothing in particular, which is fine.")
		return
	}
	table := &Table{Gap: 3, Columns: []Column{{Title: "target"}, {Title: "aim", Right: true}, {Title: "", Flex: true}, {Title: "since", Drop: 1}}}
	for _, one := range t.List {
		aim, of := percent(one.Share), "of IC and leadership together"
		if !one.IsShare {
			aim, of = hours(one.Minutes), "a week"
		}
		table.Rows = append(table.Rows, []string{trackWord(journal.Track(one.ID)), aim, of, shortDay(one.Since, period.DayOf(t.Now))})
	}
	table.Render(p)
	p.Gap()
	p.Aside(0, "mull week shows them beside what was.")
}
