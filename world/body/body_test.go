package body

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gridrat/world"
	"gridrat/world/internal/cells"
	"gridrat/world/space"
)

// TestNeverInWalls: whatever a body does it stays free, and what it feels
// adds up to where it goes.
func TestNeverInWalls(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		s := cells.Random(rng, 0.02)
		model := Default()
		model.TopSpeed *= math.Pow(10, rapid.Float64Range(0, 3).Draw(t, "faster"))
		model.Sideways, model.Backward = rapid.Float64Range(0, 1).Draw(t, "sideways"), rapid.Float64Range(0, 1).Draw(t, "backward")
		m := NewMover(model)
		b := Body{}
		b.Pos, _ = s.NearestFree(world.Vec{X: 2*rng.Float64() - 1, Y: 2*rng.Float64() - 1}, m.Radius)
		var c Command
		for i := range 500 {
			if i%10 == 0 {
				c = Command{3*rng.Float64() - 1.5, 3*rng.Float64() - 1.5, 3*rng.Float64() - 1.5}
			}
			before := b
			f := m.Step(s, &b, c)
			if !s.Free(b.Pos, m.Radius) {
				t.Fatalf("from %+v by %+v the body ends in a wall at %v", before, c, b.Pos)
			}
			moved := world.Polar(f.Forward, b.Heading).Add(world.Polar(f.Left, b.Heading+math.Pi/2))
			if moved.Sub(b.Pos.Sub(before.Pos)).Norm() > 1e-9 || math.Abs(world.WrapAngle(b.Heading-before.Heading-f.Turn)) > 1e-9 {
				t.Fatalf("from %+v to %+v it felt %+v", before, b, f)
			}
			if v := math.Hypot(b.Forward, b.Left); v > m.TopSpeed*(1+1e-9) || math.Abs(b.Turn) > m.TopTurn {
				t.Fatalf("speed %v, turn rate %v", v, b.Turn)
			}
		}
	})
}

