package task

import (
	"math"
	"slices"
	"testing"

	"gridrat/world"
	"gridrat/world/body"
	"gridrat/world/maze"
	"gridrat/world/retina"
	"gridrat/world/sight"

	"pgregory.net/rapid"
)

// visit puts the rat into the goal and lets it act.
func visit(t testing.TB, w *World) {
	t.Helper()
	at, ok := w.floor.NearestFree(w.goals[0].At, w.radius)
	if !ok {
		t.Fatal("there is no floor at the goal")
	}
	w.body.Pos = at
	if o := w.Act(body.Stay); !o.Teleported {
		t.Fatal("a rat in the goal has not reached it")
	}
}

// TestSquareArena: 2.5 m, the goal cannot be seen, is fixed within an episode
// and new in each; starts lie in the central 1.5 m; one local cue and colours
// are new in each episode, distal cues constant (Banino et al. 2018, Methods).
func TestSquareArena(t *testing.T) {
	w := make1(t, all(t)["square-arena"])
	low, high := preset(t, "hidden-goal").Outline.Box()
	if high.Sub(low) != (world.Vec{X: 2.5, Y: 2.5}) {
		t.Fatalf("it is %v large", high.Sub(low))
	}
	goals, cues, floors := map[world.Vec]bool{}, map[maze.Patch]bool{}, map[maze.Color]bool{}
	reach := 0.0
	for seed := range uint64(200) {
		w.Reset(seeded(seed))
		m := w.Map()
		if len(m.Goals) != 1 || m.Goals[0].Visible || len(m.Patches) != 1 || len(m.Distal) != 4 {
			t.Fatalf("seed %d: %+v", seed, m)
		}
		if p := m.Problems(w.radius); len(p) > 0 {
			t.Fatalf("seed %d has problems %v", seed, p)
		}
		goals[m.Goals[0].At], cues[m.Patches[0]], floors[m.Floor] = true, true, true
		reach = max(reach, m.Goals[0].At.Norm())
		for range 3 {
			if p := w.Pose().Pos; p.Norm() > 0.75 {
				t.Fatalf("seed %d starts at %v", seed, p)
			}
			visit(t, w)
			if n := w.Map(); n.Goals[0] != m.Goals[0] || n.Floor != m.Floor || n.Patches[0] != m.Patches[0] {
				t.Fatalf("seed %d: the arena changed within the episode", seed)
			}
		}
	}
	if len(goals) != 200 || len(cues) != 200 || len(floors) < 3 || reach < 1.2 {
		t.Errorf("200 episodes had %d goals up to %v m from the middle, %d cues, %d floors", len(goals), reach, len(cues), len(floors))
	}
}

// TestMazes: each episode has another maze of 11 x 11 or 11 x 17 cells with
// its rim, a goal that is seen, and random starts and headings; within an
// episode maze and goal stay.
func TestMazes(t *testing.T) {
	for name, size := range map[string]world.Vec{"goal-driven": {X: 9, Y: 9}, "goal-doors": {X: 9, Y: 9}, "large-goal-doors": {X: 15, Y: 9}} {
		k := all(t)[name]
		w := make1(t, k)
		texts, starts := map[string]bool{}, map[world.Pose]bool{}
		for seed := range uint64(40) {
			w.Reset(seeded(seed))
			m := w.Map()
			low, high := m.Outline.Box()
			if s := high.Sub(low).Mul(1 / maze.Cell); s.X > size.X || s.Y > size.Y || len(m.Goals) != 1 || !m.Goals[0].Visible || len(m.Distal) == 0 {
				t.Fatalf("%s, seed %d: %+v", name, seed, m)
			}
			starts[w.Pose()] = true
			visit(t, w)
			starts[w.Pose()] = true
			n := w.Map()
			if !(maze.Map{Outline: n.Outline, Walls: n.Walls, Goals: n.Goals}).Equal(maze.Map{Outline: m.Outline, Walls: m.Walls, Goals: m.Goals}) {
				t.Fatalf("%s, seed %d: the maze changed within the episode", name, seed)
			}
			data, err := maze.Encode(m)
			if err != nil {
				t.Fatal(err)
			}
			texts[string(data)] = true
		}
		if len(texts) != 40 || len(starts) != 80 {
			t.Errorf("%s: 40 episodes had %d mazes, 80 starts were at %d places", name, len(texts), len(starts))
		}
	}
}

