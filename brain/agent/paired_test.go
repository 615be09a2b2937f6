package agent

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// TestShareOf: the examples of Newcombe (1998, Statistics in Medicine 17: 857, table
// I, method 3).
func TestShareOf(t *testing.T) {
	for _, c := range []struct {
		k, n            int
		mean, low, high float64
	}{
		{81, 263, 0.3080, 0.2553, 0.3662},
		{15, 148, 0.1014, 0.0624, 0.1605},
		{0, 20, 0, 0, 0.1611},
		{1, 29, 0.0345, 0.0061, 0.1718},
	} {
		got := ShareOf(c.k, c.n)
		for _, d := range []float64{got.Mean - c.mean, got.Low - c.low, got.High - c.high} {
			if math.Abs(d) > 6e-5 {
				t.Errorf("%d of %d is %v, want %v (%v to %v)", c.k, c.n, got, c.mean, c.low, c.high)
			}
		}
	}
	if got := ShareOf(0, 0); got.Mean == got.Mean {
		t.Errorf("a share of nothing is %v", got)
	}
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 1000).Draw(t, "n")
		k := rapid.IntRange(0, n).Draw(t, "k")
		a, b := ShareOf(k, n), ShareOf(n-k, n)
		if !(a.Low <= a.Mean && a.Mean <= a.High && a.Low >= 0 && a.High <= 1) || math.Abs(a.Low-(1-b.High)) > 1e-12 {
			t.Fatalf("%d of %d is %v, the rest %v", k, n, a, b)
		}
	})
}

// TestPairOf: a set whose numbers were worked out by hand, and what holds for all.
func TestPairOf(t *testing.T) {
	p := PairOf([]float64{10, 20, 30, 40}, []float64{0, 20, 10, 30})
	// Variances are 166.7 each, the mean differences 10.
	if p.N != 4 || p.Before.Mean != 25 || p.After.Mean != 15 || p.Difference.Mean != -10 || p.Fell != 0.75 || math.Abs(p.Effect+10/math.Sqrt(500.0/3)) > 1e-12 {
		t.Errorf("it is %+v", p)
	}
	if p := PairOf(nil, nil); p.Effect == p.Effect || p.Fell == p.Fell || p.Difference.Mean == p.Difference.Mean {
		t.Errorf("of nothing it is %+v", p)
	}
	if p := PairOf([]float64{5, 5}, []float64{5, 5}); p.Effect == p.Effect || p.Fell != 0 {
		t.Errorf("of scores that are all the same it is %+v", p)
	}
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOfN(rapid.Float64Range(-500, 500), 2, 30)
		a := list.Draw(t, "before")
		b := rapid.SliceOfN(rapid.Float64Range(-500, 500), len(a), len(a)).Draw(t, "after")
		p, q := PairOf(a, b), PairOf(b, a)
		if math.Abs(p.Difference.Mean-(p.After.Mean-p.Before.Mean)) > 1e-9 || p.Before != q.After || p.Fell+q.Fell > 1+1e-12 {
			t.Fatalf("%+v, turned round %+v", p, q)
		}
		if !math.IsNaN(p.Effect) && math.Abs(p.Effect+q.Effect) > 1e-9 {
			t.Fatalf("effects are %v and %v", p.Effect, q.Effect)
		}
		if p.Difference.Low > p.Difference.Mean+1e-9 || p.Difference.High < p.Difference.Mean-1e-9 {
			t.Fatalf("the difference is %v", p.Difference)
		}
	})
	defer func() {
		if recover() == nil {
			t.Error("scores that are no pairs are compared")
		}
	}()
	PairOf([]float64{1}, nil)
}
