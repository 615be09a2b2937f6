package editor

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"gridrat/world"
	"gridrat/world/maze"
)

// words are the kinds as people call one and several of them.
var words = map[maze.Kind][2]string{
	maze.OutlineKind: {"outer wall", "outer wall"}, maze.WallKind: {"wall", "walls"}, maze.DoorKind: {"door", "doors"}, maze.GoalKind: {"goal", "goals"},
	maze.StartKind: {"start", "starts"}, maze.SpotKind: {"spot", "spots"}, maze.PatchKind: {"patch", "patches"}, maze.DistalKind: {"distal cue", "distal cues"},
}

// newNext are the elements that tools draw, until the user wants others.
func newNext() map[maze.Kind]maze.Element {
	return map[maze.Kind]maze.Element{
		maze.WallKind:   maze.Wall{B: world.Vec{X: 1}, Thickness: wallThickness},
		maze.DoorKind:   maze.Door{B: world.Vec{X: doorWidth}, Thickness: wallThickness},
		maze.GoalKind:   maze.Goal{Radius: goalRadius, Visible: true},
		maze.StartKind:  maze.Start{Radius: startRadius},
		maze.SpotKind:   maze.Spot{Radius: spotRadius, Color: "#a77bd6"},
		maze.PatchKind:  maze.Patch{B: world.Vec{X: patchLength}, Color: "#4f9be8"},
		maze.DistalKind: maze.DistalCue{Width: 30, Height: 30, Color: "#67b868"},
	}
}

// nextKind is the kind of what the tool draws next.
func (e *Editor) nextKind() (maze.Kind, bool) {
	k, ok := map[Tool]maze.Kind{Wall: maze.WallKind, Door: maze.DoorKind, Goal: maze.GoalKind, Add: e.Adding}[e.Tool]
	return k, ok
}

// nextOf is what the tools draw next of a kind.
func nextOf[T maze.Element](e *Editor) T {
	var kind T
	return e.next[kind.Kind()].(T)
}

// subject are the elements whose properties are shown; none is the map with
// its outline.
func (e *Editor) subject() []maze.Ref {
	m := e.Doc().Map()
	return slices.DeleteFunc(slices.Clone(e.Selected), func(r maze.Ref) bool {
		_, ok := m.Get(r)
		return !ok || r.Kind == maze.OutlineKind
	})
}

// Subject says what the properties are of.
func (e *Editor) Subject() string {
	refs := e.subject()
	if k, ok := e.nextKind(); ok && len(refs) == 0 {
		return "the next " + words[k][0]
	}
	count := map[maze.Kind]int{}
	var parts []string
	for _, r := range refs {
		if count[r.Kind]++; count[r.Kind] == 1 {
			parts = append(parts, "")
		}
	}
	i := 0
	for k := maze.WallKind; int(k) < len(words); k++ {
		switch n := count[k]; {
		case n == 1 && len(parts) == 1:
			parts[i] = words[k][0]
			i++
		case n == 1:
			parts[i] = "1 " + words[k][0]
			i++
		case n > 1:
			parts[i] = fmt.Sprintf("%d %s", n, words[k][1])
			i++
		}
	}
	if len(parts) == 0 {
		return "the map"
	}
	return strings.Join(parts, ", ")
}

// common are the properties that all kinds of some elements have.
func common(refs []maze.Ref) []property {
	of := properties[refs[0].Kind]
	return slices.DeleteFunc(slices.Clone(of), func(p property) bool {
		return slices.ContainsFunc(refs, func(r maze.Ref) bool {
			_, ok := named(properties[r.Kind], p.name)
			return !ok
		}) || p.form == Text && len(refs) > 1 // names tell apart
	})
}

func named(all []property, name string) (property, bool) {
	i := slices.IndexFunc(all, func(p property) bool { return p.name == name })
	if i < 0 {
		return property{}, false
	}
	return all[i], true
}

func (p property) shown(value string) Property {
	return Property{Name: p.name, Unit: p.unit, Tip: p.tip, Form: p.form, Value: value, Choices: p.choices}
}

// Properties lists what can be changed of what is selected or, if nothing is,
// of what the tool draws next, or of the map.
func (e *Editor) Properties() []Property {
	var all []Property
	m, refs := e.Doc().Map(), e.subject()
	if len(refs) > 0 {
		for _, p := range common(refs) {
			shown := p.shown("")
			for i, r := range refs {
				x, _ := m.Get(r)
				of, _ := named(properties[r.Kind], p.name)
				value := of.get(x)
				shown.Mixed = shown.Mixed || i > 0 && value != shown.Value
				shown.Value = value
			}
			if shown.Mixed {
				shown.Value = ""
			}
			all = append(all, shown)
		}
		return all
	}
	if k, ok := e.nextKind(); ok {
		if e.Tool == Add {
			kinds := Property{Name: "add", Form: Choice, Value: words[k][0], Tip: "what a click on the map adds"}
			for _, k := range addable {
				kinds.Choices = append(kinds.Choices, words[k][0])
			}
			all = append(all, kinds)
		}
		for _, p := range e.nextProperties(k) {
			all = append(all, p.shown(p.get(e.next[k])))
		}
		return all
	}
	for _, p := range mapProperties(m) {
		all = append(all, p.shown(p.value(m)))
	}
	return all
}

