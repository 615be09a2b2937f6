package tuning

import (
	"context"
	"math"
)

// OpexeboSigma is the width of the Gaussian, in bins, by which opexebo's users
// smooth a map before they score it, and OpexeboBin the side of their bins, m.
const (
	OpexeboSigma = 2
	OpexeboBin   = 0.025
)

// OpexeboBins is the number of bins per side that are nearest to OpexeboBin in
// an enclosure of that size (m).
func OpexeboBins(size float64) int { return max(int(math.Round(size/OpexeboBin)), 2) }

// Opexebo holds the scores of opexebo's users: on an expanding circle, of maps
// in fine bins that are smoothed.
type Opexebo struct {
	Scores []float64 // by unit; NaN where there is no central field
	Null   Null      // by matched noise: surrogates of the smoothed maps
}

// ScoreOpexebo smooths maps and scores them as opexebo does (see
// Gridness.Expanding60), with draws surrogates of each for the null. It
// returns ctx's error if that ends first.
func ScoreOpexebo(ctx context.Context, maps []Map, draws int, s Scoring) (Opexebo, error) {
	o := Opexebo{Scores: make([]float64, len(maps))}
	null := make([][]float64, len(maps))
	err := s.each(ctx, maps, func(w *worker, u int) {
		m := maps[u].Smooth(OpexeboSigma)
		o.Scores[u] = w.expanding(m)
		null[u] = make([]float64, draws)
		w.draw(ctx, m, Noise, draws, s.stream(Noise, u), func(k int, m Map) { null[u][k] = w.expanding(m) })
	})
	if err != nil {
		return o, err
	}
	o.Null = newNull(null)
	return o, nil
}

// expanding is Gridness.Expanding60 alone.
func (w *worker) expanding(m Map) float64 {
	w.correlator.Autocorrelogram(w.sac, m)
	score, _, _ := w.scorer.circle.score(w.scorer.fill(w.sac))
	return score
}
