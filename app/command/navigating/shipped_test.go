package navigating

import (
	"testing"

	"gridrat/app/tasks"
	"gridrat/assets"
	"gridrat/brain/agent"
)

// TestShipped: every agent of the program is what it is listed as, and can act
// in its task.
func TestShipped(t *testing.T) {
	for _, listed := range assets.Agents() {
		a, err := agent.Load(listed.File(), Library())
		if err != nil {
			t.Errorf("%s: %v", listed.Name, err)
			continue
		}
		if a.Task.Name != listed.Task || a.Recipe.Name != listed.Code || a.Seed != listed.Seed || a.Decisions != listed.Decisions {
			t.Errorf("%s is of %s, %s, seed %d, %d decisions; listed as %+v", listed.Name, a.Task.Name, a.Recipe.Name, a.Seed, a.Decisions, listed)
		}
		in, err := tasks.Open(listed.Task)
		if err != nil {
			t.Errorf("%s: %v", listed.Name, err)
			continue
		}
		if err := a.Fits(&in); err != nil {
			t.Errorf("%s: %v", listed.Name, err)
		}
	}
}
