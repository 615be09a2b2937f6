package gridnet

import (
	"fmt"
	"slices"

	"gridrat/brain/nn"
	"gridrat/brain/tensor"
	"gridrat/world"
)

// Herd runs one trained network for many rats, each with a state of
// its own: the path integration of agents. A rat's state depends on where it
// was anchored and on its own moves alone, to the bit: not on how many rats
// there are, nor on which are stepped together. None of its methods allocates.
//
// One goroutine at a time may use a herd. Herds of the same network and weights
// share nothing that is written, and may run side by side.
type Herd struct {
	net     *Network
	weights []float32
	frame   Frame

	whole, pass *pass // of all rats, and narrowed to those of a call
	cores       []core
	units       tensor.Mat // [rats, units]
}

// core is a recurrent layer: what it remembers of all rats, and the trace of
// the pass that it runs in.
type core struct {
	trace *nn.Trace
	h, c  tensor.Mat // [rats, hidden]; c is empty without cell states
}

// NewHerd returns rats rats on the floor that the frame lays into the
// network's box, to be anchored before their first step. The weights w are not
// copied, and may change between calls, as of a network that learns on: then the
// states that are there go on with the new ones. It panics if there are no rats or
// the frame's factor is not above 0.
func NewHerd(n *Network, w []float32, rats int, f Frame) *Herd {
	if rats < 1 || !(f.Factor > 0) {
		panic(fmt.Sprintf("gridnet: a herd of %d rats with factor %v", rats, f.Factor))
	}
	h := &Herd{net: n, weights: w, frame: f, whole: newPass(n, 1, rats, false), units: tensor.New(rats, n.Units())}
	h.pass = h.whole.narrowed()
	if t := h.pass.compass; t != nil {
		h.remember(t)
	}
	for _, q := range h.pass.parts {
		h.remember(q.trace)
	}
	return h
}

func (h *Herd) remember(t *nn.Trace) {
	h.cores = append(h.cores, core{trace: t, h: tensor.New(h.Rats(), t.H.Cols), c: tensor.New(min(h.Rats(), t.C.Rows), t.C.Cols)})
}

// Rats is their number.
func (h *Herd) Rats() int { return h.whole.batch }

// Anchor tells the network where some rats are, at[i] being the pose of
// rats[i], in the world: its start layers make the state from the place, less
// the mean of its code, and from the heading, in recipes with head-direction
// cells. One step of no move follows, which makes the code from the state. Each
// rat may be named once.
func (h *Herd) Anchor(rats []int, at []world.Pose) {
	if !h.narrow(rats, len(at)) {
		return
	}
	for i, p := range at {
		h.pass.loadStart(i, world.Pose{Pos: h.frame.inward(p.Pos), Heading: p.Heading})
		h.net.encodeMove(h.pass.input.Row(i), world.Vec{}, 0)
	}
	h.pass.begin(h.weights)
	h.run(rats)
}

// Step lets the network feel the moves of some rats, moves[i] being that of
// rats[i]; the others stay as they are. Each may be named once. Recipes with
// allocentric input feel By alone, the others its length and Turn: these were
// trained on rats that move straight ahead. Moves should be about as long as in
// training: see Strides.
func (h *Herd) Step(rats []int, moves []Move) {
	if !h.narrow(rats, len(moves)) {
		return
	}
	for i, m := range moves {
		h.net.encodeMove(h.pass.input.Row(i), m.By.Mul(h.frame.Factor), m.Turn)
	}
	for _, k := range h.cores {
		for i, rat := range rats {
			copy(k.trace.H.Row(i), k.h.Row(rat))
			if k.c.Rows > 0 {
				copy(k.trace.C.Row(i), k.c.Row(rat))
			}
		}
	}
	h.run(rats)
}

// narrow prepares the pass for some rats, of whom there are n values, and tells
// whether there are any.
func (h *Herd) narrow(rats []int, n int) bool {
	if len(rats) != n || n > h.Rats() {
		panic(fmt.Sprintf("gridnet: %d values for %d of %d rats", n, len(rats), h.Rats()))
	}
	h.whole.narrow(h.pass, n)
	return n > 0
}

