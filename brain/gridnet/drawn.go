package gridnet

import (
	"fmt"
	"math"
	"math/rand/v2"

	"gridrat/brain/cells"
	"gridrat/brain/tuning"
	"gridrat/world"
	"gridrat/world/ground"
	"gridrat/world/maze"
	"gridrat/world/space"
)

// Rates are scored in scoreBins x scoreBins bins of the arena, of which rats
// must reach leastBins, or correlations of so few say nothing, and
// leastAside where the map could be moved to the middle of the arena. A linear
// track has 40.
const (
	scoreBins  = 20
	leastBins  = 30
	leastAside = 60
)

// Arena is what rate maps bin: the recipe's enclosure, or the square around
// the origin that just encloses its map. The shape of a map with nothing but
// its outer wall is that of this wall, where it is a circle or a square around
// the origin; all others are world.Drawn.
func (r Recipe) Arena() world.Enclosure {
	if r.Map == nil {
		return r.Enclosure
	}
	return arenaOf(*r.Map)
}

func arenaOf(m maze.Map) world.Enclosure {
	low, high := m.Outline.Box()
	e := world.Enclosure{Shape: world.Drawn, Size: 2 * max(-low.X, -low.Y, high.X, high.Y)}
	open := len(m.Walls) == 0
	for _, d := range m.Doors {
		open = open && d.Open
	}
	if !open {
		return e
	}
	if m.Outline.Diameter > 0 {
		e.Shape = world.Circle
	} else if len(m.Outline.Corners) == 4 && low.X == -e.Half() && low.Y == low.X && high.X == e.Half() && high.Y == high.X {
		e.Shape = world.Square
		for _, c := range m.Outline.Corners {
			if math.Abs(c.X) != e.Half() || math.Abs(c.Y) != e.Half() {
				e.Shape = world.Drawn
			}
		}
	}
	return e
}

// Walls are those of a drawn Arena, for border scores; nil of others.
func (r Recipe) Walls() *world.Walls {
	if r.Arena().Shape != world.Drawn {
		return nil
	}
	w := &world.Walls{Diameter: r.Map.Outline.Diameter, Outer: len(r.Map.Outline.Corners)}
	for i, a := range r.Map.Outline.Corners {
		w.Faces = append(w.Faces, world.Face{A: a, B: r.Map.Outline.Corners[(i+1)%len(r.Map.Outline.Corners)]})
	}
	solid := func(corners [4]world.Vec) { // the floor is on the outer side of each
		for i, a := range corners {
			w.Faces = append(w.Faces, world.Face{A: corners[(i+1)%4], B: a})
		}
	}
	for _, x := range r.Map.Walls {
		solid(x.Rectangle())
	}
	for _, d := range r.Map.Doors {
		if !d.Open {
			solid(d.Rectangle())
		}
	}
	return w
}

// Scoring is how rate maps of r are scored, by so many goroutines, with nulls
// drawn from the seed.
func (r Recipe) Scoring(seed uint64, workers int) tuning.Scoring {
	return tuning.Scoring{Enclosure: r.Arena(), Walls: r.Walls(), Seed: seed, Workers: workers}
}

// In returns r for learning in a map, from scratch: the place cells are spread
// over its floor. nil is the enclosure of r.
func (r Recipe) In(m *maze.Map) Recipe {
	r.Map, r.Spread = m, nil
	return r
}

// floor is what the rats of a recipe reach in a map: bodies of
// maze.BodyRadius, from its starts, past the doors that are open.
type floor struct {
	of     *maze.Map
	arena  world.Enclosure // that encloses it
	region *space.Region
	nodes  []world.Vec // of the region
}

