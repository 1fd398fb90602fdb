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

// wordColumn is where the words start behind their label.
const wordColumn = 9

// renderWords writes what the days felt like, so many of the lines beside it,
// and the chosen thing.
func (b *Balance) renderWords(p *Page, beside int) {
	closing := b.closed()
	if open := b.openRevisits(); beside < 3 && open != "" {
		if both := strings.TrimPrefix(closing+", "+open, ", "); free(p.Style, Clean(b.firstWords(3)), both) >= 3 {
			closing = both
		}
	}
	if more := strings.TrimPrefix(closing+"; more: --full", "; "); b.hides(beside) && free(p.Style, Clean(b.firstWords(3)), more) >= 3 {
		closing = more
	}
	b.beside(p, "Words", b.words(p, closing), closing)
	b.beside(p, "Energy", b.energy(), b.ends()...)
	if words := b.planned(); words != "" {
		b.beside(p, "Planned", words, "(hands-on, before starting)")
	}
	b.renderBeside(p, beside)
	if b.Chosen == "" || b.Quiet {
		return
	}
	look := ""
	if b.LookBack != "" {
		look = b.LookBack + " looks back"
	}
	b.beside(p, "Chosen", p.Quote(strings.TrimSpace(Clean(b.Chosen))), look)
}

// hides says whether moments or exercises wait for --full.
func (b *Balance) hides(beside int) bool {
	return b.Period.Kind != period.KindDay && (beside < 2 && b.moments() != "" || beside < 3 && len(b.Exercises) > 0)
}

// beside writes a label, what belongs to it and, at the right end, the first
// aside for which there is room; where there is none, the first on a line of
// its own.
func (b *Balance) beside(p *Page, label, words string, asides ...string) {
	words = Clean(words)
	if words == "" {
		p.Aside(2, strings.Join(asides[:min(1, len(asides))], ""))
		return
	}
	for _, aside := range asides {
		if free := free(p.Style, words, Clean(aside)); free >= 3 && aside != "" {
			space := strings.Repeat(" ", free)
			p.put(2, line{{pad(label, wordColumn, false), dim}, {words + space, plain}, {aside, dim}})
			return
		}
	}
	hanging := 0
	if label == "Chosen" {
		hanging = 1
	}
	for i, words := range p.wrap(words, p.Width-2-wordColumn-hanging) {
		if i > 0 {
			p.put(2+wordColumn+hanging, text(words))
			continue
		}
		p.put(2, line{{pad(label, wordColumn, false), dim}, {words, plain}})
	}
	if len(asides) > 0 && asides[0] != "" {
		p.Aside(2+wordColumn, asides[0])
	}
}

// free is how many columns lie between words and an aside that ends where the
// widest line of an 80-column screen would.
func free(s Style, words, aside string) int {
	return min(s.Width, 80) - 2 - wordColumn - width(words) - width(aside)
}

func (b *Balance) closed() string {
	if b.Closed == 0 || b.Period.Kind == period.KindDay {
		return ""
	}
	return plural(b.Closed, "day", "days") + " closed"
}

// words lists as many of the words as one line of a usual screen has room for,
// all where all are asked for.
func (b *Balance) words(p *Page, aside string) string {
	most := maxWords
	whole := b.Full || b.Period.Kind == period.KindDay // whose screen cuts nothing
	if whole {
		most = len(b.Words)
	}
	list := b.firstWords(most)
	for !whole && p.Width >= 80 && most > 3 && free(p.Style, Clean(list), aside) < 3 {
		most--
		list = b.firstWords(most)
	}
	return list
}

func (b *Balance) firstWords(most int) string {
	var words []string
	most = min(most, len(b.Words))
	for _, w := range b.Words[:most] {
		label := cmp.Or(w.Label, w.Word)
		if w.N > 1 {
			label = fmt.Sprintf("%s %d", label, w.N)
		}
		words = append(words, label)
	}
	if more := len(b.Words) - most; more > 0 {
		words = append(words, fmt.Sprintf("%d more", more))
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
	if len(values) == 1 {
		return exercise.Number(values[0]) + ", on 1 day"
	}
	low, middle, high := spread(values)
	return fmt.Sprintf("median %s, %s to %s, on %s",
		exercise.Number(middle), exercise.Number(low), exercise.Number(high), plural(len(days), "day", "days"))
}

// ends names the ends of the energy scale, in full and in short.
func (b *Balance) ends() []string {
	if len(b.Energy) == 0 || b.Low == "" || b.High == "" {
		return nil
	}
	return []string{fmt.Sprintf("(1 %s, 5 %s)", b.Low, b.High), fmt.Sprintf("(5 %s)", b.High)}
}

// spread returns the least, the median and the largest of some values.
func spread(values []float64) (low, median, high float64) {
	sorted := slices.Sorted(slices.Values(values))
	n := len(sorted)
	return sorted[0], (sorted[(n-1)/2] + sorted[n/2]) / 2, sorted[n-1]
}
