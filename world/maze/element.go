package maze

import (
	"fmt"
	"slices"

	"gridrat/world"
)

// Kind is a sort of element.
type Kind int

// Kinds of elements.
const (
	OutlineKind Kind = iota
	WallKind
	DoorKind
	GoalKind
	StartKind
	DistalKind
	PatchKind
	SpotKind
	kinds
)

// String is the name of the kind in files.
func (k Kind) String() string {
	return [...]string{"outline", "walls", "doors", "goals", "starts", "distal", "patches", "spots"}[k]
}

// Ref says which element of a map: the Index-th of its list.
type Ref struct {
	Kind  Kind
	Index int
}

// String is the path in the file, such as walls[3].
func (r Ref) String() string {
	if r.Kind == OutlineKind {
		return "outline"
	}
	return fmt.Sprintf("%s[%d]", r.Kind, r.Index)
}

// Element is a part of a map: an Outline, Wall, Door, Goal, Start, DistalCue,
// Patch or Spot. It is a value that no method changes.
type Element interface {
	// Kind says in which list it is.
	Kind() Kind
	// Moved returns it displaced. A circle stays around the origin, a distal
	// cue at infinity.
	Moved(by world.Vec) Element
	// Handles are the points by which it is dragged: ends of a segment; centre
	// and, east of it, edge of a disc; corners.
	Handles() []world.Vec
	// Dragged returns it with handle i at a place.
	Dragged(i int, to world.Vec) Element
	// Distance is how far p is from it, 0 inside; of an outline from its wall,
	// of a distal cue infinite.
	Distance(p world.Vec) float64

	check(path string) error
	rounded() Element
}

// Get returns the element that r says; ok is false if there is none.
func (m Map) Get(r Ref) (e Element, ok bool) {
	if r.Kind < 0 || r.Kind >= kinds || r.Index < 0 || r.Index >= m.list(r.Kind).len() {
		return nil, false
	}
	return m.list(r.Kind).get(r.Index), true
}

// Refs lists all elements, the outline first.
func (m Map) Refs() []Ref {
	var all []Ref
	for k := OutlineKind; k < kinds; k++ {
		for i := range m.list(k).len() {
			all = append(all, Ref{k, i})
		}
	}
	return all
}

// Rounded returns m with all numbers on the lattice of Precision.
func (m Map) Rounded() Map {
	for k := OutlineKind; k < kinds; k++ {
		m.list(k).change(func(_ int, e Element) Element { return e.rounded() })
	}
	return m
}

// list is one of the lists of a map. Its changes put a changed copy into the
// map, so that other maps that share it keep theirs.
type list interface {
	len() int
	get(i int) Element
	set(i int, e Element)
	insert(i int, e Element)
	remove(i int)
	change(f func(i int, e Element) Element) // all at once
}

func (m *Map) list(k Kind) list {
	switch k {
	case OutlineKind:
		return outline{&m.Outline}
	case WallKind:
		return slice[Wall]{&m.Walls}
	case DoorKind:
		return slice[Door]{&m.Doors}
	case GoalKind:
		return slice[Goal]{&m.Goals}
	case StartKind:
		return slice[Start]{&m.Starts}
	case DistalKind:
		return slice[DistalCue]{&m.Distal}
	case PatchKind:
		return slice[Patch]{&m.Patches}
	case SpotKind:
		return slice[Spot]{&m.Spots}
	}
	panic(fmt.Sprintf("maze: there is no kind %d", int(k)))
}

type slice[T interface {
	Element
	comparable
}] struct{ at *[]T }

func (s slice[T]) len() int          { return len(*s.at) }
func (s slice[T]) get(i int) Element { return (*s.at)[i] }
func (s slice[T]) set(i int, e Element) {
	*s.at = slices.Clone(*s.at)
	(*s.at)[i] = e.(T)
}
func (s slice[T]) insert(i int, e Element) {
	*s.at = slices.Insert(slices.Clip(*s.at), i, e.(T))
}
func (s slice[T]) remove(i int) {
	*s.at = slices.Delete(slices.Clone(*s.at), i, i+1)
	if len(*s.at) == 0 {
		*s.at = nil
	}
}

func (s slice[T]) change(f func(i int, e Element) Element) {
	changed := make([]T, len(*s.at))
	for i, e := range *s.at {
		changed[i] = f(i, e).(T)
	}
	if !slices.Equal(changed, *s.at) {
		*s.at = changed
	}
}

// outline is the list of the one outline, which a map cannot be without.
type outline struct{ at *Outline }

func (o outline) len() int             { return 1 }
func (o outline) get(int) Element      { return *o.at }
func (o outline) set(_ int, e Element) { *o.at = e.(Outline) }
func (o outline) insert(int, Element)  { panic("maze: a map has one outline") }
func (o outline) remove(int)           { panic("maze: a map has one outline") }
func (o outline) change(f func(i int, e Element) Element) {
	o.set(0, f(0, *o.at))
}

// dragEnd moves an end of a segment.
func dragEnd(a, b world.Vec, i int, to world.Vec) (world.Vec, world.Vec) {
	if i == 0 {
		return to, b
	}
	return a, to
}

// dragDisc moves the centre of a disc, or its edge, which changes the radius.
func dragDisc(at world.Vec, radius float64, i int, to world.Vec) (world.Vec, float64) {
	if i == 0 {
		return to, radius
	}
	return at, min(max(to.Sub(at).Norm(), MinRadius), MaxRadius)
}

func discHandles(at world.Vec, radius float64) []world.Vec {
	return []world.Vec{at, {X: at.X + radius, Y: at.Y}}
}

func toDisc(p, at world.Vec, radius float64) float64 { return max(p.Sub(at).Norm()-radius, 0) }
