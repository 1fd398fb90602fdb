package ask

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"mull/internal/exercise"
)

// group asks its questions of one item after the other, until the first
// question of an item is left.
func (d *dialog) group(ctx context.Context, s Screen) (Reply, error) {
	q := s.first()
	present, _ := s.Present[q.ID].([]any)
	items := slices.Clone(present)
	for n := 0; n < q.Items.Most; {
		item := map[string]any{}
		if n < len(items) {
			before, _ := items[n].(map[string]any)
			maps.Copy(item, before)
		}
		back, err := d.item(ctx, s, n, item)
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
			if n >= q.Items.Least || n == 0 {
				break
			}
			d.complain(fmt.Errorf("%d at the least are wanted, have %d; < goes back", q.Items.Least, n))
			continue
		}
		items = append(items[:min(n, len(items))], append([]any{item}, items[min(n+1, len(items)):]...)...)
		if err := s.partly(items); err != nil {
			return Reply{}, err
		}
		n++
	}
	return whole(q, items)
}

// item asks the questions of one item. back is true where the one before the
// first is wanted.
func (d *dialog) item(ctx context.Context, s Screen, n int, item map[string]any) (back bool, err error) {
	q := s.first()
	var asked []int // the questions gone through, to go back over
	for at := 0; at < len(q.Questions); at++ {
		inner := q.Questions[at]
		if !inner.When.Holds(item) {
			delete(item, inner.ID)
			continue
		}
		if at == 0 {
			inner.Ask = fmt.Sprintf("%d. %s", n+1, inner.Ask)
			if n >= q.Items.Least && n > 0 {
				inner.Ask += " (Enter ends the list)"
			}
		}
		inner.Aside, inner.Joined = false, false
		reply, err := d.ask(ctx, Screen{Questions: []*exercise.Question{&inner}, Back: s.Back || n > 0 || at > 0, Present: item})
		switch {
		case err != nil:
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
	}
	return false, nil
}
