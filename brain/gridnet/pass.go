package gridnet

import (
	"math"
	"math/rand/v2"

	"gridrat/brain/cells"
	"gridrat/brain/nn"
	"gridrat/brain/tensor"
	"gridrat/world"
)

// pass is the room for running a network over batch trajectories of steps
// steps, forward and (if made for learning) backward. Rows are time-major,
// step t of trajectory b in row t*batch+b. One goroutine at a time may use
// it.
type pass struct {
	net          *Network
	steps, batch int
	learns       bool // without, there are no targets and no gradients

	input    tensor.Mat // [steps*batch, 2 or 3] self-motion
	heading0 tensor.Mat // [batch, heads] head-direction code at the start
	heading  tensor.Mat // [steps*batch, heads] its targets
	headZ    tensor.Mat // [steps*batch, heads] its read-out
	parts    []part

	compass *nn.Trace
	dOne    tensor.Mat // gradient of the compass's output from one module

	joint *jointPass
}

// part is a module's share of a pass.
type part struct {
	code   tensor.Mat // [batch, cells (+ heads)] what the initial state is made from
	target tensor.Mat // [steps*batch, cells]
	trace  *nn.Trace
	units  tensor.Mat // [steps*batch, units] scored units, dropout off
	kept   tensor.Mat // the same after real dropout
	mask   tensor.Mat
	z      tensor.Mat // [steps*batch, cells] place read-out
	softW  tensor.Mat // [units+1, cells] scratch of a softmax read-out

	dUnits        tensor.Mat // [steps*batch, units]
	power, energy []float32  // scratch of the expected dropout
}

// newPass returns a pass. Without learn it can only run forward.
func newPass(n *Network, steps, batch int, learn bool) *pass {
	r, rows := n.Recipe, steps*batch
	p := &pass{net: n, steps: steps, batch: batch, learns: learn, input: tensor.New(rows, 2)}
	if r.Input == Egocentric {
		p.input = tensor.New(rows, 3)
	}
	heads := 0
	if n.heading != nil {
		heads = n.heading.Len()
		p.heading0 = tensor.New(batch, heads)
		if learn {
			p.heading, p.headZ = tensor.New(rows, heads), tensor.New(rows, heads)
		}
	}
	if n.compass != nil {
		p.compass = n.compass.core.NewTrace(steps, batch)
		p.dOne = tensor.New(rows, r.Compass.Hidden)
	}
	for _, m := range n.modules {
		p.parts = append(p.parts, newPart(m, r, steps, batch, heads, learn))
	}
	if n.joint != nil {
		samples := steps
		if learn {
			samples = min(steps, r.Joint.Samples)
		}
		p.joint = newJointPass(n, samples*batch)
	}
	return p
}

func newPart(m module, r Recipe, steps, batch, heads int, learn bool) part {
	units, rows, code := r.Units, steps*batch, m.places.Len()
	if m.cell != nil {
		code += heads
	}
	q := part{
		code:   tensor.New(batch, code),
		trace:  m.core.NewTrace(steps, batch),
		z:      tensor.New(rows, m.places.Len()),
		power:  make([]float32, units),
		energy: make([]float32, units),
	}
	q.units, q.dUnits = q.trace.Out(), q.trace.DH
	if m.g != nil {
		q.units = tensor.New(rows, units)
	}
	if r.Target == SoftmaxTarget {
		q.softW = tensor.New(units+1, m.places.Len())
	}
	if learn {
		q.target = tensor.New(rows, m.places.Len())
		if m.g != nil {
			q.dUnits = tensor.New(rows, units)
		}
		q.kept, q.mask = tensor.New(rows, units), tensor.New(rows, units)
	}
	return q
}

// load reads the trajectories, as many and as long as the pass has, into inputs
// and start codes and, for learning, into targets. The targets of the joint
// read-out are read for its steps alone.
func (p *pass) load(paths path, jointSteps []int) {
	for b := range p.batch {
		p.loadStart(b, paths.At(0, b))
	}
	for t := range p.steps {
		for b := range p.batch {
			row := t*p.batch + b
			p.net.encodeMove(p.input.Row(row), paths.Move(t, b), paths.Turn(t, b))
			if !p.learns {
				continue
			}
			to := paths.At(t+1, b)
			for i, m := range p.net.modules {
				m.places.Encode(p.parts[i].target.Row(row), to.Pos)
			}
			if p.net.heading != nil {
				p.net.heading.Encode(p.heading.Row(row), to.Heading)
			}
		}
	}
	for k, t := range jointSteps {
		for b := range p.batch {
			p.net.joint.places.Encode(p.joint.target.Row(k*p.batch+b), paths.At(t+1, b).Pos)
		}
	}
}

