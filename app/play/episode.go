package play

import (
	named "gridrat/app/tasks"
	"gridrat/render/figure"
	"gridrat/world"
	"gridrat/world/body"
	"gridrat/world/ground"
	"gridrat/world/maze"
	rules "gridrat/world/task"
)

// Episode is a task that is played, from its beginning until another begins or
// the user has enough. It leads the watched rat: each move is a decision.
type Episode struct {
	world   *rules.World
	seed    uint64
	again   bool // the seed was begun before
	command body.Command
	arrived bool // the rat is shown in the goal, and will next be shown where it starts again
	over    bool

	door int // under the mouse; -1 is none

	shown   maze.Map // the map, with as much of it as may be seen
	changes int      // of the world, when it was made
	judging *judging
	told    bool           // what came of it, once it is over
	ways    []figure.Shape // the shortest of the trials that lost most, then
}

// Begin is where the rat is now.
func (e *Episode) Begin() world.Pose { return e.world.Pose() }

// Next is the pose after the next decision. A rat that reaches a goal is first
// shown there; jump tells that it was then put elsewhere.
func (e *Episode) Next() (to world.Pose, jump bool) {
	if e.arrived {
		e.arrived = false
		return e.world.Pose(), true
	}
	if o := e.world.Step(e.command); o.Teleported {
		e.arrived = true
		trials := e.world.Trials()
		return trials[len(trials)-2].At, false
	}
	return e.world.Pose(), false
}

// Period is how long a decision lasts, in seconds. Episodes are played in real
// time.
func (e *Episode) Period() float64 {
	b := e.world.Task().Body
	return b.Tick * float64(b.Repeat)
}

// Driven is that the user steers the rat.
func (e *Episode) Driven() bool { return true }

// Map is the map of the episode as far as it may be seen, with the doors as
// they are.
func (e *Episode) Map() maze.Map { return e.shown }

// Ground is the floor of the episode, with the doors as they are; not to be
// changed.
func (e *Episode) Ground() *ground.Ground { return e.world.Ground() }

// Changes counts up whenever what is in Map is another map.
func (e *Episode) Changes() int { return e.changes }

// reveal makes the map that may be seen: a hidden goal is not until it has been
// visited, or the episode is over.
func (e *Episode) reveal() {
	e.shown, e.changes = named.Seen(e.world, e.over), e.world.Changes()
}
