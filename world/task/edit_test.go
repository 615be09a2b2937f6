package task

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"gridrat/world"
	"gridrat/world/body"
	"gridrat/world/maze"

	"pgregory.net/rapid"
)

// edited applies an edit, which must be possible.
func edited(t interface{ Fatal(...any) }, w *World, own, m maze.Map) (way bool) {
	e, err := w.Task().Edit(own, m)
	if err != nil {
		t.Fatal(err)
	}
	if way, err = w.Edit(e); err != nil {
		t.Fatal(err)
	}
	return way
}

// anyEdit draws an edit of a map: a goal elsewhere, a wall more or less, a door
// worked, a cue turned.
func anyEdit(t *rapid.T, m maze.Map) maze.Map {
	low, high := m.Outline.Box()
	place := func(what string) world.Vec {
		return world.Vec{X: rapid.Float64Range(low.X, high.X).Draw(t, what), Y: rapid.Float64Range(low.Y, high.Y).Draw(t, what)}
	}
	switch kind := rapid.IntRange(0, 4).Draw(t, "kind"); {
	case kind == 0 && len(m.Goals) > 0:
		m.Goals = slices.Clone(m.Goals)
		m.Goals[0].At = place("goal")
	case kind == 1:
		m.Walls = append(slices.Clone(m.Walls), maze.Wall{A: place("from"), B: place("to"), Thickness: 0.05})
	case kind == 2 && len(m.Walls) > 0:
		m.Walls = slices.Delete(slices.Clone(m.Walls), 0, 1)
	case kind == 3 && len(m.Doors) > 0:
		m.Doors = slices.Clone(m.Doors)
		i := rapid.IntRange(0, len(m.Doors)-1).Draw(t, "door")
		m.Doors[i].Open = !m.Doors[i].Open
	default:
		m.Distal = slices.Clone(m.Distal)
		for i := range m.Distal {
			m.Distal[i].Direction = math.Mod(m.Distal[i].Direction+90, 360)
		}
	}
	return m.Rounded()
}

// TestEditedEpisodes: in every task, whatever is edited when: the same commands and
// edits give the same episode to the bit; nothing but the map changes in the moment
// of an edit; the rat is never in a wall and episodes go on to their end, with
// starts on free floor outside of goals, also those after; and an edit that is
// refused changes nothing.
func TestEditedEpisodes(t *testing.T) {
	made, refused, shut := 0, 0, 0
	for name, k := range all(t) {
		t.Run(name, func(t *testing.T) {
			k.Seconds = 6
			one := make1(t, k)
			rapid.Check(t, func(t *rapid.T) {
				w, again := one.Clone(), one.Clone()
				seed := rapid.Uint64().Draw(t, "seed")
				w.Reset(seeded(seed))
				again.Reset(seeded(seed))
				own, d := w.Map(), driver{rapid.Uint64().Draw(t, "moves")}
				knowing := rapid.Bool().Draw(t, "knowing")
				for n := 0; ; n++ {
					if n%30 == 29 && rapid.IntRange(0, 1).Draw(t, "edit") == 0 {
						m := anyEdit(t, w.Map())
						e, err := k.Edit(own, m)
						if err == nil {
							body, score, left, before := w.Body(), w.Score(), w.Left(), w.Map()
							way, err := w.Edit(e)
							if other, failed := again.Edit(e); other != way || (failed == nil) != (err == nil) {
								t.Fatalf("an edit came to %v, %v and %v, %v", way, err, other, failed)
							}
							if made++; !way && err == nil {
								shut++
							}
							if w.Body() != body || w.Score() != score || w.Left() != left {
								t.Fatal("an edit moved the rat, its clock or its score")
							}
							now := m
							if err != nil {
								now = before
								refused++
							}
							if !w.Map().Equal(now) {
								t.Fatalf("the map is %+v, not %+v", w.Map(), now)
							}
						}
						var field *maze.FieldError
						if err != nil && !errors.As(err, &field) {
							t.Fatalf("refused by %v", err)
						}
					}
					a := d.next()
					if knowing && w.Reaches() {
						a = steer(w)
					}
					o := w.Act(a)
					if p := again.Act(a); p != o || w.Body() != again.Body() || !slices.Equal(w.trials, again.trials) {
						t.Fatalf("decision %d came to %+v and %+v", n, o, p)
					}
					if !w.floor.Free(w.body.Pos, w.radius-1e-4) {
						t.Fatalf("at %v the rat is in a wall", w.body.Pos)
					}
					if o.Teleported && w.goalAt(w.body.Pos) >= 0 {
						t.Fatal("it begins in a goal")
					}
					if o.Done {
						break
					}
				}
				j := w.Judge()
				for i := range w.trials {
					if s := w.Shortest(i); !(s >= 0) || s != j.Shortest(w.trials[i]) {
						t.Fatalf("the shortest way of trial %d is %v, and %v", i, s, j.Shortest(w.trials[i]))
					}
				}
				w.Reset(seeded(seed))
				if p := w.Pose().Pos; w.goalAt(p) >= 0 || !w.floor.Free(p, w.radius) {
					t.Fatalf("the episode after begins at %v", p)
				}
			})
		})
	}
	if made < 200 || refused < 3 || shut < 3 {
		t.Errorf("%d edits, %d of them refused, %d without a way: the test needs more", made, refused, shut)
	}
}

