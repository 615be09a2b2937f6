package gridnet

import (
	"bytes"
	"encoding/json"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gridrat/brain/tuning"
	"gridrat/world"
	"gridrat/world/ground"
	"gridrat/world/maze"
	"gridrat/world/presets"
)

// preset is a map that travels with the program.
func preset(name string) *maze.Map {
	m, err := maze.Decode(presets.File(name))
	if err != nil {
		panic(err)
	}
	return &m
}

// openDoor is a map with its second door the other way.
func openDoor(m *maze.Map) *maze.Map {
	changed := *m
	changed.Doors = slices.Clone(m.Doors)
	changed.Doors[1].Open = !changed.Doors[1].Open
	return &changed
}

// box is an open square as a map.
func box(size float64) maze.Map {
	return maze.Map{Name: "box", Outline: maze.Outline{Corners: world.Enclosure{Shape: world.Square, Size: size}.Outline()}}
}

// TestPresetsAreLearnt: each map that travels with the program can be learnt in
// by each recipe, and all place cells lie where rats come: the centres of random
// ones and those of the joint read-out on the floor, those of lattices within
// their margin, or half a distance, of it.
func TestPresetsAreLearnt(t *testing.T) {
	for name := range presets.All() {
		m := preset(name)
		for _, name := range RecipeNames() {
			r, err := NewRecipe(name)
			if err != nil {
				t.Fatal(err)
			}
			r = r.In(m)
			if err := r.Validate(); err != nil {
				t.Errorf("%s, %s: %v", m.Name, name, err)
				continue
			}
			n := NewNetwork(r, 1)
			region := n.floors.walk.region
			if n.joint != nil {
				for _, c := range n.joint.places.Centres() {
					if !region.Contains(c) {
						t.Errorf("%s, %s: a cell of the joint read-out at %v cannot be reached", m.Name, name, c)
					}
				}
			}
			for i, module := range n.modules {
				spec := r.Modules[i]
				centres := module.places.Centres()
				if len(centres) < mostActive {
					t.Errorf("%s, %s: %d place cells", m.Name, name, len(centres))
				}
				if r.Centres == RandomCentres {
					for _, c := range centres {
						if !region.Contains(c) {
							t.Errorf("%s, %s: a cell at %v cannot be reached", m.Name, name, c)
						}
					}
					continue
				}
				step := (r.Enclosure.Size + 2*spec.Pad) / float64(spec.Side-1)
				for _, c := range centres {
					nearest := math.Inf(1)
					for _, p := range region.Nodes() {
						d := p.Sub(c)
						nearest = min(nearest, max(math.Abs(d.X), math.Abs(d.Y)))
					}
					if nearest > max(spec.Pad, step/2)+maze.BodyRadius+region.Pitch() {
						t.Errorf("%s, %s: a cell at %v is %.2f m from the floor", m.Name, name, c, nearest)
					}
				}
			}
		}
	}
}

// TestBoxAsMap: in a map of the recipe's own box the place cells are those of
// the box.
func TestBoxAsMap(t *testing.T) {
	m := box(2.2)
	a, b := NewNetwork(NewModules(3), 1), NewNetwork(NewModules(3).In(&m), 1)
	same := func(a, b []world.Vec) bool {
		return slices.EqualFunc(a, b, func(a, b world.Vec) bool { return a.Sub(b).Norm() < 1e-9 })
	}
	for i := range a.modules {
		if !same(a.modules[i].places.Centres(), b.modules[i].places.Centres()) {
			t.Errorf("the cells of module %d lie elsewhere in the map", i)
		}
	}
	if !same(a.joint.places.Centres(), b.joint.places.Centres()) {
		t.Error("the cells of the joint read-out lie elsewhere in the map")
	}
	if got := b.Recipe.Arena(); got != arena {
		t.Errorf("the arena is %v, want %v", got, arena)
	}
}