// TestRandomDoors: at every start all doors close, those on one random path
// open, and half of the rest: so a path always exists, doors change, and there
// are never fewer open than half of those off the path.
func TestRandomDoors(t *testing.T) {
	w := make1(t, all(t)["goal-doors"])
	changes, shut := 0, 0
	for seed := range uint64(60) {
		w.Reset(seeded(seed))
		for range 5 {
			before := w.doorBits()
			if d := w.Shortest(len(w.trials) - 1); math.IsInf(d, 1) {
				t.Fatalf("seed %d: no way from %v", seed, w.Pose())
			}
			open := 0
			for _, o := range w.open {
				if o {
					open++
				}
			}
			// With p doors on the path, open = p + (n - p)/2, rounded either way.
			if n := len(w.open); open < n/2 {
				t.Fatalf("seed %d: %d of %d doors are open", seed, open, n)
			} else if open < n {
				shut++
			}
			// Without the path's own doors the rest is half open: shutting a
			// door that no way needs leaves the goal within reach.
			visit(t, w)
			if w.doorBits() != before {
				changes++
			}
		}
	}
	if changes < 200 || shut < 200 {
		t.Errorf("of 300 starts %d changed doors, %d had one shut", changes, shut)
	}
}

// TestHalfOfTheRest: a path's doors and half of the others, counted on a map of
// which the path is known: a row of six rooms with five doors between start
// and goal, and a closet with a door of its own beside each.
func TestHalfOfTheRest(t *testing.T) {
	g, err := maze.ParseGrid("*************\n*PI I I I IG*\n*H*H*H*H*H*H*\n* * * * * * *\n*************\n")
	if err != nil {
		t.Fatal(err)
	}
	m, err := g.Map("rooms", maze.Cell)
	if err != nil {
		t.Fatal(err)
	}
	w := make1(t, YourMap(m, true))
	counts := map[int]int{}
	for seed := range uint64(300) {
		w.Reset(seeded(seed))
		open := 0
		for i, d := range m.Doors {
			switch across := d.A.X == d.B.X; {
			case across && !w.open[i]:
				t.Fatalf("seed %d: door %s on the only path is shut", seed, d.Name)
			case !across && w.open[i]:
				counts[i]++
				open++
			}
		}
		if open != 3 {
			t.Fatalf("seed %d: %d of the 6 other doors are open", seed, open)
		}
	}
	for i, n := range counts {
		if math.Abs(float64(n)-150) > 45 { // 5 s.d.
			t.Errorf("door %d was open %d times in 300", i, n)
		}
	}
}

// TestSunburst: start, heading and goal are fixed; only door 5 is open until
// the first visit, then all (Banino et al. 2018, Methods).
func TestSunburst(t *testing.T) {
	w := make1(t, all(t)["sunburst"])
	for seed := range uint64(3) {
		w.Reset(seeded(seed))
		from := w.Pose()
		if from.Pos != w.m.Starts[0].At || from.Heading != math.Pi/2 {
			t.Errorf("it starts at %v", from)
		}
		long := w.Shortest(0)
		for i, d := range w.m.Doors {
			if w.open[i] != (d.Name == "5") {
				t.Errorf("at first door %s is open: %v", d.Name, w.open[i])
			}
		}
		for range 2 {
			visit(t, w)
			for i, d := range w.m.Doors {
				if !w.open[i] {
					t.Errorf("after a visit door %s is shut", d.Name)
				}
			}
			if w.Pose() != from {
				t.Errorf("it starts again at %v", w.Pose())
			}
		}
		// Door 1 leads straight up, and round the corner of its corridor.
		corner := world.Vec{X: -1.125 + w.radius, Y: 0.625}
		want := corner.Sub(from.Pos).Norm() + w.goals[0].At.Sub(corner).Norm() - w.goals[0].Radius
		if short := w.Shortest(1); math.Abs(short-want) > 0.01 || long < short+1.5 {
			t.Errorf("the way by door 5 is %v m, by door 1 %v m, which should be %v", long, short, want)
		}
	}
}

