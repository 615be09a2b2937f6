package agent

import (
	"math"

	"gridrat/world"
	"gridrat/world/task"
)

// Episode is what came of an episode.
type Episode struct {
	Seed   uint64
	Score  float64
	Goal   world.Vec
	Trials []Trial // the last one may not have been ended
}

// Trial is a run from a start to a goal.
type Trial struct {
	task.Trial
	Seconds  float64 // that it took
	Shortest float64 // length of the shortest way, m; NaN if it was not judged
	Reached  bool
	Door     string // name of the door that the rat passed last; "" is none
}

// Efficiency is the shortest way by the rat's, 1 at best; NaN of trials that
// did not reach a goal.
func (t Trial) Efficiency() float64 {
	if !t.Reached {
		return math.NaN()
	}
	return min(1, t.Shortest/max(t.Way, 1e-9))
}

// EpisodeOf takes an episode out of a world. A judge finds shortest ways.
func EpisodeOf(w *task.World, seed uint64, judged bool) Episode {
	e := Episode{Seed: seed, Score: w.Score()}
	if goals := w.Goals(); len(goals) > 0 {
		e.Goal = goals[0].At
	}
	var j *task.Judge
	if judged {
		j = w.Judge()
	}
	tick := w.Task().Body.Tick
	for _, t := range w.Trials() {
		trial := Trial{Trial: t, Reached: t.Goal >= 0, Shortest: math.NaN()}
		end := t.Ended
		if !trial.Reached {
			end = int(math.Round((w.Task().Seconds - w.Left()) / tick))
		}
		trial.Seconds = float64(end-t.Began) * tick
		if j != nil {
			trial.Shortest = j.Shortest(t)
		}
		e.Trials = append(e.Trials, trial)
	}
	return e
}
