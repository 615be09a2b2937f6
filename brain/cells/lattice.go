package cells

import (
	"fmt"
	"math"

	"gridrat/brain/tensor"
	"gridrat/world"
)

// MaxSide is the largest side of a Lattice.
const MaxSide = 32

// Lattice is the band-limited place code of this project at the points of a
// regular n x n lattice over the square that encloses the walls, enlarged by
// a margin:
//
//	d = c (1 - 2r + r²/2) exp(-r),  r = |x-centre|²/(2σ²)
//
// with c such that the code has unit standard deviation over positions and
// cells. The profile is the Laplacian of the Laplacian of a Gaussian up to a
// factor: its spectrum is a ring, and its integral is 0.
type Lattice struct {
	n       int
	low     float64 // coordinate of the first column and row, m
	step    float64 // distance of neighbours, m
	gain    float64 // 1/(2σ²)
	scale   float32 // c
	mean    float64
	centres []world.Vec
	runs    []run // of the cells that there are; nil is all
}

// run is a row of neighbouring points of the lattice.
type run struct{ from, to int }

// NewLattice returns n x n cells, row by row from the south-west, over e
// enlarged by pad metres on every side; the outermost lie on its edge. It
// panics unless 2 <= n <= 32.
func NewLattice(e world.Enclosure, n int, pad, sigma float64) *Lattice {
	if n < 2 || n > MaxSide {
		panic(fmt.Sprintf("cells: a lattice of side %d, want 2 to %d", n, MaxSide))
	}
	return newLattice(e, n, pad, sigma, nil, Everywhere(e))
}

// NewPartLattice is NewLattice with those cells alone whose centres keep
// chooses, of which there must be one, and with a standard deviation of 1 over
// the given positions.
func NewPartLattice(e world.Enclosure, n int, pad, sigma float64, keep func(world.Vec) bool, positions []world.Vec) *Lattice {
	return newLattice(e, n, pad, sigma, keep, positions)
}

func newLattice(e world.Enclosure, n int, pad, sigma float64, keep func(world.Vec) bool, positions []world.Vec) *Lattice {
	half := e.Half() + pad
	l := &Lattice{n: n, low: -half, step: 2 * half / float64(n-1), gain: 1 / (2 * sigma * sigma), scale: 1}
	for i := range n * n {
		at := world.Vec{X: l.low + float64(i%n)*l.step, Y: l.low + float64(i/n)*l.step}
		if keep == nil {
			l.centres = append(l.centres, at)
			continue
		}
		if !keep(at) {
			continue
		}
		l.centres = append(l.centres, at)
		if k := len(l.runs); k > 0 && l.runs[k-1].to == i {
			l.runs[k-1].to++
		} else {
			l.runs = append(l.runs, run{i, i + 1})
		}
	}
	mean, sd := moments(l, positions)
	l.mean, l.scale = mean/sd, float32(1/sd)
	return l
}

// Everywhere is a fine grid of positions in the square that encloses e.
func Everywhere(e world.Enclosure) []world.Vec {
	return GridCentres(world.Enclosure{Shape: world.Square, Size: e.Size}, 64)
}

// moments measures the mean and the standard deviation of a code over cells
// and positions.
func moments(p Places, positions []world.Vec) (mean, sd float64) {
	var sum, squares, count float64
	code := make([]float32, p.Len())
	for _, at := range positions {
		p.Encode(code, at)
		for _, v := range code {
			sum += float64(v)
			squares += float64(v) * float64(v)
			count++
		}
	}
	mean = sum / count
	return mean, math.Sqrt(squares/count - mean*mean)
}

// Len implements Places.
func (l *Lattice) Len() int { return len(l.centres) }

// Centres implements Places.
func (l *Lattice) Centres() []world.Vec { return l.centres }

// Mean is the mean of the code over positions and cells; its standard
// deviation is 1.
func (l *Lattice) Mean() float64 { return l.mean }

// Encode implements Places. The profile is separable with rank 3: with rx and
// ry the parts of r along the axes,
//
//	d/c = (1-2rx+rx²/2) e^-rx · e^-ry + e^-rx · (-2ry+ry²/2) e^-ry + rx e^-rx · ry e^-ry
//
// so that n exponentials per axis do instead of n².
func (l *Lattice) Encode(dst []float32, p world.Vec) {
	dst = dst[:l.Len()]
	var r, e [2 * MaxSide]float32 // rx and then ry, and exp of their negatives
	n := l.n
	for i := range n {
		at := l.low + float64(i)*l.step
		r[i] = float32((p.X - at) * (p.X - at) * l.gain)
		r[n+i] = float32((p.Y - at) * (p.Y - at) * l.gain)
		e[i], e[n+i] = -r[i], -r[n+i]
	}
	// dst serves as room, which is enough for all at once but in small parts
	// of a lattice.
	for from := 0; from < 2*n; from += len(dst) {
		room := dst[:copy(dst, e[from:2*n])]
		tensor.Exp(room, room)
		copy(e[from:], room)
	}

	// The factors along y, three a row, and along x, three rows: d = u v.
	var u, v [3 * MaxSide]float32
	for i := range n {
		ry, ey := r[n+i], e[n+i]
		u[3*i], u[3*i+1], u[3*i+2] = ey, (ry*ry/2-2*ry)*ey, ry*ey
		rx, ex := r[i], l.scale*e[i]
		v[i], v[n+i], v[2*n+i] = (1-2*rx+rx*rx/2)*ex, ex, rx*ex
	}
	if l.runs == nil {
		tensor.Rank3(dst, u[:3*n], v[:3*n])
		return
	}
	var all [MaxSide * MaxSide]float32
	tensor.Rank3(all[:n*n], u[:3*n], v[:3*n])
	for at, k := 0, 0; k < len(l.runs); k++ {
		at += copy(dst[at:], all[l.runs[k].from:l.runs[k].to])
	}
}
