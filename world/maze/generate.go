package maze

import (
	"fmt"
	"math/rand/v2"
)

// Plan says what a random maze looks like.
type Plan struct {
	W, H             int     // cells with the rim; odd
	Rooms            int     // at most
	MinRoom, MaxRoom int     // their sides in cells; odd
	Loops            float64 // probability of each connection that is not needed
	Doors            bool    // where a connection leads into a room
}

// GoalDriven is the plan of the goal-driven maze of Banino et al. 2018: 11 x 11
// cells, up to four rooms of 3 to 5 cells. GoalDoors is the same with doors.
// The share of loops is this project's choice; the record leaves it open.
var (
	GoalDriven = Plan{W: 11, H: 11, Rooms: 4, MinRoom: 3, MaxRoom: 5, Loops: 0.2}
	GoalDoors  = Plan{W: 11, H: 11, Rooms: 4, MinRoom: 3, MaxRoom: 5, Loops: 0.2, Doors: true}
)

// Random draws a maze, as DeepMind Lab's generator does: rooms on odd cells,
// a maze in what is left, connections until all is one, a few more of them,
// and no dead ends. Every room has a start (P), one of them the goal (G). All
// floor is connected, if every door is open.
func (p Plan) Random(rng *rand.Rand) Grid {
	if p.W < 5 || p.H < 5 || p.W%2 == 0 || p.H%2 == 0 || p.W > MaxGrid || p.H > MaxGrid || p.Rooms < 1 || p.MinRoom < 3 || p.MinRoom%2 == 0 || p.MaxRoom%2 == 0 ||
		p.MinRoom > p.MaxRoom || p.MinRoom > min(p.W, p.H)-2 {
		panic(fmt.Sprintf("maze: there is no maze of plan %+v", p))
	}
	d := digger{Plan: p, rng: rng, grid: Grid{W: p.W, H: p.H, Cells: make([]byte, p.W*p.H)}, region: make([]int, p.W*p.H)}
	for i := range d.grid.Cells {
		d.grid.Cells[i] = '*'
	}
	d.dig()
	d.connect()
	d.fillDeadEnds()
	d.place()
	return d.grid
}

// digger makes a random maze. region is, of each cell, 0 for wall or the
// number of the room or corridor that it belongs to; rooms come first.
type digger struct {
	Plan
	rng     *rand.Rand
	grid    Grid
	region  []int
	rooms   []block
	regions int
}

func (d *digger) open(x, y int) {
	d.grid.Cells[y*d.W+x] = ' '
	d.region[y*d.W+x] = d.regions
}

// dig makes the rooms, each a wall apart from the others, and corridors.
func (d *digger) dig() {
	const tries = 100 // to find a place for a room
	odd := func(low, high int) int { return low + 2*d.rng.IntN((high-low)/2+1) }
	for range d.Rooms {
		for range tries {
			w, h := odd(d.MinRoom, min(d.MaxRoom, d.W-2)), odd(d.MinRoom, min(d.MaxRoom, d.H-2))
			x, y := odd(1, d.W-1-w), odd(1, d.H-1-h)
			room := block{x, y, x + w, y + h}
			if !d.free(room) {
				continue
			}
			d.regions++
			d.rooms = append(d.rooms, room)
			for i := range w * h {
				d.open(x+i%w, y+i/w)
			}
			break
		}
	}
	for y := 1; y < d.H; y += 2 {
		for x := 1; x < d.W; x += 2 {
			if d.grid.wall(x, y) {
				d.regions++
				d.corridor(x, y)
			}
		}
	}
}

func (d *digger) free(b block) bool {
	for y := b.y0; y < b.y1; y++ {
		for x := b.x0; x < b.x1; x++ {
			if !d.grid.wall(x, y) {
				return false
			}
		}
	}
	return true
}

var directions = [4][2]int{{1, 0}, {0, 1}, {-1, 0}, {0, -1}}

// corridor digs from an odd cell to odd cells that are still wall, in random
// order, as far as it gets.
func (d *digger) corridor(x, y int) {
	d.open(x, y)
	for _, k := range d.rng.Perm(4) {
		dx, dy := directions[k][0], directions[k][1]
		if to := (block{x + 2*dx, y + 2*dy, x + 2*dx + 1, y + 2*dy + 1}); to.x0 > 0 && to.y0 > 0 && to.x1 < d.W && to.y1 < d.H && d.grid.wall(to.x0, to.y0) {
			d.open(x+dx, y+dy)
			d.corridor(to.x0, to.y0)
		}
	}
}

// connect opens wall cells between two regions, in random order: all that
// join parts not joined yet, and a share of the others.
func (d *digger) connect() {
	joined := make([]int, d.regions+1)
	for i := range joined {
		joined[i] = i
	}
	root := func(i int) int {
		for joined[i] != i {
			i = joined[i]
		}
		return i
	}
	beside := func(i int) (a, b int, door byte) {
		x, y := i%d.W, i/d.W
		if x == 0 || y == 0 || x == d.W-1 || y == d.H-1 {
			return 0, 0, ' '
		}
		if a, b := d.region[i-1], d.region[i+1]; a > 0 && b > 0 {
			return a, b, 'I'
		}
		return d.region[i-d.W], d.region[i+d.W], 'H'
	}
	for _, i := range d.rng.Perm(len(d.region)) {
		a, b, door := beside(i)
		if d.region[i] != 0 || a == 0 || b == 0 || a == b {
			continue
		}
		if root(a) == root(b) && d.rng.Float64() >= d.Loops || d.crowded(i) {
			continue
		}
		joined[root(a)] = root(b)
		d.grid.Cells[i] = ' '
		if d.Doors && (a <= len(d.rooms) || b <= len(d.rooms)) {
			d.grid.Cells[i] = door
		}
	}
}

// crowded tells whether a connection lies next to cell i, along the wall: two
// side by side would be one wide one.
func (d *digger) crowded(i int) bool {
	for _, k := range [4]int{i - 1, i + 1, i - d.W, i + d.W} {
		if d.grid.Cells[k] != '*' && d.region[k] == 0 {
			return true
		}
	}
	return false
}

// fillDeadEnds makes wall of corridor cells with at most one way out, until
// there are none.
func (d *digger) fillDeadEnds() {
	for again := true; again; {
		again = false
		for i, c := range d.grid.Cells {
			x, y := i%d.W, i/d.W
			if c == '*' || d.region[i] > 0 && d.region[i] <= len(d.rooms) {
				continue
			}
			ways := 0
			for _, to := range directions {
				if !d.grid.wall(x+to[0], y+to[1]) {
					ways++
				}
			}
			if ways <= 1 {
				d.grid.Cells[i], d.region[i], again = '*', 0, true
			}
		}
	}
}

// place puts a start into every room and the goal into one of them.
func (d *digger) place() {
	goal := d.rng.IntN(len(d.rooms))
	for i, r := range d.rooms {
		w := r.x1 - r.x0
		cells := d.rng.Perm(r.cells())
		at := func(k int) int { return (r.y0+cells[k]/w)*d.W + r.x0 + cells[k]%w }
		d.grid.Cells[at(0)] = 'P'
		if i == goal {
			d.grid.Cells[at(1)] = 'G'
		}
	}
}
