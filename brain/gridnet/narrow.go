package gridnet

import (
	"slices"

	"gridrat/brain/nn"
)

// narrowed returns a pass in the memory of p, which only runs forward, for
// narrow to set the number of its trajectories.
func (p *pass) narrowed() *pass {
	v := *p
	v.parts = slices.Clone(p.parts)
	for i := range v.parts {
		v.parts[i].trace = new(nn.Trace)
	}
	if p.compass != nil {
		v.compass = new(nn.Trace)
	}
	if p.joint != nil {
		joint := *p.joint
		v.joint = &joint
	}
	p.narrow(&v, p.batch)
	return &v
}

// narrow makes v, which p.narrowed returned, a pass of batch trajectories, of
// which p must have as many. What either holds is lost. It allocates nothing.
func (p *pass) narrow(v *pass, batch int) {
	rows := p.steps * batch
	v.batch = batch
	v.input = p.input.RowRange(0, rows)
	if p.net.heading != nil {
		v.heading0 = p.heading0.RowRange(0, batch)
	}
	if p.compass != nil {
		p.compass.Narrow(v.compass, batch)
	}
	for i, m := range p.net.modules {
		from, q := &p.parts[i], &v.parts[i]
		from.trace.Narrow(q.trace, batch)
		q.code, q.z = from.code.RowRange(0, batch), from.z.RowRange(0, rows)
		q.units = q.trace.Out()
		if m.g != nil {
			q.units = from.units.RowRange(0, rows)
		}
	}
	if j := p.joint; j != nil {
		v.joint.in, v.joint.hidden, v.joint.z = j.in.RowRange(0, rows), j.hidden.RowRange(0, rows), j.z.RowRange(0, rows)
	}
}
