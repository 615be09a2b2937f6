package tuning

import (
	"context"
	"math"
	"math/rand/v2"
	"sync/atomic"
	"testing"

	"gridrat/world"
)

// TestScoreOpexebo: it is the expanding score of the smoothed map, a lattice
// in noisy fine bins stands out from its null, and every map is counted.
func TestScoreOpexebo(t *testing.T) {
	n := OpexeboBins(1.2)
	if n != 48 || OpexeboBins(2.2) != 88 {
		t.Fatalf("%d and %d bins in 1.2 and 2.2 m, want 48 and 88", n, OpexeboBins(2.2))
	}
	rng := rand.New(rand.NewPCG(1, 2))
	grid := hexagons(n, 0.9, 0.3, world.Vec{})
	rough := Map{N: n, Rate: make([]float64, n*n)}
	for i, r := range grid.Rate {
		grid.Rate[i] = r + 0.8*rng.NormFloat64()
		rough.Rate[i] = rng.NormFloat64()
	}
	var scored atomic.Int64
	s := Scoring{Enclosure: arena, Seed: 1, Workers: 2, Scored: func() { scored.Add(1) }}
	o, err := ScoreOpexebo(context.Background(), []Map{grid, rough}, 40, s)
	if err != nil {
		t.Fatal(err)
	}
	smooth := grid.Smooth(OpexeboSigma, whole(n))
	if want := NewScorer(n).Gridness(Autocorrelogram(smooth)).Expanding60; math.Abs(o.Scores[0]-want) > 1e-12 {
		t.Errorf("score %v, want %v of the smoothed map", o.Scores[0], want)
	}
	if !(o.Scores[0] > o.Null.UnitP95(0)) || !(o.Scores[0] > 0.8) || o.Scores[1] > o.Null.UnitP95(1)+0.5 || len(o.Null.Scores) != 80 {
		t.Errorf("scores %v, 95th percentiles %v and %v", o.Scores, o.Null.UnitP95(0), o.Null.UnitP95(1))
	}
	if scored.Load() != 2 {
		t.Errorf("%d maps were counted, want 2", scored.Load())
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := ScoreOpexebo(ctx, []Map{grid}, 1, s); err == nil {
		t.Error("a cancelled scoring returned no error")
	}
}
