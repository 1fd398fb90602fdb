package report

import (
	"testing"

	"mull/internal/insight"
	"mull/internal/period"
)

func TestInsightsHaveNoNumbersOfNothing(t *testing.T) {
	view := Insights{Findings: insight.Findings{All: []insight.Finding{{Question: "q", State: insight.TooLittle,
		Groups: []insight.Group{{Label: "none"}, {Label: "some", N: 2, Median: 3, Low: 2, High: 4}}}}}}
	view.Window = period.Span(today, today-1)
	out := view.JSON()
	if out.From != nil || out.To != nil || out.Weeks != 0 {
		t.Errorf("without a full week: from %v to %v, %d weeks", out.From, out.To, out.Weeks)
	}
	groups := out.Findings[0].Groups
	if g := groups[0]; g.Median != nil || g.Min != nil || g.Max != nil {
		t.Errorf("an empty group has numbers: %+v", g)
	}
	if g := groups[1]; g.Median == nil || *g.Median != 3 || *g.Min != 2 || *g.Max != 4 {
		t.Errorf("a group of two: %+v", g)
	}
	view.Window = period.Span(today-6, today)
	if out = view.JSON(); out.From == nil || *out.From != (today-6).String() || *out.To != today.String() || out.Weeks != 1 {
		t.Errorf("of a week: %+v", out)
	}
}