func TestArena(t *testing.T) {
	for name, want := range map[string]world.Enclosure{
		"circle": {Shape: world.Circle, Size: 2.2}, "square": {Shape: world.Square, Size: 2.2},
		"four-rooms": {Shape: world.Drawn, Size: 2.2}, "trapezoid": {Shape: world.Drawn, Size: 2.2},
	} {
		if got := arenaOf(*preset(name)); got.Shape != want.Shape || math.Abs(got.Size-want.Size) > 0.5 {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
}

// TestRatsKeepOffWalls: whatever is drawn, a map is refused in one sentence or
// rats walk in it without ever being in a wall, a door that is shut, or outside.
func TestRatsKeepOffWalls(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawMap(t)
		r := rapid.SampledFrom([]Recipe{NewModules(1), NewPaper()}).Draw(t, "recipe")
		tr, err := NewTrainer(small(r).In(&m), 1, 1)
		if err != nil {
			if !strings.Contains(err.Error(), "could not learn in map") {
				t.Fatalf("%v", err)
			}
			return
		}
		defer tr.Close()
		g, err := ground.New(m)
		if err != nil {
			t.Fatal(err)
		}
		for range 3 {
			if _, err := tr.Step(); err != nil {
				t.Fatal(err)
			}
			for _, s := range tr.shards {
				for _, p := range s.paths.Poses {
					if !g.Free(p.Pos, maze.BodyRadius) {
						t.Fatalf("a rat is at %v, in a wall", p.Pos)
					}
				}
			}
		}
	})
}

// drawMap draws a map with walls, doors and starts anywhere.
func drawMap(t *rapid.T) maze.Map {
	m := box(rapid.SampledFrom([]float64{0.6, 1.2, 2.2, 4}).Draw(t, "size"))
	if rapid.Bool().Draw(t, "round") {
		m.Outline = maze.Outline{Diameter: 2}
	}
	place := func() world.Vec {
		at := rapid.IntRange(-25, 25)
		return world.Vec{X: 0.05 * float64(at.Draw(t, "x")), Y: 0.05 * float64(at.Draw(t, "y"))}
	}
	for range rapid.IntRange(0, 6).Draw(t, "walls") {
		a, b := place(), place()
		if a == b {
			continue
		}
		thickness := rapid.SampledFrom([]float64{0.02, 0.1, 0.5}).Draw(t, "thickness")
		if rapid.Bool().Draw(t, "door") {
			m.Doors = append(m.Doors, maze.Door{A: a, B: b, Thickness: thickness, Open: rapid.Bool().Draw(t, "open")})
		} else {
			m.Walls = append(m.Walls, maze.Wall{A: a, B: b, Thickness: thickness})
		}
	}
	for range rapid.IntRange(0, 2).Draw(t, "starts") {
		m.Starts = append(m.Starts, maze.Start{At: place(), Radius: 0.2})
	}
	return m.Rounded()
}

// TestSetMap: an edit between two updates leaves weights and place cells as
// they are and has rats walk in the new map; a run that is resumed after it
// goes the same way, bit for bit, for any number of workers, and so does one
// that makes the same edit.
func TestSetMap(t *testing.T) {
	for _, name := range []string{"rooms", "rooms, foraging"} {
		r := variants()[name]
		edited := openDoor(r.Map)
		edited.Walls = append(slices.Clone(edited.Walls), maze.Wall{A: world.Vec{X: -1.1, Y: -0.5}, B: world.Vec{X: -0.8, Y: -0.5}, Thickness: 0.05})
		whole, again := newTestTrainer(t, r, 1, 2), newTestTrainer(t, r, 1, 1)
		for _, tr := range []*Trainer{whole, again} {
			steps(t, tr, 5)
			before, centres := slices.Clone(tr.Weights()), tr.net.modules[0].places.Centres()
			if restarted, err := tr.SetMap(*edited); err != nil || restarted {
				t.Fatalf("restarted %v: %v", restarted, err)
			}
			if !slices.Equal(before, tr.Weights()) || !slices.Equal(centres, tr.net.modules[0].places.Centres()) {
				t.Error("weights or place cells changed")
			}
			steps(t, tr, 1)
		}
		resumed := reopened(t, saved(t, whole.Save))
		if got := resumed.net.Recipe; !reflect.DeepEqual(got, whole.net.Recipe) || !got.Map.Equal(*edited) || !got.Spread.Equal(*r.Map) {
			t.Error("the maps changed on the way")
		}
		steps(t, whole, 6)
		steps(t, again, 6)
		steps(t, resumed, 6)
		if !slices.Equal(whole.Weights(), again.Weights()) {
			t.Error("the same edit gave other weights")
		}
		if !slices.Equal(whole.Weights(), resumed.Weights()) {
			t.Error("resumed training went another way")
		}
		unedited := newTestTrainer(t, r, 1, 1)
		steps(t, unedited, 12)
		if slices.Equal(whole.Weights(), unedited.Weights()) {
			t.Error("the edit changed nothing")
		}
		// The former map again is as if there never was another.
		if _, err := whole.SetMap(*r.Map); err != nil || whole.net.Recipe.Spread != nil {
			t.Errorf("cells are spread over %v: %v", whole.net.Recipe.Spread, err)
		}
	}
}

