package sense

import (
	"fmt"

	"gridrat/brain/agent/chart"
	"gridrat/world/body"
)

// Actions is the number of actions: those of body.Action but Stay, which is
// none of them.
const Actions = int(body.Actions) - 1

// Action is what action i of a policy is, from 0.
func Action(i int) body.Action { return body.Action(i + 1) }

// Block is a group of numbers that reach the policy together.
type Block struct {
	Name   string
	Offset int
	Len    int
}

// plan says where in the inputs what is.
type plan struct {
	blocks []Block
	total  int

	action, reward, felt, flag, compass, axis Block
	vector, own, familiar, raw                Block
	way                                       Block
	rays, goals, doors, colors                Block
}

// vectorLen numbers tell a vector to the goal, familiarLen how new it is around.
const (
	vectorLen   = 6
	familiarLen = 9
)

// newPlan lays out the inputs of a shape, whose code has so many units.
func newPlan(s Shape, units, rays int) *plan {
	p := &plan{}
	add := func(name string, n int, on bool) Block {
		if !on {
			return Block{}
		}
		b := Block{name, p.total, n}
		p.blocks = append(p.blocks, b)
		p.total += n
		return b
	}
	p.action = add("last action", Actions, s.LastAction)
	p.reward = add("last reward", 1, s.LastReward)
	p.felt = add("felt motion", 4, s.Felt)
	p.flag = add("goal reached, place known", 2, s.Vector || s.Raw > 0 || s.Map)
	switch s.Compass {
	case CompassCells:
		p.compass = add("head direction", compassCells, true)
	case CompassAngle:
		p.compass = add("heading", 2, true)
	}
	p.axis = add("axis", 2, s.Axis)
	p.vector = add("vector to the goal", vectorLen, s.Vector)
	p.own = add("own place", 2, s.Own)
	p.familiar = add("familiarity", familiarLen, s.Familiar)
	p.way = add("way on the map", chart.Inputs, s.Map)
	p.raw = add("codes now and at the goal", 2*units, s.Raw > 0)
	p.rays = add("nearness of rays", rays, s.Rays)
	p.goals = add("goals of rays", rays, s.RayGoals)
	p.doors = add("doors of rays", rays, s.RayDoors)
	p.colors = add("colours of rays", 3*rays, s.RayColors)
	if p.total == 0 {
		p.flag = add("nothing", 1, true)
	}
	return p
}

// of returns the block's numbers in a row of inputs.
func (b Block) of(row []float32) []float32 { return row[b.Offset : b.Offset+b.Len] }

// String is how a block is listed.
func (b Block) String() string {
	return fmt.Sprintf("%s [%d:%d]", b.Name, b.Offset, b.Offset+b.Len)
}

// looks tells that rats look around at every decision.
func (s Shape) looks() bool {
	return s.Rays || s.RayGoals || s.RayDoors || s.RayColors || s.Map || s.Snap || s.Code != None && s.Fix == Views
}
