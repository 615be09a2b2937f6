package agents

import (
	"math"
	"slices"
	"time"

	"gridrat/app/agents/later"
	"gridrat/brain/agent"
	"gridrat/render/panel"
	"gridrat/world"
	"gridrat/world/task"
)

// zone is how far from the goal a rat counts as around it, m.
const zone = 0.5

// table is the trials of the watched rat. What is measured of them takes longer than
// a tick, so that they are counted in another goroutine, a share of the time.
type table struct {
	made    later.Later[*panel.TrialTable]
	now     *panel.TrialTable // nil before the first
	stale   bool
	counted time.Time     // when it was begun
	took    time.Duration // that it took
}

const (
	countEvery = 500 * time.Millisecond
	countShare = 10 // of the time since the last count, one part is spent on it
)

// shownTable is what the panel of trials shows: the test before and after something
// was silenced, or the trials of the watched rat; nil is none.
func (r *Room) shownTable() *panel.TrialTable {
	if t := r.tests; t != nil {
		return t.table
	}
	return r.table.now
}

// count has the trials of the watched rat counted where there are others, and takes
// them over.
func (r *Room) count(now time.Time) {
	t := &r.table
	if counted, ok := t.made.Take(); ok {
		t.now, t.took = counted, now.Sub(t.counted)
		r.panes.trials.Outdate()
	}
	if !t.stale || t.made.Busy() || now.Sub(t.counted) < max(countEvery, countShare*t.took) {
		return
	}
	t.stale, t.counted = false, now
	past, numbers := r.rat.Past()
	past, numbers = slices.Clone(past), slices.Clone(numbers)
	name, number, trials, in := r.of.name, r.rat.Number(), slices.Clone(r.rat.Trials()), r.task
	t.made.Begin(func() *panel.TrialTable {
		var rows []panel.TrialRow
		for i, e := range past {
			rows = append(rows, rowsOf(name, numbers[i], e.Trials)...)
		}
		rows = append(rows, rowsOf(name, number, trials)...)
		return panel.NewTrialTable(panel.NewTrialSet("watched", rows, agent.Scores(past), zones(past, in)))
	})
}

// rowsOf are the rows of the trials of an episode.
func rowsOf(name string, episode int, trials []agent.Trial) (rows []panel.TrialRow) {
	for i, t := range trials {
		rows = append(rows, panel.TrialRow{Agent: name, Episode: episode, Number: i + 1, Trial: t})
	}
	return rows
}

// zones are the times around the goal, of episodes whose ways were kept, in a room
// whose floor is all in sight: elsewhere what is near may be far to go.
func zones(list []agent.Episode, t task.Task) []panel.ZoneTime {
	if t.Goal != task.GoalHidden || t.Plan.W > 0 {
		return nil
	}
	low, high := t.Map.Outline.Box()
	floor := (high.X - low.X) * (high.Y - low.Y)
	var shares, chances []float64
	for _, e := range list {
		near, all := 0, 0
		for i, way := range e.Ways {
			if i == 0 {
				continue // it searches
			}
			for _, p := range way {
				if all++; p.Sub(e.Goal).Norm() < zone {
					near++
				}
			}
		}
		if all > 0 {
			shares, chances = append(shares, float64(near)/float64(all)), append(chances, share(e.Goal, low, high)/floor)
		}
	}
	if len(shares) == 0 {
		return nil
	}
	return []panel.ZoneTime{{Name: "within 0.5 m of the goal", Share: agent.MeanOf(shares), Chance: agent.MeanOf(chances).Mean}}
}

// share is how much of the disc of the zone round a place lies on a rectangle of
// floor, m^2: counted in squares of 5 cm.
func share(at, low, high world.Vec) (area float64) {
	const side = 0.05
	for x := at.X - zone + side/2; x < at.X+zone; x += side {
		for y := at.Y - zone + side/2; y < at.Y+zone; y += side {
			if math.Hypot(x-at.X, y-at.Y) < zone && x > low.X && x < high.X && y > low.Y && y < high.Y {
				area += side * side
			}
		}
	}
	return area
}