// TestSunburstHidesItsGoal: with all doors open the goal's post is seen from
// nowhere in the room with the start, hence from no start; it is seen from
// where any of the corridors ends.
func TestSunburstHidesItsGoal(t *testing.T) {
	m := all(t)["sunburst"].Map
	for i := range m.Doors {
		m.Doors[i].Open = true
	}
	see, err := sight.New(m)
	if err != nil {
		t.Fatal(err)
	}
	all := retina.New(1440, 2*math.Pi)
	v := all.NewView(1)
	seen := func(p world.Vec) bool {
		all.Look(v, []*retina.Scene{&see.Scene}, []world.Pose{{Pos: p, Heading: north}})
		return slices.Contains(v.Tag, sight.GoalTag)
	}
	for y := -1.37; y < -0.87; y += 0.03 {
		for x := -1.37; x < 1.375; x += 0.02 {
			if p := (world.Vec{X: x, Y: y}); seen(p) {
				t.Fatalf("it is seen from %v", p)
			}
		}
	}
	for x := -1.0; x <= 1; x += 0.5 {
		if p := (world.Vec{X: x, Y: 0.7}); !seen(p) {
			t.Errorf("it is not seen from %v", p)
		}
	}
}

// TestDoubleE: in training the shortest corridor is shut on both sides, and
// one of the other two open on each, all four pairs as often; rats start all
// over the room between the sides. In the test start and heading are fixed, and
// all doors open after the first visit. The sides are mirror images, and so are
// ways in them.
func TestDoubleE(t *testing.T) {
	tasks := all(t)
	w := make1(t, tasks["double-e"])
	pairs := map[string]int{}
	ways := map[string]float64{}
	const n = 400
	const radius = maze.BodyRadius
	var places, headings [8]int // in eighths of the room's length, of a turn
	begins := func() {
		// The room is 2.75 m long and goes up to the doors, 0.35 m; the body
		// fits a radius off.
		p := w.Pose()
		if math.Abs(p.Pos.X) > 1.375-radius || p.Pos.Y < radius-1.25 || p.Pos.Y > -0.9-radius {
			t.Fatalf("it starts at %v", p)
		}
		places[int((p.Pos.X+1.375)/2.75*8)]++
		headings[int((p.Heading+math.Pi)/(2*math.Pi)*8)%8]++
	}
	for seed := range uint64(n) {
		w.Reset(seeded(seed))
		begins()
		pair := ""
		for i, d := range w.m.Doors {
			if w.open[i] {
				pair += d.Name
			}
		}
		pairs[pair]++
		_, ways[pair] = w.ways().now().nearest(w.doorBits(), w.m.Starts[0].At)
		visit(t, w)
		begins()
		for i, d := range w.m.Doors {
			if w.open[i] != w.detour[i] {
				t.Fatalf("door %s changed within an episode of training", d.Name)
			}
		}
	}
	for _, pair := range []string{"L2R2", "L3R2", "L2R3", "L3R3"} {
		if math.Abs(float64(pairs[pair])-n/4) > 45 { // 5 s.d.
			t.Errorf("doors %s were open %d times in %d: %v", pair, pairs[pair], n, pairs)
		}
	}
	for i := range places {
		// 5 s.d.; there is more room before the doors.
		if places[i] < 50 || places[i] > 160 || math.Abs(float64(headings[i])-n/4) > 47 {
			t.Errorf("of %d starts the places were %v, the headings %v", 2*n, places, headings)
			break
		}
	}
	if math.Abs(ways["L3R2"]-ways["L2R3"]) > 1e-9 || ways["L3R3"] < ways["L2R2"]+0.5 {
		t.Errorf("the ways are %v m", ways)
	}

	w = make1(t, tasks["double-e-test"])
	w.Reset(seeded(1))
	from, long := w.Pose(), w.Shortest(0)
	if from != (world.Pose{Pos: world.Vec{Y: -1.125}, Heading: math.Pi / 2}) {
		t.Errorf("the test starts at %v", from)
	}
	visit(t, w)
	if w.Pose() != from {
		t.Errorf("the test starts again at %v", w.Pose())
	}
	for i, d := range w.m.Doors {
		if !w.open[i] {
			t.Errorf("in the test door %s is shut after a visit", d.Name)
		}
	}
	if short := w.Shortest(1); short > long-0.5 {
		t.Errorf("the way is %v m before, %v m after all doors opened", long, short)
	}
}

