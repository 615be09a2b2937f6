// Package gridnet is the path-integration network of Banino et al. 2018 and
// the variants of it that this project adds: its recipes, its training and
// its evaluation.
//
// Every recipe is put together from the same parts:
//
//	            start code ─► start, cell                         ┌─► place read-out
//	input ─► (compass ─►) recurrent core ─► (g ─►) scored units ──┼─► head-direction read-out
//	                                                              └─► joint read-out (all modules)
//
// A module is everything from the start code to its place read-out. `lstm`
// and `paper` have one, with an LSTM and a layer g; `modules` has several,
// whose scored units are the core's own.
package gridnet

import (
	"math/rand/v2"

	"gridrat/brain/cells"
	"gridrat/brain/nn"
	"gridrat/brain/stream"
	"gridrat/world"
)

// Network is the structure of a network: its layers, its cells and the
// layout of its parameters, but not their values. It is immutable and may be
// used by any number of goroutines.
type Network struct {
	Recipe Recipe
	Layout nn.Layout

	modules []module
	heading *cells.HeadDirection // nil if there is none
	head    nn.Linear            // head-direction read-out from the units of the first module, or from the compass
	compass *compass             // nil if there is none
	joint   *joint               // nil if there is none

	floors floors
	motion world.Motion // of its rats
}

// module predicts one place code from self-motion.
type module struct {
	places cells.Places
	shift  float32 // the code's mean, taken off before it starts the core
	share  float64 // of lambda

	start nn.Linear  // initial code -> initial hidden state
	cell  *nn.Linear // initial code -> initial cell state; LSTM only
	core  nn.Recurrent
	g     *nn.Linear // hidden -> scored units; nil where the core's units are scored
	act   nn.Activation
	place nn.Linear // scored units -> place cells
	first int       // index of its first scored unit in the network
}

// compass is an LSTM that learns heading and drives the modules.
type compass struct {
	start, cell nn.Linear // initial head-direction code -> state
	core        nn.LSTM
}

// joint reads position from the scored units of all modules, each divided by
// its module's root-mean-square activity.
type joint struct {
	places *cells.Softmax
	where  *cells.Locator // nil where cells are left out
	scale  nn.Block       // [1, modules]: those activities; measured, not learnt
	hidden nn.Linear      // units -> rectified
	out    nn.Linear      // rectified -> place cells
}

// NewNetwork returns the network of a valid recipe. The seed draws random
// centres of place and head-direction cells, where the recipe has none.
func NewNetwork(r Recipe, seed uint64) *Network {
	n, err := newNetwork(r, seed, floors{})
	if err != nil {
		panic("gridnet: " + err.Error())
	}
	return n
}

// newNetwork is NewNetwork, which uses floors of before again. It fails where
// the recipe has a map to learn in that cannot be.
func newNetwork(r Recipe, seed uint64, before floors) (*Network, error) {
	f, err := r.floors(before)
	if err != nil {
		return nil, err
	}
	rng := rand.New(stream.New(seed, forCells, 0))
	n := &Network{Recipe: r, floors: f, motion: r.MotionModel()}
	if f.walk != nil {
		n.motion = f.walk.motion(r)
	}
	if h := r.HeadDirection; h.Cells > 0 {
		angles := h.Angles
		if angles == nil {
			angles = cells.UniformAngles(rng, h.Cells)
		}
		n.heading = cells.NewHeadDirection(angles, h.Kappa)
	}
	in := 2
	if r.Input == Egocentric {
		in = 3
	}
	if hid := r.Compass.Hidden; hid > 0 {
		n.compass = &compass{
			start: nn.NewLinear(&n.Layout, "compass_start", r.HeadDirection.Cells, hid, true),
			cell:  nn.NewLinear(&n.Layout, "compass_cell", r.HeadDirection.Cells, hid, true),
			core:  nn.NewLSTM(&n.Layout, "compass_lstm", in, hid),
		}
		in = hid
	}
	for i := range r.Modules {
		n.modules = append(n.modules, n.newModule(rng, i, in))
	}
	if n.heading != nil {
		from := r.Units
		if n.compass != nil {
			from = r.Compass.Hidden
		}
		n.head = nn.NewLinear(&n.Layout, "head", from, r.HeadDirection.Cells, true)
	}
	if j := r.Joint; j.Hidden > 0 {
		centres := n.jointCentres()
		n.joint = &joint{
			places: cells.NewSoftmax(centres, j.Sigma),
			where:  n.locator(len(centres)),
			scale:  n.Layout.Add("joint_scale", 1, len(r.Modules)),
			hidden: nn.NewLinear(&n.Layout, "joint_hidden", n.Units(), j.Hidden, true),
			out:    nn.NewLinear(&n.Layout, "joint_out", j.Hidden, len(centres), true),
		}
	}
	return n, nil
}

// locator reads places from the joint read-out where its n cells lie all over a
// square; else it is nil.
func (n *Network) locator(cellCount int) *cells.Locator {
	r := n.Recipe
	if cellCount != r.Joint.Side*r.Joint.Side {
		return nil
	}
	return cells.NewLocator(r.Enclosure, r.Joint.Side, r.Joint.Sigma)
}

// jointCentres are those of the place cells of the joint read-out.
func (n *Network) jointCentres() []world.Vec {
	r := n.Recipe
	if n.floors.spread != nil {
		return n.floors.spread.squares(r.Enclosure.Size / float64(r.Joint.Side))
	}
	return cells.GridCentres(r.Enclosure, r.Joint.Side)
}

