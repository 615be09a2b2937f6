package agents

import "gridrat/app/status"

// Status is the tab, for scripts.
func (r *Room) Status() status.Agents {
	w := &r.watch
	s := status.Agents{
		Task: r.task.Name, Agent: w.of.name, Playing: r.Playing, Learning: r.on, Seed: r.seed, Decisions: map[string]int{}, Score: -1,
		Silenced: r.lesion.words, Compared: r.tests != nil, Diagnosed: r.diagnosed, Pretended: w.pretends != nil,
	}
	for _, c := range r.all {
		if now := c.now(); c.in && now != nil && now.Agent != nil {
			s.Decisions[c.name] = now.Agent.Decisions
		}
	}
	if now := w.of.now(); now != nil && now.Test != nil {
		s.Score = now.Test.Score.Mean
	}
	for _, e := range w.past {
		s.Trials += len(e.Trials)
	}
	m, _ := w.at()
	if m == nil {
		return s
	}
	s.Episode, s.Made, s.Decision = w.number, len(w.moments)-1, len(w.moments)-1-w.back
	s.Left, s.Visits, s.Trials = m.left, m.visits, s.Trials+len(w.trials)
	p, _ := r.Pose()
	s.Rat = [3]float64{p.Pos.X, p.Pos.Y, p.Heading}
	if s.Knows = m.goal >= 0 && m.belief.Known; s.Knows {
		v := turned(m.belief.ToGoal, m.pose.Heading)
		s.Goal = [2]float64{v.X, v.Y}
	}
	return s
}
