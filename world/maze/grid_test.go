package maze

import (
	"errors"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gridrat/world"
)

// published is the example of DeepMind Lab's documentation of text levels.
const published = `
********
*a * x *****
**     *   *
 ****  I   *
    *  *   *
    *  *****
    *   *
******H*******
*        I P *
**************
`

func TestPublishedLevel(t *testing.T) {
	g, err := ParseGrid(published)
	if err != nil {
		t.Fatal(err)
	}
	m, err := g.Map("published", Cell)
	if err != nil {
		t.Fatal(err)
	}
	// The floor spans columns 0 to 12 and rows 1 to 8.
	if low, high := m.Outline.Box(); low != (world.Vec{X: -1.625, Y: -1}) || high != (world.Vec{X: 1.625, Y: 1}) {
		t.Errorf("the outline lies between %v and %v", low, high)
	}
	if len(m.Doors) != 3 || len(m.Starts) != 1 || len(m.Goals) != 2 || m.Goals[0].Name != "a" || m.Goals[1].Name != "x" {
		t.Errorf("it has doors %v, starts %v, goals %v", m.Doors, m.Starts, m.Goals)
	}
	// I at row 3, column 7, is passed left and right; H at row 7, column 6, up and down.
	if d := m.Doors[0]; d.A != (world.Vec{X: 0.25, Y: 0.25}) || d.B != (world.Vec{X: 0.25, Y: 0.5}) {
		t.Errorf("door 1 is %+v", d)
	}
	if d := m.Doors[1]; d.A != (world.Vec{X: -0.125, Y: -0.625}) || d.B != (world.Vec{X: 0.125, Y: -0.625}) {
		t.Errorf("door 2 is %+v", d)
	}
	if p := m.Problems(BodyRadius); len(p) != 0 {
		t.Errorf("it has problems %v", p)
	}
}

func TestCover(t *testing.T) {
	for _, c := range []struct {
		text  string
		walls int
	}{
		{"P  ", 0},
		{"P *  ", 1},                             // a row of two cells is left out by the outline
		{"P   \n ** \n ** \n    ", 1},            // a block
		{"P   \n**  \n    ", 1},                  // a run at the edge
		{"P  \n * \n***\n * \n   ", 2},           // a cross
		{"P    \n *** \n * * \n *** \n     ", 4}, // a ring, and its closed floor
		{"P    \n *** \n *   \n *** \n     ", 3},
		{"P    \n  *  \n *   \n     ", 2}, // corners that touch
	} {
		g, err := ParseGrid(c.text)
		if err != nil {
			t.Fatal(err)
		}
		m, err := g.Map("m", Cell)
		if err != nil || len(m.Walls) != c.walls {
			t.Errorf("%q has walls %+v (%v), want %d", c.text, m.Walls, err, c.walls)
		}
	}
}

// grids draws a maze of any cells.
func grids(t *rapid.T) Grid {
	g := Grid{W: rapid.IntRange(2, 12).Draw(t, "w"), H: rapid.IntRange(2, 12).Draw(t, "h")}
	g.Cells = rapid.SliceOfN(rapid.SampledFrom([]byte("***** PHIGx")), g.W*g.H, g.W*g.H).Draw(t, "cells")
	g.Cells[0], g.Cells[g.W*g.H-1] = 'P', ' '
	return g
}

// TestGridIsItsMap: a place lies in a wall of the map where its cell is a
// wall, and nowhere else; no wall is superfluous.
func TestGridIsItsMap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := grids(t)
		cell := rapid.SampledFrom([]float64{0.25, 0.3, 0.4321}).Draw(t, "cell")
		m, err := g.Map("m", cell)
		if err != nil {
			t.Fatal(err)
		}
		inWall := func(p world.Vec, but int) bool {
			for i, w := range m.Walls {
				if i != but && w.Distance(p) == 0 {
					return true
				}
			}
			return false
		}
		needed := make([]bool, len(m.Walls))
		for i, c := range g.Cells {
			for range 3 {
				dx, dy := rapid.Float64Range(0.001, 0.999).Draw(t, "dx"), rapid.Float64Range(0.001, 0.999).Draw(t, "dy")
				p := world.Vec{X: (float64(i%g.W) + dx - float64(g.W)/2) * cell, Y: (float64(g.H)/2 - float64(i/g.W) - dy) * cell}
				if inWall(p, -1) != (c == '*') || !m.Outline.Contains(p) {
					t.Fatalf("%v, in cell %c of\n%s", p, c, g)
				}
				for k := range m.Walls {
					needed[k] = needed[k] || c == '*' && !inWall(p, k)
				}
			}
		}
		for k, needed := range needed {
			if !needed {
				t.Fatalf("wall %d of %v is superfluous in\n%s", k, m.Walls, g)
			}
		}
	})
}

