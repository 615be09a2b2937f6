package agent

import (
	"encoding/json"
	"fmt"

	"gridrat/brain/agent/vision"
	"gridrat/world/maze"
	"gridrat/world/retina"
	"gridrat/world/task"
)

// keptTask is a task as files have it: the name of one of the program's, or a
// drawn map.
type keptTask struct {
	Name    string          `json:"name,omitempty"`
	Map     json.RawMessage `json:"map,omitempty"`
	Doors   bool            `json:"random_doors,omitempty"` // of a drawn map
	LikeRat bool            `json:"like_rat,omitempty"`     // its body is task.Body().LikeRat()
}

// keep returns a task for a file. Bodies are that of task.Body, or like a rat.
func keep(t *task.Task) (keptTask, error) {
	k := keptTask{LikeRat: t.Body == task.Body().LikeRat()}
	if !k.LikeRat && t.Body != task.Body() {
		return k, fmt.Errorf("the body of task %s is none that files know", t.Name)
	}
	if !t.Drawn() {
		k.Name = t.Name
		return k, nil
	}
	var err error
	k.Doors = t.Doors == task.DoorsRandom
	k.Map, err = maze.Encode(t.Map)
	return k, err
}

// open returns the task.
func (k keptTask) open(lib Library) (t task.Task, err error) {
	switch {
	case k.Name != "" && k.Map != nil:
		return t, fmt.Errorf("it is called %q and has a map; it must be one of them", k.Name)
	case k.Name != "":
		if t, err = lib.Task(k.Name); err != nil {
			return t, err
		}
	default:
		m, err := maze.Decode(k.Map)
		if err != nil {
			return t, err
		}
		t = task.YourMap(m, k.Doors)
	}
	if k.LikeRat {
		t.Body = t.Body.LikeRat()
	}
	return t, nil
}

// usual tells whether a vision module looks with the retina that rats have.
func usual(s vision.Shape) bool { return s.Rays == retina.Rays && s.Field == retina.Field }