// TestMirror: in the double E with all doors open, mirrored commands lead
// along mirrored ways.
func TestMirror(t *testing.T) {
	k := all(t)["double-e"]
	k.Doors, k.Start = DoorsAsDrawn, StartFixed
	for i := range k.Map.Doors {
		k.Map.Doors[i].Open = true
	}
	rapid.Check(t, func(t *rapid.T) {
		left, err := New(k)
		if err != nil {
			t.Fatal(err)
		}
		right := left.Clone()
		left.Reset(seeded(1))
		right.Reset(seeded(2)) // nothing is left to chance
		for range 200 {
			c := body.Command{
				Forward: rapid.Float64Range(-1, 1).Draw(t, "forward"), Left: rapid.Float64Range(-1, 1).Draw(t, "left"), Turn: rapid.Float64Range(-1, 1).Draw(t, "turn"),
			}
			a, b := left.Step(c), right.Step(body.Command{Forward: c.Forward, Left: -c.Left, Turn: -c.Turn})
			p, q := left.Pose(), right.Pose()
			if a.Teleported != b.Teleported || math.Abs(p.Pos.X+q.Pos.X) > 1e-6 || math.Abs(p.Pos.Y-q.Pos.Y) > 1e-6 || math.Abs(world.WrapAngle(p.Heading+q.Heading-math.Pi)) > 1e-6 {
				t.Fatalf("%+v and %+v are no mirror images after %+v", p, q, c)
			}
		}
	})
}

// TestYourMap: doors stand as drawn at every start and may be worked; where
// the map has no start, rats begin all over the floor from which a goal can be
// reached.
func TestYourMap(t *testing.T) {
	m := preset(t, "four-rooms")
	m.Starts = nil
	for i := range m.Doors {
		m.Doors[i].Open = m.Doors[i].Name == "north"
	}
	w := make1(t, YourMap(m, false))
	w.Reset(seeded(3))
	quadrants := map[[2]bool]int{}
	for range 200 {
		p := w.Pose().Pos
		quadrants[[2]bool{p.X > 0, p.Y > 0}]++
		if len(w.Path(nil, p)) < 2 {
			t.Fatalf("no goal can be reached from the start %v", p)
		}
		visit(t, w)
	}
	if len(quadrants) != 2 { // one door joins two rooms
		t.Errorf("starts by room: %v", quadrants)
	}
	if err := w.Work(1); err != nil || !w.open[1] || !w.Map().Doors[1].Open {
		t.Errorf("door 1 cannot be opened: %v", err)
	}
	w.body.Pos = m.Doors[2].A.Add(m.Doors[2].B).Mul(0.5)
	if err := w.Work(2); err == nil || !w.open[2] || w.floor.On(tagOf(2)) {
		t.Errorf("a door was shut on the rat (%v)", err)
	}
	visit(t, w)
	if w.open[1] {
		t.Error("at the next start door 1 is not as it was drawn")
	}
	if err := make1(t, all(t)["goal-doors"]).Work(0); err == nil {
		t.Error("a door was worked against the rules")
	}
}

func (w *World) visitForTest() {
	w.body.Pos = w.goals[0].At
	w.Act(body.Stay)
}
