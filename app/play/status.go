package play

// Status is the task that is played, as a script sees it.
type Status struct {
	Task   string             `json:"task"` // "" is none
	Map    string             `json:"map"`
	Seed   uint64             `json:"seed"`
	Left   float64            `json:"left"` // s
	Score  float64            `json:"score"`
	Goals  int                `json:"goals"`
	Trial  float64            `json:"trial"` // s
	Over   bool               `json:"over"`
	Rat    [3]float64         `json:"rat"`    // x, y, heading, at the end of the decision under way
	Shown  int                `json:"shown"`  // goals that may be seen
	Way    [][2]float64       `json:"way"`    // the shortest from there to a goal, if one may be seen
	Doors  []bool             `json:"doors"`  // which are open
	Result string             `json:"result"` // title of the page, if it is open
	Played map[string]int     `json:"played"` // episodes in the list, by task
	Best   map[string]float64 `json:"best"`   // the highest score of each
}

// Status returns how it stands now.
func (r *Room) Status() Status {
	s := Status{Played: map[string]int{}, Best: map[string]float64{}}
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