// run makes a step from the states and inputs in the pass, and keeps what comes
// of it.
func (h *Herd) run(rats []int) {
	h.pass.run(h.weights)
	n := len(rats)
	for _, k := range h.cores {
		for i, rat := range rats {
			copy(k.h.Row(rat), k.trace.H.Row(n+i))
			if k.c.Rows > 0 {
				copy(k.c.Row(rat), k.trace.C.Row(n+i))
			}
		}
	}
	for i, rat := range rats {
		h.pass.gather(h.units.Row(rat), i)
	}
}

// AppendMemory appends what the network remembers of a rat, with its code, to dst.
func (h *Herd) AppendMemory(dst []float32, rat int) []float32 {
	for _, k := range h.cores {
		dst = append(dst, k.h.Row(rat)...)
		if k.c.Rows > 0 {
			dst = append(dst, k.c.Row(rat)...)
		}
	}
	return append(dst, h.units.Row(rat)...)
}

// SetMemory brings back what AppendMemory gave. What it cannot have given is an
// error.
func (h *Herd) SetMemory(rat int, memory []float32) error {
	want := h.units.Cols
	for _, k := range h.cores {
		want += k.h.Cols
		if k.c.Rows > 0 {
			want += k.c.Cols
		}
	}
	if len(memory) != want || slices.ContainsFunc(memory, func(v float32) bool { return !finite(float64(v)) }) {
		return fmt.Errorf("there are %d numbers of what a network remembers; there must be %d, all finite", len(memory), want)
	}
	take := func(row []float32) { memory = memory[copy(row, memory):] }
	for _, k := range h.cores {
		take(k.h.Row(rat))
		if k.c.Rows > 0 {
			take(k.c.Row(rat))
		}
	}
	take(h.units.Row(rat))
	return nil
}

// Code copies the code of a rat, the activity of the scored units, to dst
// [units]. Before it is anchored it is 0.
func (h *Herd) Code(dst []float32, rat int) { copy(dst[:h.units.Cols], h.units.Row(rat)) }

// Codes copies the codes of all rats to dst [rats, units].
func (h *Herd) Codes(dst tensor.Mat) { tensor.Copy(dst, h.units) }

// Level divides codes [n, units], in place, by the root-mean-square activity of
// each module in training, where the network has measured that: recipes with a
// joint read-out. Others are left as they are. Without it the module of the
// strongest units drowns the others where all are read together.
func (h *Herd) Level(codes tensor.Mat) {
	if h.net.joint != nil {
		h.net.level(h.weights, codes)
	}
}

// Decode writes the places in the world that the network itself reads from
// codes [n, units], as Code gives them and not levelled, to dst [n]: those of
// rats now, or kept from earlier, as of a goal. It is where the place cells of
// the joint read-out say (cells.Locator), right up to the walls; of networks
// without one, the mean of the three most active place cells of the first module.
func (h *Herd) Decode(dst []world.Vec, codes tensor.Mat) {
	if len(dst) != codes.Rows || codes.Cols != h.units.Cols {
		panic(fmt.Sprintf("gridnet: %d places of %d codes of %d units, want %d units", len(dst), codes.Rows, codes.Cols, h.units.Cols))
	}
	for low := 0; low < len(dst); {
		high := min(low+h.Rats(), len(dst))
		z, centres := h.read(codes.RowRange(low, high))
		for i := range z.Rows {
			dst[low+i] = h.frame.outward(h.net.locate(z.Row(i), centres))
		}
		low = high
	}
}

// read returns the place read-out of at most as many codes as there are rats,
// and the centres of its cells.
func (h *Herd) read(codes tensor.Mat) (z tensor.Mat, centres []world.Vec) {
	h.whole.narrow(h.pass, codes.Rows)
	if j := h.pass.joint; j != nil {
		tensor.Copy(j.in, codes)
		return j.forward(h.weights), h.net.joint.places.Centres()
	}
	codes.Cols = h.net.Recipe.Units // of the first module
	h.pass.read(h.weights, 0, codes)
	return h.pass.parts[0].z, h.net.modules[0].places.Centres()
}
