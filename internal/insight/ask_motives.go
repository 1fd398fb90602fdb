package insight

import (
	"cmp"
	"fmt"
	"slices"

	"mull/internal/period"
)

// askMotives asks whether any motive takes more, or less, of the hands-on time
// in the second half of the pieces than in the first. Each motive named often
// enough is tested; the smallest p pays for all of them (Bonferroni).
func askMotives(in *Input, a *asked) {
	var named []Piece
	for _, p := range byDay(in.Pieces, pieceDay) {
		if in.holds(p.Day) && p.Motive != "" && p.Minutes > 0 {
			named = append(named, p)
		}
	}
	half := len(named) / 2
	frequent := frequentMotives(named)
	if len(named) < compareFrom || len(frequent) == 0 {
		a.State = TooLittle
		a.otherwise = Words{
			Label: fmt.Sprintf("main reasons: %s with one noted", count(len(named), "piece")),
			Text:  "compared from 10, with one reason 5 times",
		}
		a.Groups = []Group{motiveGroup("pieces", named)}
		return
	}
	// An odd piece in the middle belongs to neither half.
	earlier, later := named[:half], named[len(named)-half:]
	named = append(slices.Clone(earlier), later...)
	least := 2.0
	var kept *asked
	var which string
	for i, motive := range frequent {
		one := &asked{stream: a.stream + uint64(100*(i+1)), Finding: Finding{Question: a.Question}}
		one.tryMotive(named, half, motive, in.Seed)
		if one.Trial.P < least {
			least, kept, which = one.Trial.P, one, motive
		}
	}
	kept.Trial.P = min(1, kept.Trial.P*float64(len(frequent)))
	kept.Trial.Method = fmt.Sprintf("minutes of each of %s, piece by piece (%s); the least p times their number", count(len(frequent), "reason"), kept.Trial.Method)
	a.Unit, a.Trial, a.same = kept.Unit, kept.Trial, kept.same
	a.Groups = []Group{motiveGroup(fmt.Sprintf("last %s", count(half, "piece")), later), motiveGroup(fmt.Sprintf("first %s", count(half, "piece")), earlier)}
	a.shown = motiveWords(in, which, earlier, later)
	a.otherwise = Words{
		Label: fmt.Sprintf("main reasons: the first %s and the last %d", count(half, "piece"), half),
		Text:  "about the same mix",
	}
}

// tryMotive compares the minutes a motive took, piece by piece.
func (a *asked) tryMotive(named []Piece, half int, motive string, seed uint64) {
	var s sample
	for i, p := range named {
		minutes := 0
		if p.Motive == motive {
			minutes = p.Minutes
		}
		s.add(p.Day, float64(minutes), i >= half, p.Ref)
	}
	a.contrast(&s, Minutes, "last", "first")
	a.compare(&s, seed)
	// Medians of mostly zeros say nothing; the sums have to agree instead.
	earlier, later := motiveMinutes(named[:half], motive), motiveMinutes(named[half:], motive)
	a.same = (later-earlier)*sign(a.Trial.Pairs-0.5) <= 0
}

func sign(x float64) int {
	switch {
	case x > 0:
		return 1
	case x < 0:
		return -1
	}
	return 0
}

func frequentMotives(named []Piece) []string {
	counts := map[string]int{}
	for _, p := range named {
		counts[p.Motive]++
	}
	var frequent []string
	for motive, n := range counts {
		if n >= groupFrom {
			frequent = append(frequent, motive)
		}
	}
	slices.SortFunc(frequent, func(x, y string) int { return cmp.Compare(x, y) })
	return frequent
}

func motiveMinutes(pieces []Piece, motive string) int {
	sum := 0
	for _, p := range pieces {
		if p.Motive == motive || motive == "" {
			sum += p.Minutes
		}
	}
	return sum
}

func motiveGroup(label string, pieces []Piece) Group {
	var values []float64
	var refs []int64
	for _, p := range pieces {
		values = append(values, float64(p.Minutes))
		if p.Ref != 0 {
			refs = append(refs, p.Ref)
		}
	}
	return groupOf(label, values, refs)
}

func motiveWords(in *Input, motive string, earlier, later []Piece) Words {
	words := motive
	if in.Motives[motive] != "" {
		words = in.Motives[motive]
	}
	turn := "more"
	if motiveMinutes(later, motive) < motiveMinutes(earlier, motive) {
		turn = "less"
	}
	return Words{
		Headline: fmt.Sprintf("\"%s\" took %s of your hands-on time lately.", words, turn),
		Rows:     []Row{motiveRow("first", earlier, motive), motiveRow("last", later, motive)},
		Notes:    []string{"Main reasons in your own words at the time; other things differ too."},
		Ask:      "What would you like it to be in the next pieces?",
	}
}

func motiveRow(label string, pieces []Piece, motive string) Row {
	times := 0
	for _, p := range pieces {
		if p.Motive == motive {
			times++
		}
	}
	return Row{fmt.Sprintf("%s %s", label, count(len(pieces), "piece")), []string{
		fmt.Sprintf("main in %d", times),
		fmt.Sprintf("%s of %s", amount(float64(motiveMinutes(pieces, motive)), Minutes), amount(float64(motiveMinutes(pieces, "")), Minutes)),
	}}
}

func pieceDay(p Piece) period.Day { return p.Day }
