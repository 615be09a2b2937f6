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
	scale   float32
	mean    float64
	profile profile
}

// profile computes activity from r = |x-centre|²/(2σ²), in place.
type profile func(r []float32)

// NewBand returns cells with the band-limited profile of Lattice at any
// centres (SCIENCE.md 5.1, ablation "random centres").
func NewBand(e world.Enclosure, centres []world.Vec, sigma float64) *Radial {
	return newRadial(e, centres, sigma, func(r []float32) {
		var e [64]float32
		for len(r) > 0 {
			n := min(len(r), len(e))
			for i, v := range r[:n] {
				e[i] = -v
			}
			tensor.Exp(e[:n], e[:n])
			for i, v := range r[:n] {
				r[i] = (1 - 2*v + v*v/2) * e[i]
			}
			r = r[n:]
		}
	})
}

// NewDoG returns cells with a plain difference of Gaussians of equal integral,
// the surround with twice the variance: exp(-r) - exp(-r/2)/2.
func NewDoG(e world.Enclosure, centres []world.Vec, sigma float64) *Radial {
	return newRadial(e, centres, sigma, func(r []float32) {
		for i := range r {
			r[i] *= -0.5
		}
		tensor.Exp(r, r) // h = exp(-r/2), so that exp(-r) = h²
		for i, h := range r {
			r[i] = h*h - h/2
		}
	})
}

func newRadial(e world.Enclosure, centres []world.Vec, sigma float64, f profile) *Radial {
	c := &Radial{centres: centres, gain: 1 / (2 * sigma * sigma), scale: 1, profile: f}
	mean, sd := moments(c, e)
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
	for i, at := range c.centres {
		d := p.Sub(at)
		dst[i] = float32(d.Dot(d) * c.gain)
	}
	c.profile(dst)
	tensor.Scale(dst, c.scale)
}