// TestSpeedApproachesTop compares speed and way with the solution of first
// order: after n ticks v = top (1 - exp(-n Tick/Inertia)).
func TestSpeedApproachesTop(t *testing.T) {
	s, err := space.New([]world.Vec{{X: -9, Y: -9}, {X: 9, Y: -9}, {X: 9, Y: 9}, {X: -9, Y: 9}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	m := NewMover(Default())
	for a, want := range map[Action]Body{
		Stay: {}, GoForward: {Forward: 0.8}, GoBack: {Forward: -0.8}, GoLeft: {Left: 0.8}, GoRight: {Left: -0.8},
		TurnLeft: {Turn: math.Pi}, TurnRight: {Turn: -math.Pi},
	} {
		b := Body{}
		for i := range 15 { // a second
			f := m.Act(s, &b, a.Command())
			n := float64(i+1) * 4 / 60
			share, spin := 1-math.Exp(-n/0.1), 1-math.Exp(-n/0.05)
			if math.Abs(b.Forward-want.Forward*share) > 1e-9 || math.Abs(b.Left-want.Left*share) > 1e-9 || math.Abs(b.Turn-want.Turn*spin) > 1e-9 {
				t.Fatalf("action %d after %v s: %+v, want %+v of %+v", a, n, b, share, want)
			}
			if f.Touched {
				t.Fatal("it touched a wall in the open")
			}
		}
	}
}

// TestPassesCorridor: the default body goes round the bend of a corridor of
// 0.25 m cells by the six actions.
func TestPassesCorridor(t *testing.T) {
	s, err := space.New([]world.Vec{{X: 0, Y: 0}, {X: 1.25, Y: 0}, {X: 1.25, Y: 1.25}, {X: 1, Y: 1.25}, {X: 1, Y: 0.25}, {X: 0, Y: 0.25}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	m := NewMover(Default())
	b := Body{Pose: world.Pose{Pos: world.Vec{X: 0.1, Y: 0.1}}}
	for range 30 {
		m.Act(s, &b, GoForward.Command())
	}
	for range 30 {
		m.Act(s, &b, GoLeft.Command())
	}
	if want := (world.Vec{X: 1.18, Y: 1.18}); b.Pos.Sub(want).Norm() > 0.01 {
		t.Errorf("the body ended at %v, want %v", b.Pos, want)
	}
}

// TestSlower: in every direction the speed comes to that of a body that is as
// fast in all of them, less by the share of each part, and what is felt is the
// way. A share of 0 is one of 1, to the bit.
func TestSlower(t *testing.T) {
	s, err := space.New(world.Enclosure{Shape: world.Square, Size: 9}.Outline(), nil)
	if err != nil {
		t.Fatal(err)
	}
	plain := Default()
	plain.Sideways, plain.Backward = 0, 0
	rapid.Check(t, func(t *rapid.T) {
		part := rapid.Float64Range(-1.5, 1.5)
		c := Command{Forward: part.Draw(t, "forward"), Left: part.Draw(t, "left"), Turn: part.Draw(t, "turn")}
		slow := Default()
		slow.Sideways, slow.Backward = rapid.Float64Range(0.01, 1).Draw(t, "sideways"), rapid.Float64Range(0.01, 1).Draw(t, "backward")
		var a, b, p Body
		for range 30 {
			f := NewMover(slow).Act(s, &a, c)
			g := NewMover(Default()).Act(s, &b, c)
			if h := NewMover(plain).Act(s, &p, c); h != g || p != b {
				t.Fatalf("shares of 1 led to %+v, of 0 to %+v", b, p)
			}
			back := 1.0
			if g.Forward < 0 {
				back = slow.Backward
			}
			if math.Abs(f.Forward-back*g.Forward) > 1e-12 || math.Abs(f.Left-slow.Sideways*g.Left) > 1e-12 || f.Turn != g.Turn || a.Heading != b.Heading {
				t.Fatalf("it felt %+v with shares %v and %v, %+v without", f, slow.Sideways, slow.Backward, g)
			}
		}
	})
}

// TestLikeRat: ahead as fast as ever, sideways and backwards 0.4 of it.
func TestLikeRat(t *testing.T) {
	s, err := space.New(world.Enclosure{Shape: world.Square, Size: 9}.Outline(), nil)
	if err != nil {
		t.Fatal(err)
	}
	m := NewMover(Default().LikeRat())
	for a, want := range map[Action]world.Vec{GoForward: {X: 0.8}, GoBack: {X: -0.32}, GoLeft: {Y: 0.32}, GoRight: {Y: -0.32}} {
		var b Body
		for range 60 {
			m.Act(s, &b, a.Command())
		}
		if math.Abs(b.Forward-want.X) > 1e-9 || math.Abs(b.Left-want.Y) > 1e-9 {
			t.Errorf("action %d comes to %+v, want %v", a, b, want)
		}
	}
}

func TestValidate(t *testing.T) {
	if err := Default().LikeRat().Validate(); err != nil {
		t.Error(err)
	}
	for what, spoil := range map[string]func(*Model){
		"radius":    func(m *Model) { m.Radius = 0 },
		"top speed": func(m *Model) { m.TopSpeed = math.NaN() },
		"inertia":   func(m *Model) { m.Inertia = -1 },
		"tick":      func(m *Model) { m.Tick = math.Inf(1) },
		"ticks":     func(m *Model) { m.Repeat = 0 },
		"sideways":  func(m *Model) { m.Sideways = -0.1 },
		"backwards": func(m *Model) { m.Backward = 1.1 },
	} {
		m := Default()
		spoil(&m)
		if err := m.Validate(); err == nil || !strings.Contains(err.Error(), what) {
			t.Errorf("of a wrong %s it says %v", what, err)
		}
	}
}

func BenchmarkBody(b *testing.B) {
	const n = 1024
	rng := rand.New(rand.NewPCG(1, 2))
	m := NewMover(Default())
	spaces, bodies, actions, felt := make([]*space.Space, n), make([]Body, n), make([]Action, n), make([]Sensed, n)
	s := cells.Random(rng, 0.02)
	for i := range bodies {
		spaces[i] = s.Clone()
		bodies[i].Pos, _ = s.NearestFree(world.Vec{X: 2*rng.Float64() - 1, Y: 2*rng.Float64() - 1}, m.Radius)
		bodies[i].Heading = 6*rng.Float64() - 3
	}
	b.ReportAllocs()
	for b.Loop() {
		for i := range actions {
			if rng.IntN(8) == 0 {
				actions[i] = Action(1 + rng.IntN(6))
			}
		}
		m.ActAll(spaces, bodies, actions, felt)
	}
	b.ReportMetric(float64(b.N*n*m.Repeat)/b.Elapsed().Seconds(), "bodysteps/s")
}
