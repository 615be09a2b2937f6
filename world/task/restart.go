package task

import (
	"math"

	"gridrat/world"
	"gridrat/world/body"
	"gridrat/world/maze"
)

// restart puts the rat, at rest, to a start and the doors as the rules have
// them there, and begins a trial.
func (w *World) restart() {
	byChance := w.reach()
	pose, ok := w.place()
	if !ok && (w.edited || len(w.before) > 0) { // an edit has shut the goal in: the rat begins all the same
		w.stranded = true
		pose, ok = w.place()
		w.stranded = false
	}
	if !ok {
		panic("task: no start is left") // New and Edit have refused such maps, and doors never take the last one
	}
	if byChance {
		w.openAtRandom(w.partAt(pose.Pos))
	}
	for i, open := range w.open {
		w.floor.Set(tagOf(i), !open)
	}
	w.body = body.Body{Pose: pose}
	w.changes++
	t := Trial{Start: pose, Began: w.tick, Goal: -1, doors: w.doorBits(), court: len(w.before)}
	if w.edited {
		t.Edited = EditedBefore
	}
	w.trials = append(w.trials, t)
}

// reach finds the parts of the floor from which a goal can be reached; byChance
// tells that doors are yet to be opened at random, else they are set.
func (w *World) reach() (byChance bool) {
	copy(w.reached, w.goalParts)
	if byChance = w.task.Doors == DoorsRandom && !w.allOpen(); byChance {
		w.mark(w.reached, nil)
	} else {
		w.setDoors()
		w.mark(w.reached, w.open)
	}
	return byChance
}

func (w *World) allOpen() bool { return w.task.AllOpen && w.visits > 0 }

// setDoors opens doors by rules without chance.
func (w *World) setDoors() {
	for i, d := range w.m.Doors {
		switch {
		case d.Locked:
			w.open[i] = d.Open
		case w.allOpen():
			w.open[i] = true
		case w.task.Doors == DoorsDetour:
			w.open[i] = w.detour[i]
		default:
			w.open[i] = d.Open
		}
	}
}

// openAtRandom shuts all doors but those on a random path from a part of the
// floor to a goal, if there is any, and half of the others. The path is that of a random walk
// from part to part without its loops (Lawler 1980): of each part it takes the
// door by which the walk left it last.
func (w *World) openAtRandom(from int16) {
	for i, d := range w.m.Doors {
		w.open[i] = d.Locked && d.Open
	}
	reached := w.reached[from]
	for at := from; reached && !w.goalParts[at]; {
		n := 0
		for i, l := range w.links {
			if l.a == at || l.b == at {
				if n++; w.rng.IntN(n) == 0 {
					w.via[at] = int32(i)
				}
			}
		}
		at = w.links[w.via[at]].from(at)
	}
	for at := from; reached && !w.goalParts[at]; at = w.links[w.via[at]].from(at) {
		w.open[w.links[w.via[at]].door] = true
	}
	w.order = w.order[:0]
	for i, d := range w.m.Doors {
		if !d.Locked && !w.open[i] {
			w.order = append(w.order, int32(i))
		}
	}
	half := (len(w.order) + w.rng.IntN(2)) / 2
	for k := range half {
		j := k + w.rng.IntN(len(w.order)-k)
		w.order[k], w.order[j] = w.order[j], w.order[k]
		w.open[w.order[k]] = true
	}
}

// from is the other part.
func (l link) from(part int16) int16 {
	if l.a == part {
		return l.b
	}
	return l.a
}

// place draws a start from which a goal can be reached.
func (w *World) place() (world.Pose, bool) {
	if w.task.Start == StartFixed {
		p := w.m.Starts[0].At
		return world.Pose{Pos: p, Heading: north}, w.suits(p)
	}
	heading := math.Pi * (1 - 2*w.rng.Float64())
	for range 100 {
		if p := w.somewhere(); w.suits(p) {
			return world.Pose{Pos: p, Heading: heading}, true
		}
	}
	// Little suits: one is drawn of all places that do.
	n := 0
	var at world.Vec
	for p := range w.places {
		if n++; w.rng.IntN(n) == 0 {
			at = p
		}
	}
	return world.Pose{Pos: at, Heading: heading}, n > 0
}

// places yields the nodes and middles of starts that suit.
func (w *World) places(yield func(world.Vec) bool) {
	for _, i := range w.site.begin {
		if p := w.node(int(i)); w.suits(p) && !yield(p) {
			return
		}
	}
	for _, s := range w.m.Starts {
		if w.suits(s.At) && !yield(s.At) {
			return
		}
	}
}

// startable tells whether any place suits.
func (w *World) startable() bool {
	if w.task.Start == StartFixed {
		return w.suits(w.m.Starts[0].At)
	}
	for range w.places {
		return true
	}
	return false
}

// somewhere draws a place in a start or, by the rule or where there is none, on
// the floor.
func (w *World) somewhere() world.Vec {
	if n := len(w.m.Starts); n > 0 && w.task.Start != StartsInRoom {
		s := w.m.Starts[w.rng.IntN(n)]
		return s.At.Add(world.Polar(s.Radius*math.Sqrt(w.rng.Float64()), 2*math.Pi*w.rng.Float64()))
	}
	return w.around(int(w.site.begin[w.rng.IntN(len(w.site.begin))]))
}

// around draws a place around a node.
func (w *World) around(node int) world.Vec {
	return w.node(node).Add(world.Vec{X: (w.rng.Float64() - 0.5) * w.pitch, Y: (w.rng.Float64() - 0.5) * w.pitch})
}

// suits tells whether a rat may begin at p: it is free there, in no goal, and
// can reach one, if it must.
func (w *World) suits(p world.Vec) bool {
	if w.goalAt(p) >= 0 {
		return false
	}
	if w.stranded {
		return w.ground.Free(p, w.radius)
	}
	return w.reached[w.partAt(p)]
}

// Work opens or closes a door by hand, where the rules allow it.
func (w *World) Work(door int) error {
	path := maze.Ref{Kind: maze.DoorKind, Index: door}.String()
	switch {
	case !w.task.Workable:
		return fieldError("", "the doors of this task open and close by its rules alone")
	case door < 0 || door >= len(w.open):
		return fieldError(path, "is no door")
	case w.m.Doors[door].Locked:
		return fieldError(path, "is locked")
	}
	w.floor.Set(tagOf(door), w.open[door])
	if !w.floor.Free(w.body.Pos, w.radius) {
		w.floor.Set(tagOf(door), !w.open[door])
		return fieldError(path, "cannot shut while the rat stands in it")
	}
	w.open[door] = !w.open[door]
	w.changes++
	now := w.doorBits()
	trial := &w.trials[len(w.trials)-1]
	for i := range now {
		if trial.court == len(w.before) { // on the map of now
			trial.doors[i] |= now[i]
		}
	}
	return nil
}
