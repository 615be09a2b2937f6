package task

import (
	"errors"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"gridrat/world"
	"gridrat/world/body"
	"gridrat/world/ground"
	"gridrat/world/maze"
	"pgregory.net/rapid"
)

// preset reads a maze that travels with the program.
func preset(t testing.TB, name string) maze.Map {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "assets", "mazes", name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	m, err := maze.DecodeReady(data)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// all are the tasks, by name.
func all(t testing.TB) map[string]Task {
	t.Helper()
	by := map[string]Task{}
	add := func(k Task, err error) {
		if err != nil {
			t.Fatal(err)
		}
		by[k.Name] = k
	}
	add(SquareArena(preset(t, "hidden-goal")))
	add(GoalDriven(), nil)
	add(GoalDoors(), nil)
	add(LargeGoalDoors(), nil)
	add(Sunburst(preset(t, "sunburst")))
	add(DoubleE(preset(t, "double-e"), false))
	add(DoubleE(preset(t, "double-e"), true))
	add(YourMap(preset(t, "linear-track"), false), nil)
	add(YourMap(preset(t, "four-rooms"), true), nil)
	return by
}

// seeded is the source of the episode of a seed.
func seeded(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, Stream)) }

func make1(t testing.TB, k Task) *World {
	t.Helper()
	w, err := New(k)
	if err != nil {
		t.Fatalf("%s: %v", k.Name, err)
	}
	return w
}

// driver runs about at random, mostly ahead.
type driver struct{ state uint64 }

func (d *driver) next() body.Action {
	d.state = d.state*6364136223846793005 + 1442695040888963407
	switch r := d.state >> 59; {
	case r < 20:
		return body.GoForward
	case r < 24:
		return body.TurnLeft
	case r < 28:
		return body.TurnRight
	default:
		return body.Action(r - 28 + 3)
	}
}

// TestEpisodes: of every task and seed, an episode is the same again bit for
// bit; the rat is never in a wall or a shut door; a reward comes in a goal and
// only there, ten a visit; and from every start a goal can be reached, by no
// shorter way than the rat went.
func TestEpisodes(t *testing.T) {
	tasks := all(t)
	visits := map[string]int{}
	for name, k := range tasks {
		t.Run(name, func(t *testing.T) {
			k.Seconds = 30
			w, again := make1(t, k), make1(t, k).Clone()
			rapid.Check(t, func(t *rapid.T) {
				seed := rapid.Uint64().Draw(t, "seed")
				moves := rapid.Uint64().Draw(t, "moves")
				w.Reset(seeded(seed))
				again.Reset(seeded(seed + 1)) // what was before must not matter
				again.Act(body.GoForward)
				again.Reset(seeded(seed))
				if !w.Map().Equal(again.Map()) {
					t.Fatalf("a seed gave the maps %+v and %+v", w.Map(), again.Map())
				}
				knowing := rapid.IntRange(0, 9).Draw(t, "knowing") == 0 // where to go
				d, seen := driver{moves}, 0.0
				for n := 0; ; n++ {
					a := d.next()
					if knowing {
						a = steer(w)
					}
					inside := w.goalAt(w.Pose().Pos) >= 0
					o := w.Act(a)
					if p := again.Act(a); p != o || w.Body() != again.Body() || w.Score() != again.Score() {
						t.Fatalf("decision %d came to %+v and %+v", n, o, p)
					}
					if inside {
						t.Fatalf("decision %d began in a goal", n)
					}
					check(t, w)
					seen += o.Reward
					if o.Teleported != (o.Reward == Reward) || !o.Teleported && o.Reward != 0 {
						t.Fatalf("decision %d came to %+v", n, o)
					}
					if o.Done {
						if n+1 != k.Decisions() || !w.Done() || w.Left() != 0 {
							t.Fatalf("it was over after %d decisions of %d, with %v s left", n+1, k.Decisions(), w.Left())
						}
						break
					}
				}
				if w.Score() != Reward*float64(w.Visits()) || w.Score() != seen {
					t.Fatalf("score %v for %d visits and rewards of %v", w.Score(), w.Visits(), seen)
				}
				visits[name] += w.Visits()
				if o := w.Act(body.GoForward); o != (Outcome{Done: true}) {
					t.Fatalf("after the end came %+v", o)
				}
				trials(t, w)
			})
		})
	}
	for name := range tasks {
		if visits[name] == 0 {

			t.Errorf("%s: no episode had a visit", name)
		}
	}
}

