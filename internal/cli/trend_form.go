package cli

import (
	"fmt"
	"slices"
	"strings"

	"mull/internal/exercise"
	"mull/internal/journal"
	"mull/internal/period"
	"mull/internal/store"
)

// A form is how a question was asked. Values of two forms do not go into one
// series: their steps are not the same steps.
type form struct {
	kind     journal.MeasureKind
	min, max float64 // of a scale
}

func (f form) String() string {
	switch f.kind {
	case journal.MeasureScale:
		return "a scale from " + exercise.Number(f.min) + " to " + exercise.Number(f.max)
	case journal.MeasureMinutes:
		return "an amount of time"
	case journal.MeasureOption:
		return "a choice or a text"
	}
	return "a number"
}

// A past of a measure knows how its question was asked each time it was
// reached.
type past struct {
	parts    []string // EXERCISE, QUESTION and what follows
	reached  []store.Reached
	versions map[string]*exercise.Exercise
	byEntry  map[int64]string   // the version, by its content hash
	listed   bool               // some version lists the option
	only     *exercise.Question // of an option, where there is one version: its kind and role
}

func (p *program) pastOf(s *store.Store, measure string, from, to period.Day) (*past, error) {
	t := &past{parts: strings.Split(measure, "."), versions: map[string]*exercise.Exercise{}, byEntry: map[int64]string{}}
	var err error
	if t.reached, err = s.Reached(p.ctx, t.parts[0], t.parts[1], from, to); err != nil {
		return nil, err
	}
	// What is asked of each item of a group is answered under the group's name.
	if len(t.reached) == 0 {
		if x, err := p.exercise(t.parts[0]); err == nil {
			if _, group := trended(x, t.parts[1]); group != nil {
				if t.reached, err = s.Reached(p.ctx, t.parts[0], group.ID, from, to); err != nil {
					return nil, err
				}
			}
		}
	}
	for _, r := range t.reached {
		t.byEntry[r.Entry] = r.Asked
		if t.versions[r.Asked] != nil {
			continue
		}
		x, err := p.asAsked(s, r.Asked)
		if err != nil {
			return nil, err
		}
		t.versions[r.Asked] = x
		t.listed = t.listed || t.lists(x)
	}
	return t, nil
}

// asAsked reads an exercise as it was asked, each once.
func (p *program) asAsked(s *store.Store, hash string) (*exercise.Exercise, error) {
	if x := p.askedAs[hash]; x != nil {
		return x, nil
	}
	x, err := s.Asked(p.ctx, hash)
	if err != nil {
		return nil, err
	}
	if p.askedAs == nil {
		p.askedAs = map[string]*exercise.Exercise{}
	}
	p.askedAs[hash] = x
	return x, nil
}

// onlyPast is the past of an option of an exercise that was asked in one version,
// which is not read for it. It is nil for what is asked of each item of a group.
func (p *program) onlyPast(s *store.Store, measure string, from, to period.Day) (*past, error) {
	t := &past{parts: strings.Split(measure, ".")}
	kind, role, err := s.KindOf(p.ctx, t.parts[0], t.parts[1])
	if err != nil || kind == "" {
		return nil, err
	}
	t.only = &exercise.Question{Kind: kind, Role: role}
	t.reached, err = s.Reached(p.ctx, t.parts[0], t.parts[1], from, to)
	return t, err
}

// trended finds a question that becomes a measure, and the group it is asked in,
// if it is.
func trended(x *exercise.Exercise, id string) (q, group *exercise.Question) {
	for _, q := range x.All() {
		if q.ID == id {
			return q, nil
		}
		for i := range q.Questions {
			if q.Questions[i].ID == id {
				return &q.Questions[i], q
			}
		}
	}
	return nil, nil
}

// lists says whether a version lists the option by name.
func (t *past) lists(x *exercise.Exercise) bool {
	q, _ := trended(x, t.parts[1])
	if q == nil || len(t.parts) < 3 {
		return false
	}
	_, found := exercise.Find(q.Options.List, t.parts[2])
	return found
}

