package maze

import (
	"strconv"
	"strings"

	"gridrat/world"
)

// Cell is the side of a cell of the published mazes, in metres.
const Cell = 0.25

// MaxGrid is the largest number of rows and of columns of a Grid.
const MaxGrid = 80

// MinCell and MaxCell bound the side of a cell, in metres.
const (
	MinCell = 0.05
	MaxCell = 2
)

// Grid is a maze of square cells as a text, like DeepMind Lab's text levels:
//
//	'*'  wall, as are cells that the text leaves out
//	' '  floor
//	'P'  floor with a start
//	'H'  a door that is passed up and down
//	'I'  a door that is passed left and right
//
// Any other letter is a goal of that name; any other printable character of
// ASCII is floor, as in DeepMind Lab. Lines of length zero do not count.
type Grid struct {
	W, H  int
	Cells []byte // row by row from the north-west
}

// At returns the cell in column x of row y, a wall beside the grid.
func (g Grid) At(x, y int) byte {
	if x < 0 || y < 0 || x >= g.W || y >= g.H {
		return '*'
	}
	return g.Cells[y*g.W+x]
}

func (g Grid) wall(x, y int) bool { return g.At(x, y) == '*' }

// String is the text of g.
func (g Grid) String() string {
	var b strings.Builder
	for y := range g.H {
		b.Write(g.Cells[y*g.W : (y+1)*g.W])
		b.WriteByte('\n')
	}
	return b.String()
}

// ParseGrid reads a text maze, also one with walls of # or of Minigrid (see
// plain). It refuses, with a *FieldError that has line and column, other
// characters, mazes that are too large, and those without floor.
func ParseGrid(text string) (Grid, error) {
	var g Grid
	var rows []string
	for i, row := range plain(text) {
		if row == "" {
			continue
		}
		for x, c := range []rune(row) {
			if c < ' ' || c > '~' {
				return Grid{}, &FieldError{Line: i + 1, Column: x + 1, What: strconv.Quote(string(c)) + " is no cell; there are * (wall), space, . and other signs (floor), P (start), H and I (doors), and other letters (goals)"}
			}
		}
		if len(row) > MaxGrid || len(rows) == MaxGrid {
			return Grid{}, &FieldError{Line: i + 1, Column: min(len(row), MaxGrid+1), What: "the maze is too large; it may have at most " + strconv.Itoa(MaxGrid) + " rows and columns"}
		}
		rows = append(rows, row)
		g.W = max(g.W, len(row))
	}
	g.H = len(rows)
	for _, row := range rows {
		for _, c := range row {
			if c != '*' && !letter(c) {
				c = ' '
			}
			g.Cells = append(g.Cells, byte(c))
		}
		g.Cells = append(g.Cells, strings.Repeat("*", g.W-len(row))...)
	}
	if strings.Trim(string(g.Cells), "*") == "" {
		return Grid{}, &FieldError{Line: 1, Column: 1, What: "the maze has no floor; it must have at least one cell that is not *"}
	}
	return g, nil
}

func letter(c rune) bool { return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' }

// Map returns g as a map, with cells of a side in metres. The outline is the
// rectangle around all cells that are no wall; wall cells in it become walls
// as thick as rows of cells, so that they fill exactly these cells and leave
// no slit, and long ones are in one piece. Doors are numbered row by row.
func (g Grid) Map(name string, cell float64) (Map, error) {
	if err := checkRange("cell", cell, MinCell, MaxCell, "m"); err != nil {
		return Map{}, err
	}
	x0, y0, x1, y1 := g.W, g.H, 0, 0
	for y := range g.H {
		for x := range g.W {
			if !g.wall(x, y) {
				x0, y0, x1, y1 = min(x0, x), min(y0, y), max(x1, x+1), max(y1, y+1)
			}
		}
	}
	if x0 >= x1 {
		return Map{}, wrong("", "the maze has no floor; it must have at least one cell that is not *")
	}
	// at is the corner of a cell; rows run southward.
	at := func(x, y float64) world.Vec {
		return world.Vec{X: (x - float64(x0+x1)/2) * cell, Y: (float64(y0+y1)/2 - y) * cell}
	}
	m := Map{Name: name}
	left, top, right, bottom := float64(x0), float64(y0), float64(x1), float64(y1)
	m.Outline.Corners = []world.Vec{at(left, bottom), at(right, bottom), at(right, top), at(left, top)}
	for _, r := range g.cover(x0, y0, x1, y1) {
		l, t, r, b := float64(r.x0), float64(r.y0), float64(r.x1), float64(r.y1)
		if r-l >= b-t {
			m.Walls = append(m.Walls, Wall{A: at(l, (t+b)/2), B: at(r, (t+b)/2), Thickness: (b - t) * cell})
		} else {
			m.Walls = append(m.Walls, Wall{A: at((l+r)/2, b), B: at((l+r)/2, t), Thickness: (r - l) * cell})
		}
	}
	for i, c := range g.Cells {
		x, y := float64(i%g.W), float64(i/g.W)
		centre := at(x+0.5, y+0.5)
		door := Door{Thickness: cell / 5, Name: strconv.Itoa(len(m.Doors) + 1)}
		switch c {
		case '*', ' ':
		case 'P':
			m.Starts = append(m.Starts, Start{centre, cell / 4})
		case 'H':
			door.A, door.B = at(x, y+0.5), at(x+1, y+0.5)
			m.Doors = append(m.Doors, door)
		case 'I':
			door.A, door.B = at(x+0.5, y+1), at(x+0.5, y)
			m.Doors = append(m.Doors, door)
		default:
			m.Goals = append(m.Goals, Goal{At: centre, Radius: 0.4 * cell, Visible: true, Name: string(rune(c))})
		}
	}
	m = m.Rounded()
	return m, m.Check()
}