func newFloor(m *maze.Map) (*floor, error) {
	refuse := func(err error) (*floor, error) {
		return nil, fmt.Errorf("could not learn in map %q: %w", m.Name, err)
	}
	if err := m.Check(); err != nil {
		return refuse(err)
	}
	arena := arenaOf(*m)
	if !(arena.Size >= world.MinSize && arena.Size <= world.MaxSize) {
		return refuse(fmt.Errorf("its outline fits into a square of %.3g m around the origin; that must lie between %v and %v m", arena.Size, world.MinSize, float64(world.MaxSize)))
	}
	g, err := ground.New(*m)
	if err != nil {
		return nil, err
	}
	region, err := g.Reachable(m.Starts, maze.BodyRadius)
	if err != nil {
		return refuse(err)
	}
	f := &floor{of: m, arena: arena, region: region, nodes: region.Nodes()}
	low, high := m.Outline.Box()
	middle := low.Add(high).Mul(0.5)
	want, better := leastBins, "make its outline smaller, or its floor wider between walls and doors that are shut"
	if middle.Norm() > arena.Size/scoreBins {
		want, better = leastAside, fmt.Sprintf("move it so that its middle, now (%.3g, %.3g), is the origin", middle.X, middle.Y)
	}
	if n := f.bins(); n < want {
		return refuse(fmt.Errorf("the floor that rats reach covers %d of the %d bins of the square of %.3g m around the origin, and must cover %d; %s",
			n, scoreBins*scoreBins, arena.Size, want, better))
	}
	return f, nil
}

// bins is the number of bins of the arena with floor.
func (f *floor) bins() (n int) {
	side := f.arena.Size / scoreBins
	var covered [scoreBins * scoreBins]bool
	index := func(x float64) int { return min(max(int((x+f.arena.Half())/side), 0), scoreBins-1) }
	for _, p := range f.nodes {
		covered[index(p.Y)*scoreBins+index(p.X)] = true
	}
	const looks = 3 // a side, where bins lie between nodes
	for i, middle := range cells.GridCentres(f.arena, scoreBins) {
		for k := 0; k < looks*looks && !covered[i]; k++ {
			off := world.Vec{X: float64(k%looks - looks/2), Y: float64(k/looks - looks/2)}
			covered[i] = f.region.Contains(middle.Add(off.Mul(side / looks)))
		}
		if covered[i] {
			n++
		}
	}
	return n
}

// floors are those of a recipe: where rats walk, and where its place cells were
// spread; nil without a map. Those of before are used again where maps are the
// same.
type floors struct{ walk, spread *floor }

func (r Recipe) floors(before floors) (f floors, err error) {
	if r.Map == nil {
		if r.Spread != nil {
			return f, fmt.Errorf("the recipe has the map that cells were spread in, but no map to learn in")
		}
		return f, nil
	}
	if r.GivenCells() {
		return f, fmt.Errorf("could not learn in map %q: the network's place cells are given and cannot be spread over its floor", r.Map.Name)
	}
	of := func(m *maze.Map) (*floor, error) {
		for _, f := range []*floor{before.walk, before.spread, f.walk} {
			if f != nil && f.of == m {
				return f, nil
			}
		}
		return newFloor(m)
	}
	if f.walk, err = of(r.Map); err != nil {
		return f, err
	}
	if f.spread = f.walk; r.Spread != nil {
		if f.spread, err = of(r.Spread); err != nil {
			return f, err
		}
	}
	for i, m := range r.Modules {
		if r.Centres == OnLattice && f.spread.onLattice(r, m) < mostActive {
			return f, fmt.Errorf("could not learn in map %q: fewer than %d place cells of modules[%d] lie on its floor", r.Map.Name, mostActive, i)
		}
	}
	if j := r.Joint; j.Hidden > 0 && len(f.spread.squares(r.Enclosure.Size/float64(j.Side))) < mostActive {
		return f, fmt.Errorf("could not learn in map %q: fewer than %d place cells of the joint read-out lie on its floor", r.Map.Name, mostActive)
	}
	return f, nil
}

// motion is how rats move there.
func (f *floor) motion(r Recipe) world.Motion {
	switch m := r.MotionModel().(type) {
	case world.Foraging:
		return space.Foraging{Foraging: m, Floor: f.region}
	case world.Reflecting:
		return space.Reflecting{Reflecting: m, Floor: f.region}
	}
	panic("gridnet: a motion that knows no walls")
}

