package report

import (
	"cmp"
	"fmt"
	"strings"

	"mull/internal/exercise"
	"mull/internal/period"
)

// words writes energy, what else the period held, and pages.
func (s *Sheet) words(out *strings.Builder) {
	b := s.Balance
	var beside strings.Builder
	if s.Private && len(b.Words) > 0 {
		var list []string
		for _, word := range b.Words {
			list = append(list, strings.TrimSpace(fmt.Sprintf("%s %d", cmp.Or(word.Label, word.Word), word.N)))
		}
		paragraph(&beside, "", "Words: "+strings.Join(list, ", ")+".")
	}
	s.energy(&beside)
	if s.Private {
		s.moments(&beside)
	}
	if len(b.Exercises) > 0 {
		table := [][]string{{"exercise", "times"}}
		for _, x := range b.Exercises {
			table = append(table, []string{x.Exercise, fmt.Sprint(x.N)})
		}
		htmlTable(&beside, "Exercises done", table, nil)
		paragraph(&beside, "", b.openRevisits())
	}
	if beside.Len() > 0 {
		out.WriteString("<section>\n<h2>How it was</h2>\n" + beside.String() + "</section>\n")
	}
	s.pages(out)
}

// energy lists the days of a month at the most; of more it gives a median a row.
func (s *Sheet) energy(out *strings.Builder) {
	b := s.Balance
	table := [][]string{{"day", "energy"}}
	for _, v := range b.Energy {
		table = append(table, []string{shortDay(v.Day, b.today()), exercise.Number(v.Value)})
	}
	if b.Period.Days() > 31 {
		table = [][]string{{string(b.part()), "median", "range", "noted"}}
		for _, cut := range b.Period.Split(b.part()) {
			var values []float64
			for _, v := range b.Energy {
				if cut.Holds(v.Day) {
					values = append(values, v.Value)
				}
			}
			if len(values) > 0 {
				low, median, high := spread(values)
				table = append(table, []string{rowLabel(b.part(), cut, b.Period), exercise.Number(median),
					exercise.Number(low) + " to " + exercise.Number(high), fmt.Sprint(len(values))})
			}
		}
	}
	if len(table) > 1 {
		htmlTable(out, fmt.Sprintf("Energy, 1 %s to 5 %s", b.Low, b.High), table, nil)
	}
}

// moments writes check-ins and values as tables.
func (s *Sheet) moments(out *strings.Builder) {
	b := s.Balance
	if len(b.Moments) > 0 {
		table := [][]string{{"pleasant x energy", "check-ins"}}
		for _, corner := range Corners() {
			table = append(table, []string{corner, fmt.Sprint(b.Moments[corner])})
		}
		htmlTable(out, "Moments: lifted and settled are pleasant, charged and heavy are not; lifted and charged have much energy", table, nil)
	}
	if len(b.Values) > 0 {
		table := [][]string{{"value", "lived", "room", "checks"}}
		for _, v := range b.Values {
			table = append(table, []string{cmp.Or(v.Label, v.Value), reading(v.Lived), reading(v.Room), fmt.Sprint(v.Checks)})
		}
		htmlTable(out, "Values lived, and the room for them, from 0 to 4", table, nil)
	}
}

// pages writes own words, the date once for each day.
func (s *Sheet) pages(out *strings.Builder) {
	b := s.Balance
	if len(s.Pages) == 0 {
		return
	}
	out.WriteString("<section>\n<h2>In your own words</h2>\n")
	var last period.Day
	for i, page := range s.Pages {
		if i == 0 || page.Day != last {
			last = page.Day
			fmt.Fprintf(out, "<h3>%s</h3>\n", esc(longDay(page.Day, b.today())))
		}
		paragraph(out, "aside", page.Title)
		for _, w := range page.Words {
			paragraph(out, "ask", w.Ask)
			fmt.Fprintf(out, "<blockquote>%s</blockquote>\n", strings.ReplaceAll(esc(strings.TrimSpace(w.Text)), "\n", "<br>\n"))
		}
	}
	out.WriteString("</section>\n")
}
