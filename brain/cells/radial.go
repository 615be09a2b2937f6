package cells

import (
	"gridrat/brain/tensor"
	"gridrat/world"
)

// Radial is a place code of any radial profile at any centres, scaled to
// unit standard deviation over positions and cells: what a Lattice is
// compared with.
type Radial struct {
	centres []world.Vec
	gain    float64 // 1/(2σ²)
	decay   float64 // of the exponential that the profile is made from
	profile profile
	scale   float32
	mean    float64
}

// profile computes activity from r = |x-centre|²/(2σ²) and exp(-decay r).
type profile func(r, exp float32) float32

// NewBand returns cells with the band-limited profile of Lattice at any
// centres, to compare a lattice with random ones. Their standard deviation is
// 1 over the given positions, as that of Lattice is over Everywhere.
func NewBand(positions, centres []world.Vec, sigma float64) *Radial {
	return newRadial(positions, centres, sigma, 1, func(r, exp float32) float32 { return (1 - 2*r + r*r/2) * exp })
}

// NewDoG returns cells with a plain difference of Gaussians of equal integral,
// the surround with twice the variance: exp(-r) - exp(-r/2)/2.
func NewDoG(positions, centres []world.Vec, sigma float64) *Radial {
	return newRadial(positions, centres, sigma, 0.5, func(_, exp float32) float32 { return exp*exp - exp/2 })
}

func newRadial(positions, centres []world.Vec, sigma, decay float64, f profile) *Radial {
	c := &Radial{centres: centres, gain: 1 / (2 * sigma * sigma), decay: decay, profile: f, scale: 1}
	mean, sd := moments(c, positions)
	c.mean, c.scale = mean/sd, float32(1/sd)
	return c
}

// Len implements Places.
func (c *Radial) Len() int { return len(c.centres) }

// Centres implements Places.
func (c *Radial) Centres() []world.Vec { return c.centres }

// Mean is the mean of the code over positions and cells; its standard
// deviation is 1.
func (c *Radial) Mean() float64 { return c.mean }

// Encode implements Places.
func (c *Radial) Encode(dst []float32, p world.Vec) {
	dst = dst[:len(c.centres)]
	for i := range dst {
		dst[i] = float32(-c.decay * c.r(i, p))
	}
	tensor.Exp(dst, dst)
	for i, exp := range dst {
		dst[i] = c.scale * c.profile(float32(c.r(i, p)), exp)
	}
}

// r is the scaled squared distance of p from centre i.
func (c *Radial) r(i int, p world.Vec) float64 {
	d := p.Sub(c.centres[i])
	return d.Dot(d) * c.gain
}
