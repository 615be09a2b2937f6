package gridnet

import (
	"math"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"

	"gridrat/brain/tensor"
	"gridrat/world"
)

// shipped returns a network that travels with the program.
func shipped(t testing.TB, name string) (*Network, []float32) {
	t.Helper()
	tr, err := Open(filepath.Join("..", "..", "assets", "networks", name+".npz"), 1, 1)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(tr.Close)
	return tr.Network(), tr.Weights()
}

// whole is the frame of a floor that is the network's own box.
var whole = Frame{Factor: 1}

// wanderer is a rat that a herd and a tracker of its own follow.
type wanderer struct {
	tracker *Tracker
	at      world.Pose
}

// TestHerd: every rat of a herd, anchored and stepped with others or alone,
// has the code and the place that a tracker has that makes a move of no length
// and then the same moves, to the bit, with all kernels: they sum an element of
// a product in the same order in whatever tile it lies.
func TestHerd(t *testing.T) {
	defer use(t, tensor.KernelName())
	type network struct {
		n *Network
		w []float32
	}
	nets := map[string]network{}
	for _, name := range []string{"modules", "lstm", "paper", "paper-circle"} {
		n, w := shipped(t, name)
		nets["shipped "+name] = network{n, w}
	}
	for name, r := range variants() {
		tr := newTestTrainer(t, r, 1, 1)
		steps(t, tr, 4)
		nets[name] = network{tr.Network(), tr.Weights()}
	}
	bent := small(NewModules(3))
	bent.Activation, bent.Units = Tanh, 13 // so that vectors end anywhere
	n := NewNetwork(bent, 1)
	nets["modules of tanh"] = network{n, n.Init(1)}

	for name, net := range nets {
		for _, kernels := range tensor.Kernels() {
			t.Run(name+", "+kernels, func(t *testing.T) {
				use(t, kernels)
				rounds := 20
				if kernels == "portable" {
					rounds = 5
				}
				followHerd(t, net.n, net.w, rounds)
			})
		}
	}
}

func followHerd(t *testing.T, n *Network, w []float32, rounds int) {
	const rats = 29
	rng := rand.New(rand.NewPCG(1, 2))
	h := NewHerd(n, w, rats, whole)
	all := make([]wanderer, rats)
	pose := func() world.Pose {
		p := world.Vec{X: rng.Float64() - 0.5, Y: rng.Float64() - 0.5}
		return world.Pose{Pos: p, Heading: (2*rng.Float64() - 1) * math.Pi}
	}
	anchor := func(chosen []int) {
		var at []world.Pose
		for _, rat := range chosen {
			r := &all[rat]
			r.at = pose()
			at = append(at, r.at)
			r.tracker.Start(w, r.at)
			r.tracker.Step(w, r.at, r.at)
		}
		h.Anchor(chosen, at)
	}
	var everyone []int
	for i := range all {
		everyone = append(everyone, i)
		all[i].tracker = NewTracker(n)
	}
	anchor(everyone)

	codes := tensor.New(rats, n.Units())
	places := make([]world.Vec, rats)
	for round := range rounds {
		order := rng.Perm(rats)
		chosen := order[:rng.IntN(rats+1)]
		var moves []Move
		for _, rat := range chosen {
			r := &all[rat]
			to := pose()
			to.Pos = r.at.Pos.Add(world.Polar(0.05*rng.Float64(), to.Heading))
			r.tracker.Step(w, r.at, to)
			moves = append(moves, Move{to.Pos.Sub(r.at.Pos), world.WrapAngle(to.Heading - r.at.Heading)})
			r.at = to
		}
		h.Step(chosen, moves)
		anchor(order[rats-rng.IntN(3):])

		h.Codes(codes)
		h.Decode(places, codes)
		for i, r := range all {
			if !slices.Equal(codes.Row(i), r.tracker.Units()) {
				t.Fatalf("round %d: the code of rat %d is not that of a tracker", round, i)
			}
			if places[i] != r.tracker.Position() {
				t.Fatalf("round %d: rat %d is read at %v, a tracker at %v", round, i, places[i], r.tracker.Position())
			}
		}
	}
}

// TestHerdFrame: a herd on a floor of another size and place has the codes of
// one in the network's own box, and reads places in metres of that floor.
func TestHerdFrame(t *testing.T) {
	n, w := shipped(t, "modules")
	f := Frame{Factor: 0.5, Offset: world.Vec{X: -1, Y: 0.25}} // powers of 2, so that nothing is rounded
	near, far := NewHerd(n, w, 1, whole), NewHerd(n, w, 1, f)
	at, by := world.Vec{X: 0.5, Y: -0.25}, world.Vec{X: 0.03125, Y: -0.015625}
	near.Anchor([]int{0}, []world.Pose{{Pos: at}})
	far.Anchor([]int{0}, []world.Pose{{Pos: world.Vec{X: 3, Y: -1}}})
	for range 10 {
		near.Step([]int{0}, []Move{{By: by}})
		far.Step([]int{0}, []Move{{By: by.Mul(2)}})
	}
	a, b := tensor.New(1, n.Units()), tensor.New(1, n.Units())
	near.Code(a.Row(0), 0)
	far.Code(b.Row(0), 0)
	if !slices.Equal(a.Data, b.Data) {
		t.Error("the codes differ")
	}
	p, q := make([]world.Vec, 1), make([]world.Vec, 1)
	near.Decode(p, a)
	far.Decode(q, b)
	if q[0].Sub(f.outward(p[0])).Norm() > 1e-12 {
		t.Errorf("%v of the box is read as %v", p[0], q[0])
	}
	if e := f.inward(q[0]).Sub(at.Add(by.Mul(10))).Norm(); e > 0.1 {
		t.Errorf("the place is read %.3f m off", e)
	}
}

