package play

import (
	"cmp"
	"slices"
	"sync/atomic"
	"time"

	"gridrat/render/figure"
	"gridrat/world"
	rules "gridrat/world/task"
)

// judging finds the shortest ways of the trials of an episode in a goroutine of
// its own: among many walls that takes longer than the window may wait.
type judging struct {
	trials   chan rules.Trial // that reached a goal
	verdicts chan verdict     // in the same order
	stopped  atomic.Bool
	given    int
	passed   []verdict
	late     <-chan time.Time // once an episode that is over is no longer judged
}

// verdict is the way that the rat went in a trial and the shortest, in metres,
// with its corners.
type verdict struct {
	way, least float64
	path       []world.Vec
}

// judgeLongest is how long the result of an episode waits for its verdicts, by the
// machine's clock and not the window's.
const judgeLongest = 10 * time.Second

// judge begins to judge an episode.
func (e *Episode) judge() {
	n := e.world.Task().Decisions() // visits, at most
	j := &judging{trials: make(chan rules.Trial, n), verdicts: make(chan verdict, n)}
	e.judging = j
	by := e.world.Judge()
	go func() {
		for t := range j.trials {
			if j.stopped.Load() {
				return
			}
			j.verdicts <- verdict{t.Way, by.Shortest(t), by.Path(nil, t)}
		}
	}()
}

// end lets no more be judged.
func (j *judging) end() {
	if !j.stopped.Swap(true) {
		close(j.trials)
	}
}

// follow gives what trials have reached a goal to be judged, takes over the
// verdicts that have come, and tells whether all have.
func (j *judging) follow(w *rules.World) bool {
	for ; j.given < w.Visits(); j.given++ {
		j.trials <- w.Trials()[j.given]
	}
	for {
		select {
		case v := <-j.verdicts:
			j.passed = append(j.passed, v)
		default:
			return len(j.passed) == j.given
		}
	}
}

// waited tells whether an episode that is over is no longer judged.
func (j *judging) waited() bool {
	select {
	case <-j.late:
		return true
	default:
		return false
	}
}

// sums returns the metres gone to goals, and the least there were; 0 if not
// all have been found.
func (j *judging) sums(w *rules.World) (way, least float64) {
	for _, t := range w.Trials()[:w.Visits()] {
		way += t.Way
	}
	if len(j.passed) < w.Visits() {
		return way, 0
	}
	for _, v := range j.passed {
		least += v.least
	}
	return way, least
}

// worstShown is how many of the trials that lost most have their way drawn.
const worstShown = 5

// shortestWays draws the shortest ways of the trials that lost most.
func (j *judging) shortestWays() (shapes []figure.Shape) {
	worst := slices.SortedStableFunc(slices.Values(j.passed), func(a, b verdict) int { return cmp.Compare(b.way-b.least, a.way-a.least) })
	for _, v := range worst[:min(len(worst), worstShown)] {
		for k := range v.path[:max(len(v.path)-1, 0)] {
			shapes = append(shapes, figure.Shape{Kind: figure.LineShape, At: [4]world.Vec{v.path[k], v.path[k+1]}, Width: 1.5, Color: figure.Dark.Series[2]})
		}
	}
	return shapes
}
