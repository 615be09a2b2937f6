package recording

import (
	"fmt"
	"math"
	"slices"

	"gridrat/world"
	"gridrat/world/maze"
)

// Bounds of the sides of a recorded box, m. LeastSide is that of the longer
// one; a track may be as narrow as LeastWidth.
const (
	LeastSide  = 0.1
	LeastWidth = 0.02
	MostSide   = 50.0
)

// boxStep is what the sides of an estimated box are rounded up to, m: a
// tracked head never quite touches the walls.
const boxStep = 0.05

// BoxBins is the number of bins along the longer side of a box in rate maps
// (Banino et al. 2018, Methods).
const BoxBins = 20

// Said is what is known of a box without looking at positions; the zero Said is
// nothing.
type Said struct {
	Width, Height float64    // east-west and north-south, m; 0 is not known
	Round         bool       // a circle of diameter Width
	Plan          *maze.Map  // its walls, in place of all that
	Origin        *world.Vec // its lower left corner, of a circle that of the square around it, in the track's coordinates, m
}

// Box is the box that a track was recorded in, its middle about the origin:
// so that where it is longer one way than the other, the walls lie on edges of
// BoxBins bins of the square around it, or less than half a bin beside them.
type Box struct {
	Enclosure     world.Enclosure // that rate maps bin
	Plan          *maze.Map       // the walls of a world.Drawn one; nil of others
	Shape         string          // "square", "rectangle", "circle" or "map"
	Width, Height float64         // east-west and north-south, m
	Zero          world.Vec       // where its (0, 0) is in the track's coordinates
	Corner        world.Vec       // where its lower left corner is there
	Sized, Placed bool            // as was said, not estimated from the positions
}

// bounds are those of the positions.
func (k Track) bounds() (low, high world.Vec) {
	low, high = world.Vec{X: math.Inf(1), Y: math.Inf(1)}, world.Vec{X: math.Inf(-1), Y: math.Inf(-1)}
	for _, p := range k.Poses {
		if p.Pos.Finite() {
			low = world.Vec{X: min(low.X, p.Pos.X), Y: min(low.Y, p.Pos.Y)}
			high = world.Vec{X: max(high.X, p.Pos.X), Y: max(high.Y, p.Pos.Y)}
		}
	}
	return low, high
}

// Box finds the box of a track. Sides that are not known are those of the
// positions, of a circle the longer one, rounded up to 5 cm; a box of which
// the origin is not known has the middle of the positions for its own, a plan
// its own coordinates. Positions may lie outside by a fiftieth of the box.
func (k Track) Box(said Said) (Box, error) {
	low, high := k.bounds()
	span := high.Sub(low)
	if said.Plan != nil {
		return k.inPlan(said)
	}
	b := Box{Width: said.Width, Height: said.Height, Sized: said.Width > 0, Placed: said.Origin != nil}
	if said.Round {
		b.Height = b.Width
	}
	need := span // from the corner
	if b.Placed {
		need = high.Sub(*said.Origin)
	}
	if !b.Sized {
		b.Width, b.Height = up(need.X), up(need.Y)
		if said.Round {
			b.Width = max(b.Width, b.Height)
			b.Height = b.Width
		}
	}
	if err := b.check(); err != nil {
		return b, fmt.Errorf("its positions span %.3f x %.3f m, but %w (are the units of length right?)", span.X, span.Y, err)
	}
	middle := low.Add(high).Mul(0.5)
	if b.Placed {
		middle = said.Origin.Add(world.Vec{X: b.Width, Y: b.Height}.Mul(0.5))
	}
	b.Corner = rounded(middle.Sub(world.Vec{X: b.Width, Y: b.Height}.Mul(0.5)))
	if err := b.holds(low, high); err != nil {
		return b, err
	}
	b.build(said.Round, middle)
	return b, nil
}

// rounded drops what is less than a nanometre.
func rounded(p world.Vec) world.Vec {
	round := func(x float64) float64 { return math.Round(1e9*x)/1e9 + 0 }
	return world.Vec{X: round(p.X), Y: round(p.Y)}
}

// up rounds a side up.
func up(x float64) float64 { return boxStep * max(math.Ceil(x/boxStep-1e-9), 1) }

// check says what is wrong with the sides.
func (b Box) check() error {
	long, short := max(b.Width, b.Height), min(b.Width, b.Height)
	if !(long >= LeastSide && long <= MostSide && short >= LeastWidth) {
		return fmt.Errorf("a box of %.4g x %.4g m is none that can be scored: its longer side must lie between %v and %v m, its shorter one be at least %v m", b.Width, b.Height, LeastSide, MostSide, LeastWidth)
	}
	return nil
}

// holds tells whether positions lie within.
func (b Box) holds(low, high world.Vec) error {
	over := world.Vec{X: 0.02 * b.Width, Y: 0.02 * b.Height}
	far := b.Corner.Add(world.Vec{X: b.Width, Y: b.Height})
	if low.X >= b.Corner.X-over.X && low.Y >= b.Corner.Y-over.Y && high.X <= far.X+over.X && high.Y <= far.Y+over.Y {
		return nil
	}
	span := high.Sub(low)
	if !b.Placed {
		return fmt.Errorf("its positions span %.3f x %.3f m, more than the box of %.4g x %.4g m; give the right box, or the right unit of length", span.X, span.Y, b.Width, b.Height)
	}
	return fmt.Errorf("its positions lie between (%.3f, %.3f) and (%.3f, %.3f) m, not all in the box from (%.4g, %.4g) to (%.4g, %.4g) m; give the right box and origin, or the right unit of length",
		low.X, low.Y, high.X, high.Y, b.Corner.X, b.Corner.Y, far.X, far.Y)
}

