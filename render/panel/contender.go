package panel

import "gridrat/brain/learner/agents"

// Contender is one of the agents that learn side by side.
type Contender struct {
	Name     string           // such as grid, place, no code or withheld
	Snap     *agents.Snapshot // the newest; nil before the first
	Watched  bool             // it is the agent of the rat on screen
	Learning bool             // it is not paused
}

// Reference is a level that scores are compared with: a random rat's, that of
// one that knows the map, the published ones, the user's own best.
type Reference struct {
	Name  string
	Score float64
}
