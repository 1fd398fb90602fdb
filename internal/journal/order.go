package journal

import (
	"cmp"
	"slices"
)

// before orders activities by which of them counts where they overlap: timer
// and logged time before imported time, then the later start, then the greater
// UUID.
func before(a, b *Activity) int {
	return cmp.Or(
		cmp.Compare(strength(b.Source), strength(a.Source)),
		b.From.Compare(a.From),
		cmp.Compare(b.UUID, a.UUID))
}

// CountsBefore returns what of a day's pieces overlaps an activity and counts
// before it, earliest first.
func CountsBefore(pieces []Piece, of *Activity) []*Activity {
	var stronger []*Activity
	for _, p := range pieces {
		a := p.Activity
		if a != of && a.Clocked() && of.Clocked() && a.From.Before(of.To) && of.From.Before(a.To) && before(a, of) < 0 {
			stronger = append(stronger, a)
		}
	}
	slices.SortStableFunc(stronger, func(a, b *Activity) int { return a.From.Compare(b.From) })
	return stronger
}

func strength(source Source) int {
	switch source {
	case Timer, Logged:
		return 2
	case Imported:
		return 1
	}
	return 0
}