// build makes enclosure and walls around a middle in the track's coordinates.
func (b *Box) build(round bool, middle world.Vec) {
	b.Zero = middle
	long := max(b.Width, b.Height)
	b.Enclosure = world.Enclosure{Shape: world.Square, Size: long}
	switch {
	case round:
		b.Shape, b.Enclosure.Shape = "circle", world.Circle
		return
	case b.Width == b.Height:
		b.Shape = "square"
		return
	}
	b.Shape, b.Enclosure.Shape = "rectangle", world.Drawn
	bin := long / BoxBins
	// An odd number of bins has its middle in the middle of one.
	shift := func(side float64) float64 {
		if bins := int(math.Ceil(side/bin - 1e-9)); bins%2 == 1 && bins < BoxBins {
			return bin / 2
		}
		return 0
	}
	off := world.Vec{X: shift(b.Width), Y: shift(b.Height)}
	b.Zero = middle.Sub(off)
	x, y := b.Width/2, b.Height/2
	corners := []world.Vec{{X: -x, Y: -y}, {X: x, Y: -y}, {X: x, Y: y}, {X: -x, Y: y}}
	for i := range corners {
		corners[i] = corners[i].Add(off)
	}
	// The longer sides end on the square's own, whatever rounding says.
	half := b.Enclosure.Half()
	for i, c := range corners {
		if b.Width == long {
			corners[i].X = math.Copysign(half, c.X-off.X)
		} else {
			corners[i].Y = math.Copysign(half, c.Y-off.Y)
		}
	}
	b.Plan = &maze.Map{Name: fmt.Sprintf("Open rectangle, %.3g x %.3g m", b.Width, b.Height), Outline: maze.Outline{Corners: corners}}
}

// inPlan places a track into the outline of a map.
func (k Track) inPlan(said Said) (Box, error) {
	plan := *said.Plan
	from, to := plan.Outline.Box()
	b := Box{Shape: "map", Width: to.X - from.X, Height: to.Y - from.Y, Sized: true, Placed: true, Corner: from}
	if said.Origin != nil {
		b.Corner = *said.Origin
	}
	if err := b.check(); err != nil {
		return b, err
	}
	low, high := k.bounds()
	if err := b.holds(low, high); err != nil {
		return b, err
	}
	b.Zero = b.Corner.Add(world.Vec{X: b.Width, Y: b.Height}.Mul(0.5))
	open, round := len(plan.Walls) == 0 && len(plan.Doors) == 0, plan.Outline.Diameter > 0
	if open && (round || rectangle(plan.Outline.Corners, from, to)) {
		b.build(round, b.Zero)
		return b, nil
	}
	by := from.Add(to).Mul(-0.5)
	b.Enclosure = world.Enclosure{Shape: world.Drawn, Size: max(b.Width, b.Height)}
	b.Plan = &maze.Map{Name: plan.Name, Wall: plan.Wall, Floor: plan.Floor, Outline: plan.Outline.Moved(by).(maze.Outline)}
	for _, w := range plan.Walls {
		b.Plan.Walls = append(b.Plan.Walls, w.Moved(by).(maze.Wall))
	}
	for _, d := range plan.Doors {
		b.Plan.Doors = append(b.Plan.Doors, d.Moved(by).(maze.Door))
	}
	return b, nil
}

// rectangle tells whether corners are the four of the box between two of them.
func rectangle(corners []world.Vec, low, high world.Vec) bool {
	for _, c := range corners {
		if c.X != low.X && c.X != high.X || c.Y != low.Y && c.Y != high.Y {
			return false
		}
	}
	return len(corners) == 4
}

// Short names shape and size.
func (b Box) Short() string {
	switch b.Shape {
	case "square", "circle":
		return fmt.Sprintf("%s of %.2f m", b.Shape, b.Width)
	case "map":
		return fmt.Sprintf("map of %.2f x %.2f m", b.Width, b.Height)
	}
	return fmt.Sprintf("%s of %.2f x %.2f m", b.Shape, b.Width, b.Height)
}

// String says what was assumed.
func (b Box) String() string {
	shape := fmt.Sprintf("%s of %.4g x %.4g m", b.Shape, b.Width, b.Height)
	switch b.Shape {
	case "square":
		shape = fmt.Sprintf("square of %.4g m", b.Width)
	case "circle":
		shape = fmt.Sprintf("circle of %.4g m", b.Width)
	case "map":
		shape = fmt.Sprintf("the map %q, %.4g x %.4g m", b.Plan.Name, b.Width, b.Height)
	}
	how := "estimated from the positions, each side rounded up to 5 cm"
	if b.Sized {
		how = "as given"
	}
	where := "its middle put into that of the positions, as no origin was given"
	switch {
	case b.Placed:
		where = "where it was said to be"
	case !b.Sized:
		where = "around the middle of the positions"
	}
	return fmt.Sprintf("box: %s (%s), from (%.4g, %.4g) to (%.4g, %.4g) m of the file (%s)",
		shape, how, b.Corner.X, b.Corner.Y, b.Corner.X+b.Width, b.Corner.Y+b.Height, where)
}

// Start is the first known position.
func (k Track) Start() world.Vec {
	for _, p := range k.Poses {
		if p.Pos.Finite() {
			return p.Pos
		}
	}
	return world.Vec{}
}

// Centred returns the track with the origin at a point of it.
func (k Track) Centred(origin world.Vec) Track {
	out := k
	out.Poses = slices.Clone(k.Poses)
	for i := range out.Poses {
		out.Poses[i].Pos = out.Poses[i].Pos.Sub(origin)
	}
	return out
}
