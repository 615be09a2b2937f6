package play

import (
	"errors"
	"fmt"
	"time"

	named "gridrat/app/tasks"
	"gridrat/render/panel"
	rules "gridrat/world/task"
)

// checkRival says what is wrong with an opponent, if anything; nil is none.
func checkRival(v *named.Rival) error {
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

// rivalWords name it with its score.
func rivalWords(v *named.Rival) string {
	if v == nil {
		return "–"
	}
	return fmt.Sprintf("%s %s: %.0f", v.Name, panel.Million(v.Decisions), v.Score)
}

// KeepRace adds an episode to the list, and returns the table of the best of its
// task.
func (r *Room) KeepRace(e named.Raced) panel.Table {
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
