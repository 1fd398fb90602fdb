package intake

import "time"

// A wall clock time is what a clock on a wall shows: here a time.Time labelled
// UTC whose zone means nothing.

// instants returns when clocks of a zone show a wall clock time: one instant, or
// two where clocks were put back. A time that a clock change skips is read with
// the offset before the change, as RFC 5545 (3.3.5) has it.
func instants(wall time.Time, zone *time.Location) []time.Time {
	// A zone does not change twice in two days.
	_, before := wall.Add(-24 * time.Hour).In(zone).Zone()
	_, after := wall.Add(24 * time.Hour).In(zone).Zone()
	first := wall.Add(-time.Duration(before) * time.Second).In(zone)
	if before == after {
		return []time.Time{first}
	}
	second := wall.Add(-time.Duration(after) * time.Second).In(zone)
	firstFits, secondFits := shows(first, wall), shows(second, wall)
	switch {
	case firstFits && secondFits:
		return []time.Time{first, second}
	case secondFits:
		return []time.Time{second}
	}
	return []time.Time{first}
}

// instant returns the first of instants.
func instant(wall time.Time, zone *time.Location) time.Time { return instants(wall, zone)[0] }

func shows(at, wall time.Time) bool { return asWall(at).Equal(wall) }

// asWall returns what clocks in an instant's own zone show.
func asWall(at time.Time) time.Time {
	_, offset := at.Zone()
	return at.UTC().Add(time.Duration(offset) * time.Second)
}

// span reads a start and an end without a zone. Where clocks were put back the
// length, if known, says which of the hours is meant; else the first start and
// the first end after it.
func span(start, end time.Time, length time.Duration, zone *time.Location) (from, to time.Time) {
	starts, ends := instants(start, zone), instants(end, zone)
	if length > 0 {
		for _, from := range starts {
			for _, to := range ends {
				if to.Sub(from) == length {
					return from, to
				}
			}
		}
	}
	for _, to := range ends {
		if to.After(starts[0]) {
			return starts[0], to
		}
	}
	return starts[0], ends[0]
}