// steer is what a rat does that knows the shortest way.
func steer(w *World) body.Action {
	const ahead = 0.12 // m along the way, where it aims at
	p := w.Pose()
	path := w.Path(nil, p.Pos)
	left, aim := ahead, path[len(path)-1]
	for i, q := range path[1:] {
		if d := q.Sub(path[i]); d.Norm() < left {
			left -= d.Norm()
		} else {
			aim = path[i].Add(d.Mul(left / d.Norm()))
			break
		}
	}
	switch off := world.WrapAngle(aim.Sub(p.Pos).Angle() - p.Heading); {
	case off > 0.2:
		return body.TurnLeft
	case off < -0.2:
		return body.TurnRight
	}
	return body.GoForward
}

// TestPilot: a rat that knows the shortest way scores in every task, and its
// ways are hardly longer than those.
func TestPilot(t *testing.T) {
	for name, k := range all(t) {
		w := make1(t, k)
		for seed := range uint64(2) {
			w.Reset(seeded(seed))
			for !w.Done() {
				w.Act(steer(w))
			}
			way, least := sums(w)
			t.Logf("%s, seed %d: score %.0f, %.2f m gone, %.2f m needed", name, seed, w.Score(), way, least)
			if w.Visits() < 5 || way > 1.15*least {
				t.Errorf("%s, seed %d: %d visits, %v m gone, %v m needed", name, seed, w.Visits(), way, least)
			}
		}
	}
}

// check finds the rat in a wall or a shut door, by what the map says.
func check(t *rapid.T, w *World) {
	m, p := w.drawn, w.Pose().Pos
	const rounding = 1e-9
	if !m.Outline.Contains(p) || m.Outline.Distance(p) < w.radius-rounding && m.Outline.Diameter == 0 {
		t.Fatalf("the rat is out at %v", p)
	}
	for i, x := range m.Walls {
		if x.Distance(p) < w.radius-rounding {
			t.Fatalf("the rat is in wall %d at %v", i, p)
		}
	}
	for i, x := range m.Doors {
		if !w.open[i] && x.Distance(p) < w.radius-rounding {
			t.Fatalf("the rat is in door %d, which is shut, at %v", i, p)
		}
	}
}

// trials judges the ways of an episode.
func trials(t *rapid.T, w *World) {
	reached := 0
	for i, trial := range w.Trials() {
		least := w.Shortest(i)
		if math.IsInf(least, 1) || !(least > 0) {
			t.Fatalf("the shortest way of trial %d from %v is %v m", i, trial.Start, least)
		}
		if trial.Goal < 0 {
			continue
		}
		reached++
		if trial.Way < least-1e-4 {
			t.Fatalf("trial %d went %v m, and the shortest way is %v m", i, trial.Way, least)
		}
		if g := w.Goals()[trial.Goal]; trial.At.Pos.Sub(g.At).Norm() > g.Radius || trial.Ended <= trial.Began {
			t.Fatalf("trial %d reached %+v at %v: %+v", i, g, trial.At, trial)
		}
	}
	if way, least := sums(w); reached != w.Visits() || way < least-1e-3 {
		t.Fatalf("%d trials reached a goal, %d visits; %v m gone, %v m needed", reached, w.Visits(), way, least)
	}
}

// sums are the metres that were gone to the goals reached, and the least there
// were.
func sums(w *World) (way, least float64) {
	for i, trial := range w.Trials() {
		if trial.Goal >= 0 {
			way, least = way+trial.Way, least+w.Shortest(i)
		}
	}
	return way, least
}

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
		// Door 1 leads straight up.
		want := w.goals[0].At.Y - from.Pos.Y - w.goals[0].Radius
		if short := w.Shortest(1); math.Abs(short-want) > 1e-9 || long < short+1.5 {
			t.Errorf("the way by door 5 is %v m, by door 1 %v m, which should be %v", long, short, want)
		}
	}
}

