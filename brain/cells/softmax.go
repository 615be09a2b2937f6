package cells

import (
	"math"

	"gridrat/brain/tensor"
	"gridrat/world"
)

// Softmax is the published place code (Banino et al. 2018, SI 1): the softmax
// over cells of -|x-c|²/(2σ²). With σ = 0.01 m it is nearly one-hot.
type Softmax struct {
	centres []world.Vec
	gain    float64 // 1/(2σ²)
}

// NewSoftmax returns place cells at the given centres, of width sigma metres.
func NewSoftmax(centres []world.Vec, sigma float64) *Softmax {
	return &Softmax{centres: centres, gain: 1 / (2 * sigma * sigma)}
}

// Len implements Places.
func (s *Softmax) Len() int { return len(s.centres) }

// Centres implements Places.
func (s *Softmax) Centres() []world.Vec { return s.centres }

// Encode implements Places. Distances are squared in float64: near the
// published width the exponents run into thousands.
func (s *Softmax) Encode(dst []float32, p world.Vec) {
	nearest := math.Inf(1)
	for _, c := range s.centres {
		d := p.Sub(c)
		nearest = min(nearest, d.Dot(d))
	}
	for i, c := range s.centres {
		d := p.Sub(c)
		dst[i] = float32((nearest - d.Dot(d)) * s.gain)
	}
	dst = dst[:len(s.centres)]
	tensor.Exp(dst, dst)
	tensor.Scale(dst, 1/tensor.Sum(dst))
}

// HeadDirection is the published code of heading (SI 1): the softmax over
// cells of κ cos(φ-c).
type HeadDirection struct {
	centres  []float64
	cos, sin []float32 // κ times those of the centres
	kappa    float32
}

// NewHeadDirection returns cells with the given preferred directions in
// radians and concentration kappa.
func NewHeadDirection(centres []float64, kappa float64) *HeadDirection {
	h := &HeadDirection{centres: centres, kappa: float32(kappa)}
	for _, c := range centres {
		sin, cos := math.Sincos(c)
		h.cos = append(h.cos, float32(kappa*cos))
		h.sin = append(h.sin, float32(kappa*sin))
	}
	return h
}

// Len is the number of cells.
func (h *HeadDirection) Len() int { return len(h.centres) }

// Centres are the preferred directions in radians; not to be modified.
func (h *HeadDirection) Centres() []float64 { return h.centres }

// Encode writes every cell's activity at a heading in radians to dst [Len].
func (h *HeadDirection) Encode(dst []float32, heading float64) {
	sin64, cos64 := math.Sincos(heading)
	sin, cos := float32(sin64), float32(cos64)
	dst = dst[:len(h.cos)]
	for i, c := range h.cos {
		dst[i] = c*cos + h.sin[i]*sin
	}
	tensor.Softmax(dst)
}
