// Package agent has the rat that acts: a policy that learns from reward alone
// to reach goals, on what sense lets through. A Recipe says how; what it needs
// before grows (Recipe.Grow); a Trainer lets it learn; an Agent is what came of
// it, to be tested frozen. All of them are kept in files.
package agent

import (
	"fmt"
	"reflect"

	"gridrat/brain/agent/policy"
	"gridrat/brain/agent/sense"
	"gridrat/world/task"
)

// Agent is a trained agent, frozen: it never changes and may be shared by
// goroutines.
type Agent struct {
	Plan
	Decisions int // that it has learnt from

	organs  sense.Organs
	policy  *policy.Policy
	weights []float32
}

// Parameters is the number of weights that learnt from reward.
func (a *Agent) Parameters() int { return a.policy.Layout.Size }

// Experience is how long it has lived while learning, in seconds of its worlds.
func (a *Agent) Experience() float64 { return float64(a.Decisions) * perDecision(&a.Task) }

// Organs are the parts that do not learn from reward; not to be changed.
func (a *Agent) Organs() sense.Organs { return a.organs }

// Fits says in one sentence why the agent cannot be tested in a task, if it
// cannot. It may be one that it never learned.
func (a *Agent) Fits(t *task.Task) error {
	switch {
	case t.Body != a.Task.Body:
		return fmt.Errorf("the agent learned with another body than that of task %s", t.Name)
	case a.Recipe.sees() && !Seeable(t):
		return fmt.Errorf("the agent must see where it is, and a look does not tell that in task %s", t.Name)
	case a.Recipe.sees() && !(reflect.DeepEqual(t.Map.Outline, a.Task.Map.Outline) && reflect.DeepEqual(t.Map.Distal, a.Task.Map.Distal)):
		return fmt.Errorf("the agent's eyes know the walls and cues of task %s, not those of %s", a.Task.Name, t.Name)
	}
	_, err := task.New(*t)
	return err
}

// Units is the number of units of the agent's code; 0 of one without.
func (a *Agent) Units() int {
	p, err := a.Play(a.Task, []uint64{Frozen}, Options{Workers: 1})
	if err != nil {
		panic("agent: " + err.Error()) // it has learned in this task
	}
	defer p.Close()
	return units(p.rats, a.Recipe.Sense)
}
