package maze

import (
	"bytes"
	"math"
	"slices"
	"testing"

	"gridrat/world"
	"gridrat/world/presets"
)

// preset reads one of the mazes that travel with the program.
func preset(t *testing.T, name string) Map {
	t.Helper()
	m, err := DecodeReady(presets.File(name))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return m
}

// TestPresets: every preset is as Encode writes it, and ready for tasks.
func TestPresets(t *testing.T) {
	names := map[string]string{}
	for file, data := range presets.All() {
		m, err := DecodeReady(data)
		if err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		if written, err := Encode(m); err != nil || !bytes.Equal(written, data) {
			t.Errorf("%s is not as it would be written (%v):\n%s", file, err, written)
		}
		if before, ok := names[m.Name]; ok {
			t.Errorf("%s and %s are both called %q", before, file, m.Name)
		}
		names[m.Name] = file
		low, high := m.Outline.Box()
		if centre := low.Add(high).Mul(0.5); centre.Norm() > 1e-9 {
			t.Errorf("%s is centred on %v", file, centre)
		}
		if reach := NewReach(m, BodyRadius); reach.Parts() != 1 {
			t.Errorf("the floor of %s has %d parts", file, reach.Parts())
		}
	}
}

func size(m Map) world.Vec {
	low, high := m.Outline.Box()
	return high.Sub(low)
}

// steps is the length of the shortest way from the first start to the first
// goal along the points of a Reach of a map in which closed doors are shut,
// in metres; infinite if there is none.
func steps(m Map) float64 {
	m.Doors = slices.Clone(m.Doors)
	for i := range m.Doors {
		m.Doors[i].Locked = true
	}
	r := NewReach(m, BodyRadius)
	index := func(p world.Vec) int {
		return r.cell(p.Y, r.low.Y, r.h)*r.w + r.cell(p.X, r.low.X, r.w)
	}
	from, to := index(m.Starts[0].At), index(m.Goals[0].At)
	distance := map[int]int{from: 0}
	for queue := []int{from}; len(queue) > 0; queue = queue[1:] {
		i := queue[0]
		if i == to {
			return Raster * float64(distance[i])
		}
		for _, k := range []int{i - 1, i + 1, i - r.w, i + r.w} {
			if _, seen := distance[k]; !seen && r.parts[k] > 0 {
				distance[k] = distance[i] + 1
				queue = append(queue, k)
			}
		}
	}
	return math.Inf(1)
}

// alone returns the way through each door of m if it alone is open.
func alone(m Map) []float64 {
	var ways []float64
	for i := range m.Doors {
		n := m
		n.Doors = slices.Clone(m.Doors)
		for k := range n.Doors {
			n.Doors[k].Open = k == i
		}
		ways = append(ways, steps(n))
	}
	return ways
}

// TestSunburst: 13 x 13 cells with the rim; only door 5 is open, and each door
// leads a longer way than the one before.
func TestSunburst(t *testing.T) {
	m := preset(t, "sunburst")
	if size(m) != (world.Vec{X: 11 * Cell, Y: 11 * Cell}) || len(m.Doors) != 5 || len(m.Starts) != 1 || len(m.Goals) != 1 {
		t.Fatalf("it is %v large and has doors %v", size(m), m.Doors)
	}
	ways := alone(m)
	for i, d := range m.Doors {
		if d.Open != (d.Name == "5") || d.Locked || d.Name != string(rune('1'+i)) {
			t.Errorf("door %d is %+v", i+1, d)
		}
		if i > 0 && !(ways[i] > ways[i-1]+0.5) {
			t.Errorf("the ways through its doors are %v m long", ways)
		}
	}
	for i := range m.Doors {
		m.Doors[i].Open = false
	}
	if !math.IsInf(steps(m), 1) {
		t.Error("there is a way past the doors")
	}
}

// TestDoubleE: 13 x 12 cells with the rim, mirrored in x; three corridors a
// side, of which the shortest is shut and one of the others open.
func TestDoubleE(t *testing.T) {
	m := preset(t, "double-e")
	if size(m) != (world.Vec{X: 11 * Cell, Y: 10 * Cell}) || len(m.Doors) != 6 {
		t.Fatalf("it is %v large and has doors %v", size(m), m.Doors)
	}
	ways := alone(m)
	for i, d := range m.Doors {
		mirror := m.Doors[5-i]
		if d.A.X != -mirror.B.X || d.B.X != -mirror.A.X || d.A.Y != mirror.A.Y || d.Open != mirror.Open || math.Abs(ways[i]-ways[5-i]) > Raster {
			t.Errorf("door %s of way %v has no mirror image: %s of way %v", d.Name, ways[i], mirror.Name, ways[5-i])
		}
	}
	if !(ways[0] > ways[1]+0.5 && ways[1] > ways[2]+0.5) || m.Doors[2].Open || m.Doors[0].Open == m.Doors[1].Open {
		t.Errorf("the ways through the doors %v are %v m long", m.Doors, ways)
	}
	for y := -1.2; y < 1.2; y += 0.1 {
		for x := 0.05; x < 1.3; x += 0.1 {
			if m.inWall(world.Vec{X: x, Y: y}) != m.inWall(world.Vec{X: -x, Y: y}) {
				t.Errorf("it is not symmetric at (%v, %v)", x, y)
			}
		}
	}
}

