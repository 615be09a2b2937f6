package task

import (
	"math"
	"slices"

	"gridrat/world"
	"gridrat/world/maze"
)

// Edit says whether the map of a trial was edited.
type Edit int

// Edits of a trial: none; before it began, so that all of it was run on the map as
// edited; or while it went on, so that it was run on several maps.
const (
	Unedited Edit = iota
	EditedBefore
	EditedDuring
)

// String is how tables have it; "" is none.
func (e Edit) String() string { return [...]string{"", "before", "during"}[e] }

// Edited is a map that was made ready to take the place of that of an episode under
// way; see World.Edit. Any goroutine may make it, and one at a time use it.
type Edited struct {
	m     maze.Map
	own   bool // nothing is edited
	site  *site
	court *court // which knows the ways with the doors as they are drawn
	rules Task   // of the episodes after, of tasks with one map
	later *site  // of those
}

// Edit makes a map ready to take the place of own, which is that of an episode as
// the task made it; m equal to own takes edits back. What goals, starts, doors,
// colours and cues of m are, they are at once, whatever the rules say; goals that
// can be seen or not stay so as they are drawn.
//
// From the next start on, rules that open and shut doors do so with those of m that
// are not locked. In a task with one map the episodes after are in m too: where
// goals are hidden by rule, or colours and the local cue drawn, m has new ones
// unless it differs in them from own. Tasks with a Plan have another maze then.
//
// It refuses, with a *maze.FieldError, a map that fails Check or has no goal, and
// one on which no rat could begin: where there is no free floor outside of goals to
// begin on, in the starts if the map has some. A way to a goal there need not be.
func (t *Task) Edit(own, m maze.Map) (*Edited, error) {
	if err := m.Check(); err != nil {
		return nil, err
	}
	switch {
	case len(m.Goals) == 0:
		return nil, fieldError("", "the map has no goal; a task needs at least one")
	case t.Start != StartsRandom && len(m.Starts) == 0:
		return nil, fieldError("", "the map has no start; this task needs one")
	}
	pitch := finePitch
	if t.Plan.W > 0 {
		pitch = cellPitch
	}
	s, err := newSite(m, t, pitch)
	if err != nil {
		return nil, err
	}
	e := &Edited{m: m, own: m.Equal(own), site: s, court: &court{site: s, goals: m.Goals}}
	if err := t.begins(s); err != nil {
		return nil, err
	}
	e.court.fieldsOf(bitsOf(m.Doors))
	if t.Plan.W > 0 {
		return e, nil
	}
	e.rules = t.become(own, m)
	later := *s
	later.m = e.rules.Map
	if e.later = &later; e.rules.Goal == GoalHidden {
		later.m.Goals = nil
		return e, e.rules.findHidden(&later)
	}
	return e, nil
}

// become is the task in m, which was own.
func (t *Task) become(own, m maze.Map) Task {
	n, rules := *t, t.Map
	n.Map = m
	if t.Goal == GoalHidden {
		if slices.Equal(own.Goals, m.Goals) {
			n.Map.Goals = rules.Goals
		} else {
			n.Goal = GoalsAsDrawn
		}
	}
	if t.Dressed {
		if m.Wall == own.Wall && m.Floor == own.Floor && slices.Equal(own.Patches, m.Patches) {
			n.Map.Wall, n.Map.Floor, n.Map.Patches = rules.Wall, rules.Floor, rules.Patches
		} else {
			n.Dressed = false
		}
	}
	if t.MovesDoors() {
		n.Map.Doors = slices.Clone(m.Doors)
		for i, d := range n.Map.Doors {
			if k := d.In(rules.Doors); k >= 0 && !d.Locked {
				n.Map.Doors[i].Open = rules.Doors[k].Open
			}
		}
	}
	return n
}

// Task is the task in the map, as the episodes after have it; ok is that they do: it
// is not one whose mazes are its own.
func (e *Edited) Task() (t Task, ok bool) { return e.rules, e.later != nil }

// Map is what the map has become.
func (e *Edited) Map() maze.Map { return e.m }

// Own tells that nothing is edited.
func (e *Edited) Own() bool { return e.own }

// MovesDoors tells that rules open and shut doors, beyond how the map has them.
func (t *Task) MovesDoors() bool { return t.Doors != DoorsAsDrawn || t.AllOpen }

