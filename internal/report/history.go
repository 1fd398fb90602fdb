package report

import (
	"fmt"
	"strings"
	"time"

	"mull/internal/period"
)

// A History is what happened to one entry or activity, oldest first.
type History struct {
	Number   int64
	Title    string // the exercise's title, or the activity in a few words
	Versions []Version
	Now      time.Time // in the reader's zone, in which times are shown
	Gone     *Gone     // nil where it is still there
}

// Gone is what was deleted: when, and how many times undo brings it back. Undo
// is 0 where the writing itself was undone, or where undo can't reach it.
type Gone struct {
	When string
	Undo int
}

// Command is what brings it back.
func (g *Gone) Command() string {
	if g.Undo == 1 {
		return "mull undo"
	}
	return fmt.Sprintf("mull undo, %d times (it undoes what came later, too)", g.Undo)
}

// A Version is one change: written, edited, deleted, taken back.
type Version struct {
	At      time.Time
	What    string
	Changes []Change
}

// A Change is one answer or field before and after; empty is absent. Answer
// writes answers as text.
type Change struct{ Field, Before, After string }

// HistoryJSON is a history in JSON.
type HistoryJSON struct {
	Number   int64         `json:"number"`
	Deleted  bool          `json:"deleted"`
	Versions []VersionJSON `json:"versions"`
}

// VersionJSON is one change in JSON.
type VersionJSON struct {
	At      string       `json:"at"`
	What    string       `json:"what"`
	Changes []ChangeJSON `json:"changes"`
}

// ChangeJSON is one field before and after, as text.
type ChangeJSON struct {
	Field  string `json:"field"`
	Before string `json:"before"`
	After  string `json:"after"`
}

// JSON returns the view that programs read.
func (h *History) JSON() HistoryJSON {
	view := HistoryJSON{Number: h.Number, Deleted: h.Gone != nil, Versions: []VersionJSON{}}
	for _, v := range h.Versions {
		version := VersionJSON{At: instant(v.At), What: v.What, Changes: []ChangeJSON{}}
		for _, c := range v.Changes {
			version.Changes = append(version.Changes, ChangeJSON(c))
		}
		view.Versions = append(view.Versions, version)
	}
	return view
}

// Render writes the versions and what each changed.
func (h *History) Render(p *Page) {
	p.Title(strings.TrimSpace(fmt.Sprintf("%d %s", h.Number, h.Title)))
	today := period.DayOf(h.Now)
	for _, v := range h.Versions {
		p.Gap()
		at := v.At.In(h.Now.Location())
		p.Paragraph(2, fmt.Sprintf("%s, %s: %s", longDay(period.DayOf(at), today), clock(at), v.What))
		for _, c := range v.Changes {
			p.Aside(4, c.Field)
			if c.Before != "" {
				p.marked(6, "was", c.Before, plain)
			}
			p.marked(6, "now", orElse(c.After, "nothing"), plain)
		}
	}
	if h.Gone == nil {
		return
	}
	p.Gap()
	if h.Gone.Undo == 0 {
		p.Paragraph(2, "It was undone on "+h.Gone.When+".")
		return
	}
	p.Paragraph(2, "It was deleted on "+h.Gone.When+". To bring it back: "+h.Gone.Command())
}

func orElse(words, other string) string {
	if words == "" {
		return other
	}
	return words
}
