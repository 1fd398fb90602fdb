package report

import (
	"fmt"
	"slices"
	"strings"

	"mull/internal/exercise"
	"mull/internal/period"
)

// A Past is what another period got, set beside this one: the one just before,
// or the same a year earlier. Of a period that still runs, it is as many days as
// there are so far.
type Past struct {
	Period period.Period
	Sum    DaySum
}

// A ValueSum is how a value was lived and what room there was for it, the
// median of the checks of a period; nil where none says it.
type ValueSum struct {
	Value, Label string
	Lived, Room  *float64
	Checks       int
}

// An ExerciseCount is how often an exercise was done.
type ExerciseCount struct {
	Exercise string
	N        int
}

// The corners of pleasant x energy, as the emotion words are sorted; what is in
// the middle of either scale lies between them.
const (
	Lifted  = "lifted"  // pleasant, high energy
	Settled = "settled" // pleasant, low energy
	Charged = "charged" // unpleasant, high energy
	Heavy   = "heavy"   // unpleasant, low energy
	Between = "between"
)

// Corners are all of them, in the order shown.
func Corners() []string { return []string{Lifted, Settled, Charged, Heavy, Between} }

// CornerOf places a moment by how far it lies from the middle of both scales.
func CornerOf(pleasant, energy float64) string {
	switch {
	case pleasant == 0 || energy == 0:
		return Between
	case pleasant > 0 && energy > 0:
		return Lifted
	case pleasant > 0:
		return Settled
	case energy > 0:
		return Charged
	}
	return Heavy
}

// previous is one line on the period just before.
func (b *Balance) previous() string {
	if b.Previous == nil {
		return ""
	}
	lead := "The " + string(b.Period.Kind) + " before"
	if b.Period.Kind == period.KindSpan {
		lead = "The " + days(float64(b.Previous.Period.Days())) + " before"
	}
	switch {
	case !b.running() || b.Period.Kind == period.KindDay || b.today() == b.Period.To:
	case b.Period.Kind == period.KindSpan:
		lead = "Same point of the " + days(float64(b.Previous.Period.Days())) + " before"
	default:
		lead = "Same point last " + string(b.Period.Kind)
	}
	return lead + ": " + strings.Join(b.Previous.Sum.figures(), ", ") + "."
}

// moments counts the check-ins by how pleasant they were and with how much
// energy.
func (b *Balance) moments() string {
	var parts []string
	for _, corner := range Corners() {
		if n := b.Moments[corner]; n > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", corner, n))
		}
	}
	return strings.Join(parts, ", ")
}

// values sets what was lived beside the room there was.
func (b *Balance) values() string {
	parts := make([]string, len(b.Values))
	for i, v := range b.Values {
		name, _, _ := strings.Cut(v.Label, " - ")
		if name == "" {
			name = v.Value
		}
		parts[i] = name + " " + reading(v.Lived) + "/" + reading(v.Room)
	}
	return strings.Join(parts, ", ")
}

func reading(value *float64) string {
	if value == nil {
		return "-"
	}
	return exercise.Number(*value)
}

// done names the exercises, the most frequent first.
func (b *Balance) done(most int) string {
	var parts []string
	for i, x := range b.Exercises {
		if i == most {
			parts = append(parts, fmt.Sprintf("%d more", len(b.Exercises)-most))
			break
		}
		if x.N == 1 {
			parts = append(parts, x.Exercise)
			continue
		}
		parts = append(parts, fmt.Sprintf("%s %d", x.Exercise, x.N))
	}
	return strings.Join(parts, ", ")
}

// planned says what became of hands-on work that was noted before starting.
func (b *Balance) planned() string {
	var parts []string
	open := b.Plans.Entries - b.Plans.Done - b.Plans.HandedOver - b.Plans.NotDone
	for _, part := range []struct {
		n     int
		words string
	}{{b.Plans.Done, "done"}, {b.Plans.HandedOver, "handed over instead"}, {b.Plans.NotDone, "not done"}, {open, "still open"}} {
		if part.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", part.n, part.words))
		}
	}
	return strings.Join(parts, ", ")
}

func (b *Balance) openRevisits() string {
	if b.Revisits == 0 {
		return ""
	}
	return plural(b.Revisits, "revisit", "revisits") + " open"
}

// renderBeside writes what the moments were like, the values and the exercises.
// Where lines are short, the exercises are the first to wait for --full, then
// the moments.
func (b *Balance) renderBeside(p *Page, lines int) {
	remark := func(words string, remarks ...string) []string {
		return slices.DeleteFunc(remarks, func(r string) bool { return free(p.Style, words, r) < 3 })
	}
	if words := b.moments(); words != "" && lines >= 2 {
		b.beside(p, "Moments", words, remark(words, "(pleasant x energy)")...)
	}
	if words := b.values(); words != "" && lines >= 1 {
		b.beside(p, "Values", words, remark(words, "(lived/room, 0 to 4)", "(lived/room)")...)
	}
	if len(b.Exercises) > 0 && lines >= 3 {
		most := len(b.Exercises)
		for !b.Full && p.Width >= 80 && most > 1 && free(p.Style, b.done(most), b.openRevisits()) < 3 {
			most--
		}
		b.beside(p, "Done", b.done(most), b.openRevisits())
	}
}

// weekly draws the IC share of a quarter week by week in one line, for the
// screen that has a row a month.
func (b *Balance) weekly(s Style) string {
	if b.Period.Kind != period.KindQuarter || b.Full {
		return ""
	}
	var shares []*float64
	for _, cut := range b.Period.Split(period.KindWeek) {
		if cut.To >= b.today() { // an unfinished week among whole ones would mislead
			break
		}
		var sum DaySum
		for _, d := range b.Days {
			if cut.Holds(d.Day) {
				sum = sum.plus(d)
			}
		}
		shares = append(shares, sum.Share())
	}
	known := 0
	for _, share := range shares {
		if share != nil {
			known++
		}
	}
	if known < 3 {
		return ""
	}
	if b.running() {
		return "Whole weeks " + s.Spark(shares) + "."
	}
	return "Week by week " + s.Spark(shares) + "."
}
