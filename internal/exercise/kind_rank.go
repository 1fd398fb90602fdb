package exercise

// rank puts options in order, the foremost first: all of them, or Exactly so
// many.
var rankKind = kind{
	read: readOptions,
	check: func(q *Question, tree any) (any, error) {
		order, wrong := checkOptions(q, tree)
		if len(order) == 0 {
			return nil, wrong.err()
		}
		want := len(q.Options.List)
		if q.Exactly > 0 {
			want = min(want, q.Exactly)
		}
		if len(order) != want {
			wrong.add("wants %d in order, have %d", want, len(order))
		}
		if len(wrong) > 0 {
			return nil, wrong.err()
		}
		return order, nil
	},
	line:  optionsLine,
	needs: needsOptions,
}
