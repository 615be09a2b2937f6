package tuning

import (
	"context"
	"math"
	"slices"
)

// OpexeboSigma is the width of the Gaussian, in bins, by which opexebo's users
// smooth a map before they score it, and OpexeboBin the side of their bins, m.
const (
	OpexeboSigma = 2
	OpexeboBin   = 0.025
)

// mostFine is the largest number of bins per side of fine maps.
const mostFine = 400

// OpexeboBins is the number of bins per side that are nearest to OpexeboBin in
// an enclosure of that size (m), at most 400.
func OpexeboBins(size float64) int {
	return min(max(int(math.Round(size/OpexeboBin)), 2), mostFine)
}

// Opexebo holds the scores of opexebo's users: on an expanding circle, of maps
// in fine bins that are smoothed. Each equals
//
//	grid_score(autocorrelation(smooth(rate_map, sigma=2)))
//
// of opexebo 0.5.5 for the array of the floor's bins, in which those that were
// not visited are masked: that takes them for silent, in the means of their
// neighbours and in the autocorrelogram.
type Opexebo struct {
	Scores []float64 // by unit; NaN where there is no central field
	Null   Null      // by matched noise: surrogates of the smoothed maps
}

// ScoreOpexebo smooths maps and scores them as opexebo does, with draws
// surrogates of each for the null. It returns ctx's error if that ends first.
func ScoreOpexebo(ctx context.Context, maps []Map, draws int, s Scoring) (Opexebo, error) {
	o := Opexebo{Scores: make([]float64, len(maps))}
	null := make([][]float64, len(maps))
	err := s.each(ctx, maps, func(w *worker, u int) {
		m := maps[u].Smooth(OpexeboSigma, w.floor)
		o.Scores[u] = w.expanding(m, 0)
		null[u] = make([]float64, draws)
		mean := m.Mean() // which surrogates lack, and silent bins are silent beside
		w.draw(ctx, m, Noise, draws, s.stream(Noise, u), func(k int, m Map) { null[u][k] = w.expanding(m, mean) })
	})
	if err != nil {
		return o, err
	}
	o.Null = newNull(null)
	return o, nil
}

// expanding is the score of a smoothed map, or of one whose rates are less by
// mean.
func (w *worker) expanding(m Map, mean float64) float64 {
	if !sided(m) {
		return math.NaN()
	}
	silent := Map{N: m.N, Rate: slices.Clone(m.Rate)}
	w.floor.each(m.N, func(_, at int) {
		if r := m.Rate[at]; r != r {
			silent.Rate[at] = -mean
		}
	})
	w.correlator.Autocorrelogram(w.sac, silent)
	score, _, _ := w.scorer.circle.score(w.scorer.fill(w.sac))
	return score
}
