package vision

import (
	"fmt"

	"gridrat/brain/nn"
	"gridrat/brain/tensor"
	"gridrat/world"
	"gridrat/world/retina"
)

// Eye runs a module for a batch of rats. What it tells of a rat depends on what
// that rat sees alone, to the bit: not on how many there are. None of its
// methods allocates; a single goroutine at a time may use it.
type Eye struct {
	m *Module

	x, first, second tensor.Mat // [batch, ...]
	cells            tensor.Mat // [batch, Side² + Heads] logits, then activities
}

// NewEye returns an eye for up to batch rats.
func (m *Module) NewEye(batch int) *Eye {
	return &Eye{
		m: m,
		x: tensor.New(batch, m.Rays*perRay), first: tensor.New(batch, m.First), second: tensor.New(batch, m.Second),
		cells: tensor.New(batch, m.placeCells()+m.Heads),
	}
}

// See takes what the first n rats of a view see, of the module's Retina. It
// panics if the eye or the view is of fewer.
func (e *Eye) See(w []float32, v *retina.View, n int) {
	z := e.logits(w, v, n)
	places := e.m.placeCells()
	for i := range n {
		row := z.Row(i)
		tensor.Softmax(row[:places])
		tensor.Softmax(row[places:])
	}
}

// logits runs the network for the first n rats.
func (e *Eye) logits(w []float32, v *retina.View, n int) tensor.Mat {
	m := e.m
	if n < 0 || n > e.x.Rows || len(v.Distance) < n*m.Rays {
		panic(fmt.Sprintf("vision: %d rats with %d rays seen, for an eye of %d rats with %d each", n, len(v.Distance), e.x.Rows, m.Rays))
	}
	x, first, second, z := e.x.RowRange(0, n), e.first.RowRange(0, n), e.second.RowRange(0, n), e.cells.RowRange(0, n)
	for i := range n {
		m.look(x.Row(i), v, i)
	}
	m.first.Forward(w, first, x)
	nn.ReLU.Forward(first.Data)
	m.second.Forward(w, second, first)
	nn.ReLU.Forward(second.Data)
	m.out.Forward(w, z, second)
	return z
}

// PlaceCells are the activities of place cells that rat i's last look gave,
// which sum to 1; they belong to the eye.
func (e *Eye) PlaceCells(i int) []float32 { return e.cells.Row(i)[:e.m.placeCells()] }

// HeadCells are those of its head-direction cells.
func (e *Eye) HeadCells(i int) []float32 { return e.cells.Row(i)[e.m.placeCells():] }

// Place is where rat i seems to be, m: the place whose exact code has the mean
// of centres, weighed by activity, that its place cells have. Unlike that mean
// it is not pulled inwards by the walls. It lies in the module's square.
func (e *Eye) Place(i int) world.Vec { return e.m.locator.Place(e.PlaceCells(i)) }

// Heading is where rat i seems to head, rad, in (-π, π]: the heading whose exact
// code has the population vector's direction. 0 if all cells cancel.
func (e *Eye) Heading(i int) float64 { return e.m.needle.Heading(e.HeadCells(i)) }
