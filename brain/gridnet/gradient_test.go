package gridnet

import (
	"math"
	"math/rand/v2"
	"testing"

	"gridrat/brain/nn"
	"gridrat/world"
)

// small makes a recipe of the same parts that is quick to test.
func small(r Recipe) Recipe {
	r.Units, r.Updates = 10, 20
	if r.Core == LSTMCore {
		r.Hidden = 9
	}
	if r.HeadDirection.Cells > 0 {
		r.HeadDirection.Cells = 5
	}
	if r.Compass.Hidden > 0 {
		r.Compass.Hidden = 7
	}
	if r.Joint.Hidden > 0 {
		r.Joint = Joint{Hidden: 8, Side: 4, Sigma: 0.3, Weight: 0.5, Samples: 2, Refresh: 3}
	}
	for i := range r.Modules {
		r.Modules[i].Side = 4
		if r.Target == SoftmaxTarget {
			r.Modules[i].Sigma = 0.3
		}
	}
	r.Horizons = []Horizon{{0, 5, 6}, {4, 7, 5}}
	r.Shards = 2
	return r
}

// variants are the recipes with every part switched on somewhere.
func variants() map[string]Recipe {
	v := map[string]Recipe{
		"modules": small(NewModules(3)), "one": small(NewModules(1)), "lstm": small(NewLSTM()),
		"paper": small(NewPaper()), "egocentric": small(NewEgocentric()),
	}
	tanh := v["lstm"]
	tanh.Activation, tanh.Centres = Tanh, RandomCentres
	v["tanh"] = tanh
	linear := v["one"]
	linear.Activation, linear.Target = Linear, DoGTarget
	v["linear"] = linear
	rooms := preset("four-rooms")
	v["rooms"] = v["modules"].In(rooms)
	v["rooms, foraging"] = v["paper"].In(rooms)
	later := v["tanh"].In(openDoor(rooms))
	later.Spread = rooms
	v["rooms, changed since"] = later
	return v
}

// TestGradient compares the whole network's gradient with finite differences
// of its loss, along random directions in every block of parameters.
func TestGradient(t *testing.T) {
	for name, r := range variants() {
		t.Run(name, func(t *testing.T) {
			if r.Joint.Hidden > 0 {
				r.Joint.Gradient = 1 // so that the loss is one function of all weights
			}
			n := NewNetwork(r, 3)
			w := n.Init(4)
			if n.joint != nil {
				for i := range n.joint.scale.Of(w) {
					n.joint.scale.Of(w)[i] = 0.7 + float32(i)/5
				}
			}
			const rats, steps = 4, 5
			rng := rand.New(rand.NewPCG(5, 6))
			var paths world.Paths
			paths.Walk(rng, r.Enclosure, r.MotionModel(), steps, rats)
			joint := []int{1, 4}
			if n.joint == nil {
				joint = nil
			}
			p := newPass(n, steps, rats, true)
			loss := func(w []float32) (float64, []float32) {
				p.load(&paths, joint)
				g := make([]float32, len(w))
				ns := noise{lambda: r.Lambda, dropout: r.Dropout, rng: rand.New(rand.NewPCG(7, 8))}
				l := p.learn(w, g, ns, rats, joint)
				d := n.decay(w, g)
				return l.Total + d, g
			}
			_, g := loss(w)
			for _, b := range n.Layout.Blocks {
				if b.Name == "joint_scale" {
					continue // measured, not learnt
				}
				checkBlock(t, b, w, g, rng, func(w []float32) float64 { l, _ := loss(w); return l })
			}
		})
	}
}

// TestHeadReadsFirstModule: the head-direction read-out, of which there is one,
// hears the first module and counts once.
func TestHeadReadsFirstModule(t *testing.T) {
	r := small(NewModules(2))
	r.HeadDirection = HeadDirection{Cells: 6, Kappa: 5, Weight: 0.5}
	if err := r.Validate(); err != nil {
		t.Fatal(err)
	}
	n := NewNetwork(r, 3)
	w := n.Init(4)
	const rats, steps = 4, 5
	rng := rand.New(rand.NewPCG(5, 6))
	var paths world.Paths
	paths.Walk(rng, r.Enclosure, r.MotionModel(), steps, rats)
	p, joint := newPass(n, steps, rats, true), []int{1, 4}
	learn := func() Loss {
		p.load(&paths, joint)
		return p.learn(w, make([]float32, len(w)), noise{}, rats, joint)
	}
	first := learn()
	parts := float64(len(n.modules))*first.Place + r.HeadDirection.Weight*first.HeadDirection + r.Joint.Weight*first.Joint + first.Penalty
	if math.Abs(first.Total-parts) > 1e-9*first.Total {
		t.Errorf("the total is %v, its parts make %v", first.Total, parts)
	}
	for i := range n.modules[1].core.(*nn.RNN).W.Of(w) {
		n.modules[1].core.(*nn.RNN).W.Of(w)[i] *= 0.5
	}
	if second := learn(); second.HeadDirection != first.HeadDirection || second.Place == first.Place {
		t.Errorf("with another second module the loss of heading goes from %v to %v, that of place from %v to %v", first.HeadDirection, second.HeadDirection, first.Place, second.Place)
	}
}

// checkBlock compares g·d with central differences of the loss along a random
// direction d of unit length within a block.
func checkBlock(t *testing.T, b nn.Block, w, g []float32, rng *rand.Rand, loss func([]float32) float64) {
	t.Helper()
	d := make([]float64, b.Rows*b.Cols)
	var norm float64
	for i := range d {
		// Half along the gradient, so that the slope is not lost in rounding.
		d[i] = rng.NormFloat64()*1e-2 + float64(b.Of(g)[i])
		norm += d[i] * d[i]
	}
	norm = math.Sqrt(norm)
	var want float64
	for i := range d {
		d[i] /= norm
		want += d[i] * float64(b.Of(g)[i])
	}
	// Several step sizes: one too long meets the kinks of rectified units,
	// one too short the rounding of float32.
	best, got := math.Inf(1), 0.0
	for _, step := range []float64{3e-2, 1e-2, 3e-3, 1e-3, 3e-4} {
		at := func(s float64) float64 {
			moved := make([]float32, len(w))
			copy(moved, w)
			for i, v := range b.Of(moved) {
				b.Of(moved)[i] = v + float32(s*d[i])
			}
			return loss(moved)
		}
		slope := (at(step) - at(-step)) / (2 * step)
		if e := math.Abs(slope - want); e < best {
			best, got = e, slope
		}
	}
	if !(best <= 5e-3*math.Abs(want)+2e-5) {
		t.Errorf("%s: slope %.6g, want %.6g", b.Name, got, want)
	}
}
