// Package edited is the map of a watched episode as the user edits it: a history
// with undo that the editor works on, and what of it is the user's, whatever the
// rules of the task change meanwhile. It knows neither rat nor window; a Document
// belongs to the room of the agents.
package edited

import (
	"fmt"
	"slices"

	"gridrat/world/maze"
	"gridrat/world/task"
)

// Document is the map of an episode with what was edited in it.
type Document struct {
	*maze.History
	raw   maze.Map // of the episode as the task made it
	base  maze.Map // that on the lattice of maps, as the history has it
	moves bool     // rules open and shut doors
}

// New begins with the map of an episode of a task, in which nothing is edited.
func New(t *task.Task, m maze.Map) (*Document, error) {
	h, err := maze.NewHistory(m)
	if err != nil {
		return nil, fmt.Errorf("the map of the episode cannot be edited: %w", err)
	}
	return &Document{History: h, raw: m, base: h.Map(), moves: t.MovesDoors()}, nil
}

// Edited tells whether anything is, as it stands now.
func (d *Document) Edited() bool { return !d.Map().Equal(d.base) }

// Own is the map of the episode as the task made it.
func (d *Document) Own() maze.Map { return d.raw }

// World is what the episode is to be like: Own but for what was edited. Doors that
// were put otherwise than rules have them are locked, where rules move doors: so
// they stay.
func (d *Document) World() maze.Map {
	m := merge(d.Map(), d.base, d.raw)
	m.Doors = slices.Clone(d.Map().Doors)
	for i, door := range m.Doors {
		k := at(door, d.base.Doors)
		switch {
		case k >= 0 && door == d.base.Doors[k]:
			m.Doors[i] = d.raw.Doors[k]
		case d.moves && (k < 0 || door.Open != d.base.Doors[k].Open):
			m.Doors[i].Locked = true
		}
	}
	return m
}

// Follow takes over what rules have changed: now is the map of the episode, or of
// another one of the same task; own is that nothing in it is edited. What was edited
// stays, and what was not is as it is now, before every edit as well.
func (d *Document) Follow(now maze.Map, own bool) {
	m, old := d.Map(), d.base
	if own {
		m = old
	}
	// Parts that were edited stay as the task had them before.
	raw := pick(d.raw, m, old, now)
	raw.Doors = slices.Clone(d.raw.Doors)
	for i, door := range old.Doors {
		k, n := at(door, m.Doors), at(door, now.Doors)
		if k >= 0 && n >= 0 && m.Doors[k].Open == door.Open {
			raw.Doors[i].Open = now.Doors[n].Open
		}
	}
	d.raw, d.base = raw, raw.Rounded()
	base := d.base
	d.Rewrite(func(e maze.Map) maze.Map {
		doors := slices.Clone(e.Doors)
		e = merge(e, old, base)
		for i, door := range doors {
			if k := at(door, old.Doors); k >= 0 && door.Open == old.Doors[k].Open {
				doors[i].Open = base.Doors[k].Open
			}
		}
		e.Doors = doors
		return e
	})
}

// Reset takes all edits back, as an edit that can be taken back itself.
func (d *Document) Reset() error {
	return d.Do("as the task", maze.Become{Map: d.base})
}

// Return goes back to a map that the history had, or makes it the newest one: what
// came after cannot be.
func (d *Document) Return(m maze.Map) {
	d.Cancel()
	steps := 0
	for !d.Map().Equal(m) {
		if _, ok := d.Undo(); !ok {
			break
		}
		steps++
	}
	if d.Map().Equal(m) {
		d.DropRedo()
		return
	}
	for range steps {
		d.Redo()
	}
	for !d.Map().Equal(m) {
		if _, ok := d.Redo(); !ok {
			_ = d.Do("as it was", maze.Become{Map: m}) // it was a map of the history
			return
		}
	}
}

// at is where a door stands in a list, by its place; -1 is nowhere.
func at(d maze.Door, doors []maze.Door) int {
	return slices.IndexFunc(doors, func(o maze.Door) bool { return o.A == d.A && o.B == d.B })
}

// merge is m with what of it is as in old taken from with, but for doors.
func merge(m, old, with maze.Map) maze.Map { return pick(m, m, old, with) }

// pick is onto with those parts of with in which m is as old, but for doors.
// Colours and patches are one part, as rules change them together.
func pick(onto, m, old, with maze.Map) maze.Map {
	if m.Outline.Equal(old.Outline) {
		onto.Outline = with.Outline
	}
	if slices.Equal(m.Walls, old.Walls) {
		onto.Walls = with.Walls
	}
	if slices.Equal(m.Goals, old.Goals) {
		onto.Goals = with.Goals
	}
	if slices.Equal(m.Starts, old.Starts) {
		onto.Starts = with.Starts
	}
	if slices.Equal(m.Distal, old.Distal) {
		onto.Distal = with.Distal
	}
	if slices.Equal(m.Spots, old.Spots) {
		onto.Spots = with.Spots
	}
	if m.Wall == old.Wall && m.Floor == old.Floor && slices.Equal(m.Patches, old.Patches) {
		onto.Wall, onto.Floor, onto.Patches = with.Wall, with.Floor, with.Patches
	}
	if m.Name == old.Name {
		onto.Name = with.Name
	}
	return onto
}
