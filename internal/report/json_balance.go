package report

import "mull/internal/period"

// BalanceJSON is what day, week, month, quarter, year and summary write as
// JSON.
type BalanceJSON struct {
	Period   PeriodJSON    `json:"period"`
	Time     TimeJSON      `json:"time"`
	Motives  []MotiveJSON  `json:"motives"`
	Waiting  WaitingJSON   `json:"waiting"`
	Planned  PlannedJSON   `json:"planned"`
	Measures []MeasureJSON `json:"measures"`
	Words    []WordJSON    `json:"words"`
	Closed   int           `json:"closed_days"`
	Chosen   *string       `json:"chosen"`
	Before   []*float64    `json:"shares_before"` // oldest first
	LastYear *PastJSON     `json:"last_year"`     // null where it has no time
	Previous *PastJSON     `json:"previous"`      // the period just before, likewise
	Aim      *float64      `json:"aim"`
	Targets  []AimJSON     `json:"targets"` // hours aimed at; aim is the IC share
	Entries  []EntryHead   `json:"entries"`
	Moments  []MomentJSON  `json:"moments"`
	Values   []ValueJSON   `json:"values"`
	Done     []DoneJSON    `json:"exercises"`
	Revisits int           `json:"open_revisits"`
	Running  *ActivityJSON `json:"running"` // the timer that runs; in no figure
}

// PeriodJSON is a period in JSON; both ends are included.
type PeriodJSON struct {
	Kind  string `json:"kind"`
	Label string `json:"label"`
	From  string `json:"from"`
	To    string `json:"to"`
}

// TimeJSON is time in whole minutes. Share is ic / (ic + leadership), or null.
type TimeJSON struct {
	Minutes      TracksJSON     `json:"minutes"`
	Estimated    int            `json:"estimated_minutes"`
	Logged       int            `json:"logged_minutes"` // timed or logged
	Calendar     int            `json:"calendar_minutes"`
	Tracker      int            `json:"tracker_minutes"`
	Ahead        int            `json:"ahead_minutes"` // on days to come, in no other figure
	Share        *float64       `json:"share"`
	CalendarOnly bool           `json:"calendar_only"`
	Days         []DayJSON      `json:"days"`
	Categories   []CategoryJSON `json:"categories"`
}

// TracksJSON is minutes by track.
type TracksJSON struct {
	IC         int `json:"ic"`
	Leadership int `json:"leadership"`
	Other      int `json:"other"`
	Total      int `json:"total"`
}

// PastJSON is another period beside this one, cut where this one still runs.
type PastJSON struct {
	Period  PeriodJSON `json:"period"`
	Minutes TracksJSON `json:"minutes"`
	Share   *float64   `json:"share"`
}

// DayJSON is one day of a period. Open marks the day that is not closed yet.
type DayJSON struct {
	Date string `json:"date"`
	TracksJSON
	Estimated int      `json:"estimated_minutes"`
	Share     *float64 `json:"share"`
	Open      bool     `json:"open"`
	Off       float64  `json:"off"` // how much of the day was off
}

// CategoryJSON is what one category got.
type CategoryJSON struct {
	Category  string `json:"category"`
	Track     string `json:"track"`
	Minutes   int    `json:"minutes"`
	Logged    int    `json:"logged_minutes"`
	Calendar  int    `json:"calendar_minutes"`
	Tracker   int    `json:"tracker_minutes"`
	Estimated int    `json:"estimated_minutes"`
	Previous  int    `json:"previous_minutes"` // in the period just before
}

// MotiveJSON counts every naming of a motive in Entries, and minutes only where
// it was the main one.
type MotiveJSON struct {
	Motive  string `json:"motive"`
	Entries int    `json:"entries"`
	Minutes int    `json:"minutes"`
	Main    int    `json:"main_entries"`
}

// PlannedJSON counts hands-on work that was noted before starting, and what became
// of it.
type PlannedJSON struct {
	Entries    int `json:"entries"`
	Done       int `json:"done"`
	HandedOver int `json:"handed_over"`
	NotDone    int `json:"not_done"`
}

// WaitingJSON says of how many pieces something was waiting, of those that say.
type WaitingJSON struct {
	Noted int `json:"noted"`
	Of    int `json:"of"`
}

// MeasureJSON sums up one measure.
type MeasureJSON struct {
	Measure string  `json:"measure"`
	N       int     `json:"n"`
	Median  float64 `json:"median"`
	Min     float64 `json:"min"`
	Max     float64 `json:"max"`
}

