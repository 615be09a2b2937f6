package vision

import (
	"math"
	"math/rand/v2"

	"gridrat/brain/cells"
	"gridrat/brain/nn"
	"gridrat/world"
	"gridrat/world/retina"
)

// Module is a network for a floor: the rays -> First -> Second rectified units
// -> place and head-direction cells, each ensemble a softmax. It holds no
// weights: they are one vector in the order of Layout, and gradients have the
// same. It never changes and may be shared by goroutines.
type Module struct {
	Shape
	Size   float64 // side of the square, centred on the origin, that place cells cover, m
	Layout nn.Layout

	places *cells.Softmax
	heads  *cells.HeadDirection

	// Columns [0, Side²) of out are the logits of place cells, the rest those
	// of head-direction cells.
	first, second, out nn.Linear

	locator *cells.Locator
	needle  *cells.Needle
}

// New returns the module for a floor within the square of side size metres
// round the origin. It panics if the shape is not valid, the size is not above
// 0, or the place cells are too narrow to tell places between them.
func New(s Shape, size float64) *Module {
	if err := s.validate(size); err != nil {
		panic("vision: " + err.Error())
	}
	m := &Module{
		Shape: s, Size: size,
		places: cells.NewSoftmax(cells.GridCentres(world.Enclosure{Shape: world.Square, Size: size}, s.Side), s.Sigma),
		heads:  cells.NewHeadDirection(cells.Evenly(s.Heads), s.Kappa),
	}
	l := &m.Layout
	m.first = nn.NewLinear(l, "first", s.Rays*perRay, s.First, true)
	m.second = nn.NewLinear(l, "second", s.First, s.Second, true)
	m.out = nn.NewLinear(l, "cells", s.Second, s.placeCells()+s.Heads, true)
	m.locator = cells.NewLocator(world.Enclosure{Shape: world.Square, Size: size}, s.Side, s.Sigma)
	m.needle = cells.NewNeedle(s.Heads, s.Kappa)
	return m
}

// Init returns initial weights: those of rectified units uniform within
// ±sqrt(6/inputs) (He et al. 2015), those of cells within a tenth of that,
// so that all are about as likely.
func (m *Module) Init(rng *rand.Rand) []float32 {
	w := make([]float32, m.Layout.Size)
	for _, f := range []nn.Linear{m.first, m.second, m.out} {
		nn.Uniform(rng, f.W.Of(w), math.Sqrt(6/float64(f.W.Rows)))
	}
	out := m.out.W.Of(w)
	for i := range out {
		out[i] /= 10
	}
	return w
}

// Places are the place cells whose activities the module predicts.
func (m *Module) Places() *cells.Softmax { return m.places }

// Directions are the head-direction cells whose activities it predicts.
func (m *Module) Directions() *cells.HeadDirection { return m.heads }

// perRay is the number of inputs per ray.
const perRay = 8

// look writes what the module is told of rat k of a view to dst [Rays*perRay]:
// of each ray the distance to what it meets and the height of the skyline
// there, each scaled to a spread near 1, the colour of the cue above, black
// where there is none, and that of what it meets, less a half.
func (m *Module) look(dst []float32, v *retina.View, k int) {
	for i := range m.Rays {
		x, at := dst[i*perRay:(i+1)*perRay], k*m.Rays+i
		sky, wall := &v.SkyColor[at], &v.Color[at]
		x[0] = float32((v.Distance[at] - 1.1) / 0.6)
		x[1] = float32(v.Sky[at] / 0.3)
		x[2], x[3], x[4] = sky[0], sky[1], sky[2]
		x[5], x[6], x[7] = wall[0]-0.5, wall[1]-0.5, wall[2]-0.5
	}
}
