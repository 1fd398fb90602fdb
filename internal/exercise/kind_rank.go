package exercise

// rank puts options in order, the foremost first: all of them, or Exactly so
// many; fewer are an answer in part.
var rankKind = kind{
	read: readOptions,
	check: func(q *Question, tree any) (any, error) {
		order, wrong := checkOptions(q, tree)
		if len(order) == 0 {
			return nil, wrong.err()
		}
		if want := rankWants(q); len(order) > want {
			wrong.add("put exactly %d in order (%d so far)", want, len(order))
		}
		if len(wrong) > 0 {
			return nil, wrong.err()
		}
		return order, nil
	},
	line: optionsLine,
	short: func(q *Question, value any) string {
		return shortOf("Put exactly %d in order (%d so far)", rankWants(q), value)
	},
	needs: needsOptions,
}

// rankWants is how many options a whole order has.
func rankWants(q *Question) int {
	if q.Exactly > 0 {
		return min(len(q.Options.List), q.Exactly)
	}
	return len(q.Options.List)
}
