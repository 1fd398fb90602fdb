package report

import (
	"bytes"
	"testing"

	"mull/internal/period"
)

// A page cleans and cuts whatever it is given, whoever forgot to.
func TestPageCleansEveryLine(t *testing.T) {
	var out bytes.Buffer
	p := NewPage(&out, Style{Width: 12, Color: true})
	p.put(2, line{{"\x1b[31mred", bold}, {" and more ", dim}, {"  ", plain}})
	p.put(2, text("trailing   "))
	p.Gap()
	p.Gap()
	p.put(0, text("👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻"))
	if err := p.Flush(); err != nil {
		t.Fatal(err)
	}
	want := "  \x1b[1mred\x1b[0m\x1b[2m and m…\x1b[0m\n  trailing\n\n👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻…\n"
	if got := out.String(); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestPeriodTitle(t *testing.T) {
	for label, want := range map[string]string{
		"2026-11-19": "Thursday 19 November",
		"2025-11-19": "Wednesday 19 November 2025",
		"2026-W47":   "Week 47, Monday 16 to Sunday 22 November",
		"2026-W40":   "Week 40, Monday 28 September to Sunday 4 October",
		"2026-W53":   "Week 53, Monday 28 December 2026 to Sunday 3 January 2027",
		"2025-W10":   "Week 10, Monday 3 to Sunday 9 March 2025",
		"2026-11":    "November 2026",
		"2026-Q4":    "Quarter 4 of 2026, October to December",
		"2026":       "The year 2026",
	} {
		p, err := period.ParseAny(label, today)
		if err != nil {
			t.Fatal(err)
		}
		if got := periodTitle(p, today); got != want {
			t.Errorf("%s is titled %q, want %q", label, got, want)
		}
	}
	if got, want := periodTitle(period.Span(today-3, today), today), "Monday 16 to Thursday 19 November"; got != want {
		t.Errorf("a range is titled %q, want %q", got, want)
	}
}
