package agents

import (
	"fmt"
	"math"

	"gridrat/app/status"
	"gridrat/render/figure"
	"gridrat/world/maze"
	"gridrat/world/task"
)

// Status is the tab, for scripts.
func (r *Room) Status() status.Agents {
	s := status.Agents{
		Task: r.task.Name, Agent: r.of.Name, Playing: r.Playing, Learning: r.on, Seed: r.seed, Decisions: map[string]int{}, Score: -1,
		Silenced: r.lab.Taken().Words(), Noise: r.lab.Taken().Noise, Experiment: r.experimenting, Compared: r.tests != nil, Diagnosed: r.diagnosed, Pretended: r.rat.Pretended() != nil,
		Episode: r.rat.Number(),
	}
	s.Comparison, s.Doors = r.lab.Newest(), r.lab.DoorsCounted()
	for _, c := range r.all {
		if now := c.Now(); c.In && now != nil && now.Agent != nil {
			s.Decisions[c.Name] = now.Agent.Decisions
		}
	}
	if now := r.of.Now(); now != nil && now.Test != nil {
		s.Score = now.Test.Score.Mean
	}
	for _, e := range r.rat.SoFar() {
		s.Trials += len(e.Trials)
	}
	if data, err := maze.Encode(r.Map()); err == nil {
		s.Map = string(data)
	}
	s.Edited, s.Undoable, s.Ways, s.Lost = r.rat.Edited(), r.CanUndoEdit(), r.rat.Ways(), r.rat.Lost()
	for _, t := range r.rat.Trials() {
		if t.Edited != task.Unedited {
			s.EditedIn++
		}
	}
	m, _ := r.rat.At()
	if m == nil {
		return s
	}
	s.Made = r.rat.Count()
	s.Decision = s.Made - r.rat.Back()
	s.Left, s.Visits = m.Left, m.Visits
	if c := r.memory.Shown(); c != nil {
		s.Attributed = c.Decision + 1
		s.OfNow, s.OfMemory, s.OfGoal = c.Shares()
	}
	p, _ := r.rat.Pose()
	s.Rat = [3]float64{p.Pos.X, p.Pos.Y, p.Heading}
	if s.Knows = r.rat.Goal(m) != nil && m.Belief.Known; s.Knows {
		sin, cos := math.Sincos(m.Pose.Heading)
		v := m.Belief.ToGoal
		s.Goal = [2]float64{v.X*cos - v.Y*sin, v.X*sin + v.Y*cos}
	}
	return s
}

// Rates says, for each agent that learns, how fast.
func (r *Room) Rates() (lines []string) {
	for _, c := range r.all {
		if s := c.Snap; c.Learns() && s != nil && s.Running {
			lines = append(lines, fmt.Sprintf("agent %s: %.0f updates/s, %s decisions/s", c.Name, s.Rate, figure.Thousands(int(s.Rate*float64(s.PerUpdate)))))
		}
	}
	return lines
}
