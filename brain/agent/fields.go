package agent

import (
	"fmt"

	"gridrat/brain/agent/sense"
	"gridrat/brain/setting"
	"gridrat/world/task"
)

// Fields lists the settings of r in the order of the struct.
func (r Recipe) Fields() []setting.Field { return setting.Fields(r) }

// Settings lists every single number, word and switch of r under the name by
// which Set knows it, such as learn.policy.hidden.
func (r Recipe) Settings() []setting.Field { return setting.Parts(r) }

// Set changes the setting called name, or a part of it, to value: a number, a
// word, or JSON. The result is valid or r is unchanged.
func (r *Recipe) Set(name, value string) error { return setting.Set(r, name, value, Recipe.Validate) }

// Fits says in one sentence why agents of r cannot learn a task, if they cannot.
func (r Recipe) Fits(t *task.Task) error {
	steps, all := r.Learn.Steps, t.Decisions()
	switch {
	case t.TestOnly:
		return fmt.Errorf("task %s is a test; agents do not learn in it", t.Name)
	case all%steps != 0:
		return fmt.Errorf("learn.steps is %d; it must divide the %d decisions of an episode of %s", steps, all, t.Name)
	case r.sees() && !Seeable(t):
		return fmt.Errorf("sense.fix is seen, but a look does not tell the place in task %s; it must be views or told", t.Name)
	case r.Nursery.Learnt && (r.Sense.Code == sense.Place || r.Sense.Code == sense.PlaceStill) && !Seeable(t):
		return fmt.Errorf("nursery.learnt is on; heads that read place cells are learnt on the floor of the arena alone, not for task %s", t.Name)
	}
	return r.tutoringFits(t)
}

// sees tells that sight corrects the code.
func (r Recipe) sees() bool { return r.Sense.Code != sense.None && r.Sense.Fix == sense.Seen }

// reads tells that something is read from the code.
func (r Recipe) reads() bool { return r.Sense.Vector || r.Sense.Own || r.Sense.Familiar || r.Sense.Map }

// Needs tells what has to grow before agents of r learn from reward: eyes that
// tell places, and a head that reads vectors.
func (r Recipe) Needs() (eyes, head bool) {
	head = r.Sense.Code != sense.None && r.Nursery.Learnt && r.reads()
	return head || r.sees(), head
}
