package gridnet

import (
	"gridrat/brain/nn"
	"gridrat/brain/tensor"
)

// jointPass is the joint read-out's share of a pass: it sees only some rows.
type jointPass struct {
	net *Network

	in     tensor.Mat // [rows, units] scored units, each divided by its module's activity
	hidden tensor.Mat // [rows, hidden]
	z      tensor.Mat // [rows, cells]
	target tensor.Mat // [rows, cells]

	dIn, dHidden tensor.Mat
}

func newJointPass(n *Network, rows int) *jointPass {
	j := n.Recipe.Joint
	return &jointPass{
		net:     n,
		in:      tensor.New(rows, n.Units()),
		hidden:  tensor.New(rows, j.Hidden),
		z:       tensor.New(rows, n.joint.places.Len()),
		target:  tensor.New(rows, n.joint.places.Len()),
		dIn:     tensor.New(rows, n.Units()),
		dHidden: tensor.New(rows, j.Hidden),
	}
}

// all takes every row of the pass.
func (j *jointPass) all(p *pass) {
	for row := range p.steps * p.batch {
		p.gather(j.in.Row(row), row)
	}
}

// forward returns the logits of the rows in j.in.
func (j *jointPass) forward(w []float32) tensor.Mat {
	n := j.net
	n.level(w, j.in)
	n.joint.hidden.Forward(w, j.hidden, j.in)
	tensor.ReLU(j.hidden.Data, j.hidden.Data)
	n.joint.out.Forward(w, j.z, j.hidden)
	return j.z
}

// level divides the scored units of every row [rows, units] by their module's
// root-mean-square activity.
func (n *Network) level(w []float32, m tensor.Mat) {
	for i, scale := range n.joint.scale.Of(w) {
		first := n.modules[i].first
		inv := 1 / max(scale, 1e-6) // a silent module stays silent
		for r := range m.Rows {
			tensor.Scale(m.Row(r)[first:first+n.Recipe.Units], inv)
		}
	}
}

// jointLoss returns the cross-entropy of the joint read-out at the given
// steps and adds its gradient. None of it reaches the modules, unless the
// recipe lets a share through.
func (p *pass) jointLoss(w, g []float32, total int, steps []int) float64 {
	j, r := p.joint, p.net.Recipe.Joint
	for k, t := range steps {
		for b := range p.batch {
			p.gather(j.in.Row(k*p.batch+b), t*p.batch+b)
		}
	}
	j.forward(w)
	scale := 1 / float64(total*len(steps))
	cost := scale * nn.SoftmaxCrossEntropy(j.z, j.target, r.Weight*scale)

	joint := p.net.joint
	joint.out.Backward(w, g, j.dHidden, j.z, j.hidden, false)
	tensor.ReLUGrad(j.dHidden.Data, j.dHidden.Data, j.hidden.Data)
	dIn := j.dIn
	if r.Gradient == 0 {
		dIn = tensor.Mat{}
	}
	joint.hidden.Backward(w, g, dIn, j.dHidden, j.in, false)
	if r.Gradient > 0 {
		p.spread(w, steps)
	}
	return cost
}

// spread adds the recipe's share of the joint read-out's gradient to the
// units it came from.
func (p *pass) spread(w []float32, steps []int) {
	j, n := p.joint, p.net
	for i, m := range n.modules {
		share := float32(n.Recipe.Joint.Gradient) / max(n.joint.scale.Of(w)[i], 1e-6)
		for k, t := range steps {
			for b := range p.batch {
				from := j.dIn.Row(k*p.batch + b)[m.first : m.first+n.Recipe.Units]
				tensor.Axpy(p.parts[i].dUnits.Row(t*p.batch+b), share, from)
			}
		}
	}
}

// energies writes the sum of squares of each module's units over this pass.
func (p *pass) energies(dst []float64) {
	for i := range p.parts {
		q := &p.parts[i]
		dst[i] = 0
		for r := range q.units.Rows {
			dst[i] += tensor.SumSquares(q.units.Row(r))
		}
	}
}
