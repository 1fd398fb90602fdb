package cli

import "testing"

// A complaint is broken between words where somebody looks at it, and is one
// line for a program.
func TestFoldError(t *testing.T) {
	const words = "mull: unknown option \"foo\"; choose one of asked, proof, easier\nsecond: is no question"
	const folded = "mull: unknown option \"foo\"; choose\none of asked, proof, easier\nsecond: is no question"
	for _, c := range []struct {
		of   Terminals
		want string
	}{
		{Terminals{Err: true, Width: 36}, folded},
		{Terminals{Err: true}, words},
		{Terminals{Out: true, Width: 36}, words},
	} {
		if got := c.of.FoldError(words); got != c.want {
			t.Errorf("%+v:\n%s\nwant\n%s", c.of, got, c.want)
		}
	}
}