// TestMapsAfterSetMap: running rate maps go on through an edit, begin again
// when they are told to, and do so by themselves in a map of another size.
func TestMapsAfterSetMap(t *testing.T) {
	m := box(2.2)
	tr := newTestTrainer(t, small(NewModules(1)).In(&m), 1, 2)
	visits := func() (n float64) {
		for _, v := range tr.DisplayMaps()[0].Time {
			n += v
		}
		return n
	}
	steps(t, tr, 7)
	before := visits()
	m.Walls = []maze.Wall{{A: world.Vec{X: -0.5}, B: world.Vec{X: 0.5}, Thickness: 0.05}}
	if restarted, err := tr.SetMap(m); err != nil || restarted || visits() != before || before == 0 {
		t.Errorf("restarted %v: %v visits, %v before: %v", restarted, visits(), before, err)
	}
	tr.RestartMaps()
	if n := visits(); n != 0 {
		t.Errorf("%v visits after a restart", n)
	}
	steps(t, tr, 2)
	if restarted, err := tr.SetMap(box(3)); err != nil || !restarted || visits() != 0 {
		t.Errorf("in a larger map restarted is %v, with %v visits: %v", restarted, visits(), err)
	}
	steps(t, tr, 1)
	if a := tr.net.Recipe.Arena(); a.Size != 3 || tr.shards[0].display.Half != 1.5 {
		t.Errorf("maps bin a square of half %v", tr.shards[0].display.Half)
	}
}

// TestUnlearnable: maps that cannot be learnt in are refused with the reason
// and change nothing.
func TestUnlearnable(t *testing.T) {
	full := box(2.2)
	full.Walls = []maze.Wall{{A: world.Vec{X: -1.1}, B: world.Vec{X: 1.1}, Thickness: 2.2}}
	cell := box(2.2)
	cell.Starts = []maze.Start{{Radius: 0.05}}
	for _, c := range [][2]world.Vec{{{X: -0.15, Y: -0.15}, {X: 0.15, Y: -0.15}}, {{X: -0.15, Y: 0.15}, {X: 0.15, Y: 0.15}}, {{X: -0.15, Y: -0.15}, {X: -0.15, Y: 0.15}}, {{X: 0.15, Y: -0.15}, {X: 0.15, Y: 0.15}}} {
		cell.Walls = append(cell.Walls, maze.Wall{A: c[0], B: c[1], Thickness: 0.1})
	}
	aside := box(2) // a room of 2 m that lies 4 m off in both directions
	for i := range aside.Outline.Corners {
		aside.Outline.Corners[i] = aside.Outline.Corners[i].Add(world.Vec{X: 4, Y: 4})
	}
	wrong := box(2.2)
	wrong.Walls = []maze.Wall{{Thickness: 0.1}}
	m := box(2.2)
	tr := newTestTrainer(t, small(NewModules(1)).In(&m), 1, 1)
	for want, bad := range map[string]maze.Map{
		"there is no floor for a body of radius 0.05 m":                                                                                               full,
		"of the square of 2.2 m around the origin, and must cover 30; make its outline smaller":                                                       cell,
		"covers 16 of the 400 bins of the square of 10 m around the origin, and must cover 60; move it so that its middle, now (4, 4), is the origin": aside,
		"fits into a square of 12 m": box(12),
		"walls[0]":                   wrong,
	} {
		before := tr.net
		if _, err := tr.SetMap(bad); err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), `could not learn in map "box": `) {
			t.Errorf("%v, want a sentence with %q", err, want)
		}
		if tr.net != before {
			t.Error("the network changed")
		}
		if err := NewModules(3).In(&bad).Validate(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want a sentence with %q", err, want)
		}
	}
	home := newTestTrainer(t, small(NewModules(1)), 1, 1)
	if _, err := home.SetMap(m); err == nil || !strings.Contains(err.Error(), "enclosure of its recipe") {
		t.Errorf("a network without a map: %v", err)
	}
}

