package sense

import (
	"gridrat/brain/cells"
	"gridrat/brain/gridnet"
	"gridrat/brain/tensor"
	"gridrat/world"
)

// keeper keeps the code of some rats. Places are those of the world, or of a
// rat's own frame where nothing tells it the world's. A rat's code depends on
// what it was told and felt alone, not on the others.
type keeper interface {
	units() int
	// anchor says where some rats are; seen are the place cells of the vision
	// module at each, nil where it was not seen.
	anchor(rats []int, at []world.Pose, seen func(rat int) []float32)
	// feel adds a displacement along the axes of the world and a turn.
	feel(rat int, by world.Vec, turn float64)
	// step moves the codes on, and returns the rats whose codes changed.
	step() []int
	// code copies the code of a rat to dst, and returns the displacement that it
	// does not know of yet.
	code(dst []float32, rat int) world.Vec
	// level makes the units of codes [n, units] alike in strength, in place.
	level(codes tensor.Mat)
}

// gridKeeper is a path-integration network that is stepped by distance.
type gridKeeper struct {
	herd    *gridnet.Herd
	strides *gridnet.Strides
	n       int
}

func newGridKeeper(o Organs, rats int, f gridnet.Frame, stride float64) *gridKeeper {
	return &gridKeeper{
		herd:    gridnet.NewHerd(o.Network, o.NetworkWeights, rats, f),
		strides: gridnet.NewStrides(rats, stride/f.Factor),
		n:       o.Network.Units(),
	}
}

func (k *gridKeeper) units() int { return k.n }

func (k *gridKeeper) anchor(rats []int, at []world.Pose, _ func(int) []float32) {
	k.herd.Anchor(rats, at)
	for _, i := range rats {
		k.strides.Clear(i)
	}
}

func (k *gridKeeper) feel(rat int, by world.Vec, turn float64) {
	k.strides.Add(rat, gridnet.Move{By: by, Turn: turn})
}

func (k *gridKeeper) step() []int {
	return k.herd.Walk(k.strides)
}

func (k *gridKeeper) code(dst []float32, rat int) world.Vec {
	k.herd.Code(dst, rat)
	return k.strides.Gathered(rat).By
}

func (k *gridKeeper) level(codes tensor.Mat) { k.herd.Level(codes) }

// placeKeeper is place cells at a believed place.
type placeKeeper struct {
	cells  *cells.Softmax
	still  bool // nothing is integrated
	at     []world.Vec
	active tensor.Mat // [rats, cells], of cells that stay as they were
	moved  []int
}

func newPlaceKeeper(rats int, cells *cells.Softmax, still bool) *placeKeeper {
	k := &placeKeeper{cells: cells, still: still, at: make([]world.Vec, rats)}
	if still {
		k.active = tensor.New(rats, cells.Len())
	}
	return k
}

func (k *placeKeeper) units() int { return k.cells.Len() }

func (k *placeKeeper) anchor(rats []int, at []world.Pose, seen func(int) []float32) {
	for i, rat := range rats {
		k.at[rat] = at[i].Pos
		if !k.still {
			continue
		}
		if seen != nil {
			copy(k.active.Row(rat), seen(rat))
		} else {
			k.cells.Encode(k.active.Row(rat), at[i].Pos)
		}
	}
}

func (k *placeKeeper) feel(rat int, by world.Vec, _ float64) {
	if k.still {
		return
	}
	k.at[rat] = k.at[rat].Add(by)
	k.moved = append(k.moved, rat)
}

func (k *placeKeeper) step() []int {
	moved := k.moved
	k.moved = k.moved[:0]
	return moved
}

func (k *placeKeeper) code(dst []float32, rat int) world.Vec {
	if k.still {
		copy(dst, k.active.Row(rat))
	} else {
		k.cells.Encode(dst, k.at[rat])
	}
	return world.Vec{}
}

func (k *placeKeeper) level(tensor.Mat) {}
