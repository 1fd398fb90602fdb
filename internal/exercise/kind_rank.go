package exercise

import "fmt"

// rank puts options in order, the foremost first: all of them, or Exactly so
// many.
var rankKind = kind{
	read: readOptions,
	check: func(q *Question, tree any) (any, error) {
		order, err := checkOptions(q, tree)
		if err != nil || len(order) == 0 {
			return nil, err
		}
		want := len(q.Options.List)
		if q.Exactly > 0 {
			want = min(want, q.Exactly)
		}
		if len(order) != want {
			return nil, fmt.Errorf("wants %d in order, have %d", want, len(order))
		}
		return order, nil
	},
	line:  optionsLine,
	needs: needsOptions,
}