func TestGridRefused(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", "line 1, column 1: the maze has no floor; it must have at least one cell that is not *"},
		{"***\n\n**\n", "line 1, column 1: the maze has no floor; it must have at least one cell that is not *"},
		{"****\r\n*P \x7f\r\n", `line 2, column 4: "\x7f" is no cell; there are * (wall), space, . and other signs (floor), P (start), H and I (doors), and other letters (goals)`},
		{"****\n\n*\t *\n", `line 3, column 2: "\t" is no cell; there are * (wall), space, . and other signs (floor), P (start), H and I (doors), and other letters (goals)`},
		{"*** *\n*é*", `line 2, column 2: "é" is no cell; there are * (wall), space, . and other signs (floor), P (start), H and I (doors), and other letters (goals)`},
		{"P\n" + strings.Repeat(" ", 81), "line 2, column 81: the maze is too large; it may have at most 80 rows and columns"},
		{strings.Repeat(" \n", 81), "line 81, column 1: the maze is too large; it may have at most 80 rows and columns"},
	} {
		if _, err := ParseGrid(c.text); err == nil || err.Error() != c.want {
			t.Errorf("%q:\n got %v\nwant %s", c.text, err, c.want)
		}
	}
}

func TestCellRefused(t *testing.T) {
	g, err := ParseGrid("P  \n   ")
	if err != nil {
		t.Fatal(err)
	}
	for _, cell := range []float64{0, -0.25, 3, math.NaN(), math.Inf(1)} {
		if _, err := g.Map("m", cell); err == nil || !strings.HasPrefix(err.Error(), "cell is ") {
			t.Errorf("cells of %v m: %v", cell, err)
		}
	}
}

// FuzzGrid: any text is read or refused with its place; what is read prints
// and reads as the same.
func FuzzGrid(f *testing.F) {
	f.Add(published)
	f.Add("****\r\n*P#*\r\n")
	for _, text := range texts13 {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		g, err := ParseGrid(text)
		if err != nil {
			var field *FieldError
			if !errors.As(err, &field) || field.Line == 0 || field.Column == 0 {
				t.Fatalf("an error without a place: %#v", err)
			}
			return
		}
		again, err := ParseGrid(g.String())
		if err != nil || again.String() != g.String() {
			t.Fatalf("%v: %q was read as %q", err, g, again)
		}
		m, err := g.Map("m", Cell)
		if err != nil {
			return // too many of something
		}
		data, err := Encode(m)
		if err != nil {
			t.Fatal(err)
		}
		if read, err := Decode(data); err != nil || !read.Equal(m) {
			t.Fatalf("%v: %+v was read as %+v", err, m, read)
		}
	})
}

// TestReach: gaps wider than the body and two and a half points of the raster
// are found, narrower ones than the body never, at any place and angle.
func TestReach(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := rapid.Float64Range(0.03, 0.1).Draw(t, "radius")
		wide := rapid.Bool().Draw(t, "wide")
		gap := 2*r - 0.001
		if wide {
			gap = 2*r + 2.5*Raster + 0.001
		}
		along := world.Polar(1, rapid.Float64Range(-math.Pi, math.Pi).Draw(t, "angle"))
		at := world.Vec{X: rapid.Float64Range(-0.2, 0.2).Draw(t, "x"), Y: rapid.Float64Range(-0.2, 0.2).Draw(t, "y")}
		across := world.Vec{X: -along.Y, Y: along.X}
		thick := rapid.Float64Range(0.01, 0.3).Draw(t, "thickness")
		m := Map{Name: "m", Outline: Outline{Diameter: 2.2}, Walls: []Wall{
			{A: at.Add(along.Mul(gap / 2)), B: at.Add(along.Mul(3)), Thickness: thick},
			{A: at.Sub(along.Mul(gap / 2)), B: at.Sub(along.Mul(3)), Thickness: thick},
		}}
		one, other := at.Add(across.Mul(0.5)), at.Sub(across.Mul(0.5))
		reach := NewReach(m, r)
		for part := range reach.In(one, 0.05) {
			if reach.In(other, 0.05)[part] > 0 != wide {
				t.Fatalf("through a gap of %v m for a body of radius %v: %v", gap, r, !wide)
			}
		}
		if len(reach.In(one, 0.05)) == 0 {
			t.Fatal("the floor is not free")
		}
	})
}

// TestReachIsFree: every free point has the body's room, in any map.
func TestReachIsFree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := maps(t)
		r := NewReach(m, BodyRadius)
		for i, part := range r.parts {
			p := r.at(i)
			room := -1.0
			if m.Outline.Contains(p) {
				room = m.Outline.Distance(p)
			}
			for _, w := range m.Walls {
				room = min(room, w.Distance(p))
			}
			for _, d := range m.Doors {
				if d.Locked && !d.Open {
					room = min(room, d.Distance(p))
				}
			}
			if clear := BodyRadius + Raster/2; part > 0 != (room >= clear) && math.Abs(room-clear) > 1e-9 {
				t.Fatalf("point %v with %v m of room is in part %d", p, room, part)
			}
		}
	})
}