// TestEditBack: an edit that changes nothing, or is taken back, leaves the episode
// as it would be without: the same places, rewards, starts and doors to the bit, and
// the same episodes after. Of the trial it is said that it was edited.
func TestEditBack(t *testing.T) {
	for name, k := range all(t) {
		if name == "large-goal-doors" {
			continue // goal-doors has its rules
		}
		t.Run(name, func(t *testing.T) {
			k.Seconds = 6
			one := make1(t, k)
			rapid.Check(t, func(t *rapid.T) {
				w, plain := one.Clone(), one.Clone()
				seed := rapid.Uint64().Draw(t, "seed")
				w.Reset(seeded(seed))
				plain.Reset(seeded(seed))
				d := driver{rapid.Uint64().Draw(t, "moves")}
				at := rapid.IntRange(0, 40).Draw(t, "at")
				first := w.Map()
				for n := 0; !w.Done(); n++ {
					if n == at && w.Visits() == 0 {
						if e, err := k.Edit(first, anyEdit(t, first)); err == nil {
							_, _ = w.Edit(e) // or it is refused
						}
						want := EditedDuring
						if w.trials[0].Way == 0 {
							want = Unedited
						}
						if edited(t, w, first, first); w.Edited() || w.trials[0].Edited != want {
							t.Fatal("it counts as edited, or its trial does not")
						}
					}
					a := steer(plain)
					if n < 45 {
						a = d.next()
					}
					o, p := w.Act(a), plain.Act(a)
					if o != p || w.Body() != plain.Body() || w.doorBits() != plain.doorBits() {
						t.Fatalf("decision %d came to %+v, without the edit to %+v", n, o, p)
					}
				}
				for i := range w.trials {
					if a, b := w.Shortest(i), plain.Shortest(i); a != b {
						t.Fatalf("trial %d: the shortest way is %v, without the edit %v", i, a, b)
					}
					if i > 0 && w.trials[i].Edited != Unedited {
						t.Fatalf("trial %d is edited", i)
					}
				}
				w.Reset(seeded(seed + 1))
				plain.Reset(seeded(seed + 1))
				if !w.Map().Equal(plain.Map()) || w.Pose() != plain.Pose() {
					t.Fatal("the next episode is another one")
				}
			})
		})
	}
}

// roomTask is a square of 2 m with a start in the west and a goal in the east.
func roomTask() Task {
	m := maze.Map{
		Name: "room", Outline: maze.Outline{Corners: []world.Vec{{X: -1, Y: -1}, {X: 1, Y: -1}, {X: 1, Y: 1}, {X: -1, Y: 1}}},
		Goals: []maze.Goal{{At: world.Vec{X: 0.7}, Radius: 0.1, Visible: true}}, Starts: []maze.Start{{At: world.Vec{X: -0.7}, Radius: 0.2}},
	}
	return YourMap(m, false)
}