// nextProperties are those that an element which is not drawn yet has.
func (e *Editor) nextProperties(k maze.Kind) []property {
	return slices.DeleteFunc(slices.Clone(properties[k]), func(p property) bool {
		return p.own || k == maze.WallKind && p.name == "length" || k == maze.DistalKind && p.name == "direction"
	})
}

// Set changes a property of all that is selected, as one entry, or says in a
// sentence why it cannot be.
func (e *Editor) Set(name, value string) (ok bool) {
	e.Settle()
	m, refs := e.Doc().Map(), e.subject()
	var edits []maze.Edit
	label := name
	var err error
	k, next := e.nextKind()
	switch {
	case len(refs) > 0:
		edits, err = e.change(m, refs, name, func(property, maze.Element) string { return value })
	case next && name == "add":
		for _, k := range addable {
			if words[k][0] == value {
				e.Adding = k
			}
		}
		return true
	case next:
		return e.setNext(k, name, func(property, maze.Element) string { return value })
	default:
		for _, p := range mapProperties(m) {
			if p.name == name {
				edits, err = p.edits(m, value)
			}
		}
	}
	if err == nil {
		err = e.Doc().Do(label, edits...)
	}
	if err != nil {
		e.Tell(true, refusal(name, err))
		return false
	}
	e.Hush() // what was refused before
	return true
}

// setNext changes what the tool draws next.
func (e *Editor) setNext(k maze.Kind, name string, value func(property, maze.Element) string) (ok bool) {
	p, found := named(e.nextProperties(k), name)
	if !found {
		return false
	}
	x, err := p.set(e.next[k], value(p, e.next[k]))
	if err == nil {
		m := e.Doc().Map()
		_, err = maze.Map{Name: m.Name, Outline: m.Outline}.Apply(maze.Add{Elements: []maze.Element{x}})
	}
	if err != nil {
		e.Tell(true, refusal(name, err))
		return false
	}
	e.next[k] = x
	return true
}

// change returns the edits that change a property of elements to a value.
func (e *Editor) change(m maze.Map, refs []maze.Ref, name string, value func(property, maze.Element) string) ([]maze.Edit, error) {
	var edits []maze.Edit
	for _, r := range refs {
		x, _ := m.Get(r)
		p, ok := named(properties[r.Kind], name)
		if !ok {
			continue
		}
		x, err := p.set(x, value(p, x))
		if err != nil {
			return nil, err
		}
		if q, is := x.(maze.Patch); is && name == "length" { // it stays on its wall
			at := q.A.Add(q.B).Mul(0.5)
			q.A, q.B = m.NearestFace(at).Span(at, q.B.Sub(q.A).Norm())
			x = q
		}
		edits = append(edits, maze.Replace{Ref: r, With: x})
	}
	return edits, nil
}

// refusal makes a sentence of why a property cannot be so.
func refusal(name string, err error) string {
	var field *maze.FieldError
	if errors.As(err, &field) {
		if path := field.Path; path == name || path == name+" color" || strings.HasSuffix(path, "."+name) {
			return name + " " + field.What + "."
		}
		return "this cannot be: " + err.Error() + "."
	}
	return err.Error() + "."
}

// nudge is a change of a number by steps, which is one entry until it settles.
type nudge struct {
	name  string // "" is none
	base  maze.Map
	steps int
}

// Nudge changes a number of each that is selected by so many steps. What is
// nudged in a row is one entry, until Settle.
func (e *Editor) Nudge(name string, by int) {
	m, refs := e.Doc().Map(), e.subject()
	k, next := e.nextKind()
	if len(refs) == 0 && next {
		e.setNext(k, name, func(p property, x maze.Element) string { return p.stepped(p.get(x), by) })
		return
	}
	if e.nudge.name != name || !e.Doc().Open() {
		e.Settle()
		e.nudge = nudge{name: name, base: m}
		e.Doc().Begin(name)
	}
	steps := e.nudge.steps + by
	var edits []maze.Edit
	var err error
	if len(refs) > 0 {
		edits, err = e.change(e.nudge.base, refs, name, func(p property, x maze.Element) string { return p.stepped(p.get(x), steps) })
	} else {
		for _, p := range mapProperties(e.nudge.base) {
			if p.name == name {
				edits, err = p.edits(e.nudge.base, p.stepped(p.value(e.nudge.base), steps))
			}
		}
	}
	if err == nil {
		err = e.Doc().Update(edits...)
	}
	if err != nil {
		e.Tell(false, refusal(name, err))
		return
	}
	e.nudge.steps = steps
}

// stepped is a number so many steps on; from the first step, it is a multiple
// of the step.
func (p property) stepped(value string, steps int) string {
	v, err := strconv.ParseFloat(value, 64)
	if err != nil || steps == 0 {
		return value
	}
	at := v / p.step
	whole := float64(int(at))
	switch {
	case steps > 0 && at < whole-1e-6: // below zero, towards it
		whole--
	case steps < 0 && at > whole+1e-6:
		whole++
	}
	return maze.Digits((whole + float64(steps)) * p.step)
}

// Settle makes what was nudged an entry.
func (e *Editor) Settle() {
	if e.nudge.name != "" {
		e.nudge = nudge{}
		e.Doc().Commit()
	}
}

// Nudging tells whether a number is being nudged.
func (e *Editor) Nudging() bool { return e.nudge.name != "" }
