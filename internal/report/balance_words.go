package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"mull/internal/exercise"
	"mull/internal/period"
)

// maxWords is how many words for the days are shown unless all are asked for.
const maxWords = 8

// renderWords writes what the days felt like and the chosen thing.
func (b *Balance) renderWords(p *Page) {
	b.beside(p, "Words", b.words(), b.closed())
	b.beside(p, "Energy", b.energy(), b.ends())
	if b.Chosen != "" && !b.Quiet {
		look := ""
		if b.LookBack != "" {
			look = b.LookBack + " looks back"
		}
		b.beside(p, "Chosen", p.Quote(b.Chosen), look)
	}
}

// beside writes a label, what belongs to it and, at the right end where there
// is room, an aside.
func (b *Balance) beside(p *Page, label, words, aside string) {
	const column = 9
	words, aside = Clean(words), Clean(aside)
	if words == "" {
		if aside != "" {
			p.Aside(2, sentence(aside)+".")
		}
		return
	}
	// The aside ends where the widest line of an 80-column screen would.
	edge := min(p.Width, 80) - 2
	if used := column + width(words) + 3 + width(aside); aside != "" && used <= edge {
		free := edge - column - width(words) - width(aside)
		p.put(2, line{{pad(label, column, false), dim}, {words + strings.Repeat(" ", free), plain}, {aside, dim}})
		return
	}
	hanging := 0
	if label == "Chosen" {
		hanging = 1
	}
	for i, words := range wrap(words, p.Width-2-column-hanging) {
		if i > 0 {
			label = strings.Repeat(" ", hanging)
			p.put(2, line{{pad("", column, false), plain}, {label + words, plain}})
			continue
		}
		p.put(2, line{{pad(label, column, false), dim}, {words, plain}})
	}
	if aside != "" {
		p.Aside(2+column, aside)
	}
}

func (b *Balance) closed() string {
	if b.Closed == 0 || b.Period.Kind == period.KindDay {
		return ""
	}
	return plural(b.Closed, "day", "days") + " closed"
}

func (b *Balance) words() string {
	words := make([]string, 0, len(b.Words))
	for i, w := range b.Words {
		if i == maxWords && !b.Full {
			words = append(words, fmt.Sprintf("%d more", len(b.Words)-maxWords))
			break
		}
		label := cmp.Or(w.Label, w.Word)
		if w.N > 1 {
			label = fmt.Sprintf("%s %d", label, w.N)
		}
		words = append(words, label)
	}
	return strings.Join(words, ", ")
}

// energy lists what a week noted; of longer periods it gives the median.
func (b *Balance) energy() string {
	if len(b.Energy) == 0 {
		return ""
	}
	if len(b.Energy) <= 7 && b.Period.Days() <= 7 {
		words := make([]string, len(b.Energy))
		for i, e := range b.Energy {
			words[i] = e.Day.Format("Mon ") + exercise.Number(e.Value)
		}
		return strings.Join(words, ", ")
	}
	values := make([]float64, len(b.Energy))
	days := map[period.Day]bool{}
	for i, e := range b.Energy {
		values[i] = e.Value
		days[e.Day] = true
	}
	low, middle, high := spread(values)
	return fmt.Sprintf("median %s, %s to %s, on %s",
		exercise.Number(middle), exercise.Number(low), exercise.Number(high), plural(len(days), "day", "days"))
}

func (b *Balance) ends() string {
	if len(b.Energy) == 0 || b.Low == "" || b.High == "" {
		return ""
	}
	return fmt.Sprintf("(1 %s, 5 %s)", b.Low, b.High)
}

// spread returns the least, the median and the largest of some values.
func spread(values []float64) (low, median, high float64) {
	sorted := slices.Sorted(slices.Values(values))
	n := len(sorted)
	return sorted[0], (sorted[(n-1)/2] + sorted[n/2]) / 2, sorted[n-1]
}
