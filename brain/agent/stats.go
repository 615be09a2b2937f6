package agent

import (
	"math"
	"math/rand/v2"
	"slices"
)

// Interval is a mean with its 95 % interval.
type Interval struct{ Mean, Low, High float64 }

// resamples of the bootstrap.
const resamples = 2000

// MeanOf returns the mean of values with the interval of the percentile
// bootstrap (Efron 1979), 2000 resamples from a fixed stream. It is NaN of no
// values.
func MeanOf(values []float64) Interval {
	n := len(values)
	if n == 0 {
		return Interval{math.NaN(), math.NaN(), math.NaN()}
	}
	rng := rand.New(rand.NewPCG(1, forBootstrap))
	means := make([]float64, resamples)
	for i := range means {
		var sum float64
		for range n {
			sum += values[rng.IntN(n)]
		}
		means[i] = sum / float64(n)
	}
	slices.Sort(means)
	var sum float64
	for _, v := range values {
		sum += v
	}
	return Interval{sum / float64(n), means[resamples/40], means[resamples-1-resamples/40]}
}

const forBootstrap = 0xb007

// Scores are those of some episodes.
func Scores(list []Episode) []float64 {
	out := make([]float64, len(list))
	for i, e := range list {
		out[i] = e.Score
	}
	return out
}

// Summary tells how episodes went.
type Summary struct {
	Score      Interval
	Found      float64 // share of episodes with a visit
	First      float64 // seconds of first trials, those that were not ended among them
	Later      float64 // seconds of later trials that reached a goal
	Efficiency float64 // shortest way by way, of later trials
}

// Summarise tells how episodes went.
func Summarise(list []Episode) Summary {
	s := Summary{Score: MeanOf(Scores(list))}
	var first, later, efficiency sum
	for _, e := range list {
		for i, t := range e.Trials {
			switch {
			case i == 0:
				first.add(t.Seconds)
				if t.Reached {
					s.Found++
				}
			case t.Reached:
				later.add(t.Seconds)
				if v := t.Efficiency(); !math.IsNaN(v) {
					efficiency.add(v)
				}
			}
		}
	}
	s.Found /= float64(len(list))
	s.First, s.Later, s.Efficiency = first.mean(), later.mean(), efficiency.mean()
	return s
}

type sum struct {
	total float64
	n     int
}

func (s *sum) add(x float64) { s.total, s.n = s.total+x, s.n+1 }

func (s *sum) mean() float64 {
	if s.n == 0 {
		return math.NaN()
	}
	return s.total / float64(s.n)
}
