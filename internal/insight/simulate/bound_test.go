package main

import "testing"

func TestBoundLiesBetweenWhatIsFoundAndTheLimit(t *testing.T) {
	for _, j := range []Journal{{Weeks: 12, Memory: 0.3, Written: 1, Effect: 1.2}, {Weeks: 26, Memory: 0.3, Written: 1, Effect: 0.8}} {
		bound := j.Bound(5, 1, 1000)
		t.Logf("%+v: bound %.3f, limit %.3f", j, bound, j.Limit(5))
		if bound >= j.Limit(5) {
			t.Errorf("%+v: bound %.2f, and %.2f for one who knows the memory", j, bound, j.Limit(5))
		}
	}
}
