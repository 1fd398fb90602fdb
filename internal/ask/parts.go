package ask

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"

	"mull/internal/exercise"
)

// inParts returns how a question is asked that is answered part by part, or nil
// for one that is answered at once. What is complete is kept after every part.
func (d *dialog) inParts(s Screen) func(context.Context, Screen) (Reply, error) {
	if s.joined() {
		return nil
	}
	switch s.first().Kind {
	case "matrix":
		return d.matrix
	case "sort":
		return d.sort
	case "group":
		return d.group
	}
	return nil
}

// A part is one line of a question that is answered part by part.
type part struct {
	label    string
	present  string   // what was answered before
	rejected string   // a line that did not fit, to be edited
	words    []string // that Tab completes
	figures  bool     // numbers, which are shorter to type anew than to change
	apart    bool     // each line of a paste answers a part of its own
}

// part asks for one line under a question that is shown. Where the person
// leaves, what they had typed comes back with the error.
func (d *dialog) part(ctx context.Context, p part) (command, string, error) {
	for {
		d.print(hang(indent, p.label, d.columns()))
		start, keeps := "", p.present != "" && (p.figures || !d.in.edits())
		switch {
		case p.rejected != "" && d.in.edits():
			start, keeps = escape(p.rejected), false
		case p.figures && p.present != "":
			d.showPresent(p.present)
		case !p.figures:
			start = d.startPart(p.present)
		}
		d.in.pasting(pasteWay{apart: p.apart || p.figures})
		raw, err := d.in.line(ctx, start, p.words)
		if isFault(err) {
			d.fix(err, raw)
			p.rejected = raw
			continue
		}
		if err != nil {
			return answer, unescape(raw), err
		}
		if strings.TrimSpace(raw) == "." {
			return leaveRest, "", nil
		}
		did, line := interpret(raw, keeps, false)
		return did, line, nil
	}
}

// within carries out what is no answer in the midst of a question, without
// beginning the question anew: what was said of its parts would be lost.
func (d *dialog) within(ctx context.Context, s Screen, did command, line string) (done bool, reply Reply, err error) {
	done, reply, err = d.obey(ctx, s, did, line)
	if f := (fault{}); errors.As(err, &f) {
		d.complain(err)
		err = nil
	}
	if errors.Is(err, errAgain) {
		err = nil
	}
	return done, reply, err
}

func wordy(q *exercise.Question) bool {
	return slices.ContainsFunc(q.Columns, func(c exercise.Column) bool { return c.Kind == "text" })
}

// partly keeps what there is of an answer, if it is one by itself.
func (s Screen) partly(value any) error {
	q := s.first()
	checked, err := q.Check(value)
	if s.Partly == nil || err != nil || checked == nil {
		return nil
	}
	return s.Partly(q.ID, checked)
}

// whole checks the parts put together.
func whole(q *exercise.Question, tree any) (Reply, error) {
	value, err := parsed(q.Check(tree))
	return Reply{Values: exercise.Answers{q.ID: value}}, err
}

// matrix asks each row on a line of its own, beginning at the first that has no
// answer yet.
func (d *dialog) matrix(ctx context.Context, s Screen) (Reply, error) {
	q := s.first()
	rows := q.Rows.List
	present, _ := s.Present[q.ID].(map[string]any)
	values := map[string]any{}
	maps.Copy(values, present)
	start := max(slices.IndexFunc(rows, func(row exercise.Option) bool { return values[row.ID] == nil }), 0)
	rejected := ""
	for at := start; at < len(rows); {
		row := rows[at]
		did, line, err := d.part(ctx, part{
			label: rowLabel(q, row), present: rowLine(q, row.ID, values[row.ID]), rejected: rejected, figures: !wordy(q), apart: true,
		})
		if err != nil {
			return s.leftRow(values, row.ID, line, err)
		}
		rejected = ""
		switch {
		case did == keep:
			at++
			continue
		case did == goBack && at > 0:
			at--
			continue
		case did == leaveRest:
			return whole(q, values)
		case did != answer:
			if done, reply, err := d.within(ctx, s, did, line); done || err != nil {
				return reply, err
			}
			continue
		}
		value, err := readRow(q, row.ID, line)
		if err != nil {
			d.fix(err, line)
			rejected = line
			continue
		}
		values[row.ID] = value
		if err := s.partly(values); err != nil {
			return Reply{}, err
		}
		at++
	}
	return whole(q, values)
}

// leftRow is what there is of a matrix whose row was being typed when the person
// left: a row of numbers only where it is whole.
func (s Screen) leftRow(values map[string]any, row, line string, left error) (Reply, error) {
	q := s.first()
	if value, err := readRow(q, row, line); err == nil && value != nil && wordy(q) {
		values[row] = value
	}
	value, err := q.Check(values)
	if err != nil || value == nil {
		return Reply{}, left
	}
	return Reply{Values: exercise.Answers{q.ID: value}}, left
}

// rowLabel is a row's words, and what they mean where they are to be judged and
// not to be put in words of one's own.
func rowLabel(q *exercise.Question, row exercise.Option) string {
	if row.About == "" || len(q.Columns) == 1 && q.Columns[0].Kind == "text" {
		return clean(row.Label)
	}
	return clean(row.Label + " - " + row.About)
}

// rowLine writes what a row holds as it is typed.
func rowLine(q *exercise.Question, id string, value any) string {
	if text, ok := value.(string); ok && len(q.Columns) == 1 {
		return text
	}
	if value == nil {
		return ""
	}
	return strings.TrimPrefix(q.Line(map[string]any{id: value}), id+": ")
}

// readRow reads one row: a text as it stands, everything else as the kind
// reads a line of one row.
func readRow(q *exercise.Question, id, line string) (any, error) {
	if strings.TrimSpace(line) == "" {
		return nil, nil
	}
	if len(q.Columns) == 1 && q.Columns[0].Kind == "text" {
		return (&exercise.Question{Kind: "text"}).Parse(line)
	}
	value, err := q.Parse(id + ": " + line)
	if err != nil {
		// The row stands above in its own words.
		said := strings.TrimPrefix(err.Error(), id+": ")
		return nil, errors.New(strings.ReplaceAll(said, "; "+id+": ", "; "))
	}
	rows, _ := value.(map[string]any)
	return rows[id], nil
}
