package insight

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
)

// The filter has to agree with the covariance it stands for, written out.
func TestWhitenIsTheInverseRootOfTheCovariance(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	at := []float64{0, 1, 1, 2, 5, 5, 5, 9, 30}
	for _, m := range append(rowMemories(), weekMemories()...) {
		if m.carry == 1 {
			continue // rows of one day would be one and the same
		}
		n := len(at)
		covariance := mat.NewSymDense(n, nil)
		for i := range n {
			for j := range i {
				covariance.SetSym(i, j, m.carry*math.Pow(m.keep, at[i]-at[j]))
			}
			covariance.SetSym(i, i, 1)
		}
		var root mat.Cholesky
		if !root.Factorize(covariance) {
			t.Fatalf("%+v: covariance is not positive definite", m)
		}
		x, y := make([]float64, n), make([]float64, n)
		for i := range n {
			x[i], y[i] = random.NormFloat64(), random.NormFloat64()
		}
		var solved mat.VecDense
		if err := root.SolveVecTo(&solved, mat.NewVecDense(n, y)); err != nil {
			t.Fatal(err)
		}
		want := floats.Dot(x, solved.RawVector().Data)
		white, logdet := whiten(m, at, [][]float64{x, y})
		if got := floats.Dot(white[0], white[1]); math.Abs(got-want) > 1e-8 {
			t.Errorf("%+v: product of filtered columns %v, want %v", m, got, want)
		}
		if math.Abs(logdet-root.LogDet()) > 1e-8 {
			t.Errorf("%+v: log determinant %v, want %v", m, logdet, root.LogDet())
		}
	}
}