// begins refuses a floor on which no rat can begin, whether there is a way to a goal
// or not.
func (t *Task) begins(s *site) error {
	w := &World{task: *t, stranded: true}
	w.enter(s)
	if w.startable() {
		return nil
	}
	if len(s.m.Starts) == 0 {
		if len(s.begin) > 0 {
			return fieldError("goals", "cover all of the floor; they must leave room for rats to begin")
		}
		return fieldError("outline", "has no floor for a body of radius %g m; there must be more room between walls", s.radius)
	}
	for i, st := range s.m.Starts {
		if g := w.goalAt(st.At); g >= 0 {
			return fieldError(ref(maze.StartKind, i), "lies within %s; rats could not begin anew", ref(maze.GoalKind, g))
		}
	}
	return fieldError(ref(maze.StartKind, 0), "would have no free floor; rats could not begin anew")
}

// Edit has the map of the episode become another one at once. The rat keeps pose,
// clock, score and trial; floor, goals, doors, starts and cues are those of the new
// map. way is that one leads from the rat to a goal, with the doors as they are now.
// It returns a *maze.FieldError, and changes nothing, where the rat would stand in
// a wall. The trial is marked as edited, and its shortest way stays that on the map
// on which it began; one in which the rat has not moved yet begins on the new map.
func (w *World) Edit(e *Edited) (way bool, err error) {
	floor := e.site.ground.Clone()
	for i, d := range e.m.Doors {
		floor.Set(tagOf(i), !d.Open)
	}
	if at, r := w.body.Pos, e.site.radius-1e-6; !floor.Free(at, r) { // it may touch a wall
		return false, fieldError(e.m.Blocks(at, r), "would stand where the rat is")
	}
	n := len(w.trials) - 1
	trial, j := &w.trials[n], w.ways()
	begins := trial.Way == 0
	now := trial.court == len(w.before) // it began on the map of now
	if alone := n == 0 || w.trials[n-1].court < trial.court; now && !(begins && alone) {
		w.before = append(w.before, &court{site: w.site, goals: slices.Clone(w.goals)})
		j.courts = append(j.courts, e.court)
	} else {
		j.courts[len(j.courts)-1] = e.court // no trial began on that
	}
	w.enter(e.site)
	w.floor, w.judge, w.drawn = floor, j, e.m
	for i, d := range e.m.Doors {
		w.open[i], w.detour[i] = d.Open, d.In(w.bypass) >= 0
	}
	w.markGoals()
	w.changes++
	w.Turn(e)
	switch w.edited = !e.own; {
	case !begins:
		trial.Edited = EditedDuring
	case e.own:
		trial.Edited = Unedited
	default:
		trial.Edited = EditedBefore
	}
	if begins {
		trial.court, trial.doors = len(w.before), w.doorBits()
	}
	return w.Reaches(), nil
}

// Turn has the episodes after be in an edited map, of a task with one map, and
// leaves that under way alone.
func (w *World) Turn(e *Edited) {
	switch {
	case e.own:
		w.task, w.fixed = w.origin.task, w.origin.fixed
	case e.later != nil:
		w.task, w.fixed = e.rules, e.later
	}
}

// Reaches tells whether a way leads from where the rat is to a goal, with the doors
// as they are now.
func (w *World) Reaches() bool {
	_, length := w.ways().now().nearest(w.doorBits(), w.body.Pos)
	return !math.IsInf(length, 1)
}

// Length is the length of the shortest way from a place to the rim of the nearest
// goal, with the doors as they are now, m; +Inf if there is none.
func (w *World) Length(from world.Vec) float64 {
	_, length := w.ways().now().nearest(w.doorBits(), from)
	return length
}

// Edited tells whether the map is another than the task has made it.
func (w *World) Edited() bool { return w.edited }

// bitsOf says which doors are open.
func bitsOf(doors []maze.Door) (b doorBits) {
	for i, d := range doors {
		if d.Open {
			b[i/64] |= 1 << (i % 64)
		}
	}
	return b
}

// unreachable tells whether a body fits nowhere in a goal.
func (s *site) unreachable(g maze.Goal, nearest world.Vec) bool {
	const resolution = 0.02 // m, of ground.NearestFree, both ways
	return nearest.Sub(g.At).Norm() > g.Radius+resolution
}
