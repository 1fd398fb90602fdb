// Computing every checksum anew, set by set.

package store

import (
	"context"
)

var stateKey = rowKey{thing: "state"}

// stateSum is the checksum of the journal's own state.
func stateSum(ctx context.Context, q querier) (int64, error) {
	var sum int64
	err := eachRow(ctx, q, func(r *rowReader) error {
		sum = sealSum(stateKey, r.content("sum", "act"))
		return nil
	}, "SELECT * FROM state")
	return sum, err
}

// sumAll computes every checksum anew, after a journal was filled all at once.
func sumAll(ctx context.Context, q querier) error {
	if err := exec(ctx, q, "DELETE FROM checksum"); err != nil {
		return err
	}
	for _, thing := range summed() {
		rows, err := sumRows(ctx, q, thing, "")
		if err != nil {
			return err
		}
		if err := writeSums(ctx, q, rows); err != nil {
			return err
		}
	}
	if err := sumActs(ctx, q); err != nil {
		return err
	}
	return sumState(ctx, q)
}

// sumState sums the journal's own state anew.
func sumState(ctx context.Context, q querier) error {
	sum, err := stateSum(ctx, q)
	if err != nil {
		return err
	}
	return exec(ctx, q, "UPDATE state SET sum = ?", sum)
}

// sumActs sums every act with its changes.
func sumActs(ctx context.Context, q querier) error {
	changes, err := allChanges(ctx, q)
	if err != nil {
		return err
	}
	type act struct {
		id   int64
		sums []byte
	}
	var acts []act
	err = eachRow(ctx, q, func(r *rowReader) error {
		id := r.number("id")
		acts = append(acts, act{id, groupSums(r.content("sums"), changes[id].contents)})
		return nil
	}, "SELECT * FROM act")
	if err != nil {
		return err
	}
	for _, x := range acts {
		if err := exec(ctx, q, "UPDATE act SET sums = ? WHERE id = ?", x.sums, x.id); err != nil {
			return err
		}
	}
	return nil
}

// resumAll computes every checksum anew, but for what was found damaged: that
// still doesn't fit its checksum then.
func resumAll(ctx context.Context, q querier, found []Damage) error {
	former := make([]any, len(found))
	for i, d := range found {
		query, args := formerSum(d)
		sum, err := one[any](ctx, q, query, args...)
		if err != nil && !noRows(err) {
			return err
		}
		former[i] = sum
	}
	if err := sumAll(ctx, q); err != nil {
		return err
	}
	for i, d := range found {
		if d.How == BadSum {
			continue
		}
		query, args := setSum(d, former[i])
		if err := exec(ctx, q, query, args...); err != nil {
			return err
		}
	}
	return nil
}

// sumKey is the key of the checksum of what is damaged.
func (d Damage) sumKey() rowKey {
	key := rowKey{d.Thing, d.Number, d.Part}
	if d.Thing == grouped {
		key.part = ""
	}
	return key
}

func formerSum(d Damage) (string, []any) {
	switch key := d.sumKey(); d.Thing {
	case "act":
		return "SELECT sums FROM act WHERE id = ?", []any{d.Number}
	case "state":
		return "SELECT sum FROM state", nil
	default:
		return "SELECT sum FROM checksum WHERE thing = ? AND number = ? AND part = ?", []any{key.thing, key.number, key.part}
	}
}

func setSum(d Damage, sum any) (string, []any) {
	key := d.sumKey()
	switch {
	case d.Thing == "act":
		return "UPDATE act SET sums = ? WHERE id = ?", []any{sum, d.Number}
	case d.Thing == "state":
		return "UPDATE state SET sum = ?", []any{sum}
	case sum == nil:
		return "DELETE FROM checksum WHERE thing = ? AND number = ? AND part = ?", []any{key.thing, key.number, key.part}
	}
	return "INSERT OR REPLACE INTO checksum (thing, number, part, sum) VALUES (?, ?, ?, ?)", []any{key.thing, key.number, key.part, sum}
}
