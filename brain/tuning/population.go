package tuning

import (
	"context"
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"
)

// Score is what is known of one map.
type Score struct {
	Gridness
	Lattice
	Fields     int
	Peak, Mean float64
}

// Population holds the scores of many maps and their common null.
type Population struct {
	Scores []Score // by unit
	Null   Null
}

// ScorePopulation scores maps of one size with bins of the given side in
// metres, and draws surrogates of each for the null. Results do not depend on
// the number of workers. It returns ctx's error if that ends first.
func ScorePopulation(ctx context.Context, maps []Map, bin float64, surrogates int, seed uint64, workers int) (*Population, error) {
	p := &Population{Scores: make([]Score, len(maps))}
	p.Null.Scores = make([]float64, len(maps)*surrogates)
	var next atomic.Int64
	var wait sync.WaitGroup
	for range min(workers, len(maps)) {
		wait.Go(func() {
			w := newWorker(maps[0].N)
			for {
				u := int(next.Add(1)) - 1
				if u >= len(maps) || ctx.Err() != nil {
					return
				}
				p.Scores[u] = w.score(maps[u], bin)
				w.null(p.Null.Scores[u*surrogates:(u+1)*surrogates], maps[u], rand.New(rand.NewPCG(seed, uint64(u))))
			}
		})
	}
	wait.Wait()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	p.Null = newNull(p.Null.Scores)
	return p, nil
}

// worker has what one goroutine needs to score.
type worker struct {
	scorer     *Scorer
	surrogates *Surrogates
	surrogate  Map
}

func newWorker(n int) *worker {
	return &worker{NewScorer(n), NewSurrogates(n), Map{N: n, Rate: make([]float64, n*n)}}
}

func (w *worker) score(m Map, bin float64) Score {
	c := Autocorrelogram(m)
	return Score{
		Gridness: w.scorer.Gridness(c),
		Lattice:  FindLattice(c, bin),
		Fields:   Fields(m),
		Peak:     m.Peak(),
		Mean:     m.Mean(),
	}
}

func (w *worker) null(dst []float64, m Map, rng *rand.Rand) {
	for i := range dst {
		w.surrogates.Draw(w.surrogate, m, rng)
		dst[i] = w.scorer.Gridness(Autocorrelogram(w.surrogate)).Score60
	}
}

// Slice returns the population of units low to high-1 with the same null.
func (p *Population) Slice(low, high int) *Population {
	return &Population{Scores: p.Scores[low:high], Null: p.Null}
}

// Scores60 returns every unit's Score60, by unit.
func (p *Population) Scores60() []float64 {
	s := make([]float64, len(p.Scores))
	for i := range s {
		s[i] = p.Scores[i].Score60
	}
	return s
}

// Fraction is the fraction of units whose Score60 exceeds the threshold.
func (p *Population) Fraction(threshold float64) float64 { return above(p.Scores60(), threshold) }

// BeyondNull is the fraction of units whose Score60 exceeds the 95th
// percentile of the pooled surrogates.
func (p *Population) BeyondNull() float64 { return p.Fraction(p.Null.P95) }

// Quantile returns the value below which a share q of the scores lies; 0 if
// there are none.
func (p *Population) Quantile(q float64) float64 {
	s := p.Scores60()
	if len(s) == 0 {
		return 0
	}
	slices.Sort(s)
	at := q * float64(len(s)-1)
	low := int(at)
	high := min(low+1, len(s)-1)
	return s[low] + (at-float64(low))*(s[high]-s[low])
}

// Order returns the units by falling Score60; of equals, the first.
func (p *Population) Order() []int {
	order := make([]int, len(p.Scores))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch d := p.Scores[b].Score60 - p.Scores[a].Score60; {
		case d < 0:
			return -1
		case d > 0:
			return 1
		}
		return 0
	})
	return order
}