// MomentJSON is how many check-ins lie in a corner of pleasant x energy.
type MomentJSON struct {
	Corner string `json:"corner"`
	N      int    `json:"n"`
}

// ValueJSON is the median of how a value was lived, and of the room for it, on
// scales from 0 to 4; null where no check says it.
type ValueJSON struct {
	Value  string   `json:"value"`
	Lived  *float64 `json:"lived"`
	Room   *float64 `json:"room"`
	Checks int      `json:"checks"`
}

// DoneJSON is how often an exercise was done.
type DoneJSON struct {
	Exercise string `json:"exercise"`
	N        int    `json:"n"`
}

// WordJSON is how often a word was named.
type WordJSON struct {
	Word string `json:"word"`
	N    int    `json:"n"`
}

// JSON returns the view that programs read, with every day of the period.
func (b *Balance) JSON() BalanceJSON {
	view := BalanceJSON{
		Period:  periodJSON(b.Period),
		Time:    b.timeJSON(),
		Motives: []MotiveJSON{}, Measures: []MeasureJSON{}, Words: []WordJSON{}, Entries: []EntryHead{},
		Waiting: WaitingJSON{b.Waiting, b.Asked},
		Closed:  b.Closed,
		Before:  append([]*float64{}, b.Before...),
		Aim:     b.Aim,
		Running: b.Running.JSON(),
		Targets: []AimJSON{}, Moments: []MomentJSON{}, Values: []ValueJSON{}, Done: []DoneJSON{}, Revisits: b.Revisits,
		Planned: PlannedJSON(b.Plans),
	}
	b.besideJSON(&view)
	view.LastYear, view.Previous = b.LastYear.json(), b.Previous.json()
	for _, a := range b.Aims {
		view.Targets = append(view.Targets, AimJSON{a.ID, a.Weekly, a.Minutes, a.Got})
	}
	if b.Chosen != "" {
		view.Chosen = &b.Chosen
	}
	for _, m := range b.Motives {
		view.Motives = append(view.Motives, MotiveJSON{m.Motive, m.Entries, m.Minutes, m.Pieces})
	}
	for _, m := range b.Measures {
		view.Measures = append(view.Measures, MeasureJSON(m))
	}
	for _, w := range b.Words {
		view.Words = append(view.Words, WordJSON{w.Word, w.N})
	}
	for i := range b.Entries {
		view.Entries = append(view.Entries, headOf(&b.Entries[i]))
	}
	return view
}

// besideJSON fills in moments, values and exercises.
func (b *Balance) besideJSON(view *BalanceJSON) {
	if len(b.Moments) > 0 {
		for _, corner := range Corners() {
			view.Moments = append(view.Moments, MomentJSON{corner, b.Moments[corner]})
		}
	}
	for _, v := range b.Values {
		view.Values = append(view.Values, ValueJSON{v.Value, v.Lived, v.Room, v.Checks})
	}
	for _, x := range b.Exercises {
		view.Done = append(view.Done, DoneJSON(x))
	}
}

func (b *Balance) timeJSON() TimeJSON {
	sum := b.Sum()
	view := TimeJSON{
		Minutes: sum.tracks(), Estimated: sum.Estimated, Logged: sum.Logged, Calendar: sum.Calendar, Tracker: sum.Tracker,
		Ahead: b.Ahead, Share: sum.Share(), CalendarOnly: sum.calendarOnly(),
		Days: make([]DayJSON, 0, b.Period.Days()), Categories: []CategoryJSON{},
	}
	known := map[period.Day]DaySum{}
	for _, d := range b.Days {
		known[d.Day] = d
	}
	for day := b.Period.From; day <= b.Period.To; day++ {
		d := known[day]
		view.Days = append(view.Days, DayJSON{day.String(), d.tracks(), d.Estimated, d.Share(), b.Open && day == b.today(), b.Offs.On(day)})
	}
	for _, c := range b.Categories {
		view.Categories = append(view.Categories, CategoryJSON{
			c.Category, string(c.Track), c.Minutes, c.Logged, c.Calendar, c.Tracker, c.Estimated, c.Previous})
	}
	return view
}

func (d DaySum) tracks() TracksJSON { return TracksJSON{d.IC, d.Leadership, d.Other, d.total()} }

func (p *Past) json() *PastJSON {
	if p == nil {
		return nil
	}
	return &PastJSON{periodJSON(p.Period), p.Sum.tracks(), p.Sum.Share()}
}

func periodJSON(p period.Period) PeriodJSON {
	return PeriodJSON{string(p.Kind), p.Label, p.From.String(), p.To.String()}
}