// TestEditedWays: the shortest way of a trial is that on the map of its start, of
// later ones on the map as it is then; the way from the rat is that of now. Episodes
// after are in the edited map until that is taken back.
func TestEditedWays(t *testing.T) {
	w := make1(t, roomTask())
	w.Reset(seeded(1))
	own := w.Map()
	straight := w.Shortest(0)
	for range 3 {
		w.Act(body.GoForward)
	}
	m := own
	m.Walls = []maze.Wall{{A: world.Vec{Y: -1}, B: world.Vec{Y: 0.8}, Thickness: 0.05}}
	if way := edited(t, w, own, m); !way || w.Edited() != true {
		t.Fatal("there is no way")
	}
	round := w.Length(w.Pose().Pos)
	if w.Shortest(0) != straight || math.Abs(straight-1.3) > 0.25 || round < straight+0.5 {
		t.Errorf("the shortest way was %.2f m, is %.2f m for the trial and %.2f m from the rat", straight, w.Shortest(0), round)
	}
	visit(t, w)
	if a := w.Trials(); a[0].Edited != EditedDuring || a[1].Edited != EditedBefore || w.Shortest(0) != straight || w.Shortest(1) < straight+0.5 {
		t.Errorf("the trials are %+v, of %.2f and %.2f m", a, w.Shortest(0), w.Shortest(1))
	}
	w.Reset(seeded(1))
	if a := w.Trials(); !w.Map().Equal(m) || a[0].Edited != EditedBefore || w.Shortest(0) < straight+0.5 {
		t.Errorf("the episode after is in %+v, its trial %+v", w.Map(), a)
	}
	if n, err := New(w.task); err != nil || !n.task.Map.Equal(m) {
		t.Errorf("the task is no longer one: %v", err)
	}
	edited(t, w, own, own)
	if a := w.Trials(); a[0].Edited != Unedited || w.Shortest(0) > straight+0.5 {
		t.Errorf("taken back before the rat has moved, the trial is %+v", a)
	}
	w.Reset(seeded(1))
	if !w.Map().Equal(own) || w.Trials()[0].Edited != Unedited || w.Shortest(0) != straight {
		t.Error("taken back, it is not what it was")
	}
}

// TestShutIn: a goal may be shut in, which is told, and a rat that is shut in with
// it begins anew all the same, outside.
func TestShutIn(t *testing.T) {
	for name, k := range map[string]Task{"drawn": roomTask(), "goal-doors": all(t)["goal-doors"]} {
		w := make1(t, k)
		w.Reset(seeded(3))
		own, m := w.Map(), w.Map()
		at, r := m.Goals[0].At, 0.2
		corner := func(x, y float64) world.Vec { return at.Add(world.Vec{X: x * r, Y: y * r}) }
		for i := range 4 {
			c := [5][2]float64{{-1, -1}, {1, -1}, {1, 1}, {-1, 1}, {-1, -1}}
			m.Walls = append(slices.Clone(m.Walls), maze.Wall{A: corner(c[i][0], c[i][1]), B: corner(c[i+1][0], c[i+1][1]), Thickness: 0.03})
		}
		m.Goals = slices.Clone(m.Goals)
		m.Goals[0].Radius = 0.05
		if edited(t, w, own, m.Rounded()) || w.Reaches() || !math.IsInf(w.Length(w.Pose().Pos), 1) {
			t.Errorf("%s: there is a way through walls", name)
		}
		w.body.Pos = at
		if o := w.Act(body.Stay); !o.Teleported || w.Pose().Pos.Sub(at).Norm() < r || !math.IsInf(w.Shortest(1), 1) {
			t.Errorf("%s: it came to %+v, at %v", name, o, w.Pose())
		}
	}
}

