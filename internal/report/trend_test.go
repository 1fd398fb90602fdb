package report

import (
	"math"
	"strings"
	"testing"

	"mull/internal/insight"
	"mull/internal/period"
)

// charted draws a trend by day; NaN is a gap.
func charted(unit TrendUnit, values ...float64) string {
	view := &Trend{Measure: "m", By: period.KindDay, Unit: unit, Chart: true}
	for i, v := range values {
		day := today + period.Day(i)
		one := insight.Point{Period: period.Of(period.KindDay, day)}
		if !math.IsNaN(v) {
			one.OK, one.Value, one.N = true, v, 1
		}
		view.Series = append(view.Series, one)
	}
	return part(Style{Width: 80}, view.Render)
}

// axisLabels are the words before the axis of a chart, top down.
func axisLabels(chart string) (labels []string) {
	for row := range strings.Lines(chart) {
		if at := strings.IndexAny(row, "┤┼"); at > 0 {
			labels = append(labels, strings.TrimSpace(row[:at]))
		}
	}
	return labels
}

func TestChartShowsIsolatedPoints(t *testing.T) {
	gap := math.NaN()
	long := make([]float64, 400)
	for i := range long {
		long[i] = gap
	}
	long[201] = 60
	for name, values := range map[string][]float64{
		"only":    {60},
		"first":   {60, gap, gap},
		"middle":  {gap, gap, 60, gap, gap},
		"last":    {gap, gap, 60},
		"of many": long,
	} {
		chart := charted(UnitMinutes, values...)
		if _, line, found := strings.Cut(chart, "1h00"); !found || !strings.ContainsAny(line, "─╴╶") {
			t.Errorf("%s: no point at 1h00 in\n%s", name, chart)
		}
	}
	two := charted(UnitMinutes, 60, gap, 0, gap, 60)
	if rows := strings.Split(two, "\n"); strings.Count(two, "╴") < 2 || !strings.Contains(rows[2], "╴ ") {
		t.Errorf("three points apart look joined:\n%s", two)
	}
	for row := range strings.Lines(charted(UnitMinutes, long...) + charted(UnitShare, gap, gap)) {
		if strings.Contains(row, "922337") || strings.Contains(row, "NaN") {
			t.Errorf("a label says %q", row)
		}
	}
}

func TestChartLabelsDiffer(t *testing.T) {
	for _, tt := range []struct {
		unit   TrendUnit
		values []float64
		first  string
	}{
		{UnitValue, []float64{1, 5, 3}, "5.0"},
		{UnitValue, []float64{1.5, 11.5}, "11.5"},
		{UnitValue, []float64{0, 20}, "20"},
		{UnitValue, []float64{3.5, 3.5}, "3.5"},
		{UnitValue, []float64{4, 4}, "4"},
		{UnitMinutes, []float64{60, 63}, "1h03"},
		{UnitMinutes, []float64{60, 60.4}, "1h00"},
		{UnitMinutes, []float64{0, 600, 90}, "10h00"},
		{UnitShare, []float64{0, 1}, "100"},
		{UnitShare, []float64{0.5, 0.53}, "53.0"},
	} {
		chart := charted(tt.unit, tt.values...)
		seen := map[string]bool{}
		labels := axisLabels(chart)
		if len(labels) == 0 || labels[0] != tt.first {
			t.Errorf("%v: labels %q, want %s first", tt.values, labels, tt.first)
		}
		for _, label := range labels {
			if seen[label] {
				t.Errorf("%v: label %s twice in\n%s", tt.values, label, chart)
			}
			seen[label] = true
		}
		for row := range strings.Lines(chart) {
			if n := len([]rune(strings.TrimRight(row, "\n"))); n > 80 {
				t.Errorf("a row of %d columns in\n%s", n, chart)
			}
		}
	}
}
