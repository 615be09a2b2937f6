// Package ghosts shows the rats of a race on the arena: it knows the room of races
// and the scene, which do not know each other. It belongs to Ebitengine's goroutine.
package ghosts

import (
	"gridrat/app/race"
	"gridrat/render/scene"
)

// View is the rats of the race of a room, which must have one.
func View(r *race.Room) scene.View {
	own, others := r.Rats()
	v := scene.View{Away: own == nil, Sure: true}
	if own != nil {
		v.Rat, v.Running, v.Belief = own.Pose, own.Metres, own.Pose.Pos
	}
	for _, g := range others {
		v.Ghosts = append(v.Ghosts, scene.Ghost{Rat: g.Pose, Running: g.Metres, Hue: g.Hue})
	}
	return v
}