func (m Map) inWall(p world.Vec) bool {
	return slices.ContainsFunc(m.Walls, func(w Wall) bool { return w.Distance(p) == 0 })
}

// TestWhatPresetsAre checks what makes each of the others what it is.
func TestWhatPresetsAre(t *testing.T) {
	for name, is := range map[string]func(m Map) bool{
		"square": func(m Map) bool { return size(m) == world.Vec{X: 2.2, Y: 2.2} && len(m.Walls) == 0 },
		"hidden-goal": func(m Map) bool {
			return size(m) == world.Vec{X: 2.5, Y: 2.5} && len(m.Goals) == 1 && !m.Goals[0].Visible && m.Starts[0].Radius == 0.75 && len(m.Distal) > 0
		},
		"circle":    func(m Map) bool { return m.Outline.Diameter == 2.2 },
		"trapezoid": func(m Map) bool { return len(m.Outline.Corners) == 4 && size(m) == world.Vec{X: 1.9, Y: 0.9} },
		"water-maze": func(m Map) bool {
			return m.Outline.Diameter == 2 && len(m.Starts) == 4 && len(m.Goals) == 1 && !m.Goals[0].Visible && len(m.Distal) == 4
		},
		"linear-track": func(m Map) bool { return size(m) == world.Vec{X: 2.5, Y: Cell} && len(m.Goals) == 2 },
		"t-maze": func(m Map) bool {
			return len(m.Outline.Corners) == 8 && len(m.Doors) == 2 && len(m.Goals) == 2 && m.Goals[0].Visible != m.Goals[1].Visible
		},
		"radial": func(m Map) bool {
			for i, p := range m.Outline.Corners { // the same after an eighth of a turn
				if q := m.Outline.Corners[(i+4)%32]; q.Sub(world.Polar(p.Norm(), p.Angle()+math.Pi/4)).Norm() > 2*Precision {
					return false
				}
			}
			return len(m.Outline.Corners) == 32 && len(m.Goals) == 8
		},
		"figure-eight": func(m Map) bool { return len(m.Walls) == 2 && m.Walls[0].A.X == -m.Walls[1].A.X },
		"four-rooms": func(m Map) bool {
			for i := range m.Doors {
				m.Doors[i].Open, m.Doors[i].Locked = false, true
			}
			return len(m.Doors) == 4 && NewReach(m, BodyRadius).Parts() == 4
		},
		"goal-driven":      func(m Map) bool { return size(m) == world.Vec{X: 9 * Cell, Y: 9 * Cell} && len(m.Doors) == 0 },
		"goal-doors":       func(m Map) bool { return size(m) == world.Vec{X: 9 * Cell, Y: 9 * Cell} && len(m.Doors) > 3 },
		"large-goal-doors": func(m Map) bool { return size(m) == world.Vec{X: 15 * Cell, Y: 9 * Cell} && len(m.Doors) > 3 },
	} {
		if m := preset(t, name); !is(m) {
			t.Errorf("%s is not what it is called: %+v", name, m)
		}
	}
}

// TestTextsOfPresets: the mazes of cells are what these texts say.
func TestTextsOfPresets(t *testing.T) {
	for name, text := range texts13 {
		g, err := ParseGrid(text)
		if err != nil {
			t.Fatal(err)
		}
		want, err := g.Map(name, Cell)
		if err != nil {
			t.Fatal(err)
		}
		m := preset(t, name)
		sameDoor := func(a, b Door) bool { return a.A == b.A && a.B == b.B && a.Thickness == b.Thickness }
		if !slices.Equal(m.Outline.Corners, want.Outline.Corners) || !slices.Equal(m.Walls, want.Walls) || !slices.Equal(m.Goals, want.Goals) ||
			!slices.Equal(m.Starts, want.Starts) || !slices.EqualFunc(m.Doors, want.Doors, sameDoor) {
			t.Errorf("%s is not what its text says: %+v, want %+v", name, m, want)
		}
	}
}

// texts13 are the mazes of 13 columns as texts.
var texts13 = map[string]string{
	"sunburst": `
*************
*           *
*G          *
*           *
** * * * * **
** * * * * **
** * * * * **
** * * * * **
** * * * * **
**H*H*H*H*H**
*           *
* P         *
*************
`,
	"double-e": `
*************
*     G     *
* * * * * * *
* * * * * * *
* * * * * * *
* * * * * * *
* * * * * * *
* * * * * * *
* * * * * * *
*H*H*H*H*H*H*
*     P     *
*************
`,
}

// BenchmarkProblems looks for problems of the largest preset, as an editor
// does after every edit.
func BenchmarkProblems(b *testing.B) {
	m, err := Decode(presets.File("large-goal-doors"))
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		m.Problems(BodyRadius)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "maps/s")
}

// BenchmarkDrag is one update of a drag in the largest preset.
func BenchmarkDrag(b *testing.B) {
	m, err := Decode(presets.File("large-goal-doors"))
	if err != nil {
		b.Fatal(err)
	}
	h, err := NewHistory(m)
	if err != nil {
		b.Fatal(err)
	}
	h.Begin("drag")
	for b.Loop() {
		if err := h.Update(Move{[]Ref{{WallKind, 3}}, world.Vec{X: 0.01}}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "updates/s")
}
