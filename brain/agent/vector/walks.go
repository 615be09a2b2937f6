package vector

import (
	"fmt"
	"math/rand/v2"
	"sort"

	"gridrat/brain/tensor"
	"gridrat/world"
)

// Walks are what heads learn from: moments along the ways of some rats, each
// with the code that the rat had and with its place by dead reckoning, which is
// exact up to a constant of its segment, the way between two teleports. Of each
// rat the newest moments are kept: all take rats x length x (4 units + 24) bytes,
// and never more.
//
// Rats may be told of by different goroutines, but nobody may while a trainer
// makes a step or a test.
type Walks struct {
	length int
	codes  tensor.Mat // [rats*length, units]; a rat's rows are a ring
	places []world.Vec
	number []int // of the segment; never falls along a rat's way
	rats   []walker
}

// walker is a rat under way.
type walker struct {
	at      world.Vec // since the segment's start, m
	segment int
	kept    int // moments, of which the last length are there
}

// NewWalks returns room for the newest length moments of each of so many rats
// with codes of so many units. It panics if there is none of any.
func NewWalks(units, rats, length int) *Walks {
	if units < 1 || rats < 1 || length < 1 {
		panic(fmt.Sprintf("vector: walks of %d rats with %d moments of %d units", rats, length, units))
	}
	n := rats * length
	return &Walks{
		length: length, codes: tensor.New(n, units),
		places: make([]world.Vec, n), number: make([]int, n), rats: make([]walker, rats),
	}
}

// Units is that of the codes.
func (w *Walks) Units() int { return w.codes.Cols }

// Begin begins a segment: a rat is somewhere else, and does not know how far
// away from where it was.
func (w *Walks) Begin(rat int) {
	r := &w.rats[rat]
	r.at, r.segment = world.Vec{}, r.segment+1
}

// Move adds what a rat felt of its motion, by its sense of heading along the
// axes of the world, m.
func (w *Walks) Move(rat int, by world.Vec) { w.rats[rat].at = w.rats[rat].at.Add(by) }

// Keep keeps this moment of a rat: its code [units], and how far it has come
// since the code was made (gridnet's Strides.Gathered), m. Moments a few
// decisions apart tell as much as all.
func (w *Walks) Keep(rat int, code []float32, since world.Vec) {
	r := &w.rats[rat]
	i := rat*w.length + r.kept%w.length
	copy(w.codes.Row(i), code[:w.codes.Cols])
	w.places[i], w.number[i] = r.at.Sub(since), r.segment
	r.kept++
}

// Len is the number of moments that are kept, of all rats together.
func (w *Walks) Len() int {
	n := 0
	for _, r := range w.rats {
		n += min(r.kept, w.length)
	}
	return n
}

// tries is how often a group is drawn until there is one.
const tries = 1000

// group draws len(dst) moments of one segment with two at least: a moment of any
// rat, and others from anywhere in its segment, as often as it comes. It is false
// if there seems to be no such segment.
func (w *Walks) group(rng *rand.Rand, dst []int) bool {
	for range tries {
		rat := rng.IntN(len(w.rats))
		kept := w.rats[rat].kept
		n := min(kept, w.length)
		if n < 2 {
			continue
		}
		// at is the row of the k-th oldest moment.
		at := func(k int) int { return rat*w.length + (kept-n+k)%w.length }
		segment := w.number[at(rng.IntN(n))]
		low := sort.Search(n, func(k int) bool { return w.number[at(k)] >= segment })
		high := sort.Search(n, func(k int) bool { return w.number[at(k)] > segment })
		if high-low < 2 {
			continue
		}
		for i := range dst {
			dst[i] = at(low + rng.IntN(high-low))
		}
		return true
	}
	return false
}
