package forage

import (
	"math"
	"testing"

	"gridrat/world"
	"gridrat/world/body"
	"gridrat/world/maze"
)

// line is a guide along a line, of moves of 0.1 m, which puts the rat back after
// so many of them.
type line struct {
	length  int
	at      int
	seconds float64 // of a move
	driven  bool
	goesOn  bool // it cannot begin again
	begun   int
}

func (g *line) pose() world.Pose { return world.Pose{Pos: world.Vec{X: 0.1 * float64(g.at)}} }

func (g *line) Begin() world.Pose {
	g.begun++
	if !g.goesOn {
		g.at = 0
	}
	return g.pose()
}

func (g *line) Next() (to world.Pose, jump bool) {
	g.at++
	if g.at > g.length {
		g.at, jump = 0, true
	}
	return g.pose(), jump
}

func (g *line) Period() float64 { return g.seconds }
func (g *line) Driven() bool    { return g.driven }

// A rat follows a route, is put where another piece begins, keeps its past, and
// forages again from where it is, on the map that was drawn meanwhile.
func TestRoute(t *testing.T) {
	r, h, _ := newRoom(t)
	for range 10 {
		r.watch.arrive(h.snap)
	}
	r.LookBack(3)
	g, box := &line{length: 4}, world.Enclosure{Shape: world.Square, Size: 1}
	r.Take(g, maze.OfEnclosure(box))
	if from, _ := r.Now(0); from != (world.Pose{}) || r.Back != 0 || h.all != 1 || len(h.moves) != 10 {
		t.Fatalf("it begins at %v, %d back, the screen drawn %d times, with %d moves", from, r.Back, h.all, len(h.moves))
	}
	for range 9 {
		before := r.watch.to
		r.watch.arrive(h.snap)
		if before.Pos.X > 0.39 {
			before = world.Pose{}
			if r.watch.tracker.Moves() != 1 {
				t.Error("the network is not told where the rat is put")
			}
		}
		if r.watch.from != before || math.Abs(r.watch.to.Pos.X-before.Pos.X-0.1) > 1e-9 {
			t.Fatalf("it goes from %v to %v", r.watch.from, r.watch.to)
		}
	}
	if p := r.OwnPath(0); p.Moves != 9 || p.Driven || p.Plan.Outline.Corners == nil || p.Plan.Name != "Open square, 1 m" {
		t.Errorf("its path has %d moves in %q", p.Moves, p.Plan.Name)
	}
	if r.watch.period() != r.Period() {
		t.Errorf("a move of the route lasts %v s", r.watch.period())
	}
	fresh := *h.snap
	fresh.Run++
	h.snap = &fresh
	if !r.Follow(&fresh) || r.watch.guide != g || g.begun != 2 || r.watch.from.Pos.X != 0 || r.Moves() != 0 {
		t.Fatal("with another run it does not begin the route again")
	}
	for range 3 {
		r.watch.arrive(h.snap)
	}
	m := r.Plan()
	m.Walls = []maze.Wall{{A: world.Vec{X: 0.4, Y: -0.5}, B: world.Vec{X: 0.4, Y: 0.5}, Thickness: 0.1}}
	r.Lay(m, floorOf(t, m))
	if r.Relocate(); r.watch.guide != g || r.watch.from.Pos.X < 0.29 {
		t.Errorf("on its route it is moved to %v", r.watch.from)
	}
	r.Steer(body.Command{Forward: 1})
	if r.Driven() {
		t.Error("it is driven on its route")
	}
	r.Leave()
	if from, _ := r.Now(0); !r.Floor().Free(from.Pos, maze.BodyRadius-1e-9) || r.Free() || len(r.watch.kept) != 3 || h.all != 2 {
		t.Errorf("after the route it is at %v, free %v, with %d moves", from, r.Free(), len(r.watch.kept))
	}
	if p := r.OwnPath(0); p.Moves != 0 || p.Plan.Name != m.Name {
		t.Errorf("of the route %d moves count in %q", p.Moves, p.Plan.Name)
	}
	if r.Leave(); h.all != 2 {
		t.Error("a rat that forages leaves something")
	}
}

// In another world the rat runs in real time, begins with no past, and comes
// back to where it was.
func TestAnotherWorld(t *testing.T) {
	r, h, _ := newRoom(t)
	for range 10 {
		r.watch.arrive(h.snap)
	}
	r.Speed, r.Playing = 8, true
	before, _ := r.Now(0)
	plan, floor := r.Plan(), r.Floor()
	m := maze.OfEnclosure(world.Enclosure{Shape: world.Circle, Size: 3})
	g := &line{length: 9, seconds: 0.5, driven: true, goesOn: true}
	r.Enter(g, m, floorOf(t, m))
	if r.Moves() != 0 || len(h.moves) != 0 || r.Plan().Name != m.Name || r.Driven() || h.all != 1 {
		t.Fatalf("it comes with %d moves, %d on the trail, to %q", r.Moves(), len(h.moves), r.Plan().Name)
	}
	if r.Advance(0.25, true); r.watch.phase != 0 {
		t.Error("it runs while it is held")
	}
	if r.Advance(0.25, false); r.watch.phase != 0.5 {
		t.Errorf("after half of its move it is at %v", r.watch.phase)
	}
	for range 4 {
		r.Advance(0.5, false)
	}
	if p := r.OwnPath(0); r.Moves() != 4 || p.Moves != 4 || !p.Driven {
		t.Errorf("after 2.25 s %d moves, %d on the path, driven %v", r.Moves(), p.Moves, p.Driven)
	}
	fresh := *h.snap
	fresh.Run++
	h.snap = &fresh
	if !r.Follow(&fresh) || r.watch.guide != g || r.watch.from.Pos.X < 0.49 || r.Plan().Name != m.Name {
		t.Fatalf("another network has it at %v in %q", r.watch.from, r.Plan().Name)
	}
	// Another episode, in a world that is another.
	small := maze.OfEnclosure(world.Enclosure{Shape: world.Square, Size: 1})
	r.Enter(&line{length: 9, driven: true}, small, floorOf(t, small))
	open := small
	open.Goals = []maze.Goal{{Radius: 0.1}}
	r.Lay(open, r.Floor())
	if r.watch.among != nil || len(r.Plan().Goals) != 1 || r.Moves() != 0 {
		t.Errorf("what has been seen of the world is %v, after %d moves", r.Plan().Goals, r.Moves())
	}
	r.watch.arrive(h.snap)
	r.Leave()
	if from, _ := r.Now(0); from.Pos != before.Pos || r.Floor() != floor || !r.Plan().Equal(plan) || r.Moves() != 0 || len(h.moves) != 0 {
		t.Errorf("it was at %v and comes back to %v in %q with %d moves", before.Pos, from.Pos, r.Plan().Name, r.Moves())
	}
	if r.left != nil || r.watch.guide != nil {
		t.Error("it has not left")
	}
}
