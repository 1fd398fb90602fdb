package main

import (
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/floats"
)

// A sight sees days as one who knows their memory does: what each says that the
// days before did not foretell, with a mean and the weekdays taken out.
type sight struct {
	carry, keep float64
	gain, scale []float64
	basis       [][]float64
	label       []float64 // of the second half
	length      float64
	logdet      float64
}

func newSight(days int, carry, keep float64) *sight {
	s := &sight{carry: carry, keep: keep}
	variance := carry
	for day := range days {
		if day > 0 {
			variance = keep*keep*variance + carry*(1-keep*keep)
		}
		total := variance + 1 - carry
		s.gain, s.scale = append(s.gain, variance/total), append(s.scale, 1/math.Sqrt(total))
		s.logdet += math.Log(total)
		variance *= (1 - carry) / total
	}
	for weekday := range 5 {
		column := make([]float64, days)
		for day := weekday; day < days; day += 5 {
			column[day] = 1
		}
		white := s.clear(s.whiten(column, make([]float64, days)))
		square := floats.Dot(white, white)
		s.logdet += math.Log(square)
		floats.Scale(1/math.Sqrt(square), white)
		s.basis = append(s.basis, white)
	}
	half := make([]float64, days)
	for day := days / 2; day < days; day++ {
		half[day] = 1
	}
	s.label = s.clear(s.whiten(half, make([]float64, days)))
	s.length = floats.Norm(s.label, 2)
	return s
}

// whiten writes what is new in each row into white, and returns it.
func (s *sight) whiten(rows, white []float64) []float64 {
	state := 0.0
	for i, row := range rows {
		state *= s.keep
		news := row - state
		state += s.gain[i] * news
		white[i] = news * s.scale[i]
	}
	return white
}

func (s *sight) clear(white []float64) []float64 {
	for _, b := range s.basis {
		floats.AddScaled(white, -floats.Dot(b, white), b)
	}
	return white
}

// see returns the sum of squares of what is new, and how much of it lies along
// a difference of the halves. Room has as many numbers as rows.
func (s *sight) see(rows, room []float64) (square, along float64) {
	white := s.clear(s.whiten(rows, room))
	return floats.Dot(white, white), floats.Dot(s.label, white) / s.length
}

// likely is the log of how likely days with this sum of squares are, up to a
// constant, whatever their spread.
func (s *sight) likely(square, free float64) float64 {
	return -0.5 * (s.logdet + free*math.Log(square))
}

// fill makes up days of this memory.
func (s *sight) fill(rows []float64, random *rand.Rand) {
	state := random.NormFloat64()
	for i := range rows {
		if i > 0 {
			state = s.keep*state + math.Sqrt(1-s.keep*s.keep)*random.NormFloat64()
		}
		rows[i] = math.Sqrt(s.carry)*state + math.Sqrt(1-s.carry)*random.NormFloat64()
	}
}
