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
	x, y    []float64 // of the centres
	gain    float32   // 1/(2σ²)
}

// NewSoftmax returns place cells at the given centres, of width sigma metres.
func NewSoftmax(centres []world.Vec, sigma float64) *Softmax {
	s := &Softmax{centres: centres, gain: float32(1 / (2 * sigma * sigma))}
	for _, c := range centres {
		s.x, s.y = append(s.x, c.X), append(s.y, c.Y)
	}
	return s
}

// Len implements Places.
func (s *Softmax) Len() int { return len(s.centres) }

// Centres implements Places.
func (s *Softmax) Centres() []world.Vec { return s.centres }

// Encode implements Places. Differences are squared in float64: near the
// published width the exponents run into thousands.
func (s *Softmax) Encode(dst []float32, p world.Vec) {
	dst = dst[:len(s.x)]
	nearest := math.Inf(1)
	ys := s.y[:len(s.x)]
	for i, x := range s.x {
		dx, dy := p.X-x, p.Y-ys[i]
		d := dx*dx + dy*dy
		nearest = min(nearest, d)
		dst[i] = float32(d)
	}
	tensor.Shift(dst, -float32(nearest))
	tensor.Scale(dst, -s.gain)
	tensor.Exp(dst, dst)
	tensor.Scale(dst, 1/tensor.Sum(dst))
}

// HeadDirection is the published code of heading (SI 1): the softmax over
// cells of κ cos(φ-c).
type HeadDirection struct {
	centres  []float64
	cos, sin []float32 // κ times those of the centres
}

// NewHeadDirection returns cells with the given preferred directions in
// radians and concentration kappa.
func NewHeadDirection(centres []float64, kappa float64) *HeadDirection {
	h := &HeadDirection{centres: centres}
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
