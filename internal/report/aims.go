package report

import (
	"fmt"
	"strings"
	"time"

	"mull/internal/journal"
	"mull/internal/period"
)

// An Aim is hours someone aims at in a week, and what they got in a period.
type Aim struct {
	ID      string // a track, or a category
	Weekly  int    // minutes
	Minutes int    // what of them belongs to the period, days off left out
	Got     int
}

// AimJSON is an aim in JSON, in minutes.
type AimJSON struct {
	Target  string `json:"target"`
	Weekly  int    `json:"weekly_minutes"`
	Minutes int    `json:"minutes"` // of the period, days off left out
	Got     int    `json:"got_minutes"`
}

// aims says what was aimed at beside what was, and nothing about it.
func (b *Balance) aims() string {
	words := ""
	if b.Aim != nil {
		words = "Your own aim: " + percent(*b.Aim) + ". "
	}
	var parts []string
	for _, a := range b.Aims {
		if a.Minutes > 0 {
			parts = append(parts, fmt.Sprintf("%s %s of %s", trackWord(journal.Track(a.ID)), period.FormatMinutes(a.Got), period.FormatMinutes(a.Minutes)))
		}
	}
	if len(parts) == 0 {
		return words
	}
	if words == "" {
		return "Your own aims: " + strings.Join(parts, ", ") + ". "
	}
	return strings.TrimSuffix(words, ". ") + "; " + strings.Join(parts, ", ") + ". "
}

// daysOff says which working days of the period were off, or how many.
func (b *Balance) daysOff() string {
	var names []string
	off := 0.0
	for day := b.Period.From; day <= b.Period.To; day++ {
		part := b.Offs.On(day)
		if part == 0 || day.Weekday() == time.Saturday || day.Weekday() == time.Sunday {
			continue
		}
		off += part
		name := day.Format("Mon")
		if part < 1 {
			name += " (half)"
		}
		names = append(names, name)
	}
	switch {
	case off == 0:
		return ""
	case b.Period.Kind == period.KindDay:
		return ""
	case b.Offs.Worked(b.Period) == 0:
		return "All of its working days were off."
	case b.Period.Days() > 7:
		return fmt.Sprintf("Off: %s.", days(off))
	}
	words := "Off: " + strings.Join(names, ", ") + "."
	if worked, usual := b.Offs.Worked(b.Period), b.Offs.Usual(b.Period); len(b.Aims) > 0 && worked < usual {
		words = fmt.Sprintf("Off: %s, so the hours aimed at are for %s of %s.", strings.Join(names, ", "), number(worked), days(usual))
	}
	return words
}

func days(n float64) string {
	if n == 1 {
		return "1 day"
	}
	return number(n) + " days"
}

func number(n float64) string { return strings.TrimSuffix(fmt.Sprintf("%.1f", n), ".0") }

// off says whether nobody worked on any day of a cut that has working days.
func (b *Balance) off(cut period.Period) bool {
	usual := journal.Offs(nil).Worked(cut)
	return usual > 0 && b.Offs.Worked(cut) == 0
}

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

// An OffList is the days without work.
type OffList struct {
	List journal.Offs
	Now  time.Time
}

// OffListJSON is the days without work in JSON.
type OffListJSON struct {
	Off []OffJSON `json:"off"`
}

// OffJSON is some days without work. With a weekday it is that day of every
// week; To is then null until further notice.
type OffJSON struct {
	Number  int64   `json:"number"`
	From    string  `json:"from"`
	To      *string `json:"to"`
	Weekday *string `json:"weekday"` // mon, tue ...
	Part    float64 `json:"part"`    // of each day, 1 or 0.5
}

// JSON returns the view that programs read.
func (o *OffList) JSON() OffListJSON {
	view := OffListJSON{Off: []OffJSON{}}
	for _, one := range o.List {
		line := OffJSON{Number: one.Number, From: one.From.String(), Part: one.Part}
		if one.To != 0 {
			to := one.To.String()
			line.To = &to
		}
		if one.Weekly {
			weekday := strings.ToLower(one.Weekday.String()[:3])
			line.Weekday = &weekday
		}
		view.Off = append(view.Off, line)
	}
	return view
}

// Render writes the days without work.
func (o *OffList) Render(p *Page) {
	if len(o.List) == 0 {
		p.Paragraph(0, "No days off are noted; Saturdays and Sundays are off anyway.")
		return
	}
	table := &Table{Gap: 3, Columns: []Column{{Title: "number", Right: true}, {Title: "off", Flex: true, Wrap: true}}}
	for i := range o.List {
		table.Rows = append(table.Rows, []string{fmt.Sprint(o.List[i].Number), OffWords(&o.List[i], period.DayOf(o.Now))})
	}
	table.Render(p)
}

// OffWords says in words which days are off.
func OffWords(o *journal.Off, today period.Day) string {
	half := ""
	if o.Part < 1 {
		half = "half of "
	}
	switch {
	case !o.Weekly && o.From == o.To:
		return half + longDay(o.From, today)
	case !o.Weekly:
		if half != "" {
			half = "half days, "
		}
		return half + longDay(o.From, today) + " to " + longDay(o.To, today)
	}
	words := half + "every " + o.Weekday.String() + " from " + shortDay(o.From, today) + " on"
	if o.To != 0 {
		words = half + "every " + o.Weekday.String() + ", " + shortDay(o.From, today) + " to " + shortDay(o.To, today)
	}
	return words
}