// loadStart sets the codes that trajectory b starts from.
func (p *pass) loadStart(b int, at world.Pose) {
	n := p.net
	if n.heading != nil {
		n.heading.Encode(p.heading0.Row(b), at.Heading)
	}
	for i, m := range n.modules {
		code := p.parts[i].code.Row(b)
		places := code[:m.places.Len()]
		m.places.Encode(places, at.Pos)
		for j := range places {
			places[j] -= m.shift
		}
		if m.cell != nil && n.heading != nil {
			copy(code[len(places):], p.heading0.Row(b))
		}
	}
}

// encodeMove writes the self-motion input of one step.
func (n *Network) encodeMove(dst []float32, move world.Vec, turn float64) {
	scale := 1 / n.Recipe.StepScale
	if n.Recipe.Input == Allocentric {
		dst[0], dst[1] = float32(move.X*scale), float32(move.Y*scale)
		return
	}
	sin, cos := math.Sincos(turn)
	dst[0], dst[1], dst[2] = float32(move.Norm()*scale), float32(cos), float32(sin)
}

// begin sets the initial states from the codes.
func (p *pass) begin(w []float32) {
	if c := p.net.compass; c != nil {
		c.start.Forward(w, p.compass.Start(), p.heading0)
		c.cell.Forward(w, p.compass.StartCell(), p.heading0)
	}
	for i, m := range p.net.modules {
		q := &p.parts[i]
		m.start.Forward(w, q.trace.Start(), q.code)
		if m.cell != nil {
			m.cell.Forward(w, q.trace.StartCell(), q.code)
		}
	}
}

// carry makes the last states the initial ones, for a pass of one step.
func (p *pass) carry() {
	last := func(m tensor.Mat) {
		if m.Rows > 0 {
			tensor.Copy(m.RowRange(0, p.batch), m.RowRange(m.Rows-p.batch, m.Rows))
		}
	}
	if p.compass != nil {
		last(p.compass.H)
		last(p.compass.C)
	}
	for i := range p.parts {
		last(p.parts[i].trace.H)
		last(p.parts[i].trace.C)
	}
}

// run computes the scored units of every step from the initial states.
func (p *pass) run(w []float32) {
	drive := p.drive(w)
	for i, m := range p.net.modules {
		q := &p.parts[i]
		m.core.Forward(w, q.trace, drive)
		if m.g != nil {
			m.g.Forward(w, q.units, q.trace.Out())
			m.act.Forward(q.units.Data)
		}
	}
}

// drive returns the input of the modules.
func (p *pass) drive(w []float32) tensor.Mat {
	if p.net.compass == nil {
		return p.input
	}
	p.net.compass.core.Forward(w, p.compass, p.input)
	return p.compass.Out()
}

// read computes the place read-out of module i from units, which are the
// scored units or what dropout kept of them.
func (p *pass) read(w []float32, i int, units tensor.Mat) {
	place, q := p.net.modules[i].place, &p.parts[i]
	if p.net.Recipe.Target == SoftmaxTarget {
		place.ForwardCentred(w, q.z, units, q.softW)
		return
	}
	place.Forward(w, q.z, units)
}

// gather copies the scored units of all modules in one row to dst [Units].
func (p *pass) gather(dst []float32, row int) {
	for i := range p.parts {
		copy(dst[p.net.modules[i].first:], p.parts[i].units.Row(row))
	}
}

// readOut returns the place read-out of every step [steps*batch, cells], the
// joint one where there is one, and the centres of its cells.
func (p *pass) readOut(w []float32) (z tensor.Mat, centres []world.Vec) {
	if p.joint != nil {
		p.joint.all(p)
		return p.joint.forward(w), p.net.joint.places.Centres()
	}
	p.read(w, 0, p.parts[0].units)
	return p.parts[0].z, p.net.modules[0].places.Centres()
}

// positions decodes the place read-out of every step. dst has steps*batch
// entries.
func (p *pass) positions(w []float32, dst []world.Vec) {
	z, centres := p.readOut(w)
	for r := range dst {
		dst[r] = p.net.locate(z.Row(r), centres)
	}
}

// locate turns a row of the read-out into a place: where the cells of the joint
// one say (cells.Locator), right up to the walls; without one, the mean of the
// three most active centres, as published.
func (n *Network) locate(z []float32, centres []world.Vec) world.Vec {
	if n.joint != nil && n.joint.where != nil {
		tensor.Softmax(z)
		return n.joint.where.Place(z)
	}
	return cells.TopMean(centres, z, 3)
}

// noise is what one update does to the scored units.
type noise struct {
	lambda  float64    // before a module's share
	dropout float64    // real dropout rate
	rng     *rand.Rand // draws its masks
}
