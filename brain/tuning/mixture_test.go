package tuning

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestScales: the scales that Banino et al. report are found again in spacings
// drawn around them.
func TestScales(t *testing.T) {
	want := []Component{{0.5, 0.47, 0.03}, {0.3, 0.70, 0.04}, {0.2, 1.06, 0.05}}
	for seed := range uint64(5) {
		rng := rand.New(rand.NewPCG(seed, 0))
		var x []float64
		for _, c := range want {
			for range int(200 * c.Weight) {
				x = append(x, c.Mean+c.SD*rng.NormFloat64())
			}
		}
		m, _ := FitScales(x, 0.01/LeastWidth, rng)
		if len(m.Components) != len(want) {
			t.Errorf("seed %d: %d scales, want %d: %+v", seed, len(m.Components), len(want), m)
			continue
		}
		for i, c := range m.Components {
			if math.Abs(c.Mean-want[i].Mean) > 0.02 || math.Abs(c.SD-want[i].SD) > 0.02 || math.Abs(c.Weight-want[i].Weight) > 0.03 {
				t.Errorf("seed %d: %+v, want %+v", seed, c, want[i])
			}
		}
		if r := m.Ratios(); len(r) != 2 || math.Abs(r[0]-0.70/0.47) > 0.08 || math.Abs(r[1]-1.06/0.70) > 0.08 {
			t.Errorf("seed %d: ratios %v", seed, r)
		}
	}
}

// TestOneScale: a single cluster is one scale, with the likelihood of the
// closed form.
func TestOneScale(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 0))
	const n = 300
	var x []float64
	var sum, squares float64
	for range n {
		v := 0.6 + 0.05*rng.NormFloat64()
		x, sum, squares = append(x, v), sum+v, squares+v*v
	}
	m, bics := FitScales(x, 0.01/LeastWidth, rng)
	if len(bics) != mostScales || slices.Min(bics) != m.BIC {
		t.Errorf("BICs %v, the best is %v", bics, m.BIC)
	}
	if len(m.Components) != 1 {
		t.Fatalf("%d scales in one cluster", len(m.Components))
	}
	variance := squares/n - sum/n*sum/n
	likelihood := -n / 2.0 * (math.Log(2*math.Pi*variance) + 1)
	c := m.Components[0]
	if math.Abs(c.Mean-sum/n) > 1e-9 || math.Abs(c.SD-math.Sqrt(variance)) > 1e-9 || math.Abs(m.LogLikelihood-likelihood) > 1e-6 {
		t.Errorf("%+v, want mean %v, s.d. %v, log-likelihood %v", m, sum/n, math.Sqrt(variance), likelihood)
	}
	if bic := 2*math.Log(n) - 2*likelihood; math.Abs(m.BIC-bic) > 1e-6 {
		t.Errorf("BIC %v, want %v", m.BIC, bic)
	}
}

// TestScalesOfFew: equal spacings, a single one and none.
func TestScalesOfFew(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 0))
	for _, x := range [][]float64{{0.5}, {0.5, 0.5, 0.5, 0.5}} {
		bin := 0.05
		m, _ := FitScales(x, bin, rng)
		if len(m.Components) != 1 || m.Components[0] != (Component{1, 0.5, LeastWidth * bin}) {
			t.Errorf("%v: %+v", x, m)
		}
	}
	if m, _ := FitScales(nil, 0.05, rng); len(m.Components) != 0 {
		t.Errorf("of nothing: %+v", m)
	}
	// Two spacings of few units are not two scales; of enough they are.
	for n, want := range map[int]int{2: 1, 5: 2} {
		var x []float64
		for range n {
			x = append(x, 0.5, 1)
		}
		if m, _ := FitScales(x, 0.05, rng); len(m.Components) != want {
			t.Errorf("%d units at each of two spacings: %d scales, want %d", n, len(m.Components), want)
		}
	}
	// Two far points under two components of the least width.
	m := FitMixture([]float64{0.4, 0.9}, 2, 0.01, rng)
	want := 2 * (math.Log(0.5/0.01) - math.Log(2*math.Pi)/2)
	if math.Abs(m.LogLikelihood-want) > 1e-6 {
		t.Errorf("log-likelihood %v, want %v", m.LogLikelihood, want)
	}
}

// TestMixtureCurve: the curve of a mixture is a density times the width of a
// bin, and highest at the mean of its greatest component.
func TestMixtureCurve(t *testing.T) {
	m := Mixture{Components: []Component{{Weight: 0.25, Mean: 0.5, SD: 0.05}, {Weight: 0.75, Mean: 1, SD: 0.1}}}
	x, y := m.Curve(2, 0.1)
	sum, top := 0.0, 0
	for i, v := range y {
		sum += v / 0.1 * (x[1] - x[0])
		if v > y[top] {
			top = i
		}
	}
	if x[0] != 0 || x[len(x)-1] != 2 || math.Abs(sum-1) > 1e-6 || math.Abs(x[top]-1) > 1e-9 {
		t.Errorf("from %v to %v, with an area of %v, highest at %v", x[0], x[len(x)-1], sum, x[top])
	}
	if x, y := (Mixture{}).Curve(2, 0.1); x != nil || y != nil {
		t.Error("no component has a curve")
	}
}
