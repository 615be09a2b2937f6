package agent

import (
	"context"
	"fmt"
	"math"

	"gridrat/brain/agent/sense"
	"gridrat/brain/tensor"
	"gridrat/world"
)

// Part is a group of units of a code: a module of the network that keeps it, or all.
type Part struct {
	Name  string
	First int
	Units int
}

// Parts are the modules of the agent's code; a code that has none is one part. An
// agent without a code has none.
func (a *Agent) Parts() []Part {
	switch a.Recipe.Sense.Code {
	case sense.None:
		return nil
	case sense.Grid:
	default:
		return []Part{{"all", 0, a.Units()}}
	}
	r := a.Network.Net.Recipe
	n := max(1, len(r.Modules))
	each := a.Network.Net.Units() / n
	var parts []Part
	for i := range n {
		parts = append(parts, Part{fmt.Sprintf("module %d", i+1), i * each, each})
	}
	return parts
}

// Lattice is the codes of the places of a square that encloses the floor of an
// episode: what a code looks like from everywhere. Fill makes them; it belongs to
// one goroutine, which may be another than the player's.
type Lattice struct {
	Low, High world.Vec // corners of the square, m
	Side      int       // places along a side, in the middles of squares

	prober *sense.Prober
	places []world.Vec // on the floor
	at     []int       // of each of them, its number in the square
	codes  tensor.Mat  // [places, units], levelled
}

// Lattice returns an empty lattice of the places of rat i's episode of now; nil of
// agents without a code.
func (l *Player) Lattice(i, side int) *Lattice {
	p := l.rats.Prober(i)
	if p == nil {
		return nil
	}
	w := l.rats.World(i)
	f := sense.FloorOf(w)
	half := world.Vec{X: f.Size / 2, Y: f.Size / 2}
	t := &Lattice{Low: f.Middle.Sub(half), High: f.Middle.Add(half), Side: side, prober: p}
	for k := range side * side {
		step := f.Size / float64(side)
		at := t.Low.Add(world.Vec{X: (float64(k%side) + 0.5) * step, Y: (float64(k/side) + 0.5) * step})
		if w.Ground().Free(at, 0) {
			t.places, t.at = append(t.places, at), append(t.at, k)
		}
	}
	return t
}

// Fill makes the codes. It returns ctx's error if that ends first.
func (t *Lattice) Fill(ctx context.Context) error {
	t.codes = tensor.New(len(t.places), t.prober.Units())
	const some = 64
	for low := 0; low < len(t.places); low += some {
		if err := ctx.Err(); err != nil {
			return err
		}
		high := min(low+some, len(t.places))
		t.prober.Codes(t.codes.RowRange(low, high), t.places[low:high])
	}
	t.prober.Level(t.codes)
	return nil
}

// Match returns, for every place of the square, row by row from the south, how much
// its code is like a levelled one: the Pearson correlation over the units of a part,
// in [-1, 1]. It is NaN off the floor and where one of the two is the same in all
// units.
func (t *Lattice) Match(goal []float32, p Part) []float64 {
	all := make([]float64, t.Side*t.Side)
	for i := range all {
		all[i] = math.NaN()
	}
	for i, k := range t.at {
		all[k] = correlation(t.codes.Row(i)[p.First:p.First+p.Units], goal[p.First:p.First+p.Units])
	}
	return all
}

// correlation is Pearson's; NaN where one side does not vary.
func correlation(a, b []float32) float64 {
	var ma, mb float64
	for i := range a {
		ma, mb = ma+float64(a[i]), mb+float64(b[i])
	}
	n := float64(len(a))
	ma, mb = ma/n, mb/n
	var ab, aa, bb float64
	for i := range a {
		x, y := float64(a[i])-ma, float64(b[i])-mb
		ab, aa, bb = ab+x*y, aa+x*x, bb+y*y
	}
	if aa == 0 || bb == 0 {
		return math.NaN()
	}
	return ab / math.Sqrt(aa*bb)
}
