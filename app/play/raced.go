package play

import (
	"errors"
	"fmt"
	"time"

	"gridrat/render/panel"
	rules "gridrat/world/task"
)

// Rival is an agent that ran the same episode, as it was then.
type Rival struct {
	Name      string  `json:"name"` // by which people know it
	Code      string  `json:"code"`
	Task      string  `json:"task"`      // that it has learnt; name
	Decisions int     `json:"decisions"` // that it had learnt from
	Seed      uint64  `json:"seed"`      // of its learning
	Score     float64 `json:"score"`     // in the same episode
	Goals     int     `json:"goals"`
}

func (v *Rival) check() error {
	switch {
	case v == nil:
		return nil
	case v.Name == "":
		return errors.New("against.name is empty; it must be that of an agent")
	case v.Code == "":
		return errors.New("against.code is empty; it must be the name of one")
	case v.Decisions < 0:
		return fmt.Errorf("against.decisions is %d; it must be 0 or more", v.Decisions)
	case v.Goals < 0:
		return fmt.Errorf("against.goals is %d; it must be 0 or more", v.Goals)
	}
	return positive("against.score", v.Score)
}

// words name it with its score.
func (v *Rival) words() string {
	if v == nil {
		return "–"
	}
	return fmt.Sprintf("%s %s: %.0f", v.Name, panel.Million(v.Decisions), v.Score)
}

// Raced is an episode that the user ran to its end against an agent.
type Raced struct {
	Task  *rules.Task
	Map   string // name
	Seed  uint64
	Again bool // what is random in it was known
	Shown bool // the agent was seen, and the goal is hidden: it can show that

	Score            float64
	Goals            int
	Metres, Shortest float64 // run to the goals, and the least; 0 is not known
	Against          Rival
}

// KeepRace adds such an episode to the list, and returns the table of the best of
// its task.
func (r *Room) KeepRace(e Raced) panel.Table {
	p := played{
		Date: time.Now().UTC().Truncate(time.Second), Task: e.Task.Name, Map: e.Map, Seed: e.Seed, Again: e.Again, Shown: e.Shown,
		Score: e.Score, Goals: e.Goals, Metres: e.Metres, Shortest: e.Shortest, Against: &e.Against,
	}
	if err := r.list.add(p); err != nil {
		r.Tell(true, err.Error()+".")
	}
	return bestOf(r.list.best(e.Task.Name), p)
}

// Mean is the user's mean score in a task, on its map, and of how many episodes.
func (r *Room) Mean(t *rules.Task) (mean float64, episodes int) { return r.list.mean(t.Name, mapOf(t)) }
