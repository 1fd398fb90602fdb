package clean

import "testing"

// What is printed as it is must be what would be left of it.
func TestSinglesAreSafe(t *testing.T) {
	for r := rune(0); r < 0x3000; r++ {
		if _, all := Singles(string(r)); all && (hidden(r) || joining(r) || lineEnd(r)) {
			t.Errorf("%q is not to be printed as it is", r)
		}
	}
}
