package ask

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"mull/internal/exercise"
)

// group asks its questions of one item after the other, until the first
// question of an item is left. Whoever comes back to it goes on after the items
// there are; whoever changes an entry begins at the first.
func (d *dialog) group(ctx context.Context, s Screen) (Reply, error) {
	q := s.first()
	present, _ := s.Present[q.ID].([]any)
	items := slices.Clone(present)
	start := 0
	if s.Of > 0 {
		start = whereLeft(q, items)
	}
	for n := start; n < q.Items.Most; {
		item := map[string]any{}
		if n < len(items) {
			before, _ := items[n].(map[string]any)
			maps.Copy(item, before)
		}
		keep := func() error {
			return s.partly(append(slices.Clone(items[:min(n, len(items))]), any(maps.Clone(item))))
		}
		back, err := d.item(ctx, s, n, item, keep)
		switch {
		case err != nil:
			return Reply{}, err
		case back && n == 0:
			return Reply{Back: true}, nil
		case back:
			n--
			continue
		}
		if item[q.Questions[0].ID] == nil {
			items = slices.Delete(items, min(n, len(items)), len(items))
			break
		}
		items = append(items[:min(n, len(items))], append([]any{item}, items[min(n+1, len(items)):]...)...)
		if err := s.partly(items); err != nil {
			return Reply{}, err
		}
		n++
	}
	return whole(q, items)
}

// whereLeft returns the item to go on with: the last, where it was broken off,
// or the one after it.
func whereLeft(q *exercise.Question, items []any) int {
	if len(items) == 0 {
		return 0
	}
	last, _ := items[len(items)-1].(map[string]any)
	if nextOf(q, last) < len(q.Questions) {
		return len(items) - 1
	}
	return min(len(items), q.Items.Most-1)
}

// nextOf returns the question of an item that comes after the last one
// answered. Skips are not kept in an item, so those before it are no gaps.
func nextOf(q *exercise.Question, item map[string]any) int {
	for at, inner := range slices.Backward(q.Questions) {
		if item[inner.ID] == nil {
			continue
		}
		after := slices.IndexFunc(q.Questions[at+1:], func(inner exercise.Question) bool { return inner.When.Holds(item) })
		if after < 0 {
			return len(q.Questions)
		}
		return at + 1 + after
	}
	return 0
}

// item asks the questions of one item, beginning where it was left, and keeps
// every answer. back is true where the one before the first is wanted.
func (d *dialog) item(ctx context.Context, s Screen, n int, item map[string]any, keep func() error) (back bool, err error) {
	q := s.first()
	start := nextOf(q, item) % len(q.Questions) // a whole item is gone through anew
	var asked []int                             // the questions gone through, to go back over
	if text, named := item[q.Questions[0].ID].(string); start > 0 && named {
		d.print(hang(indent, fmt.Sprintf("%d. %s", n+1, clean(text)), d.columns()))
	}
	for at := range start {
		if q.Questions[at].When.Holds(item) {
			asked = append(asked, at)
		}
	}
	for at := start; at < len(q.Questions); at++ {
		inner := q.Questions[at]
		if !inner.When.Holds(item) {
			delete(item, inner.ID)
			continue
		}
		if at == 0 {
			inner.Ask = fmt.Sprintf("%d. %s", n+1, inner.Ask)
			if n > 0 {
				inner.Ask += " (Enter ends the list)"
			}
		}
		inner.Aside, inner.Joined = false, false
		reply, err := d.ask(ctx, Screen{Questions: []*exercise.Question{&inner}, Back: s.Back || n > 0 || at > 0, Present: item})
		switch {
		case err != nil:
			if value := reply.Values[inner.ID]; value != nil {
				item[inner.ID] = value
				err = errors.Join(err, keep())
			}
			return false, err
		case reply.Back && len(asked) == 0:
			return true, nil
		case reply.Back:
			at = asked[len(asked)-1] - 1
			asked = asked[:len(asked)-1]
			continue
		}
		item[inner.ID] = reply.Values[inner.ID]
		if at == 0 && item[inner.ID] == nil {
			return false, nil
		}
		asked = append(asked, at)
		if err := keep(); err != nil {
			return false, err
		}
	}
	return false, nil
}
