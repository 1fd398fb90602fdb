// Taking back a single bit that changed in a row.

package store

import (
	"bytes"
	"math"
	"slices"
)

// mostCorrected is how long a text may be to look for the bit: the time goes with the
// square of it.
const mostCorrected = 20_000

// corrected returns a row as its checksum says it was, if a single bit of it differs.
// The checksum has 48 bits, so that no other row has it by chance.
func corrected(rec record, sum int64) (record, bool) {
	for i, name := range rec.columns {
		others := rec.content - columnHash(name, rec.values[i])
		was, found := withOneBit(rec.values[i], func(value any) bool { return sumHolds(sum, others+columnHash(name, value)) })
		if found {
			rec.values = slices.Clone(rec.values)
			rec.values[i] = was
			rec.content = others + columnHash(name, was)
			return rec, true
		}
	}
	return rec, false
}

// withOneBit returns the value that differs in one bit and fits.
func withOneBit(value any, fits func(any) bool) (any, bool) {
	switch v := value.(type) {
	case int64:
		for bit := range 64 {
			if other := v ^ 1<<bit; fits(other) {
				return other, true
			}
		}
	case float64:
		for bit := range 64 {
			if other := math.Float64frombits(math.Float64bits(v) ^ 1<<bit); fits(other) {
				return other, true
			}
		}
	case string:
		text := []byte(v)
		found := eachBit(text, func() bool { return fits(string(text)) })
		return string(text), found
	case []byte:
		text := bytes.Clone(v)
		found := eachBit(text, func() bool { return fits(text) })
		return text, found
	}
	return nil, false
}

// eachBit flips one bit after the other until one fits.
func eachBit(text []byte, fits func() bool) bool {
	if len(text) > mostCorrected {
		return false
	}
	for i := range text {
		for bit := range 8 {
			text[i] ^= 1 << bit
			if fits() {
				return true
			}
			text[i] ^= 1 << bit
		}
	}
	return false
}