// near tells whether p is within reach metres of the floor east or west and
// north or south, as the cells of a box are within their margin of it. Walls
// stand the body's radius off the places of its centre, and nodes up to a pitch
// further.
func (f *floor) near(p world.Vec, reach float64) bool {
	reach += maze.BodyRadius + f.region.Pitch()
	for _, n := range f.nodes {
		if d := p.Sub(n); math.Abs(d.X) <= reach && math.Abs(d.Y) <= reach {
			return true
		}
	}
	return false
}

// lattice is that of a module in its own box, with its distances, over all of
// the map, as far as a Lattice can be; kept are its points within the module's
// margin of the floor, or half a distance.
func (f *floor) lattice(r Recipe, m Module) (side int, keep func(world.Vec) bool) {
	step := (r.Enclosure.Size + 2*m.Pad) / float64(m.Side-1)
	whole := f.arena.Size + 2*m.Pad
	side = min(max(int(math.Ceil(whole/step-1e-9))+1, 2), cells.MaxSide)
	step = whole / float64(side-1)
	return side, func(p world.Vec) bool { return f.near(p, max(m.Pad, step/2)) }
}

// onLattice is the number of place cells of a module whose centres lie on a
// lattice.
func (f *floor) onLattice(r Recipe, m Module) (n int) {
	if r.Target != BandTarget {
		return len(f.squares((r.Enclosure.Size + 2*m.Pad) / float64(m.Side)))
	}
	side, keep := f.lattice(r, m)
	step := (f.arena.Size + 2*m.Pad) / float64(side-1)
	for i := range side * side {
		if keep(world.Vec{X: float64(i%side)*step - f.arena.Half() - m.Pad, Y: float64(i/side)*step - f.arena.Half() - m.Pad}) {
			n++
		}
	}
	return n
}

// squares returns a place for every square of side step metres that has floor,
// row by row from the south-west: its middle or, where that is not on the floor,
// the node within it that is nearest to it. There are at most MaxSide squares a
// side.
func (f *floor) squares(step float64) []world.Vec {
	side := min(int(math.Ceil(f.arena.Size/step-1e-9)), cells.MaxSide)
	step = f.arena.Size / float64(side)
	nearest := make([]world.Vec, side*side)
	found := make([]bool, side*side)
	middles := cells.GridCentres(f.arena, side)
	index := func(x float64) int { return min(max(int((x+f.arena.Half())/step), 0), side-1) }
	for _, n := range f.nodes {
		i := index(n.Y)*side + index(n.X)
		if !found[i] || n.Sub(middles[i]).Norm() < nearest[i].Sub(middles[i]).Norm() {
			nearest[i], found[i] = n, true
		}
	}
	var places []world.Vec
	for i, middle := range middles {
		switch {
		case f.region.Contains(middle):
			places = append(places, middle)
		case found[i]:
			places = append(places, nearest[i])
		}
	}
	return places
}

// random draws n places on the floor, or within pad metres of it.
func (f *floor) random(rng *rand.Rand, n int, pad float64) []world.Vec {
	around := cells.Enlarged(f.arena, pad)
	places := make([]world.Vec, n)
	for i := range places {
		if pad == 0 {
			places[i] = f.region.Random(rng)
			continue
		}
		for {
			half := around.Half()
			p := world.Vec{X: (2*rng.Float64() - 1) * half, Y: (2*rng.Float64() - 1) * half}
			if places[i] = p; f.near(p, pad) {
				break
			}
		}
	}
	return places
}

// places returns the place cells of a module as newPlaces does.
func (f *floor) places(rng *rand.Rand, r Recipe, spec Module) (cells.Places, float32) {
	if r.Target == BandTarget && r.Centres == OnLattice {
		side, keep := f.lattice(r, spec)
		l := cells.NewPartLattice(f.arena, side, spec.Pad, spec.Sigma, keep, f.nodes)
		return l, float32(l.Mean())
	}
	var centres []world.Vec
	if r.Centres == RandomCentres {
		centres = f.random(rng, spec.Side*spec.Side, spec.Pad)
	} else {
		centres = f.squares((r.Enclosure.Size + 2*spec.Pad) / float64(spec.Side))
	}
	return placesAt(centres, r.Target, spec.Sigma, f.nodes)
}