// TestDoubleE: in training the shortest corridor is shut on both sides, and
// one of the other two open on each, all four pairs as often; in the test all
// doors open after the first visit. The sides are mirror images, and so are
// ways in them.
func TestDoubleE(t *testing.T) {
	tasks := all(t)
	w := make1(t, tasks["double-e"])
	pairs := map[string]int{}
	ways := map[string]float64{}
	const n = 400
	for seed := range uint64(n) {
		w.Reset(seeded(seed))
		pair := ""
		for i, d := range w.m.Doors {
			if w.open[i] {
				pair += d.Name
			}
		}
		pairs[pair]++
		ways[pair] = w.Shortest(0)
		visit(t, w)
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
	if math.Abs(ways["L3R2"]-ways["L2R3"]) > 1e-9 || ways["L3R3"] < ways["L2R2"]+0.5 {
		t.Errorf("the ways are %v m", ways)
	}

	w = make1(t, tasks["double-e-test"])
	w.Reset(seeded(1))
	long := w.Shortest(0)
	visit(t, w)
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
	k.Doors = DoorsAsDrawn
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

// TestImpossible: what keeps a task from a map is said in a sentence with its
// place.
func TestImpossible(t *testing.T) {
	room := func(change func(m *maze.Map)) maze.Map {
		m := preset(t, "linear-track")
		change(&m)
		return m
	}
	door := maze.Door{A: world.Vec{X: 0.5, Y: -0.125}, B: world.Vec{X: 0.5, Y: 0.125}, Thickness: 0.03}
	for _, c := range []struct {
		m      maze.Map
		random bool
		want   string
	}{
		{room(func(m *maze.Map) { m.Goals = nil }), false, "the map has no goal; a task needs at least one"},
		{room(func(m *maze.Map) { m.Goals = m.Goals[1:]; m.Doors = []maze.Door{door} }), false,
			"goals[0] cannot be reached from starts[0] while doors[0] is shut; it must be open, or the start lie on the other side"},
		{room(func(m *maze.Map) { m.Goals = m.Goals[1:]; d := door; d.Locked = true; m.Doors = []maze.Door{d} }), true,
			"goals[0] cannot be reached from starts[0]; a way at least 0.15 m wide must lead there, through open or unlocked doors"},
		{room(func(m *maze.Map) { m.Starts[0] = maze.Start{At: m.Goals[0].At, Radius: 0.05} }), false,
			"starts[0] lies within goals[0]; one of them must be moved or made smaller"},
		{room(func(m *maze.Map) { m.Goals[1].At = world.Vec{X: 3} }), false, "goals[1] lies outside the outline; its centre must lie on the floor"},
		{room(func(m *maze.Map) { m.Goals[0].Radius = -1 }), false, "goals[0].radius is -1; it must lie between 0.01 and 10 m"},
	} {
		_, err := New(YourMap(c.m, c.random))
		var field *maze.FieldError
		if !errors.As(err, &field) || err.Error() != c.want {
			t.Errorf("got %v\nwant %s", err, c.want)
		}
	}
	if _, err := New(YourMap(room(func(m *maze.Map) { m.Goals = m.Goals[1:]; m.Doors = []maze.Door{door} }), true)); err != nil {
		t.Errorf("with random doors the map is refused: %v", err)
	}
	if _, err := Sunburst(preset(t, "double-e")); err == nil {
		t.Error("a double E passed for a sunburst")
	}
	if _, err := DoubleE(preset(t, "sunburst"), false); err == nil {
		t.Error("a sunburst passed for a double E")
	}
}

// TestHiddenGoalLeavesStart: a hidden goal, however large against the starts,
// never covers all of them; a map where it always would is refused.
func TestHiddenGoalLeavesStart(t *testing.T) {
	arena := preset(t, "hidden-goal")
	arena.Starts = []maze.Start{{Radius: 0.03}}
	k, err := SquareArena(arena)
	if err != nil {
		t.Fatal(err)
	}
	w, near := make1(t, k), math.Inf(1)
	for seed := range uint64(5000) {
		w.Reset(seeded(seed))
		if p := w.Pose().Pos; p.Norm() > 0.03 || w.goalAt(p) >= 0 {
			t.Fatalf("seed %d starts at %v, the goal is at %v", seed, p, w.goals[0].At)
		}
		near = min(near, w.goals[0].At.Norm())
	}
	if near > GoalRadius+0.03 {
		t.Errorf("no goal came near the start: %v m at least", near)
	}
	arena.Outline = maze.Outline{Corners: []world.Vec{{X: -0.35, Y: -0.35}, {X: 0.35, Y: -0.35}, {X: 0.35, Y: 0.35}, {X: -0.35, Y: 0.35}}}
	arena.Goals = []maze.Goal{{Radius: 0.3}}
	k.Map = arena
	_, err = New(k)
	var field *maze.FieldError
	if !errors.As(err, &field) || field.Path != "outline" {
		t.Errorf("a goal that covers the only start: %v", err)
	}
}

// TestEpisodeIsBounded: an episode with a visit in every decision, its trials
// judged among doors in ever new states, takes no more memory than was set
// aside.
func TestEpisodeIsBounded(t *testing.T) {
	w := make1(t, all(t)["your-map"])
	w.Reset(seeded(1))
	room := cap(w.trials)
	for !w.Done() {
		visit(t, w)
	}
	if len(w.trials) != w.task.Decisions()+1 || cap(w.trials) != room {
		t.Errorf("%d trials of %d decisions, room for %d, now for %d", len(w.trials), w.task.Decisions(), room, cap(w.trials))
	}

	w = make1(t, all(t)["goal-doors"])
	w.Reset(seeded(1))
	j := w.Judge()
	for i := range 3 * mostStates {
		if got := j.fieldsOf(doorBits{uint64(i)}); len(got) != 1 {
			t.Fatalf("%d goals", len(got))
		}
		if len(j.fields) > mostStates {
			t.Fatalf("after %d states of the doors the judge keeps fields of %d", i+1, len(j.fields))
		}
	}
}

// TestSideBySide: stepping worlds in parts, in different goroutines, is the
// same as stepping all of them in one, and allocates nothing.
func TestSideBySide(t *testing.T) {
	const n = 64
	tasks := all(t)
	names := []string{"square-arena", "goal-doors", "sunburst", "your-map"}
	build := func() []*World {
		var worlds []*World
		for _, name := range names {
			worlds = append(worlds, make1(t, tasks[name]))
			for len(worlds)%(n/len(names)) != 0 {
				worlds = append(worlds, worlds[len(worlds)-1].Clone())
			}
		}
		for i, w := range worlds {
			w.Reset(seeded(uint64(i)))
		}
		return worlds
	}
	one, two := build(), build()
	actions, a, b := make([]body.Action, n), make([]Outcome, n), make([]Outcome, n)
	d := driver{5}
	for range 300 {
		for i := range actions {
			actions[i] = d.next()
		}
		StepAll(one, actions, a)
		done := make(chan bool)
		for _, half := range [][2]int{{0, n / 2}, {n / 2, n}} {
			go func() {
				StepAll(two[half[0]:half[1]], actions[half[0]:half[1]], b[half[0]:half[1]])
				done <- true
			}()
		}
		<-done
		<-done
		for i := range a {
			if a[i] != b[i] || one[i].Body() != two[i].Body() {
				t.Fatalf("world %d: %+v and %+v", i, a[i], b[i])
			}
		}
	}
	if got := testing.AllocsPerRun(500, func() {
		for i := range actions {
			actions[i] = d.next()
		}
		StepAll(one, actions, a)
	}); got != 0 {
		t.Errorf("a step of %d worlds allocates %v times", n, got)
	}
	if testing.AllocsPerRun(10, func() { one[n-1].visitForTest() }) != 0 {
		t.Error("a visit allocates")
	}
}

func (w *World) visitForTest() {
	w.body.Pos = w.goals[0].At
	w.Act(body.Stay)
}

// TestGroundIsShared: worlds of a fixed map share its geometry, each with its
// own doors, and episodes do not make it anew.
func TestGroundIsShared(t *testing.T) {
	w := make1(t, all(t)["sunburst"])
	c := w.Clone()
	w.Reset(seeded(1))
	c.Reset(seeded(1))
	visit(t, w)
	tag := ground.DoorTag + int32(0)
	if w.Ground().On(tag) || !c.Ground().On(tag) {
		t.Error("the doors of two worlds are not their own")
	}
	before := w.Ground()
	w.Reset(seeded(2))
	if w.Ground() != before {
		t.Error("the floor of a fixed map was made anew")
	}
}