// TestEditRefused: what no rat could run on is refused, in one sentence.
func TestEditRefused(t *testing.T) {
	w := make1(t, roomTask())
	w.Reset(seeded(1))
	own := w.Map()
	for want, change := range map[string]func(*maze.Map){
		"no goal": func(m *maze.Map) { m.Goals = nil },
		"walls[0] would stand where the rat is": func(m *maze.Map) {
			m.Walls = []maze.Wall{{A: w.Pose().Pos, B: world.Vec{X: 0.2, Y: 0.3}, Thickness: 0.03}}
		},
		"doors[0] would stand where the rat is": func(m *maze.Map) {
			m.Doors = []maze.Door{{A: w.Pose().Pos, B: world.Vec{X: 0.2, Y: 0.3}, Thickness: 0.03}}
		},
		"outline would stand where the rat is":       func(m *maze.Map) { m.Outline = maze.Outline{Diameter: 1.2}; m.Starts = nil },
		"starts[0] lies within goals[0]":             func(m *maze.Map) { m.Goals = []maze.Goal{{At: m.Starts[0].At, Radius: 0.2}} },
		"starts[0] would have no free floor":         func(m *maze.Map) { m.Starts = []maze.Start{{At: world.Vec{X: 5}, Radius: 0.05}} },
		"goals cover all of the floor":               func(m *maze.Map) { m.Starts = nil; m.Goals = []maze.Goal{{Radius: 3}} },
		"goals[0].radius is -1; it must lie between": func(m *maze.Map) { m.Goals = []maze.Goal{{Radius: -1}} },
	} {
		m := own
		change(&m)
		e, err := w.Task().Edit(own, m)
		if err == nil {
			_, err = w.Edit(e)
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: said %v", want, err)
		}
		if !w.Map().Equal(own) || w.Edited() || w.Trials()[0].Edited != Unedited {
			t.Errorf("%q: the map is %+v", want, w.Map())
		}
	}
}

// TestEditedRules: rules move doors on at the next start but for those that are
// locked, hidden goals are drawn anew unless they were moved, colours and cues
// unless they were edited.
func TestEditedRules(t *testing.T) {
	w := make1(t, all(t)["sunburst"])
	w.Reset(seeded(1))
	own, m := w.Map(), w.Map()
	m.Doors = slices.Clone(m.Doors)
	m.Doors[0].Open = true
	m.Doors[1].Locked = true
	edited(t, w, own, m)
	if !w.open[0] || w.open[1] {
		t.Fatal("doors are not as they were put")
	}
	visit(t, w)
	if w.open[1] || !w.open[2] || !w.open[0] {
		t.Errorf("after the first visit doors are %v", w.open)
	}
	w.Reset(seeded(1))
	if got := w.Map().Doors; got[0].Open != own.Doors[0].Open || got[1].Open {
		t.Errorf("the next episode begins with doors %+v", got)
	}

	w = make1(t, all(t)["square-arena"])
	w.Reset(seeded(1))
	own, m = w.Map(), w.Map()
	m.Walls = []maze.Wall{{A: world.Vec{X: 0.9, Y: 0.9}, B: world.Vec{X: 1.1, Y: 0.9}, Thickness: 0.03}}
	edited(t, w, own, m)
	w.Reset(seeded(2))
	plain := make1(t, all(t)["square-arena"])
	plain.Reset(seeded(2))
	if n := w.Map(); len(n.Walls) != 1 || n.Goals[0].At != plain.Map().Goals[0].At || n.Patches[0] != plain.Map().Patches[0] {
		t.Errorf("with a wall more, an episode has %+v", n)
	}
	own, m = plain.Map(), plain.Map()
	m.Goals = []maze.Goal{{At: world.Vec{X: 0.3, Y: -0.2}, Radius: 0.125}}
	m.Floor = "#123456"
	edited(t, plain, own, m)
	plain.Reset(seeded(3))
	if n := plain.Map(); n.Goals[0] != m.Goals[0] || n.Floor != m.Floor || n.Patches[0] != m.Patches[0] || plain.task.Goal != GoalsAsDrawn {
		t.Errorf("with the goal moved, an episode has %+v", n)
	}
}
