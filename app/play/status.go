package play

import "gridrat/app/status"

// Status is the task that is played, for scripts.
func (r *Room) Status() status.Episode {
	s := status.Episode{Played: map[string]int{}, Best: map[string]float64{}}
	for _, p := range r.list.all {
		s.Played[p.Task]++
		s.Best[p.Task] = max(s.Best[p.Task], p.Score)
	}
	e := r.episode
	if e == nil {
		return s
	}
	w := e.world
	t, p := w.Task(), w.Pose()
	s.Task, s.Map, s.Seed, s.Left, s.Score, s.Goals, s.Trial, s.Over = t.Name, e.shown.Name, e.seed, w.Left(), w.Score(), w.Visits(), w.TrialTime(), e.over
	s.Rat, s.Shown = [3]float64{p.Pos.X, p.Pos.Y, p.Heading}, len(e.shown.Goals)
	for _, d := range e.shown.Doors {
		s.Doors = append(s.Doors, d.Open)
	}
	if r.result != nil {
		s.Result = r.result.Title
	}
	if s.Shown > 0 && !e.over {
		for _, q := range w.Path(nil, p.Pos) {
			s.Way = append(s.Way, [2]float64{q.X, q.Y})
		}
	}
	return s
}

// Best is the user's best score in a task; ok is that there is one.
func (r *Room) Best(task string) (score float64, ok bool) {
	score, ok = r.Status().Best[task]
	return score, ok
}
