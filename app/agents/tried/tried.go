// Package tried makes tables of trials of episodes, for the panel that shows them. It
// has no state.
package tried

import (
	"math"

	"gridrat/brain/agent"
	"gridrat/render/panel"
	"gridrat/world"
	"gridrat/world/task"
)

// zone is how far from the goal a rat counts as around it, m.
const zone = 0.5

// Rows are the rows of the trials of an episode.
func Rows(name string, episode int, trials []agent.Trial) (rows []panel.TrialRow) {
	for i, t := range trials {
		rows = append(rows, panel.TrialRow{Agent: name, Episode: episode, Number: i + 1, Trial: t})
	}
	return rows
}

// Zones are the times around the goal, of episodes whose ways were kept, in a room
// whose floor is all in sight: elsewhere what is near may be far to go.
func Zones(list []agent.Episode, t task.Task) []panel.ZoneTime {
	if t.Goal != task.GoalHidden || t.Plan.W > 0 {
		return nil
	}
	low, high := t.Map.Outline.Box()
	floor := (high.X - low.X) * (high.Y - low.Y)
	var shares, chances []float64
	for _, e := range list {
		near, all := 0, 0
		for i, way := range e.Ways {
			if i == 0 || e.Trials[i].Edited == task.EditedDuring {
				continue // it searches, or the goal was moved
			}
			for _, p := range way {
				if all++; p.Sub(e.Trials[i].Aim).Norm() < zone {
					near++
				}
			}
		}
		if all > 0 {
			shares, chances = append(shares, float64(near)/float64(all)), append(chances, share(e.Trials[0].Aim, low, high)/floor)
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

// Set is the trials of a test.
func Set(name, who string, list []agent.Episode, t task.Task) panel.TrialSet {
	set := panel.TrialSet{Name: name, Score: agent.MeanOf(agent.Scores(list)), Zones: Zones(list, t)}
	for _, e := range list {
		set.Rows = append(set.Rows, Rows(who, int(e.Seed-agent.Frozen), e.Trials)...)
	}
	return set
}