// form is how an entry was asked for the measure, nothing where it could not be
// answered with it.
func (t *past) form(entry int64) (form, bool) {
	if t.only != nil {
		return form{kind: journal.MeasureOption}, true
	}
	x := t.versions[t.byEntry[entry]]
	if x == nil {
		return form{}, false
	}
	q, _ := trended(x, t.parts[1])
	if q == nil {
		return form{}, false
	}
	rest := t.parts[2:]
	switch q.Kind {
	case "scale", "number":
		return scaled(q.Kind, q.Min, q.Max), len(rest) == 0
	case "text", "longtext":
		return form{kind: journal.MeasureOption}, len(rest) == 0
	case "yesno":
		return form{kind: journal.MeasureOption}, len(rest) == 1 && (rest[0] == "yes" || rest[0] == "no")
	case "choice", "many":
		return form{kind: journal.MeasureOption}, len(rest) == 1 && t.offers(x, q, rest[0])
	case "split":
		if q.Total > 0 {
			return form{kind: journal.MeasureNumber}, len(rest) == 1
		}
		return form{kind: journal.MeasureMinutes}, len(rest) == 1
	case "matrix":
		return rowForm(q, rest)
	}
	return form{}, false
}

// skipSaysNone says whether leaving a question out tells that there was nothing:
// where a text is noted or something waits. Elsewhere a skip tells nothing.
func (t *past) skipSaysNone(r store.Reached) bool {
	q, group := t.only, (*exercise.Question)(nil)
	if q == nil {
		q, group = trended(t.versions[r.Asked], t.parts[1])
	}
	return q != nil && group == nil && (q.Kind == "text" || q.Kind == "longtext" || q.Role == "open-item" || q.Role == "put-off")
}

// offers says whether a version let an option be chosen. What no version lists
// comes from a list outside the question, or is somebody's own word.
func (t *past) offers(x *exercise.Exercise, q *exercise.Question, option string) bool {
	if option == exercise.OtherID || !t.listed {
		return q.Other || q.Options.From != ""
	}
	return q.Options.From != "" || t.lists(x)
}

// rowForm is the form of a matrix's cell: ROW where there is one column, else
// ROW.COLUMN.
func rowForm(q *exercise.Question, rest []string) (form, bool) {
	for _, c := range q.Columns {
		if len(rest) == 1 && len(q.Columns) == 1 || len(rest) == 2 && rest[1] == c.ID {
			return scaled(c.Kind, c.Min, c.Max), true
		}
	}
	return form{}, false
}

func scaled(kind string, least, most *float64) form {
	if kind != "scale" || least == nil || most == nil {
		return form{kind: journal.MeasureNumber}
	}
	return form{journal.MeasureScale, *least, *most}
}

// alike leaves out the values that were asked for in another form than the
// latest, which is returned with a sentence on what was left out.
func (t *past) alike(values []store.Value) (left []store.Value, latest form, note string) {
	for _, v := range slices.Backward(values) {
		if f, ok := t.form(v.Entry); ok {
			latest = f
			break
		}
	}
	other := latest
	for _, v := range values {
		f, ok := t.form(v.Entry)
		if ok && f == latest {
			left = append(left, v)
		} else if ok {
			other = f
		}
	}
	out := counted(len(values)-len(left), "value", "values")
	switch {
	case len(left) == len(values):
		return left, latest, ""
	case latest.kind == journal.MeasureScale && other.kind == journal.MeasureScale:
		note = fmt.Sprintf("The scale of this question has changed. Here it goes from %s to %s. Left out: %s on another, whose steps are not the same.",
			exercise.Number(latest.min), exercise.Number(latest.max), out)
	default:
		note = fmt.Sprintf("This question has changed. Here it is %s. Left out: %s from when it was %s.", latest, out, other)
	}
	return left, latest, note
}
