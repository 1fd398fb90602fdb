package insight

import (
	"fmt"
	"math"
	"strings"

	"mull/internal/period"
)

// shownWeeks is the greatest number of weeks of a half whose shares are printed
// one by one.
const shownWeeks = 13

// askShare asks whether the IC share of the weeks rose or fell: the weeks of the
// second half of the window against those of the first.
//
// It is tested twice, by weeks and by days. Weeks are what is shown and blur
// whatever happens within them; days are five times as many, so that their
// memory is better known. The two p are combined (cauchy), and pay for the
// memory of the days.
func askShare(in *Input, a *asked) {
	middle := in.Window.From + period.Day(in.Window.Days()/2)
	weeks, shown := weekShares(in, middle)
	a.contrast(&shown, Percent, "last", "first")
	values, _ := shown.sides()
	refs := weekRefs(in, middle)
	for side := range a.Groups {
		g := &a.Groups[side]
		g.Values, g.Refs = values[side], refs[side]
		g.Label = fmt.Sprintf("%s %s", g.Label, count(g.N, "week"))
	}
	later, earlier := a.Groups[0], a.Groups[1]
	if !a.enough() {
		a.State = TooLittle
		a.otherwise = Words{
			Label: fmt.Sprintf("IC share, earlier weeks (%d) and later ones (%d)", earlier.N, later.N),
			Text:  a.lacking("later week(s)", "earlier week(s)"),
		}
		return
	}
	a.try(weeks, &shown, in.Seed, "weeks and days, each with its memory filtered out and the news shuffled; the two p combined")
	if byDays := dayShares(in, middle).test(in.Seed, a.stream+1000); byDays.slope != 0 {
		a.Trial.P = min(1, cauchy(a.Trial.P, byDays.p)*byDays.caution)
	}
	a.shown = shareWords(in, a, middle)
	a.otherwise = Words{
		Label: fmt.Sprintf("IC share: the first %s and the last %d", count(earlier.N, "week"), later.N),
		Text:  medians(earlier, later, Percent),
	}
}

// weekShares returns the weeks that have a share, to be tested as they are and
// to be shown in whole percents.
func weekShares(in *Input, middle period.Day) (*comparison, sample) {
	var shown sample
	c := &comparison{lags: weekMemories()}
	for i, w := range Shares(period.KindWeek, in.Window.From, in.Window.To, in.Days) {
		if !w.OK {
			continue
		}
		later := w.Period.From >= middle
		shown.add(w.Period.From, math.Round(100*w.Value), later, 0)
		c.add(float64(i), w.Value, later)
	}
	c.aside = [][]float64{filled(len(c.at), 1)}
	return c, shown
}

// dayShares returns the days that have a share.
func dayShares(in *Input, middle period.Day) *comparison {
	var days []period.Day
	c := &comparison{lags: rowMemories()}
	for _, d := range Shares(period.KindDay, in.Window.From, in.Window.To, in.Days) {
		if d.OK {
			c.add(workday(d.Period.From), d.Value, d.Period.From >= middle)
			days = append(days, d.Period.From)
		}
	}
	c.aside = aside(days)
	return c
}

// weekRefs returns the numbers of the activities of the later and the earlier
// half of the window.
func weekRefs(in *Input, middle period.Day) [2][]int64 {
	var refs [2][]int64
	for _, d := range in.Days {
		switch {
		case !in.holds(d.Day):
		case d.Day >= middle:
			refs[0] = append(refs[0], d.Refs...)
		default:
			refs[1] = append(refs[1], d.Refs...)
		}
	}
	return refs
}

func shareWords(in *Input, a *asked, middle period.Day) Words {
	later, earlier := a.Groups[0], a.Groups[1]
	turn := "up"
	if later.Median < earlier.Median {
		turn = "down"
	}
	return Words{
		Headline: fmt.Sprintf("Your IC share went %s.", turn),
		Rows:     []Row{shareRow(earlier), shareRow(later)},
		Notes:    []string{beyond(later, earlier, turn), hours(BalanceOf(in.Window, in.Days))},
		Ask:      fmt.Sprintf("What changed around %s?", aboutWhen(middle)),
	}
}

func shareRow(g Group) Row {
	var each []string
	for _, v := range g.Values {
		each = append(each, fmt.Sprintf("%.0f", v))
	}
	cell := strings.Join(each, " ") + " %"
	if len(each) > shownWeeks {
		cell = fmt.Sprintf("%.0f%% to %.0f%%", g.Low, g.High)
	}
	return Row{g.Label, []string{cell, "median " + amount(g.Median, Percent)}}
}

// beyond says how many of the later weeks lie outside all the earlier ones, or
// where those are few, how many of 20 lie beyond the earlier median.
func beyond(later, earlier Group, turn string) string {
	outside, past := 0, 0
	for _, v := range later.Values {
		if turn == "up" && v > earlier.High || turn == "down" && v < earlier.Low {
			outside++
		}
		if turn == "up" && v > earlier.Median || turn == "down" && v < earlier.Median {
			past++
		}
	}
	side := map[string]string{"up": "above", "down": "below"}[turn]
	if 2*outside >= later.N {
		return fmt.Sprintf("%d of the last %d were %s every one of the first %d.", outside, later.N, side, earlier.N)
	}
	return fmt.Sprintf("Of 20 such later weeks, %d were %s the earlier median.", ofTwenty(float64(past)/float64(later.N)), side)
}

// hours says what the shares are shares of, and how much of it was guessed.
func hours(b Balance) string {
	text := fmt.Sprintf("%s IC of %s IC and leadership", inHours(b.IC), inHours(b.IC+b.Leadership))
	if b.Estimated == 0 {
		return "(" + text + ".)"
	}
	return fmt.Sprintf("(%s; %s of the hours is guessed.)", text, fraction(float64(b.Estimated)/float64(max(1, b.Total()))))
}
