package task

import (
	"fmt"
	"slices"

	"gridrat/world/maze"
)

// prepare makes the task's map ready, or says what must be changed in it.
func (t *Task) prepare() (*site, error) {
	m := t.Map
	if err := m.Check(); err != nil {
		return nil, err
	}
	if t.Goal == GoalHidden {
		m.Goals = nil
	} else if len(m.Goals) == 0 {
		return nil, fieldError("", "the map has no goal; a task needs at least one")
	}
	if t.Start != StartsRandom && len(m.Starts) == 0 {
		return nil, fieldError("", "the map has no start; this task needs one")
	}
	for _, p := range m.Problems(t.Body.Radius) {
		if k := p.Ref.Kind; k == maze.GoalKind || k == maze.StartKind {
			return nil, &maze.FieldError{Path: p.Path(), What: p.Text}
		}
	}
	s, err := newSite(m, t, finePitch)
	if err != nil {
		return nil, err
	}
	if len(s.begin) == 0 && len(m.Starts) == 0 {
		return nil, fieldError("outline", "has no floor for a body of radius %g m; there must be more room between walls", t.Body.Radius)
	}
	if t.Goal == GoalHidden {
		return s, t.findHidden(s)
	}
	return s, t.findWays(s)
}

// findHidden refuses a floor without a place for the hidden goal that leaves a
// start.
func (t *Task) findHidden(s *site) error {
	w, g, room := &World{task: *t}, t.hidden(), false
	w.enter(s)
	for i, part := range s.part {
		if g.At = s.node(i); s.fromStarts[part] && s.ground.Free(g.At, g.Radius) {
			if room = true; w.leavesStart(g) {
				return nil
			}
		}
	}
	if !room {
		return fieldError("outline", "leaves no place for a goal of radius %g m; there must be more room between walls", g.Radius)
	}
	return fieldError("outline", "leaves no place for a goal of radius %g m with a start outside of it and a way between them; starts must be larger, or there must be more room or open doors", g.Radius)
}

// findWays refuses maps in which a start has no way to a goal in some state of
// the doors.
func (t *Task) findWays(s *site) error {
	w := &World{task: *t}
	w.enter(s)
	for i, g := range w.goals {
		before := slices.Clone(w.goalParts)
		s.markDisc(w.goalParts, g.At, g.Radius)
		if slices.Equal(before, w.goalParts) && !slices.Contains(w.goalParts, true) {
			return fieldError(ref(maze.GoalKind, i), "has no free floor for a body of radius %g m; it must be moved or made larger", s.radius)
		}
	}
	states := [][]bool{nil} // nil is as the rule without chance has it
	switch t.Doors {
	case DoorsRandom:
		states[0] = make([]bool, len(s.m.Doors))
		for i, d := range s.m.Doors {
			states[0][i] = !d.Locked || d.Open
		}
	case DoorsDetour:
		states = nil
		for _, side := range sides(s.m.Doors) {
			for _, i := range detours(s.m.Doors, side) {
				state := make([]bool, len(s.m.Doors))
				state[i] = true
				states = append(states, state)
			}
		}
	}
	for _, state := range states {
		if state == nil {
			w.setDoors()
			state = w.open
		}
		copy(w.reached, w.goalParts)
		s.mark(w.reached, state)
		if !w.startable() {
			return w.whyNot(state)
		}
	}
	return nil
}

// whyNot says why no start suits.
func (w *World) whyNot(open []bool) error {
	starts := w.m.Starts
	if len(starts) == 0 {
		return fieldError("goals", "cover all of the floor; they must leave room for rats to begin")
	}
	for i, st := range starts {
		if g := w.goalAt(st.At); g >= 0 {
			return fieldError(ref(maze.StartKind, i), "lies within %s; one of them must be moved or made smaller", ref(maze.GoalKind, g))
		}
	}
	shut := ""
	for i, o := range open {
		if !o {
			shut = " while " + ref(maze.DoorKind, i) + " is shut; it must be open, or the start lie on the other side"
			break
		}
	}
	if shut == "" {
		shut = fmt.Sprintf("; a way for a body of radius %g m must lead there", w.radius)
	}
	return fieldError(ref(maze.GoalKind, 0), "cannot be reached from %s%s", ref(maze.StartKind, 0), shut)
}

func ref(k maze.Kind, i int) string { return maze.Ref{Kind: k, Index: i}.String() }
