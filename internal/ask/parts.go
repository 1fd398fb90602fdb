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

// part asks for one line under a question that is shown.
func (d *dialog) part(ctx context.Context, label, present string, words []string) (command, string, error) {
	d.print(hang(indent, label, d.columns()))
	raw, err := d.in.line(ctx, d.startPart(present), words)
	if err != nil {
		return answer, "", err
	}
	did, line := interpret(raw, present != "" && !d.in.edits(), false)
	return did, line, nil
}

// figure asks for a line of numbers. They are shorter to type anew than to
// change, so what is there is shown and not put under the cursor.
func (d *dialog) figure(ctx context.Context, label, present string, words []string) (command, string, error) {
	d.print(hang(indent, label, d.columns()))
	if present != "" {
		d.showPresent(present)
	}
	raw, err := d.in.line(ctx, "", words)
	if err != nil {
		return answer, "", err
	}
	did, line := interpret(raw, present != "", false)
	return did, line, nil
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
	for at := start; at < len(rows); {
		row := rows[at]
		present := rowLine(q, row.ID, values[row.ID])
		ask := d.part
		if !wordy(q) {
			ask = d.figure
		}
		did, line, err := ask(ctx, rowLabel(q, row), present, nil)
		if err != nil {
			return Reply{}, err
		}
		switch {
		case did == keep:
			at++
			continue
		case did == goBack && at > 0:
			at--
			continue
		case did != answer:
			if done, reply, err := d.within(ctx, s, did, line); done || err != nil {
				return reply, err
			}
			continue
		}
		value, err := readRow(q, row.ID, line)
		if err != nil {
			d.complain(err)
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
