package panel

import (
	"math"
	"slices"

	"gridrat/brain/agent"
	"gridrat/world/task"
)

// measureKind names what is measured of trials.
type measureKind int

const (
	byScore      measureKind = iota // of episodes
	byFound                         // share of first trials that reached a goal
	byFirst                         // seconds of first trials, those that were not ended among them
	byLater                         // seconds of later trials that reached a goal
	byEfficiency                    // shortest way by way, of later trials
	bySPL                           // success x shortest / max(shortest, way), of all trials
	byHeading                       // heading error at the start, degrees, of later trials
	measureKinds
)

// measured says what a trial adds to a measure, and for how much it counts in
// its mean.
var measured = [measureKinds]func(r TrialRow) (v, count float64){
	byScore: func(r TrialRow) (v, count float64) { // of an episode, whose first trial counts for it
		return task.Reward * share(r.Reached), share(r.Number == 1)
	},
	byFound: func(r TrialRow) (v, count float64) { return share(r.Reached), share(r.Number == 1) },
	byFirst: func(r TrialRow) (v, count float64) { return r.Seconds, share(r.Number == 1) },
	byLater: func(r TrialRow) (v, count float64) { return r.Seconds, later(r) },
	byEfficiency: func(r TrialRow) (v, count float64) {
		if r.Edited == task.EditedDuring { // it has no one shortest way
			return 0, 0
		}
		return r.Efficiency(), later(r)
	},
	bySPL:     func(r TrialRow) (v, count float64) { return spl(r), share(r.Edited != task.EditedDuring) },
	byHeading: func(r TrialRow) (v, count float64) { return r.HeadingError * 180 / math.Pi, later(r) },
}

func share(yes bool) float64 {
	if yes {
		return 1
	}
	return 0
}

func later(r TrialRow) float64 { return share(r.Number > 1 && r.Reached) }

// spl is success weighted by the length of the way, of a trial (Anderson et al.
// 2018): 0 of one that the end of the episode cut.
func spl(r TrialRow) float64 {
	switch {
	case !r.Reached:
		return 0
	case r.Way <= r.Shortest:
		return 1
	}
	return r.Shortest / r.Way
}

// measure is a mean over trials with its interval. Trials of an episode are
// alike, so that the interval is of episodes: the mean is the ratio of two sums
// over them, and its variance that of the linearised ratio (Cochran 1977, Sampling
// Techniques, 6.3). Of one episode there is no interval.
type measure struct {
	agent.Interval
	episodes []int     // that it is of
	parts    []float64 // what each of them adds to the error of the mean
}

// measures are what is measured of trials. The score is that of the set.
func (s *TrialSet) measures() (all [measureKinds]measure) {
	for kind := range all {
		all[kind] = s.mean(measured[kind], measureKind(kind) == byScore)
	}
	all[byScore].Interval = s.Score
	return all
}

// mean is that of what is known of trials, with its interval. Where trials that
// count for nothing add to it, all do.
func (s *TrialSet) mean(of func(r TrialRow) (v, count float64), all bool) (m measure) {
	var sums, counts []float64 // by episode
	var sum, total float64
	for _, r := range s.Rows {
		v, count := of(r)
		if math.IsNaN(v) || count == 0 && !all {
			continue
		}
		if n := len(m.episodes); n == 0 || m.episodes[n-1] != r.Episode {
			m.episodes, sums, counts = append(m.episodes, r.Episode), append(sums, 0), append(counts, 0)
		}
		last := len(sums) - 1
		sums[last], counts[last] = sums[last]+v, counts[last]+count
		sum, total = sum+v, total+count
	}
	m.Mean = sum / total // NaN of nothing
	m.parts = make([]float64, len(sums))
	for i := range sums {
		m.parts[i] = (sums[i] - m.Mean*counts[i]) / total
	}
	m.spread(halfWidth(m.parts))
	return m
}

// spread sets the interval to half a width on either side.
func (m *measure) spread(half float64) { m.Low, m.High = m.Mean-half, m.Mean+half }

// halfWidth is that of the 95 % interval of a sum of parts that are independent
// and have mean 0; NaN of fewer than two.
func halfWidth(parts []float64) float64 {
	n := float64(len(parts))
	if n < 2 {
		return math.NaN()
	}
	var squares float64
	for _, v := range parts {
		squares += v * v
	}
	return 1.96 * math.Sqrt(squares*n/(n-1))
}

// difference is b less a: of pairs, if both are of the same episodes.
func difference(a, b *measure) agent.Interval {
	d := measure{Interval: agent.Interval{Mean: b.Mean - a.Mean}}
	if !slices.Equal(a.episodes, b.episodes) {
		d.spread(math.Hypot(halfWidth(a.parts), halfWidth(b.parts)))
		return d.Interval
	}
	parts := make([]float64, len(a.parts))
	for i := range parts {
		parts[i] = b.parts[i] - a.parts[i]
	}
	d.spread(halfWidth(parts))
	return d.Interval
}
