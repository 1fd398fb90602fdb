package intake

import (
	"cmp"
	"errors"
	"math"
	"slices"
	"strconv"
	"time"

	"mull/internal/period"
)

// readActivityWatch reads an export of ActivityWatch's buckets: the time each
// program had the window, without the time nobody was there. Titles of windows
// and pages seen in a browser are private and left out.
func readActivityWatch(in *reading, src *source) error {
	a := &watched{in: in, present: map[string][]piece{}, programs: map[string]int{}}
	w := newWalker(in, src)
	err := w.run(func() error {
		return w.object(func(key string) error {
			if key != "buckets" {
				return w.skip()
			}
			return w.object(func(id string) error { return a.bucket(w, id) })
		})
	})
	if err != nil {
		return err
	}
	in.noticeCount(a.others, "bucket of another kind is left out", "buckets of other kinds are left out")
	if len(a.windows) > 0 && len(a.present) == 0 {
		in.notice("the file does not say when nobody was there, so all of the time counts")
	}
	in.rows = 0
	return a.keep()
}

// watched collects the events; those of absence may come last.
type watched struct {
	in       *reading
	windows  []window
	present  map[string][]piece // by host
	programs map[string]int
	names    []string
	others   int
}

// A piece is from one instant to another, in milliseconds since 1970.
type piece struct{ from, to int64 }

type window struct {
	piece
	bucket, host string
	program      int
	title        string
	line         int
}

type watchedEvent struct {
	Timestamp string  `json:"timestamp"`
	Duration  float64 `json:"duration"`
	Data      struct {
		App    string `json:"app"`
		Title  string `json:"title"`
		Status string `json:"status"`
	} `json:"data"`
}

// bucket reads one bucket. Its type and host may stand after its events.
func (a *watched) bucket(w *walker, id string) error {
	var kind, host string
	first := len(a.windows)
	var here []piece
	err := w.object(func(key string) error {
		switch key {
		case "type":
			return w.Decode(&kind)
		case "hostname":
			return w.Decode(&host)
		case "events":
			return listOrNull(w, func(line int, e *watchedEvent) error { return a.event(id, line, e, &here) })
		}
		return w.skip()
	})
	if err != nil && !errors.Is(err, errNull) {
		return err
	}
	switch kind {
	case "currentwindow":
		for i := first; i < len(a.windows); i++ {
			a.windows[i].host = host
		}
		return nil
	case "afkstatus":
		a.present[host] = union(append(a.present[host], here...))
	default:
		a.others++
	}
	a.windows = a.windows[:first]
	return nil
}

func (a *watched) event(bucket string, line int, e *watchedEvent, here *[]piece) error {
	if err := a.in.count(); err != nil {
		return err
	}
	at, err := time.Parse(time.RFC3339Nano, e.Timestamp)
	if err != nil {
		a.in.refuse(line, "its time%s is not like 2026-09-07T10:00:00+00:00", shown(e.Timestamp))
		return nil
	}
	if math.IsNaN(e.Duration) || e.Duration < 0 || e.Duration > longest.Seconds() {
		a.in.refuse(line, "its length is negative or more than a week")
		return nil
	}
	// A day apart from the span there may still be a zone's width of it.
	day := period.DayOf(at)
	if o := &a.in.options; o.From != 0 && day < o.From-1 || o.To != 0 && day > o.To+1 {
		a.in.batch.Outside++
		return nil
	}
	if err := room(max(len(a.windows), len(*here))); err != nil {
		return err
	}
	p := piece{at.UnixMilli(), at.UnixMilli() + int64(e.Duration*1000)}
	switch {
	case e.Data.Status == "not-afk":
		*here = append(*here, p)
	case e.Data.Status == "":
		x := window{piece: p, bucket: bucket, program: a.program(e.Data.App), line: line}
		if a.in.options.Private {
			x.title = oneLine(e.Data.Title)
		}
		a.windows = append(a.windows, x)
	}
	return nil
}

func (a *watched) program(name string) int {
	at, found := a.programs[name]
	if !found {
		at = len(a.names)
		a.names = append(a.names, oneLine(name))
		a.programs[name] = at
	}
	return at
}

// union puts overlapping pieces together, in order.
func union(pieces []piece) []piece {
	slices.SortFunc(pieces, func(x, y piece) int { return cmp.Or(cmp.Compare(x.from, y.from), cmp.Compare(x.to, y.to)) })
	var whole []piece
	for _, p := range pieces {
		if last := len(whole) - 1; last >= 0 && p.from <= whole[last].to {
			whole[last].to = max(whole[last].to, p.to)
			continue
		}
		whole = append(whole, p)
	}
	return whole
}

// keep puts together events of one program that follow each other, takes the
// absences out, and keeps what is left.
func (a *watched) keep() error {
	slices.SortStableFunc(a.windows, func(x, y window) int {
		return cmp.Or(cmp.Compare(x.bucket, y.bucket), cmp.Compare(x.from, y.from))
	})
	for i := 0; i < len(a.windows); {
		run := a.windows[i]
		for i++; i < len(a.windows); i++ {
			next := &a.windows[i]
			// Heartbeats leave a gap of some milliseconds.
			if next.bucket != run.bucket || next.program != run.program || next.title != run.title || next.from > run.to+1000 {
				break
			}
			run.to = max(run.to, next.to)
		}
		if err := a.keepRun(&run); err != nil {
			return err
		}
	}
	return nil
}

func (a *watched) keepRun(run *window) error {
	present, known := a.present[run.host]
	if !known {
		if len(a.present) > 0 {
			for _, pieces := range a.present { // of the only other host
				present = pieces
			}
		}
		if len(a.present) != 1 {
			present = []piece{run.piece}
		}
	}
	at, _ := slices.BinarySearchFunc(present, run.from, func(p piece, from int64) int { return cmp.Compare(p.to, from) })
	for part := 0; at < len(present) && present[at].from < run.to; at++ {
		p := piece{max(run.from, present[at].from), min(run.to, present[at].to)}
		if p.to/1000 <= p.from/1000 {
			continue
		}
		f := trackerFacts{Title: run.title, Project: a.names[run.program]}
		if run.title != "" {
			f.Private = map[string]string{"title": run.title}
		}
		err := a.in.keep(row{
			line: run.line, from: time.UnixMilli(p.from), to: time.UnixMilli(p.to), note: firstOf(a.names[run.program], run.bucket),
			key: []string{run.bucket, strconv.FormatInt(run.from, 10), a.names[run.program], run.title, strconv.Itoa(part)},
			raw: f,
		})
		if err != nil {
			return err
		}
		part++
	}
	return nil
}
