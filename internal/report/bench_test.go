package report

import (
	"io"
	"testing"
)

func BenchmarkWeek(b *testing.B) {
	week := aWeek()
	for b.Loop() {
		if err := Write(io.Discard, Style{}, week); err != nil {
			b.Fatal(err)
		}
	}
}
