// What the model says a journal holds.

package model

import (
	"maps"
	"reflect"
	"slices"
	"time"
)

// A piece is an activity. Days are ISO dates, as in JSON.
type piece struct {
	Day, Zone, Category, Note, Source string
	From, To                          time.Time // zero where it is only a length
	Minutes                           int
	Entry                             int64
	Made                              time.Time // its UUID's instant, which decides between equals
	Key, Raw                          string    // of an imported one
}

func (p piece) clocked() bool { return !p.From.IsZero() }

// running says whether it is a timer that has not been stopped.
func (p piece) running() bool { return p.clocked() && p.To.IsZero() }

// A page is an entry.
type page struct {
	Exercise, Day, Zone string
	Started, Written    time.Time
	Backfilled          bool
	About               int64
	Answers             map[string]any
	Again               string // the day on which it asks again, or empty
}

// with is the page with another answer.
func (p page) with(question string, value any) page {
	p.Answers = maps.Clone(p.Answers)
	p.Answers[question] = value
	return p
}

type item struct {
	Text, Day string
	Entry     int64
	State     string // open, closed or dropped
}

// An off is days off: Weekday is that of a day of every week, or empty.
type off struct {
	From, To string
	Weekday  string
	Part     float64
}

type category struct {
	ID, Track string
	Also      []string
}

// A target is an aim in minutes a week, or a share.
type target struct {
	Share   float64
	Minutes int
	Since   string
}

// A state is everything that undo brings back.
type state struct {
	Pieces     map[int64]piece
	Pages      map[int64]page
	Items      map[int64]item
	Offs       map[int64]off
	Categories []category // the user's own
	Targets    map[string]target
}

func emptyState() *state {
	return &state{Pieces: map[int64]piece{}, Pages: map[int64]page{}, Items: map[int64]item{}, Offs: map[int64]off{}, Targets: map[string]target{}}
}

// clone copies a state. What lies in the maps is replaced, never changed.
func (s *state) clone() *state {
	return &state{maps.Clone(s.Pieces), maps.Clone(s.Pages), maps.Clone(s.Items), maps.Clone(s.Offs), slices.Clone(s.Categories), maps.Clone(s.Targets)}
}

// owned lists the activities of an entry, by number.
func (s *state) owned(entry int64) []int64 {
	var list []int64
	for _, n := range slices.Sorted(maps.Keys(s.Pieces)) {
		if s.Pieces[n].Entry == entry {
			list = append(list, n)
		}
	}
	return list
}

func (s *state) itemsOf(entry int64) []int64 {
	var list []int64
	for _, n := range slices.Sorted(maps.Keys(s.Items)) {
		if s.Items[n].Entry == entry {
			list = append(list, n)
		}
	}
	return list
}

var shippedTracks = map[string]string{
	"hands-on": "ic", "people": "leadership", "direction": "leadership", "running": "leadership", "admin": "other", "unsorted": "other",
}

func (s *state) track(id string) string {
	for _, c := range s.Categories {
		if c.ID == id {
			return c.Track
		}
	}
	return shippedTracks[id]
}

// What an act did to a number.
const (
	made    = 'm'
	changed = 'c'
	gone    = 'd'
	back    = 'b' // brought back by undo, which the history of it does not mention
)

// An act is a command that changed something.
type act struct {
	kind   string
	at     time.Time
	undone bool
	mine   bool // of this device, so that undo reaches it
	before *state
	did    map[int64]rune
}

// compare says what became of each number between two states.
func compare(before, after *state) map[int64]rune {
	did := map[int64]rune{}
	differ(before.Pieces, after.Pieces, did)
	differ(before.Pages, after.Pages, did)
	differ(before.Items, after.Items, did)
	return did
}

func differ[T any](before, after map[int64]T, did map[int64]rune) {
	for n, x := range before {
		switch y, there := after[n]; {
		case !there:
			did[n] = gone
		case !reflect.DeepEqual(x, y):
			did[n] = changed
		}
	}
	for n := range after {
		if _, there := before[n]; !there {
			did[n] = made
		}
	}
}

// A book is the model of one journal: what it holds and how that came about.
type book struct {
	*state
	next int64 // the next number
	acts []act
}

func (b *book) clone() *book { return &book{b.state.clone(), b.next, slices.Clone(b.acts)} }

// number takes the next number.
func (b *book) number() int64 {
	b.next++
	return b.next - 1
}

// do changes the book in one act, which leaves a trace only if it changed
// something. rewritten are numbers whose rows are written again as they were.
func (b *book) do(kind string, at time.Time, change func(), rewritten ...int64) {
	before := b.state
	b.state = before.clone()
	change()
	if reflect.DeepEqual(before, b.state) && len(rewritten) == 0 {
		return
	}
	did := compare(before, b.state)
	for _, n := range rewritten {
		if did[n] == 0 {
			did[n] = changed
		}
	}
	b.acts = append(b.acts, act{kind: kind, at: at, mine: true, before: before, did: did})
}

// undoable is the index of the act that undo takes back, or -1.
func (b *book) undoable() int {
	for i := len(b.acts) - 1; i >= 0; i-- {
		if a := b.acts[i]; a.mine && !a.undone && a.kind != "undo" {
			return i
		}
	}
	return -1
}

func (b *book) undo(at time.Time) {
	i := b.undoable()
	did := map[int64]rune{}
	for n, what := range b.acts[i].did {
		did[n] = changed
		if what == gone {
			did[n] = back
		}
	}
	b.acts[i].undone = true
	b.acts = append(b.acts, act{kind: "undo", at: at, mine: true, before: b.state, did: did})
	b.state = b.acts[i].before.clone()
}

// history is what mull history says happened to a number.
func (b *book) history(n int64) []string {
	var list []string
	for _, a := range b.acts {
		what := a.kind
		switch a.did[n] {
		case made:
			what = "written, by " + a.kind
		case changed, gone: // an edit of the day's hours can leave a piece with none
			if a.kind == "edit" {
				what = "changed, by edit"
			}
		default:
			continue
		}
		if a.undone {
			what += " (taken back)"
		}
		list = append(list, what)
	}
	return list
}

// dismissed are the keys of imported time that was deleted since.
func (b *book) dismissed() map[string]bool {
	keys := map[string]bool{}
	for _, a := range b.acts {
		if a.kind != "delete" || a.undone {
			continue
		}
		for n, what := range a.did {
			if what == gone {
				keys[a.before.Pieces[n].Key] = true
			}
		}
	}
	return keys
}
