package sight

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"gridrat/world"
	"gridrat/world/ground"
	"gridrat/world/maze"
	"gridrat/world/presets"
	"gridrat/world/retina"
)

func square(edit func(*maze.Map)) maze.Map {
	m := maze.Map{Name: "test", Outline: maze.Outline{Corners: world.Enclosure{Shape: world.Square, Size: 2}.Outline()}}
	if edit != nil {
		edit(&m)
	}
	return m
}

func see(t *testing.T, m maze.Map) *Sight {
	t.Helper()
	if err := m.Check(); err != nil {
		t.Fatal(err)
	}
	s, err := New(m)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// ray looks from p into a direction, in degrees.
func ray(s *Sight, p world.Vec, degrees float64) (tag int32, color retina.Color, distance, sky float64, cue retina.Color) {
	r := retina.New(1, 0.1)
	v := r.NewView(1)
	r.Look(v, []*retina.Scene{&s.Scene}, []world.Pose{{Pos: p, Heading: degrees * math.Pi / 180}})
	return v.Tag[0], v.Color[0], v.Distance[0], v.Sky[0], v.SkyColor[0]
}

// What a ray meets has the colour that the map gives it.
func TestColours(t *testing.T) {
	const red, green, blue, pink = maze.Color("#ff0000"), maze.Color("#00ff00"), maze.Color("#0000ff"), maze.Color("#ff80c0")
	s := see(t, square(func(m *maze.Map) {
		m.Wall = green
		m.Walls = []maze.Wall{
			{A: world.Vec{X: 0.5, Y: -0.2}, B: world.Vec{X: 0.5, Y: 0.2}, Thickness: 0.04, Color: red},
			{A: world.Vec{X: -0.8, Y: -0.5}, B: world.Vec{X: 0, Y: -0.5}, Thickness: 0.1},
		}
		m.Doors = []maze.Door{{A: world.Vec{X: -0.5, Y: -0.2}, B: world.Vec{X: -0.5, Y: 0.2}, Thickness: 0.02}}
		m.Goals = []maze.Goal{{At: world.Vec{X: 0.5, Y: 0.5}, Radius: 0.1, Visible: true}, {At: world.Vec{X: -0.5, Y: 0.5}, Radius: 0.1}}
		m.Patches = []maze.Patch{
			{A: world.Vec{X: -0.2, Y: 1}, B: world.Vec{X: 0.2, Y: 1}, Color: blue},              // on the outline
			{A: world.Vec{X: -0.6, Y: -0.45}, B: world.Vec{X: -0.4, Y: -0.45}, Color: pink},     // on a face
			{A: world.Vec{X: 0.5, Y: -0.05}, B: world.Vec{X: 0.5, Y: 0.05}, Color: blue},        // in the middle of a wall
			{A: world.Vec{X: 0.9, Y: -0.98}, B: world.Vec{X: 0.95, Y: -0.98}, Color: "#ffffff"}, // near the outline
		}
	}))
	centre := world.Vec{}
	for _, c := range []struct {
		what     string
		from     world.Vec
		degrees  float64
		tag      int32
		color    maze.Color
		distance float64
	}{
		{"patch in the middle of a wall", centre, 0, PatchTag + 2, blue, 0.479},
		{"and from behind", world.Vec{X: 0.9}, 180, PatchTag + 2, blue, 0.379},
		{"wall of its own colour", world.Vec{Y: 0.1}, 0, 0, red, 0.48},
		{"patch on the outline", centre, 90, PatchTag, blue, 0.999},
		{"outline", world.Vec{X: 0.3}, 90, -3, green, 1},
		{"goal", world.Vec{Y: 0.5}, 0, GoalTag, GoalColor, 0.45},
		{"hidden goal", world.Vec{Y: 0.5}, 180, -4, green, 1},
		{"shut door", centre, 180, ground.DoorTag, DoorColor, 0.49},
		{"patch on a face", world.Vec{X: -0.5, Y: -0.3}, -90, PatchTag + 1, pink, 0.149},
		{"the face behind it", world.Vec{X: -0.5, Y: -0.9}, 90, 1, green, 0.35},
		{"patch near the outline", world.Vec{X: 0.92}, -90, PatchTag + 3, "#ffffff", 0.999},
	} {
		tag, color, d, _, _ := ray(s, c.from, c.degrees)
		if tag != c.tag || color != Levels(c.color) || math.Abs(d-c.distance) > 1e-9 {
			t.Errorf("%s: tag %d, colour %v, %v m; want tag %d, %s, %v m", c.what, tag, color, d, c.tag, c.color, c.distance)
		}
	}
	// The door opens for the eye, and for a clone alone.
	c := s.Clone()
	c.Shut(0, false)
	if tag, _, d, _, _ := ray(c, centre, 180); tag != -4 || d != 1 {
		t.Errorf("through the open door: tag %d at %v m", tag, d)
	}
	if tag, _, _, _, _ := ray(s, centre, 180); tag != ground.DoorTag {
		t.Errorf("the door of the original is open too: tag %d", tag)
	}
	g, err := ground.New(s.Map)
	if err != nil {
		t.Fatal(err)
	}
	if s.Match(g) {
		t.Error("the same doors as on the floor, yet something has changed")
	}
	g.Set(ground.DoorTag, false)
	if !s.Match(g) || s.Space.On(ground.DoorTag) {
		t.Error("the door that is open on the floor is shut for the eye")
	}
}

// Distal cues stand in their direction, as wide and as high as they are,
// wherever the rat is.
func TestSkyline(t *testing.T) {
	s := see(t, square(func(m *maze.Map) {
		m.Distal = []maze.DistalCue{{Direction: 90, Width: 30, Height: 25, Color: "#ff0000"}, {Direction: 175, Width: 20, Height: 40, Color: "#00ff00"}, {Direction: 95, Width: 10, Height: 30, Color: "#0000ff"}}
	}))
	for _, c := range []struct {
		degrees, height float64
		color           maze.Color
	}{{90.001, 30, "#0000ff"}, {76, 25, "#ff0000"}, {104, 25, "#ff0000"}, {74, 0, ""}, {106, 0, ""}, {0, 0, ""}, {175, 40, "#00ff00"}, {-176, 40, "#00ff00"}, {-174, 0, ""}, {166, 40, "#00ff00"}} {
		for _, from := range []world.Vec{{}, {X: 0.7, Y: -0.4}} {
			_, _, _, sky, color := ray(s, from, c.degrees)
			if math.Abs(sky-c.height*math.Pi/180) > 1e-9 || c.height > 0 && color != Levels(c.color) {
				t.Errorf("at %v° from %v: %v° of %v, want %v° of %s", c.degrees, from, sky*180/math.Pi, color, c.height, c.color)
			}
		}
	}
}

// A patch on a round wall follows it: from everywhere on the floor its rays
// are as long as those to the wall, and a rat is never behind it.
func TestRoundPatch(t *testing.T) {
	m := maze.Map{Name: "round", Outline: maze.Outline{Diameter: 2}, Patches: []maze.Patch{{A: world.Vec{X: 0, Y: 1}, B: world.Vec{X: -1, Y: 0}, Color: "#ff0000"}}}
	s := see(t, m)
	m.Patches = nil
	bare := see(t, m)
	rapid.Check(t, func(t *rapid.T) {
		from := world.Polar(rapid.Float64Range(0, 0.95).Draw(t, "radius"), rapid.Float64Range(-3, 3).Draw(t, "angle"))
		degrees := rapid.Float64Range(-180, 180).Draw(t, "direction")
		tag, _, d, _, _ := ray(s, from, degrees)
		_, _, wall, _, _ := ray(bare, from, degrees)
		hit := from.Add(world.Polar(wall, degrees*math.Pi/180)).Angle()
		if in := hit > math.Pi/2+0.02 && hit < math.Pi-0.02; in != (tag == PatchTag) && math.Abs(hit-math.Pi/2) > 0.05 && math.Abs(math.Abs(hit)-math.Pi) > 0.05 {
			t.Fatalf("the ray meets the wall at %v rad, tag %d", hit, tag)
		}
		// Rays along the wall meet its relief earlier.
		if d > wall+1e-9 || d < wall-0.05 {
			t.Fatalf("the ray is %v m long, to the bare wall %v m", d, wall)
		}
	})
}

// Every maze that comes with the program is seen, its patches in their
// colours from in front of them.
func TestPresets(t *testing.T) {
	for name, data := range presets.All() {
		m, err := maze.DecodeReady(data)
		if err != nil {
			t.Fatal(err)
		}
		s := see(t, m)
		for i, p := range m.Patches {
			middle := p.A.Add(p.B).Mul(0.5)
			from := middle.Mul(0.5) // all are on outer walls
			if tag, color, _, _, _ := ray(s, from, middle.Sub(from).Angle()*180/math.Pi); tag != int32(PatchTag+i) || color != Levels(p.Color) {
				t.Errorf("%s: patch %d is seen as tag %d, colour %v", name, i, tag, color)
			}
		}
	}
}
