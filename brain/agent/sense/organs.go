package sense

import (
	"math"

	"gridrat/brain/agent/vector"
	"gridrat/brain/agent/vision"
	"gridrat/brain/cells"
	"gridrat/brain/gridnet"
	"gridrat/brain/tensor"
	"gridrat/world"
	"gridrat/world/task"
)

// Organs are the trained parts that rats of an agent share, frozen. Weights are
// not copied and must not change while they are in use, but for those of a network
// that learns on (Config.Lesson).
type Organs struct {
	Network        *gridnet.Network // path integration; of code grid
	NetworkWeights []float32

	Vision        *vision.Module // of fix seen
	VisionWeights []float32

	// Head reads places from codes, in metres of the network for a grid code and
	// of the world for place cells; nil is that the network's own read-out does,
	// or the mean of place cells.
	Head        *vector.Head
	HeadWeights []float32
}

// reader reads places from codes [n, units], up to a constant, in metres of the
// network for a grid code and of the world for place cells.
type reader interface {
	read(dst []world.Vec, codes tensor.Mat)
}

// headReader is a vector head, which reads levelled codes.
type headReader struct {
	*vector.Reader
	weights  []float32
	keep     keeper
	levelled tensor.Mat
}

func (r headReader) read(dst []world.Vec, codes tensor.Mat) {
	level := r.levelled.RowRange(0, codes.Rows)
	tensor.Copy(level, codes)
	r.keep.level(level)
	p := r.Read(r.weights, level)
	for i := range dst {
		dst[i] = world.Vec{X: float64(p.Row(i)[0]), Y: float64(p.Row(i)[1])}
	}
}

// placeSide squared is the number of place cells of the codes of places, of
// placeSigma, as many as in Banino et al. 2018 and as wide as those of vision.
const (
	placeSide  = 16
	placeSigma = 0.1
)

// placeCells returns the place cells of the codes of places, over the square
// that encloses a floor, and what reads them.
func placeCells(f Floor) (*cells.Softmax, *cells.Locator) {
	e := world.Enclosure{Shape: world.Square, Size: f.Size}
	sigma := placeSigma * max(1, f.Size/2.5)
	return cells.NewSoftmax(cells.GridCentres(e, placeSide), sigma), cells.NewLocator(e, placeSide, sigma)
}

// Head-direction cells of compassCells, spread evenly (SI: 12, kappa 20).
const (
	compassCells = 12
	compassKappa = 20
)

func newCompass() *cells.HeadDirection {
	centres := make([]float64, compassCells)
	for i := range centres {
		centres[i] = -math.Pi + 2*math.Pi*(float64(i)+0.5)/compassCells
	}
	return cells.NewHeadDirection(centres, compassKappa)
}

// Floor is the square around the floor of a task, with which codes are laid
// over it: its middle and its side, in m.
type Floor struct {
	Middle world.Vec
	Size   float64
}

// FloorOf returns the floor of a world that has begun.
func FloorOf(w *task.World) Floor {
	low, high := w.Ground().Bounds()
	return Floor{low.Add(high).Mul(0.5), max(high.X-low.X, high.Y-low.Y)}
}

// frame lays a floor into the box of a network: the middle of a body of some
// radius reaches its edge. Where rats call the place origin at which an episode
// begins, wherever that is, the box must hold a floor around any of its places.
func (f Floor) frame(n *gridnet.Network, radius float64, fix Fix) gridnet.Frame {
	half := n.Recipe.Enclosure.Half()
	if fix == Views {
		return gridnet.Frame{Factor: half / (f.Size - 2*radius)}
	}
	factor := half / (f.Size/2 - radius)
	return gridnet.Frame{Factor: factor, Offset: f.Middle.Mul(-factor)}
}

// ownReader is the network's own read-out.
type ownReader struct {
	herd *gridnet.Herd
	unit float64 // metres of the network in one of the world
}

func (r ownReader) read(dst []world.Vec, codes tensor.Mat) {
	r.herd.Decode(dst, codes)
	for i := range dst {
		dst[i] = dst[i].Mul(r.unit)
	}
}

// placeReader reads from place cells where they say that the rat is.
type placeReader struct{ *cells.Locator }

func (r placeReader) read(dst []world.Vec, codes tensor.Mat) {
	for i := range dst {
		dst[i] = r.Place(codes.Row(i))
	}
}
