package tuning

import (
	"context"
	"math/rand/v2"
	"sync"
	"sync/atomic"

	"gridrat/world"
)

// Scoring is how many maps are scored at once.
type Scoring struct {
	Enclosure world.Enclosure // that the maps are of
	Walls     *world.Walls    // of a drawn one; nil for others
	Seed      uint64          // of the nulls: every unit has a stream of its own
	Workers   int             // goroutines; results do not depend on their number
	Units     []int           // numbers of the maps' units, which choose their streams; nil is 0, 1, ...
	Scored    func()          // if not nil, called after every map, by one goroutine at a time
}

// Chance is a way of drawing maps of chance from a map.
type Chance int

// Ways of chance.
const (
	Noise         Chance = iota // see Surrogates
	ShuffledField               // see FieldShuffle
	shuffledBins                // see DirectionNull
)

// Nulls holds the null of every measure.
type Nulls [measures]Null

// Population holds the scores of many maps and the null of their Score60:
// surrogates of all of them.
type Population struct {
	Scores []Score // by unit
	Null   Null
}

// ScorePopulation scores maps of one size and draws surrogates of each for the
// null. It returns ctx's error if that ends first.
func ScorePopulation(ctx context.Context, maps []Map, surrogates int, s Scoring) (*Population, error) {
	p := &Population{Scores: make([]Score, len(maps))}
	null := make([][]float64, len(maps))
	err := s.each(ctx, maps, func(w *worker, u int) {
		p.Scores[u] = w.score(maps[u])
		null[u] = make([]float64, surrogates)
		w.draw(ctx, maps[u], Noise, surrogates, s.stream(Noise, u), func(k int, m Map) {
			null[u][k] = w.gridness(m).Score60
		})
	})
	if err != nil {
		return nil, err
	}
	p.Null = newNull(null)
	return p, nil
}

// DrawNulls draws maps of chance from each of the maps and scores them. It
// returns ctx's error if that ends first.
func DrawNulls(ctx context.Context, maps []Map, chance Chance, draws int, s Scoring) (*Nulls, error) {
	var units [measures][][]float64
	for i := range units {
		units[i] = make([][]float64, len(maps))
	}
	err := s.each(ctx, maps, func(w *worker, u int) {
		for i := range units {
			units[i][u] = make([]float64, draws)
		}
		w.draw(ctx, maps[u], chance, draws, s.stream(chance, u), func(k int, m Map) {
			score := w.patterns(m)
			for i := range units {
				units[i][u][k] = score.Of(Measure(i))
			}
		})
	})
	if err != nil {
		return nil, err
	}
	var n Nulls
	for i := range n {
		n[i] = newNull(units[i])
	}
	return &n, nil
}

// stream is a unit's own source of randomness for one kind of chance.
func (s Scoring) stream(chance Chance, unit int) *rand.Rand {
	if s.Units != nil {
		unit = s.Units[unit]
	}
	return rand.New(rand.NewPCG(s.Seed, uint64(chance)<<32|uint64(unit)))
}

// each calls work for every map, on several goroutines, none of which outlives
// it.
func (s Scoring) each(ctx context.Context, maps []Map, work func(w *worker, unit int)) error {
	var next atomic.Int64
	var wait sync.WaitGroup
	var telling sync.Mutex
	for range min(max(s.Workers, 1), len(maps)) {
		wait.Go(func() {
			w := newWorker(maps[0].N, s)
			for {
				u := int(next.Add(1)) - 1
				if u >= len(maps) || ctx.Err() != nil {
					return
				}
				work(w, u)
				if s.Scored != nil {
					telling.Lock()
					s.Scored()
					telling.Unlock()
				}
			}
		})
	}
	wait.Wait()
	return ctx.Err()
}

// worker has what one goroutine needs to score.
type worker struct {
	enclosure  world.Enclosure
	floor      Floor
	borders    *borders
	correlator *Correlator
	sac        Correlogram
	scorer     *Scorer
	surrogates *Surrogates
	shuffle    FieldShuffle
	drawn      Map
}

func newWorker(n int, s Scoring) *worker {
	f := FloorOf(n, s.Enclosure, s.Walls)
	return &worker{
		enclosure:  s.Enclosure,
		floor:      f,
		borders:    newBorders(n, s.Enclosure, s.Walls),
		correlator: NewCorrelator(n),
		sac:        Correlogram{N: 2*n - 1, R: make([]float64, (2*n-1)*(2*n-1))},
		scorer:     newScorer(n, f.East-f.West, f.North-f.South),
		surrogates: NewSurrogates(n),
		drawn:      Map{N: n, Rate: make([]float64, n*n)},
	}
}

// patterns returns the scores that nulls are drawn for; the rest of the Score
// is left empty. The autocorrelogram stays in sac.
func (w *worker) patterns(m Map) Score {
	return Score{Gridness: w.gridness(m), Border: w.borders.score(m, Absolute)}
}

// gridness returns the grid scores of a map, whose autocorrelogram stays in sac.
func (w *worker) gridness(m Map) Gridness {
	w.correlator.Autocorrelogram(w.sac, m)
	if !sided(m) {
		return noGridness()
	}
	return w.scorer.Gridness(w.sac)
}

func (w *worker) score(m Map) Score {
	s := w.patterns(m)
	if s.Score60 == s.Score60 {
		s.Lattice = FindLattice(w.sac, w.enclosure.Size/float64(m.N))
	}
	s.Information = Information(m, Absolute)
	s.Fields, s.Peak, s.Mean = Fields(m), m.Peak(), m.Mean()
	return s
}

// draw calls use for every map of chance; the map is overwritten by the next.
func (w *worker) draw(ctx context.Context, m Map, chance Chance, draws int, rng *rand.Rand, use func(k int, m Map)) {
	if chance == Noise {
		w.surrogates.Fit(m)
	} else {
		w.shuffle.Fit(m)
	}
	for k := range draws {
		if ctx.Err() != nil {
			return
		}
		if chance == Noise {
			w.surrogates.Draw(w.drawn, rng)
		} else {
			w.shuffle.Draw(w.drawn, rng)
		}
		use(k, w.drawn)
	}
}
