package maze

import (
	"bytes"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"gridrat/world"
)

func encoded(t interface{ Fatal(...any) }, m Map) []byte {
	data, err := Encode(m)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// someRefs draws a few elements of a map.
func someRefs(t *rapid.T, m Map) []Ref {
	return rapid.SliceOfN(rapid.SampledFrom(m.Refs()), 1, 4).Draw(t, "refs")
}

// edits draws one edit, which the map may refuse.
func edits(t *rapid.T, m Map) Edit {
	refs := someRefs(t, m)
	switch rapid.IntRange(0, 9).Draw(t, "edit") {
	case 0, 1, 2:
		return Add{[]Element{elements(t, Kind(rapid.IntRange(int(WallKind), int(SpotKind)).Draw(t, "kind")))}}
	case 3:
		return Remove{refs}
	case 4:
		if r := refs[0]; r.Kind != OutlineKind {
			return Replace{r, elements(t, r.Kind)}
		}
		return Replace{Ref{}, outlines(t)}
	case 5:
		e, _ := m.Get(refs[0])
		if n := len(e.Handles()); n > 0 {
			return Replace{refs[0], e.Dragged(rapid.IntRange(0, n-1).Draw(t, "handle"), points.Draw(t, "to"))}
		}
		return Move{refs, world.Vec{X: 1}}
	case 6:
		return Restyle{"m" + texts.Draw(t, "name"), colors.Draw(t, "wall"), colors.Draw(t, "floor")}
	case 7:
		add, _ := m.Duplicate(refs, points.Draw(t, "by"))
		return add
	case 8:
		return Become{maps(t)}
	}
	return Move{refs, points.Draw(t, "by")}
}

// TestSession makes 200 actions of an editor, at random: the map passes Check
// all the time and survives saving, is unsaved exactly when it differs from
// what was saved; undoing all gives the first map, redoing all the last one.
func TestSession(t *testing.T) {
	refused, drags := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		first := maps(t)
		h, err := NewHistory(first)
		if err != nil {
			t.Fatal(err)
		}
		saved := first
		for i := range 200 {
			before := h.Map()
			whole := i%4 == 0 // to look at whole files takes time
			var data []byte
			if whole {
				data = encoded(t, before)
			}
			switch rapid.IntRange(0, 12).Draw(t, "action") {
			case 0:
				h.Undo()
			case 1:
				h.Redo()
			case 2:
				h.MarkSaved()
				saved = before
			case 3:
				h.Begin("drag")
			case 4, 5, 6:
				if h.Open() {
					drags++
					if h.Update(edits(t, h.entries[h.at].m)) != nil {
						refused++
						if !h.Map().Equal(before) {
							t.Fatal("a refused update changed the map")
						}
					}
				}
			case 7:
				h.Cancel()
			case 8:
				h.Commit()
				if !h.Map().Equal(before) {
					t.Fatal("to commit changed the map")
				}
			default:
				if h.Do("edit", edits(t, before), edits(t, before)) != nil {
					refused++
					if !h.Map().Equal(before) {
						t.Fatal("a refused edit changed the map")
					}
				}
			}
			if whole && !bytes.Equal(encoded(t, before), data) {
				t.Fatal("an edit changed the map before it")
			}
			m := h.Map()
			if err := m.Check(); err != nil {
				t.Fatal(err)
			}
			if whole {
				if read, err := Decode(encoded(t, m)); err != nil || !read.Equal(m) {
					t.Fatalf("%v: the map does not survive saving: %+v", err, m)
				}
			}
			if h.Unsaved() == m.Equal(saved) {
				t.Fatalf("unsaved: %v", h.Unsaved())
			}
		}
		h.Commit()
		// Forward to the end, all the way back, and forward again.
		for _, ok := h.Redo(); ok; _, ok = h.Redo() {
		}
		last := encoded(t, h.Map())
		n := 0
		for _, ok := h.Undo(); ok; _, ok = h.Undo() {
			n++
		}
		if !bytes.Equal(encoded(t, h.Map()), encoded(t, first)) {
			t.Fatal("undoing all does not give the first map")
		}
		for _, ok := h.Redo(); ok; _, ok = h.Redo() {
			n--
		}
		if n != 0 || !bytes.Equal(encoded(t, h.Map()), last) {
			t.Fatal("redoing all does not give the last map")
		}
	})
	if refused == 0 || drags == 0 {
		t.Errorf("%d refused edits and %d drags: the session tries too little", refused, drags)
	}
}

// TestHistory: one entry per drag and per group of edits, with its label; a
// new edit forgets what was undone.
func TestHistory(t *testing.T) {
	h, err := NewHistory(preset(t, "square"))
	if err != nil {
		t.Fatal(err)
	}
	wall := Wall{A: world.Vec{X: -0.5}, B: world.Vec{X: 0.5}, Thickness: 0.05}
	ref := Ref{WallKind, 0}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(h.Do("draw walls", Add{[]Element{wall}}, Add{[]Element{wall, Goal{At: world.Vec{X: 0.3, Y: 0.3}, Radius: 0.1}}}))
	h.Begin("drag wall")
	for x := range 5 {
		must(h.Update(Move{[]Ref{ref}, world.Vec{X: float64(x) / 10}}))
	}
	h.Commit()
	if got := h.Map().Walls[0].A.X; got != -0.1 {
		t.Errorf("after a drag by 0.4 m the wall begins at %v", got)
	}
	h.Begin("drag wall")
	must(h.Update(Move{[]Ref{ref}, world.Vec{X: 1}}))
	if !h.Unsaved() {
		t.Error("a drag is not unsaved")
	}
	h.Cancel()
	h.Begin("drag nothing")
	h.Commit()
	for _, want := range []string{"drag wall", "draw walls", ""} {
		if label, ok := h.CanUndo(); label != want || ok != (want != "") {
			t.Errorf("undo would be %q, want %q", label, want)
		}
		if label, _ := h.Undo(); label != want {
			t.Errorf("undid %q, want %q", label, want)
		}
	}
	if h.Unsaved() {
		t.Error("all undone, and yet unsaved")
	}
	h.Redo()
	if label, ok := h.CanRedo(); !ok || label != "drag wall" {
		t.Errorf("redo would be %q", label)
	}
	must(h.Do("remove", Remove{[]Ref{ref, {WallKind, 1}, ref}}))
	if _, ok := h.Redo(); ok || len(h.Map().Walls) != 0 {
		t.Errorf("after a new edit there is redo, or walls %v", h.Map().Walls)
	}
}

