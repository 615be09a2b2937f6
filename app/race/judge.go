package race

import (
	"cmp"
	"math"
	"slices"
	"time"

	"gridrat/brain/agent"
	"gridrat/render/figure"
	"gridrat/world"
)

// verdict is what came of the trials of both.
type verdict struct {
	trials [2][]agent.Trial
	ways   [][]world.Vec // the shortest of the first's that lost most
	ok     bool
}

const (
	// judgeLongest is how long the result of a race waits for its shortest ways, by
	// the machine's clock and not the window's: among many walls they take long.
	judgeLongest = 10 * time.Second
	// worstShown is how many of the trials that lost most have their way drawn.
	worstShown = 5
)

// judge has the shortest ways found, in a goroutine of its own: the worlds of a
// race that is over change no more.
func (x *race) judge() {
	sides, stop := x.sides, x.stop
	x.judging.Begin(func() (v verdict) {
		for k, s := range sides {
			j := s.world.Judge()
			for i := range s.world.Trials() {
				select {
				case <-stop:
					return verdict{}
				default:
					v.trials[k] = append(v.trials[k], s.observer.Trial(s.world, j, i))
				}
			}
		}
		first := sides[0].world
		j := first.Judge()
		worst := slices.Clone(v.trials[0][:first.Visits()])
		slices.SortStableFunc(worst, func(a, b agent.Trial) int { return cmp.Compare(b.Way-b.Shortest, a.Way-a.Shortest) })
		for _, t := range worst[:min(len(worst), worstShown)] {
			v.ways = append(v.ways, j.Path(nil, t.Trial))
		}
		v.ok = true
		return v
	})
}

// takeJudged tells what came of a race once its shortest ways are known, or have
// taken too long.
func (r *Room) takeJudged() {
	x := r.race
	if x.told {
		return
	}
	v, ok := x.judging.Take()
	if !ok {
		select {
		case <-x.late:
		default:
			return
		}
	}
	x.told, x.judged = true, v
	for _, way := range v.ways {
		for k := range max(len(way)-1, 0) {
			x.shortest = append(x.shortest, line(way[k], way[k+1], 1.5, figure.Dark.Ink))
		}
	}
	r.showResult()
}

// sum is how a side has done.
type sum struct {
	score            float64
	goals            int
	metres, shortest float64 // to the goals; shortest is NaN where it is not known
	first, later     float64 // seconds to the first goal, and mean of the others; NaN is none
	efficiency       float64 // mean of the trials that reached a goal; NaN is none
	off              float64 // heading error, mean of the later trials that reached a goal, rad; NaN is none
}

// sum sums up a side; trials are those judged, nil where they are not.
func (s *side) sum(trials []agent.Trial) sum {
	w := s.world
	n := w.Visits()
	v := sum{score: w.Score(), goals: n, shortest: math.NaN(), efficiency: math.NaN(), off: math.NaN()}
	tick := w.Task().Body.Tick
	var times, efficiencies, offs mean
	v.first = math.NaN()
	for i, t := range w.Trials()[:n] {
		v.metres += t.Way
		took := float64(t.Ended-t.Began) * tick
		if i == 0 {
			v.first = took
		} else {
			times.add(took)
		}
	}
	if trials != nil && n > 0 {
		v.shortest = 0
		for i, t := range trials[:n] {
			v.shortest += t.Shortest
			efficiencies.add(t.Efficiency())
			if i > 0 {
				offs.add(t.HeadingError)
			}
		}
	}
	v.later, v.efficiency, v.off = times.value(), efficiencies.value(), offs.value()
	return v
}

// mean is that of numbers.
type mean struct {
	sum float64
	n   int
}

// add adds a number; NaN does not count.
func (m *mean) add(v float64) {
	if v == v {
		m.sum, m.n = m.sum+v, m.n+1
	}
}

// value is the mean, NaN of nothing.
func (m *mean) value() float64 { return m.sum / float64(m.n) }
