package maze

import (
	"cmp"
	"fmt"
	"slices"

	"gridrat/world"
)

// Edit is a change of a map, as a value: Add, Remove, Replace, Move, Restyle
// or Become. Several in a row count as one in a History.
type Edit interface {
	// apply returns m changed; m keeps what it has.
	apply(m Map) (Map, error)
}

// Apply returns m after edits, with its numbers on the lattice of Precision.
// It fails, in a sentence, if they do not fit the map or leave one that does
// not pass Check. Problems are let through.
func (m Map) Apply(edits ...Edit) (Map, error) {
	for _, e := range edits {
		var err error
		if m, err = e.apply(m); err != nil {
			return Map{}, err
		}
	}
	m = m.Rounded()
	if err := m.Check(); err != nil {
		return Map{}, err
	}
	return m, nil
}

// Add appends elements to their lists.
type Add struct{ Elements []Element }

func (e Add) apply(m Map) (Map, error) {
	for _, x := range e.Elements {
		if x.Kind() == OutlineKind {
			return m, wrong("outline", "is there already; a map has one, which can be replaced")
		}
		l := m.list(x.Kind())
		l.insert(l.len(), x)
	}
	return m, nil
}

// Remove takes elements away. Those after them in their lists move up.
type Remove struct{ Refs []Ref }

func (e Remove) apply(m Map) (Map, error) {
	for _, r := range descending(e.Refs) { // so that the other places stay true
		if err := m.has(r); err != nil {
			return m, err
		}
		if r.Kind == OutlineKind {
			return m, wrong("outline", "cannot be removed; a map has one, which can be replaced")
		}
		m.list(r.Kind).remove(r.Index)
	}
	return m, nil
}

// descending returns refs once each, the last of each list first.
func descending(refs []Ref) []Ref {
	refs = slices.Clone(refs)
	slices.SortFunc(refs, func(a, b Ref) int { return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(b.Index, a.Index)) })
	return slices.Compact(refs)
}

// Replace puts another element of the same kind in the place of one.
type Replace struct {
	Ref  Ref
	With Element
}

func (e Replace) apply(m Map) (Map, error) {
	if err := m.has(e.Ref); err != nil {
		return m, err
	}
	if e.With.Kind() != e.Ref.Kind {
		return m, wrong(e.Ref.String(), "cannot become one of the %s", e.With.Kind())
	}
	m.list(e.Ref.Kind).set(e.Ref.Index, e.With)
	return m, nil
}

// Move displaces elements, in metres.
type Move struct {
	Refs []Ref
	By   world.Vec
}

func (e Move) apply(m Map) (Map, error) {
	moved := map[Ref]bool{}
	for _, r := range e.Refs {
		if err := m.has(r); err != nil {
			return m, err
		}
		moved[r] = true
	}
	for k := OutlineKind; k < kinds; k++ {
		m.list(k).change(func(i int, x Element) Element {
			if moved[Ref{k, i}] {
				return x.Moved(e.By)
			}
			return x
		})
	}
	return m, nil
}

// Restyle changes the name and the colours of a map.
type Restyle struct {
	Name        string
	Wall, Floor Color
}

func (e Restyle) apply(m Map) (Map, error) {
	m.Name, m.Wall, m.Floor = e.Name, e.Wall, e.Floor
	return m, nil
}

// Become puts another map in the place of the whole one.
type Become struct{ Map Map }

func (e Become) apply(Map) (Map, error) { return e.Map, nil }

func (m Map) has(r Ref) error {
	if _, ok := m.Get(r); !ok {
		return fmt.Errorf("%s is no element of map %q", r, m.Name)
	}
	return nil
}

// Duplicate returns the edit that adds copies of elements, displaced, and
// where they will be.
func (m Map) Duplicate(refs []Ref, by world.Vec) (Add, []Ref) {
	var add Add
	var copies []Ref
	added := map[Kind]int{}
	for _, r := range refs {
		if e, ok := m.Get(r); ok && r.Kind != OutlineKind {
			add.Elements = append(add.Elements, e.Moved(by))
			copies = append(copies, Ref{r.Kind, m.list(r.Kind).len() + added[r.Kind]})
			added[r.Kind]++
		}
	}
	return add, copies
}
