// Package cells has the place and head-direction ensembles whose activity the
// networks learn to predict. Encode methods allocate nothing and may be
// called from any number of goroutines.
package cells

import (
	"fmt"
	"math"
	"math/rand/v2"

	"gridrat/world"
)

// Places is a population of place cells.
type Places interface {
	// Len is the number of cells.
	Len() int
	// Centres are where the cells have their fields; not to be modified.
	Centres() []world.Vec
	// Encode writes every cell's activity at p to dst [Len].
	Encode(dst []float32, p world.Vec)
}

// UniformCentres draws n points uniformly from the floor of e.
func UniformCentres(rng *rand.Rand, e world.Enclosure, n int) []world.Vec {
	centres := make([]world.Vec, n)
	for i := range centres {
		centres[i] = e.Random(rng)
	}
	return centres
}

// GridCentres returns the middles of n x n equal bins over the square that
// encloses e, row by row from the south-west.
func GridCentres(e world.Enclosure, n int) []world.Vec {
	centres := make([]world.Vec, 0, n*n)
	step := e.Size / float64(n)
	for y := range n {
		for x := range n {
			centres = append(centres, world.Vec{X: (float64(x)+0.5)*step - e.Half(), Y: (float64(y)+0.5)*step - e.Half()})
		}
	}
	return centres
}

// Enlarged returns e grown by pad on every side.
func Enlarged(e world.Enclosure, pad float64) world.Enclosure {
	e.Size += 2 * pad
	return e
}

// UniformAngles draws n angles uniformly from the circle.
func UniformAngles(rng *rand.Rand, n int) []float64 {
	angles := make([]float64, n)
	for i := range angles {
		angles[i] = world.WrapAngle(2 * math.Pi * rng.Float64())
	}
	return angles
}

// TopMean returns the mean of the k centres whose activity is highest (of
// equals, the first): k = 3 is the published read-out of position, k = 1 the
// most active cell's centre. It panics unless 1 <= k <= 8 and there are k
// cells.
func TopMean(centres []world.Vec, activity []float32, k int) world.Vec {
	var top [8]int
	if k < 1 || k > len(top) || k > len(centres) {
		panic(fmt.Sprintf("cells: the %d most active of %d", k, len(centres)))
	}
	found := 0
	for i := range centres {
		// Insert i among the best so far.
		at := found
		for at > 0 && activity[i] > activity[top[at-1]] {
			at--
		}
		if at >= k {
			continue
		}
		found = min(found+1, k)
		copy(top[at+1:found], top[at:found-1])
		top[at] = i
	}
	var sum world.Vec
	for _, i := range top[:k] {
		sum = sum.Add(centres[i])
	}
	return sum.Mul(1 / float64(k))
}
