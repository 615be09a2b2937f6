package race

import "gridrat/app/status"

// Status is the race, for scripts.
func (r *Room) Status() (s status.Race) {
	x := r.race
	if x == nil {
		return s
	}
	w := x.sides[0].world
	s = status.Race{
		On: true, Driven: r.driven(), Task: x.task.Name, Seed: x.seed, Again: x.again, Count: x.count, Left: w.Left(), Paused: r.paused, Over: x.over,
		Ghost: r.ghostly(), Speed: r.rate(), Shown: len(x.shown.Goals), Listed: x.row,
	}
	for i, v := range x.sides {
		p := v.world.Pose()
		s.Names[i], s.Scores[i], s.Goals[i], s.Decisions[i] = v.name, v.world.Score(), v.world.Visits(), len(v.track)-1
		s.Rats[i] = [3]float64{p.Pos.X, p.Pos.Y, p.Heading}
	}
	if r.result != nil {
		s.Result = r.result.Title
	}
	if r.driven() && s.Shown > 0 && !x.over {
		for _, q := range w.Path(nil, w.Pose().Pos) {
			s.Way = append(s.Way, [2]float64{q.X, q.Y})
		}
	}
	return s
}