// TestRefusedEdits: what would break a map is refused in a sentence; what only
// keeps tasks out is a problem.
func TestRefusedEdits(t *testing.T) {
	m := preset(t, "four-rooms")
	for want, e := range map[string]Edit{
		"outline.polygon[1] begins an edge that meets the one from corner 3; an outline must not cross or touch itself": Replace{Ref{}, m.Outline.Dragged(2, world.Vec{X: -2, Y: 0.5})},
		"outline cannot be removed; a map has one, which can be replaced":                                               Remove{[]Ref{{}}},
		"outline is there already; a map has one, which can be replaced":                                                Add{[]Element{Outline{Diameter: 2}}},
		"walls[0] cannot become one of the doors":                                                                       Replace{Ref{WallKind, 0}, m.Doors[0]},
		"walls[9] is no element of map \"Four rooms with doors\"":                                                       Remove{[]Ref{{WallKind, 9}}},
		"goals[3] is no element of map \"Four rooms with doors\"":                                                       Move{[]Ref{{GoalKind, 3}}, world.Vec{}},
		"walls[0].from is [0, -19.1]; both coordinates must lie between -10 and 10 m":                                   Move{[]Ref{{WallKind, 0}}, world.Vec{Y: -18}},
		"name is empty; a map needs a name":                                                                             Restyle{" ", m.Wall, m.Floor},
	} {
		if _, err := m.Apply(e); err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	var locked []Edit
	for i, d := range m.Doors[:2] {
		d.Open, d.Locked = false, true
		locked = append(locked, Replace{Ref{DoorKind, i}, d})
	}
	m, err := m.Apply(append(locked, Replace{Ref{DoorKind, 2}, Door{A: m.Doors[2].A, B: m.Doors[2].B, Thickness: 0.04, Locked: true}})...)
	if err != nil {
		t.Fatal(err)
	}
	if p := m.Problems(BodyRadius); len(p) != 1 || p[0].Ref != (Ref{GoalKind, 0}) {
		t.Errorf("behind locked doors a goal has problems %v", p)
	}
	if p := m.Problems(0.2); len(p) < 1 || p[0].Path() != "goals[0]" {
		t.Errorf("a large body has problems %v", p)
	}
}

func TestPick(t *testing.T) {
	m := preset(t, "four-rooms")
	for _, c := range []struct {
		p    world.Vec
		want Ref
		ok   bool
	}{
		{world.Vec{X: 0, Y: -0.9}, Ref{WallKind, 0}, true},
		{world.Vec{X: 0.04, Y: -0.9}, Ref{WallKind, 0}, true},
		{world.Vec{X: 0.01, Y: -0.55}, Ref{DoorKind, 0}, true},
		{world.Vec{X: 0.75, Y: 0.85}, Ref{GoalKind, 0}, true},
		{world.Vec{X: -0.5, Y: -0.5}, Ref{StartKind, 0}, true},
		{world.Vec{X: 0, Y: 1.11}, Ref{WallKind, 2}, true},
		{world.Vec{X: 0.3, Y: 1.11}, Ref{OutlineKind, 0}, true},
		{world.Vec{X: 1.1, Y: 0.5}, Ref{PatchKind, 1}, true},
		{world.Vec{X: 0.5, Y: 0.3}, Ref{}, false},
	} {
		if r, ok := m.NearestElement(c.p, 0.02); r != c.want || ok != c.ok {
			t.Errorf("at %v is %v (%v), want %v", c.p, r, ok, c.want)
		}
	}
	if h, ok := m.NearestHandle(world.Vec{X: 0.01, Y: -0.69}, 0.02, []Ref{{WallKind, 0}}); !ok || h.Index != 1 {
		t.Errorf("the handle is %+v (%v)", h, ok)
	}
	if h, ok := m.NearestHandle(world.Vec{X: 0.91, Y: 0.8}, 0.02, m.Refs()); !ok || h != (Handle{Ref{GoalKind, 0}, 1}) {
		t.Errorf("the handle is %+v (%v)", h, ok)
	}
	if _, ok := m.NearestHandle(world.Vec{X: 0.5, Y: 0.5}, 0.02, m.Refs()); ok {
		t.Error("there is a handle on empty floor")
	}
	got := m.InBox(world.Vec{X: 0.05, Y: -0.05}, world.Vec{X: -0.05, Y: -1.2})
	if want := []Ref{{WallKind, 0}, {DoorKind, 0}}; !slices.Equal(got, want) {
		t.Errorf("in the box are %v, want %v", got, want)
	}
	add, copies := m.Duplicate(got, world.Vec{X: 0.3})
	n, err := m.Apply(add)
	if err != nil || !slices.Equal(copies, []Ref{{WallKind, 6}, {DoorKind, 4}}) {
		t.Fatalf("copies are %v (%v)", copies, err)
	}
	if e, _ := n.Get(copies[0]); e.(Wall).A != (world.Vec{X: 0.3, Y: -1.1}) {
		t.Errorf("the copy of a wall is %+v", e)
	}
}