// TestHerdLevel: levelled codes have the units of each module divided by its
// activity; networks without a joint read-out leave them as they are.
func TestHerdLevel(t *testing.T) {
	n, w := shipped(t, "modules")
	h := NewHerd(n, w, 2, whole)
	h.Anchor([]int{0, 1}, []world.Pose{{Pos: world.Vec{X: 0.3}}, {Pos: world.Vec{Y: -0.7}}})
	raw, level := tensor.New(2, n.Units()), tensor.New(2, n.Units())
	h.Codes(raw)
	h.Codes(level)
	h.Level(level)
	scale := n.joint.scale.Of(w)
	for i, v := range raw.Data {
		want := v / scale[i%n.Units()/n.Recipe.Units]
		if math.Abs(float64(level.Data[i]-want)) > 1e-6*math.Abs(float64(want)) {
			t.Fatalf("value %d is %v, want %v", i, level.Data[i], want)
		}
	}
	n, w = shipped(t, "lstm")
	h = NewHerd(n, w, 1, whole)
	h.Anchor([]int{0}, make([]world.Pose, 1))
	raw, level = tensor.New(1, n.Units()), tensor.New(1, n.Units())
	h.Codes(raw)
	h.Codes(level)
	h.Level(level)
	if !slices.Equal(raw.Data, level.Data) {
		t.Error("codes without measured activities were changed")
	}
}

// TestHerdDecodesKept: codes kept from earlier, more of them than there are
// rats, are read as they were then.
func TestHerdDecodesKept(t *testing.T) {
	for _, name := range []string{"modules", "lstm"} {
		n, w := shipped(t, name)
		h := NewHerd(n, w, 3, whole)
		h.Anchor([]int{0, 1, 2}, make([]world.Pose, 3))
		const moves = 5
		kept, then := tensor.New(3*moves, n.Units()), make([]world.Vec, 3*moves)
		for k := range moves {
			h.Step([]int{0, 2}, []Move{{By: world.Vec{X: 0.05}}, {By: world.Vec{Y: -0.04}}})
			rows := kept.RowRange(3*k, 3*k+3)
			h.Codes(rows)
			h.Decode(then[3*k:3*k+3], rows)
		}
		now := make([]world.Vec, len(then))
		h.Decode(now, kept)
		if !slices.Equal(now, then) {
			t.Errorf("%s: places were %v and are read as %v", name, then, now)
		}
	}
}

// TestHerdsSideBySide: two herds of the same network in goroutines of their own
// have the codes of one that has all rats.
func TestHerdsSideBySide(t *testing.T) {
	const rats, moves = 24, 50
	n, w := shipped(t, "modules")
	walk := func(low, high int, to tensor.Mat) {
		h := NewHerd(n, w, high-low, whole)
		every := make([]int, high-low)
		felt := make([]Move, high-low)
		for i := range every {
			every[i] = i
		}
		h.Anchor(every, make([]world.Pose, high-low))
		for k := range moves {
			for i := range felt {
				felt[i].By = world.Polar(0.04, math.Sin(float64((low+i)*k)))
			}
			h.Step(every, felt)
		}
		h.Codes(to)
	}
	one, two := tensor.New(rats, n.Units()), tensor.New(rats, n.Units())
	walk(0, rats, one)
	done := make(chan bool)
	for _, part := range [][2]int{{0, 7}, {7, rats}} {
		go func() {
			walk(part[0], part[1], two.RowRange(part[0], part[1]))
			done <- true
		}()
	}
	<-done
	<-done
	if !slices.Equal(one.Data, two.Data) {
		t.Error("the codes depend on the herd")
	}
}

// TestHerdMisuse: what cannot be meant is refused.
func TestHerdMisuse(t *testing.T) {
	n := NewNetwork(small(NewModules(3)), 1)
	w := n.Init(1)
	h := NewHerd(n, w, 2, whole)
	for name, f := range map[string]func(){
		"no rats":               func() { NewHerd(n, w, 0, whole) },
		"no factor":             func() { NewHerd(n, w, 1, Frame{}) },
		"fewer moves than rats": func() { h.Step([]int{0, 1}, make([]Move, 1)) },
		"a rat too many":        func() { h.Anchor([]int{0, 1, 0}, make([]world.Pose, 3)) },
		"no such rat":           func() { h.Step([]int{2}, make([]Move, 1)) },
		"narrow codes":          func() { h.Decode(make([]world.Vec, 1), tensor.New(1, 3)) },
		"negative strides":      func() { NewStrides(1, -1) },
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("no panic")
				}
			}()
			f()
		})
	}
	h.Step(nil, nil) // nobody is due
}

