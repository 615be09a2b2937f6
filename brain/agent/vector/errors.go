package vector

import (
	"math"
	"math/rand/v2"

	"gridrat/brain/stream"
	"gridrat/brain/tensor"
	"gridrat/world"
)

// Errors are those of the vectors that a head reads.
type Errors struct {
	Vector, RMS float64 // length of the error, mean and root mean square, m
	Direction   float64 // mean angle to the true one, of vectors of Far or more, rad
}

// Far is the length from which on the direction of a vector counts, m: that of
// a shorter one says little.
const Far = 0.25

// Test measures the present weights on n vectors, at least 1, between moments of
// one segment each, of walks that should not be those that are learnt from:
// against dead reckoning, and the same vectors in each test of a run.
func (t *Trainer) Test(walks *Walks, n int) (Errors, error) {
	rng := rand.New(stream.New(t.seed, forTest, 0))
	var ends [2]int
	codes, reader := tensor.New(2, t.head.Units), t.head.NewReader(2)
	var e tally
	for range n {
		if !walks.group(rng, ends[:]) {
			return Errors{}, errEmpty
		}
		for i, row := range ends {
			copy(codes.Row(i), walks.codes.Row(row))
		}
		p := reader.Read(t.weights, codes)
		e.add(between(p, 0, 1), walks.places[ends[1]].Sub(walks.places[ends[0]]))
	}
	return e.errors(), nil
}

// between is the vector from one place that was read to another.
func between(p tensor.Mat, from, to int) world.Vec {
	a, b := p.Row(from), p.Row(to)
	return world.Vec{X: float64(b[0]) - float64(a[0]), Y: float64(b[1]) - float64(a[1])}
}

// tally sums errors.
type tally struct {
	sum    Errors
	n, far int
}

func (t *tally) add(read, want world.Vec) {
	off := read.Sub(want).Norm()
	t.sum.Vector += off
	t.sum.RMS += off * off
	t.n++
	if want.Norm() >= Far {
		t.sum.Direction += math.Abs(world.WrapAngle(read.Angle() - want.Angle()))
		t.far++
	}
}

func (t *tally) errors() Errors {
	e := Errors{Vector: t.sum.Vector / float64(t.n), RMS: math.Sqrt(t.sum.RMS / float64(t.n))}
	if t.far > 0 {
		e.Direction = t.sum.Direction / float64(t.far)
	}
	return e
}
