package gridnet

import (
	"gridrat/brain/nn"
	"gridrat/brain/tensor"
)

// Loss is what one update measured on a batch never seen before. Every entry
// is a mean over the batch and over time.
type Loss struct {
	Place         float64 // squared error in variances of the code, mean over modules; or cross-entropy, nats
	HeadDirection float64 // cross-entropy, nats
	Joint         float64 // cross-entropy of the joint read-out, nats
	Penalty       float64 // expected dropout, sum over modules
	Decay         float64 // squared recurrent weights, weighted
	Total         float64 // what is descended: the weighted sum
	GradientNorm  float64 // of the whole gradient, before clipping
}

// add adds a shard's share.
func (l *Loss) add(m Loss) {
	l.Place += m.Place
	l.HeadDirection += m.HeadDirection
	l.Joint += m.Joint
	l.Penalty += m.Penalty
	l.Decay += m.Decay
	l.Total += m.Total
}

// learn runs forward and backward over what load read, adds the gradient to
// g, and returns this shard's share of the losses of a batch of total
// trajectories. The joint read-out learns at the given steps.
func (p *pass) learn(w, g []float32, ns noise, total int, steps []int) Loss {
	var l Loss
	n, r := p.net, p.net.Recipe
	rows := total * p.steps
	p.begin(w)
	p.run(w)
	for i := range n.modules {
		q := &p.parts[i]
		units := q.drop(ns)
		cost := p.placeLoss(w, g, i, units, rows)
		l.Place += cost / float64(len(n.modules))
		l.Total += cost
		if i == 0 && n.heading != nil && n.compass == nil { // the read-out hears the first module
			l.HeadDirection = p.headLoss(w, g, units, q.dUnits, true, r.HeadDirection.Weight, rows)
			l.Total += r.HeadDirection.Weight * l.HeadDirection
		}
		q.undrop(ns)
		cost = p.penalty(w, g, i, ns, rows)
		l.Penalty += cost
		l.Total += cost
	}
	if n.compass != nil {
		l.HeadDirection = p.headLoss(w, g, p.compass.Out(), p.compass.DH, false, r.Compass.Weight, rows)
		l.Total += r.Compass.Weight * l.HeadDirection
	}
	if n.joint != nil {
		l.Joint = p.jointLoss(w, g, total, steps)
		l.Total += r.Joint.Weight * l.Joint
	}
	p.back(w, g)
	return l
}

// drop applies real dropout and returns the units that the read-outs see.
func (q *part) drop(ns noise) tensor.Mat {
	if ns.dropout == 0 {
		return q.units
	}
	nn.Dropout{Rate: ns.dropout}.Forward(ns.rng, q.kept.Data, q.units.Data, q.mask.Data)
	return q.kept
}

// undrop turns the gradient of what dropout kept into that of the units.
func (q *part) undrop(ns noise) {
	if ns.dropout > 0 {
		nn.Dropout{Rate: ns.dropout}.Backward(q.dUnits.Data, q.mask.Data)
	}
}

// placeLoss returns the loss of module i's place code and writes the gradient
// of what its read-out saw to dUnits.
func (p *pass) placeLoss(w, g []float32, i int, units tensor.Mat, rows int) float64 {
	m, q := p.net.modules[i], &p.parts[i]
	p.read(w, i, units)
	var cost float64
	if scale := 1 / float64(rows); p.net.Recipe.Target == SoftmaxTarget {
		cost = scale * nn.SoftmaxCrossEntropy(q.z, q.target, scale)
	} else {
		scale /= float64(q.z.Cols)
		cost = scale * nn.SquaredError(q.z, q.target, scale)
	}
	m.place.Backward(w, g, q.dUnits, q.z, units, false)
	return cost
}

// headLoss returns the cross-entropy of the head-direction read-out from the
// rows of from, and writes or adds weight times its gradient to dFrom.
func (p *pass) headLoss(w, g []float32, from, dFrom tensor.Mat, acc bool, weight float64, rows int) float64 {
	p.net.head.Forward(w, p.headZ, from)
	cost := nn.SoftmaxCrossEntropy(p.headZ, p.heading, weight/float64(rows))
	p.net.head.Backward(w, g, dFrom, p.headZ, from, acc)
	return cost / float64(rows)
}

// penalty returns the expected dropout of module i and adds its gradient.
func (p *pass) penalty(w, g []float32, i int, ns noise, rows int) float64 {
	m, q := p.net.modules[i], &p.parts[i]
	d := nn.ExpectedDropout{Lambda: ns.lambda * m.share}
	return d.Cost(m.place.W.In(w), m.place.W.In(g), q.units, q.dUnits, rows, q.power, q.energy)
}

// back carries the gradient of the scored units through the recurrent cores
// to the initial states and to the compass.
func (p *pass) back(w, g []float32) {
	for i, m := range p.net.modules {
		q := &p.parts[i]
		if m.g != nil {
			m.act.Backward(q.dUnits.Data, q.dUnits.Data, q.units.Data)
			m.g.Backward(w, g, q.trace.DH, q.dUnits, q.trace.Out(), false)
		}
		if p.compass == nil {
			m.core.Backward(w, g, q.trace, p.input, tensor.Mat{})
		} else {
			m.core.Backward(w, g, q.trace, p.compass.Out(), p.dOne)
			tensor.AddTo(p.compass.DH.Data, p.dOne.Data)
		}
		m.start.Backward(w, g, tensor.Mat{}, q.trace.DH0, q.code, false)
		if m.cell != nil {
			m.cell.Backward(w, g, tensor.Mat{}, q.trace.DC0, q.code, false)
		}
	}
	if c := p.net.compass; c != nil {
		c.core.Backward(w, g, p.compass, p.input, tensor.Mat{})
		c.start.Backward(w, g, tensor.Mat{}, p.compass.DH0, p.heading0, false)
		c.cell.Backward(w, g, tensor.Mat{}, p.compass.DC0, p.heading0, false)
	}
}

// decay adds the penalty on squared recurrent weights to g and returns it.
func (n *Network) decay(w, g []float32) float64 {
	scale := n.Recipe.CoreDecay
	if scale == 0 {
		return 0
	}
	var cost float64
	for _, m := range n.modules {
		switch core := m.core.(type) {
		case *nn.RNN:
			cost += nn.SquaredWeights(core.W.Of(g), core.W.Of(w), scale)
		case nn.LSTM:
			inner, dInner := core.Inner(w), core.Inner(g)
			cost += nn.SquaredWeights(dInner.Data, inner.Data, scale)
		}
	}
	return cost
}