// TestStrides: rats make steps of equal length from what they have gathered,
// each for itself, and keep what is left.
func TestStrides(t *testing.T) {
	s := NewStrides(3, 0.05)
	east := Move{By: world.Vec{X: 0.02}, Turn: 1.25}
	s.Add(1, Move{By: world.Vec{Y: 0.12}})
	s.Add(0, east)
	s.Add(0, east)
	check := func(want map[int]Move) {
		t.Helper()
		rats := s.take()
		if len(rats) != len(want) || len(s.moves) != len(want) || !slices.IsSorted(rats) {
			t.Fatalf("due are %v, want %v", rats, want)
		}
		for i, rat := range rats {
			m, ok := want[rat]
			if d := m.By.Sub(s.moves[i].By).Norm(); !ok || d > 1e-15 || math.Abs(m.Turn-s.moves[i].Turn) > 1e-15 {
				t.Errorf("rat %d is due with %v, want %v", rat, s.moves[i], want)
			}
		}
	}
	check(map[int]Move{1: {By: world.Vec{Y: 0.05}}})
	check(map[int]Move{1: {By: world.Vec{Y: 0.05}}})
	check(nil)
	if got := s.Gathered(1); math.Abs(got.By.Y-0.02) > 1e-15 {
		t.Errorf("rat 1 has %v left", got)
	}
	s.Add(0, east) // three turns are more than half a circle
	s.Add(1, Move{By: world.Vec{X: 0.02}})
	check(map[int]Move{0: {By: world.Vec{X: 0.05}, Turn: 3.75 - 2*math.Pi}})
	if got := s.Gathered(0); math.Abs(got.By.X-0.01) > 1e-15 || got.Turn != 0 {
		t.Errorf("rat 0 has %v left", got)
	}
	s.Clear(1)
	s.Add(1, Move{By: world.Vec{X: 0.03}})
	check(nil)
	s.Add(1, Move{By: world.Vec{X: -0.03}, Turn: 9}) // back where it was
	check(nil)
	if rats := NewStrides(3, 0).take(); len(rats) != 3 {
		t.Errorf("without a length %v are due", rats)
	}
}

// TestWalk: however a way is felt, the network makes the same steps, and the
// rest is gathered.
func TestWalk(t *testing.T) {
	n := NewNetwork(NewModules(1), 1)
	w := n.Init(1)
	a, b := NewHerd(n, w, 2, whole), NewHerd(n, w, 2, whole)
	s := NewStrides(2, 0.0625) // halves are exact
	for _, h := range []*Herd{a, b} {
		h.Anchor([]int{0, 1}, make([]world.Pose, 2))
	}
	for range 4 {
		s.Add(1, Move{By: world.Vec{X: 0.03125}})
		a.Walk(s)
	}
	if got := a.Walk(s); len(got) != 0 {
		t.Errorf("rats %v step without having moved", got)
	}
	s.Add(1, Move{By: world.Vec{X: 0.15625}})
	if got := a.Walk(s); !slices.Equal(got, []int{1}) || s.Gathered(1).By.X != 0.03125 {
		t.Errorf("rats %v stepped, %v is left", got, s.Gathered(1))
	}
	for range 4 {
		b.Step([]int{1}, []Move{{By: world.Vec{X: 0.0625}}})
	}
	for rat := range 2 {
		got, want := make([]float32, n.Units()), make([]float32, n.Units())
		a.Code(got, rat)
		b.Code(want, rat)
		if !slices.Equal(got, want) {
			t.Errorf("rat %d has another code", rat)
		}
	}
}

// TestHerdDoesNotAllocate: nothing that is called from decision to decision
// does.
func TestHerdDoesNotAllocate(t *testing.T) {
	const rats = 16
	nets := variants()
	for name := range nets {
		t.Run(name, func(t *testing.T) {
			n := NewNetwork(nets[name], 1)
			h, s := NewHerd(n, n.Init(1), rats, whole), NewStrides(rats, DefaultStride)
			codes, places := tensor.New(rats, n.Units()), make([]world.Vec, rats)
			anchored, at := []int{3, 9, 1}, make([]world.Pose, 3)
			i := 0
			if a := testing.AllocsPerRun(100, func() {
				for rat := range rats {
					s.Add(rat, Move{By: world.Polar(0.01+0.002*float64(rat), float64(i)), Turn: 0.1})
				}
				h.Walk(s)
				h.Anchor(anchored[:i%4], at[:i%4])
				h.Codes(codes)
				h.Decode(places, codes)
				h.Level(codes)
				h.Code(codes.Row(0), 5)
				i++
			}); a != 0 {
				t.Errorf("a round allocates %v times", a)
			}
		})
	}
}
