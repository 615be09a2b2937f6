package task

import "gridrat/world/body"

// StepAll lets every world take a decision; the slices have one entry per
// world, out is overwritten. Parts of them may be stepped by different
// goroutines at the same time. It allocates nothing.
func StepAll(worlds []*World, actions []body.Action, out []Outcome) {
	for i, w := range worlds {
		out[i] = w.Act(actions[i])
	}
}