// TestRecipeWithMapAsJSON: the map is in the recipe's JSON as in its own file,
// unknown fields are errors there too, and a recipe without one has no sign of
// it.
func TestRecipeWithMapAsJSON(t *testing.T) {
	r := variants()["rooms, changed since"]
	data, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	var got Recipe
	if err := json.Unmarshal(data, &got); err != nil || !reflect.DeepEqual(got, r) {
		t.Errorf("the recipe changed on the way: %v", err)
	}
	bad := bytes.Replace(data, []byte(`"thickness"`), []byte(`"thicknes"`), 1)
	if err := json.Unmarshal(bad, &got); err == nil || !strings.Contains(err.Error(), "thicknes") {
		t.Errorf("a wrong field: %v", err)
	}
	plain, err := json.Marshal(NewModules(3))
	if err != nil || bytes.Contains(plain, []byte(`"map"`)) || bytes.Contains(plain, []byte(`"spread"`)) {
		t.Errorf("a recipe without a map has one: %v", err)
	}
}

// TestEvaluatedInTheMap: fresh trajectories too walk in the map.
func TestEvaluatedInTheMap(t *testing.T) {
	r := variants()["rooms"]
	g, err := ground.New(*r.Map)
	if err != nil {
		t.Fatal(err)
	}
	n := NewNetwork(r, 1)
	e := NewEvaluator(n, 1)
	e.walk(rand.New(rand.NewPCG(1, 2)), n.Init(1), 40, 50)
	for _, p := range e.paths.Poses {
		if !g.Free(p.Pos, maze.BodyRadius) {
			t.Fatalf("a rat is at %v, in a wall", p.Pos)
		}
	}
	// Bins are blank where there is wall alone, and no others.
	maps := e.Maps(n.Init(1), DisplayBins, 40, 100_000)
	acc := tuning.NewAccumulator(DisplayBins, 1, n.Recipe.Arena().Half())
	for _, p := range n.floors.walk.nodes {
		acc.Add(p, []float32{1})
	}
	for i, v := range acc.Maps()[0].Rate {
		if v == 1 && math.IsNaN(maps[0].Rate[i]) {
			t.Errorf("bin %d has floor and is blank", i)
		}
	}
	if middle := maps[0].Rate[DisplayBins/2*DisplayBins+DisplayBins/2]; !math.IsNaN(middle) {
		t.Errorf("where the walls cross the rate is %v", middle)
	}
}

// BenchmarkMotion measures the share of an update of recipe modules at its last
// stage that the motion takes, in the open box and in four rooms: 50 rats, 50
// steps, as every update draws them.
func BenchmarkMotion(b *testing.B) {
	for name, r := range map[string]Recipe{"box": NewModules(3), "four rooms": NewModules(3).In(preset("four-rooms"))} {
		r.Horizons = []Horizon{{0, 50, 100}}
		tr, err := NewTrainer(r, 1, 1)
		if err != nil {
			b.Fatal(err)
		}
		tr.Mapping = false
		b.Run(name+"/update", func(b *testing.B) {
			for b.Loop() {
				if _, err := tr.Step(); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(name+"/motion", func(b *testing.B) {
			var paths world.Paths
			rng := rand.New(rand.NewPCG(1, 2))
			for b.Loop() {
				paths.Walk(rng, r.Enclosure, tr.net.motion, 50, 100)
			}
			b.ReportMetric(float64(b.N)*100*50/b.Elapsed().Seconds()/1e6, "Msteps/s")
		})
		tr.Close()
	}
}

// TestCheckpointVersion: files of recipes with a map are of version 2, which
// programs that know no maps refuse by its number; others stay of version 1,
// and both are read.
func TestCheckpointVersion(t *testing.T) {
	m := box(2.2)
	for want, r := range map[int]Recipe{1: small(NewModules(1)), 2: small(NewModules(1)).In(&m)} {
		tr := newTestTrainer(t, r, 1, 1)
		if got := tr.about().Version; got != want {
			t.Errorf("version %d, want %d", got, want)
		}
		reopened(t, saved(t, tr.Save))
	}
}
