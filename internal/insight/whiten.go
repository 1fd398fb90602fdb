package insight

import "math"

// A memory is one way a person's days may resemble each other: a part Carry of
// the variance is a slow state that keeps Keep of itself from one workday to
// the next; the rest is new with each row. Carry 0 is no memory at all, carry
// near 1 a plain first-order autoregression, and what lies between is such a
// state seen through a rough scale or a noisy day.
type memory struct {
	carry, keep float64
	doubt       float64 // log of the weight given before the rows are seen
}

// whiten filters each column through the Kalman filter of the memory, which
// takes out what earlier rows foretold, and returns the filtered columns with
// the log determinant of the covariance. Gaps between rows may be of any
// length (R. H. Jones, "Maximum likelihood fitting of ARMA models to time
// series with missing observations", Technometrics 22, 1980).
func whiten(m memory, at []float64, columns [][]float64) ([][]float64, float64) {
	white := make([][]float64, len(columns))
	backing := make([]float64, len(columns)*len(at))
	for c := range white {
		white[c] = backing[c*len(at) : (c+1)*len(at)]
	}
	state := make([]float64, len(columns))
	logdet, variance := 0.0, m.carry
	for i := range at {
		decay := 1.0
		if i > 0 {
			decay = math.Pow(m.keep, at[i]-at[i-1])
			variance = decay*decay*variance + m.carry*(1-decay*decay)
		}
		total := variance + 1 - m.carry
		gain, scale := variance/total, 1/math.Sqrt(total)
		for c, column := range columns {
			news := column[i] - decay*state[c]
			state[c] = decay*state[c] + gain*news
			white[c][i] = news * scale
		}
		variance *= 1 - gain
		logdet += math.Log(total)
	}
	return white, logdet
}
