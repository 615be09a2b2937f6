package gridnet

import "gridrat/world"

// Frame lays a floor into the box that a network was trained in: a place p of
// the world, in metres, is Factor p + Offset for the network. Floors larger
// than the box need a Factor below 1, which tells the network of shorter
// moves. Axes point the same way, so that headings and turns are alike.
type Frame struct {
	Factor float64 // above 0
	Offset world.Vec
}

// inward is where the network sees a place of the world.
func (f Frame) inward(p world.Vec) world.Vec { return p.Mul(f.Factor).Add(f.Offset) }

// outward is where in the world a place of the network is.
func (f Frame) outward(p world.Vec) world.Vec { return p.Sub(f.Offset).Mul(1 / f.Factor) }
