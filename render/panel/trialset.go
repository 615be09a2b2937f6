package panel

import (
	"math"
	"slices"

	"gridrat/brain/agent"
)

// TrialRow is a trial with whose it is.
type TrialRow struct {
	Agent   string
	Episode int // as the user counts them, from 1
	Number  int // in the episode, from 1
	agent.Trial
}

// ZoneTime is the share of time that was spent around a place, beside that of
// chance.
type ZoneTime struct {
	Name   string         // such as "within 0.5 m of the goal"
	Share  agent.Interval // from 0 to 1
	Chance float64        // share of the floor
}

// TrialSet is the trials of an agent, watched or tested, and what is measured of
// them. It never changes.
type TrialSet struct {
	Name   string // such as "watched", "before" or "a quarter silenced"
	Rows   []TrialRow
	Scores []float64 // of the episodes that are over, in their order
	Zones  []ZoneTime

	measures [measureKinds]measure
}

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

// measure is a mean over trials with its interval. Trials of an episode are
// alike, so that the interval is of episodes: the mean is the ratio of two sums
// over them, and its variance that of the linearised ratio (Cochran 1977, Sampling
// Techniques, 6.3). Of one episode there is no interval.
type measure struct {
	agent.Interval
	episodes []int     // that it is of
	parts    []float64 // what each of them adds to the error of the mean
}

// NewTrialSet returns the trials of an agent, in their order, with the scores of
// the episodes that are over. It takes a few milliseconds for 100 episodes, and
// may be called from any goroutine; rows, scores and zones are not to be changed
// any more.
func NewTrialSet(name string, rows []TrialRow, scores []float64, zones []ZoneTime) *TrialSet {
	s := &TrialSet{Name: name, Rows: rows, Scores: scores, Zones: zones}
	s.measures[byScore] = measure{Interval: agent.MeanOf(scores)}
	later := func(r TrialRow) bool { return r.Number > 1 && r.Reached }
	for kind, of := range map[measureKind]func(r TrialRow) float64{
		byFound:      func(r TrialRow) float64 { return only(r.Number == 1, share(r.Reached)) },
		byFirst:      func(r TrialRow) float64 { return only(r.Number == 1, r.Seconds) },
		byLater:      func(r TrialRow) float64 { return only(later(r), r.Seconds) },
		byEfficiency: func(r TrialRow) float64 { return only(later(r), r.Efficiency()) },
		bySPL:        spl,
		byHeading:    func(r TrialRow) float64 { return only(later(r), r.HeadingError*180/math.Pi) },
	} {
		s.measures[kind] = s.mean(of)
	}
	return s
}

// only is a value of those for whom it counts; NaN of the others.
func only(counts bool, v float64) float64 {
	if !counts {
		return math.NaN()
	}
	return v
}

func share(yes bool) float64 {
	if yes {
		return 1
	}
	return 0
}

// spl is success weighted by the length of the way, of a trial (Anderson et al.
// 2018): 0 of one that the end of the episode cut.
func spl(r TrialRow) float64 {
	if !r.Reached || r.Shortest <= 0 {
		return only(!r.Reached, 0)
	}
	return r.Shortest / max(r.Shortest, r.Way)
}

// mean is that of what is known of trials, with its interval.
func (s *TrialSet) mean(of func(r TrialRow) float64) measure {
	var m measure
	var sums, counts []float64 // by episode
	var sum, count float64
	for _, r := range s.Rows {
		v := of(r)
		if math.IsNaN(v) {
			continue
		}
		if n := len(m.episodes); n == 0 || m.episodes[n-1] != r.Episode {
			m.episodes, sums, counts = append(m.episodes, r.Episode), append(sums, 0), append(counts, 0)
		}
		last := len(sums) - 1
		sums[last], counts[last] = sums[last]+v, counts[last]+1
		sum, count = sum+v, count+1
	}
	m.Mean = sum / count // NaN of nothing
	m.parts = make([]float64, len(sums))
	for i := range sums {
		m.parts[i] = (sums[i] - m.Mean*counts[i]) / count
	}
	half := halfWidth(m.parts)
	m.Low, m.High = m.Mean-half, m.Mean+half
	return m
}

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

// TrialTable is what Trials shows: one set, or two side by side, before and
// after something was done to the agent. It never changes.
type TrialTable struct {
	Sets []*TrialSet

	differences [measureKinds]agent.Interval // of two sets, the second less the first
}

// NewTrialTable returns a table of one or two sets. Where both are of the same
// episodes, differences are those of pairs. It panics of another number of sets.
func NewTrialTable(sets ...*TrialSet) *TrialTable {
	if len(sets) < 1 || len(sets) > 2 {
		panic("panel: a table of trials has one set or two")
	}
	t := &TrialTable{Sets: sets}
	if len(sets) == 2 {
		for kind := range t.differences {
			t.differences[kind] = difference(&sets[0].measures[kind], &sets[1].measures[kind])
		}
		t.differences[byScore] = scoreDifference(sets[0], sets[1])
	}
	return t
}

// difference is b less a.
func difference(a, b *measure) agent.Interval {
	d := agent.Interval{Mean: b.Mean - a.Mean}
	half := math.Hypot(halfWidth(a.parts), halfWidth(b.parts))
	if slices.Equal(a.episodes, b.episodes) {
		parts := make([]float64, len(a.parts))
		for i := range parts {
			parts[i] = b.parts[i] - a.parts[i]
		}
		half = halfWidth(parts)
	}
	d.Low, d.High = d.Mean-half, d.Mean+half
	return d
}

// scoreDifference is that of the scores of the same episodes, or of others.
func scoreDifference(a, b *TrialSet) agent.Interval {
	if len(a.Scores) == len(b.Scores) && slices.Equal(a.measures[byFound].episodes, b.measures[byFound].episodes) {
		pairs := make([]float64, len(a.Scores))
		for i := range pairs {
			pairs[i] = b.Scores[i] - a.Scores[i]
		}
		return agent.MeanOf(pairs)
	}
	d := agent.Interval{Mean: b.measures[byScore].Mean - a.measures[byScore].Mean}
	half := math.Hypot(halfWidth(deviations(a.Scores)), halfWidth(deviations(b.Scores)))
	d.Low, d.High = d.Mean-half, d.Mean+half
	return d
}

// deviations are what values add to the error of their mean.
func deviations(values []float64) []float64 {
	n := float64(len(values))
	var mean float64
	for _, v := range values {
		mean += v / n
	}
	parts := make([]float64, len(values))
	for i, v := range values {
		parts[i] = (v - mean) / n
	}
	return parts
}