// newModule adds module i, whose core has in inputs.
func (n *Network) newModule(rng *rand.Rand, i, in int) module {
	r, spec := n.Recipe, n.Recipe.Modules[i]
	m := module{share: spec.Lambda, first: i * r.Units, act: activation(r.Activation)}
	if f := n.floors.spread; f != nil {
		m.places, m.shift = f.places(rng, r, spec)
	} else {
		m.places, m.shift = newPlaces(rng, r, spec)
	}

	name := "module" + string(rune('1'+i)) + "_"
	code := m.places.Len()
	if r.Core == RNNCore {
		m.start = nn.NewLinear(&n.Layout, name+"start", code, r.Units, false)
		m.core = nn.NewRNN(&n.Layout, name+"rnn", in, r.Units, m.act)
		m.place = nn.NewLinear(&n.Layout, name+"place", r.Units, m.places.Len(), false)
		return m
	}
	if n.heading != nil {
		code += n.heading.Len()
	}
	cell := nn.Linear{}
	g := nn.Linear{}
	m.start = nn.NewLinear(&n.Layout, name+"start", code, r.Hidden, true)
	cell = nn.NewLinear(&n.Layout, name+"cell", code, r.Hidden, true)
	m.core = nn.NewLSTM(&n.Layout, name+"lstm", in, r.Hidden)
	g = nn.NewLinear(&n.Layout, name+"g", r.Hidden, r.Units, false)
	m.place = nn.NewLinear(&n.Layout, name+"place", r.Units, m.places.Len(), true)
	m.cell, m.g = &cell, &g
	return m
}

// newPlaces returns the place cells of a module and the mean of their code
// that is taken off before it starts the core: the published network gets
// its softmax as it is.
func newPlaces(rng *rand.Rand, r Recipe, spec Module) (cells.Places, float32) {
	size := spec.Side * spec.Side
	if r.Target == BandTarget && r.Centres == OnLattice && spec.Points == nil {
		l := cells.NewLattice(r.Enclosure, spec.Side, spec.Pad, spec.Sigma)
		return l, float32(l.Mean())
	}
	var centres []world.Vec
	switch {
	case spec.Points != nil:
		for _, p := range spec.Points {
			centres = append(centres, world.Vec{X: p[0], Y: p[1]})
		}
	case r.Centres == RandomCentres:
		centres = cells.UniformCentres(rng, cells.Enlarged(r.Enclosure, spec.Pad), size)
	default:
		centres = cells.GridCentres(cells.Enlarged(r.Enclosure, spec.Pad), spec.Side)
	}
	return placesAt(centres, r.Target, spec.Sigma, cells.Everywhere(r.Enclosure))
}

// placesAt returns place cells with given centres, whose code has a standard
// deviation of 1 over the positions, where it is no softmax.
func placesAt(centres []world.Vec, t Target, sigma float64, positions []world.Vec) (cells.Places, float32) {
	switch t {
	case BandTarget:
		b := cells.NewBand(positions, centres, sigma)
		return b, float32(b.Mean())
	case DoGTarget:
		b := cells.NewDoG(positions, centres, sigma)
		return b, float32(b.Mean())
	}
	return cells.NewSoftmax(centres, sigma), 0
}

func activation(a Activation) nn.Activation {
	switch a {
	case ReLU:
		return nn.ReLU
	case Tanh:
		return nn.Tanh
	}
	return nn.Identity
}

// Units is the number of scored units in all modules together; those of
// module i are i*Recipe.Units and the following.
func (n *Network) Units() int { return len(n.Recipe.Modules) * n.Recipe.Units }

// Init returns initial weights drawn from the seed.
func (n *Network) Init(seed uint64) []float32 {
	rng := rand.New(stream.New(seed, forWeights, 0))
	w := make([]float32, n.Layout.Size)
	if n.compass != nil {
		n.initLinear(rng, w, n.compass.start, 1)
		n.initLinear(rng, w, n.compass.cell, 1)
		n.initCore(rng, w, n.compass.core)
	}
	for _, m := range n.modules {
		if m.cell == nil {
			n.initLinear(rng, w, m.start, 0.3)
		} else {
			n.initLinear(rng, w, m.start, 1)
			n.initLinear(rng, w, *m.cell, 1)
			n.initLinear(rng, w, *m.g, 1)
		}
		n.initCore(rng, w, m.core)
		n.initLinear(rng, w, m.place, 1)
	}
	if n.heading != nil {
		n.initLinear(rng, w, n.head, 1)
	}
	if j := n.joint; j != nil {
		for i := range j.scale.Of(w) {
			j.scale.Of(w)[i] = 1
		}
		n.initLinear(rng, w, j.hidden, 1)
		n.initLinear(rng, w, j.out, 1)
	}
	return w
}

func (n *Network) initLinear(rng *rand.Rand, w []float32, f nn.Linear, scale float64) {
	if n.Recipe.Init == TruncatedInit {
		f.InitTruncated(rng, w)
		return
	}
	f.Init(rng, w, scale)
}

func (n *Network) initCore(rng *rand.Rand, w []float32, core nn.Recurrent) {
	switch core := core.(type) {
	case nn.LSTM:
		if n.Recipe.Init == TruncatedInit {
			core.InitTruncated(rng, w)
			return
		}
		core.Init(rng, w)
	case *nn.RNN:
		core.Init(rng, w)
	}
}
