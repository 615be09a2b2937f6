package figure

import (
	"image"
	"image/color"
	"math"
	"testing"

	"gridrat/assets"
	"gridrat/render/internal/golden"
	"gridrat/world"
	"gridrat/world/maze"
	"gridrat/world/retina"
	"gridrat/world/sight"
)

func seen(t testing.TB, m maze.Map) *sight.Sight {
	t.Helper()
	s, err := sight.New(m)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func preset(t testing.TB, name assets.Maze) maze.Map {
	t.Helper()
	m, err := maze.DecodeReady(name.File())
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// views draws picture above strip.
func views(s *sight.Sight, rat world.Pose, w, h int) *Canvas {
	c := NewCanvas(w, h, &Dark, 1)
	r := c.Bounds()
	r.Max.Y = h * 3 / 4
	var e Eye
	c.FirstPerson(r, s, rat, &e)
	eye := retina.New(retina.Rays, retina.Field)
	v := eye.NewView(1)
	eye.Look(v, []*retina.Scene{&s.Scene}, []world.Pose{rat})
	c.Panorama(image.Rect(0, r.Max.Y+2, w, h), v)
	return c
}

func TestFirstPerson(t *testing.T) {
	pose := func(x, y, degrees float64) world.Pose {
		return world.Pose{Pos: world.Vec{X: x, Y: y}, Heading: degrees * math.Pi / 180}
	}
	for _, v := range []struct {
		file, maze string
		rat        world.Pose
	}{
		{"square", "square", pose(-0.2, -0.5, 60)},
		{"circle", "circle", pose(0, -0.3, 90)},
		{"hidden", "hidden-goal", pose(0.2, 0, 160)},
		{"sunburst", "sunburst", pose(0.75, -1.25, 125)},
		{"sunburst_goal", "sunburst", pose(0.3, 0.95, 175)},
		{"rooms", "four-rooms", pose(-0.55, -0.55, 30)},
		{"rooms_goal", "four-rooms", pose(0.4, 0.5, 40)},
		{"goal_driven", "goal-driven", pose(-0.6, -0.25, 0)},
	} {
		golden.Check(t, "eye_"+v.file, views(seen(t, preset(t, assets.Maze(v.maze))), v.rat, 454, 152).Img)
	}
	m := everything()
	golden.Check(t, "eye_everything", views(seen(t, m), pose(0.6, 0, 205), 640, 260).Img)
}

// row returns the first row of a column whose pixel is like want, and the last.
func rows(img *image.RGBA, x int, is func(color.RGBA) bool) (first, last int) {
	first, last = -1, -1
	for y := range img.Bounds().Dy() {
		if is(img.RGBAAt(x, y)) {
			if first < 0 {
				first = y
			}
			last = y
		}
	}
	return first, last
}

func reddish(c color.RGBA) bool { return int(c.R) > 2*int(c.G) && int(c.R) > 2*int(c.B) && c.R > 60 }

// A wall right ahead has straight edges, at the rows and columns where a
// pinhole camera has them; further away it is smaller.
func TestPerspective(t *testing.T) {
	for _, depth := range []float64{0.7, 1, 1.6} {
		s := seen(t, maze.Map{
			Name: "wall", Outline: maze.Outline{Corners: []world.Vec{{X: -2, Y: -2}, {X: 2, Y: -2}, {X: 2, Y: 2}, {X: -2, Y: 2}}},
			Walls: []maze.Wall{{A: world.Vec{X: depth + 0.01, Y: -0.4}, B: world.Vec{X: depth + 0.01, Y: 0.4}, Thickness: 0.02, Color: "#ff0000"}},
		})
		const w, h = 400, 300
		c := NewCanvas(w, h, &Dark, 1)
		var e Eye
		c.FirstPerson(c.Bounds(), s, world.Pose{}, &e)
		f := w / 2 / math.Tan(ViewField/2)
		left, right := w/2-f*0.4/depth, w/2+f*0.4/depth
		top, bottom := 0.56*h-f*(sight.WallHeight-sight.Eye)/depth, 0.56*h+f*sight.Eye/depth
		for x := range w {
			first, last := rows(c.Img, x, reddish)
			at := float64(x) + 0.5
			switch {
			case at < left-1 || at > right+1:
				if first >= 0 {
					t.Fatalf("%v m away the wall is in column %d, beyond %v to %v", depth, x, left, right)
				}
			case at > left+1 && at < right-1:
				if math.Abs(float64(first)-top) > 1 || math.Abs(float64(last+1)-bottom) > 1 {
					t.Fatalf("%v m away the wall fills rows %d to %d of column %d, want %v to %v", depth, first, last, x, top, bottom)
				}
			}
		}
	}
}

// Shut doors and visible goals are in the picture; open doors and hidden goals
// are not, and what is behind a wall is not either.
func TestWhatIsSeen(t *testing.T) {
	picture := func(edit func(m *maze.Map)) string {
		m := preset(t, "square")
		m.Patches = nil
		edit(&m)
		return string(views(seen(t, m), world.Pose{Pos: world.Vec{X: -0.5}}, 300, 120).Img.Pix)
	}
	at := world.Vec{X: 0.5}
	door := maze.Door{A: world.Vec{X: 0.2, Y: -0.3}, B: world.Vec{X: 0.2, Y: 0.3}, Thickness: 0.05}
	wall := maze.Wall{A: world.Vec{X: 0, Y: -0.8}, B: world.Vec{X: 0, Y: 0.8}, Thickness: 0.05}
	empty := picture(func(*maze.Map) {})
	same := map[string]func(*maze.Map){
		"hidden goal":         func(m *maze.Map) { m.Goals = []maze.Goal{{At: at, Radius: 0.1}} },
		"open door":           func(m *maze.Map) { d := door; d.Open = true; m.Doors = []maze.Door{d} },
		"goal behind the rat": func(m *maze.Map) { m.Goals = []maze.Goal{{At: world.Vec{X: -0.9, Y: 0.4}, Radius: 0.01}} },
		"start":               func(m *maze.Map) { m.Starts = []maze.Start{{At: at, Radius: 0.3}} },
	}
	for name, edit := range same {
		if picture(edit) != empty {
			t.Errorf("%s: it is seen", name)
		}
	}
	other := map[string]func(*maze.Map){
		"goal": func(m *maze.Map) { m.Goals = []maze.Goal{{At: at, Radius: 0.1, Visible: true}} },
		"door": func(m *maze.Map) { m.Doors = []maze.Door{door} },
		"wall": func(m *maze.Map) { m.Walls = []maze.Wall{wall} },
		"spot": func(m *maze.Map) { m.Spots = []maze.Spot{{At: at, Radius: 0.1, Color: "#ff0000"}} },
		"patch": func(m *maze.Map) {
			m.Patches = []maze.Patch{{A: world.Vec{X: 1.1, Y: -0.2}, B: world.Vec{X: 1.1, Y: 0.2}, Color: "#ff0000"}}
		},
		"distal cue": func(m *maze.Map) {
			m.Distal = []maze.DistalCue{{Direction: 10, Width: 20, Height: 30, Color: "#ff0000"}}
		},
		"floor": func(m *maze.Map) { m.Floor = "#ff0000" },
	}
	for name, edit := range other {
		if picture(edit) == empty {
			t.Errorf("%s: it is not seen", name)
		}
	}
	walled := picture(func(m *maze.Map) { m.Walls = []maze.Wall{wall} })
	if picture(func(m *maze.Map) {
		m.Walls, m.Goals, m.Spots = []maze.Wall{wall}, []maze.Goal{{At: at, Radius: 0.1, Visible: true}}, []maze.Spot{{At: at, Radius: 0.2, Color: "#ff0000"}}
	}) != walled {
		t.Error("what is behind a wall is seen")
	}
}

// From anywhere, in any size, on any scale, a picture is drawn, and only where
// it belongs; a second one costs no memory.
func TestFirstPersonAnywhere(t *testing.T) {
	s := seen(t, everything())
	canary := color.RGBA{1, 2, 3, 255}
	var e Eye
	for i, size := range []image.Point{{}, {X: 1, Y: 9}, {X: 7, Y: 2}, {X: 90, Y: 90}, {X: 700, Y: 500}} {
		c := NewCanvas(size.X+20, size.Y+20, &Dark, 1)
		c.Fill(c.Bounds(), canary)
		r := image.Rectangle{Max: size}.Add(image.Pt(10, 10))
		for _, at := range []world.Vec{{X: -0.99, Y: -0.79}, {X: 5, Y: 5}, {X: 0.7, Y: 0.55}, {X: -0.4, Y: -0.3}} {
			c.FirstPerson(r, s, world.Pose{Pos: at, Heading: float64(i)}, &e)
		}
		for y := range size.Y + 20 {
			for x := range size.X + 20 {
				if p := image.Pt(x, y); !p.In(r) && c.Img.RGBAAt(x, y) != canary {
					t.Fatalf("%v outside %v was drawn", p, r)
				}
			}
		}
		if n := testing.AllocsPerRun(5, func() { c.FirstPerson(r, s, world.Pose{}, &e) }); n > 0 {
			t.Errorf("%v: %v allocations", size, n)
		}
	}
}

// BenchmarkEye draws picture and strip as large as the window has them at
// first, in sunburst.
func BenchmarkEye(b *testing.B) {
	s := seen(b, preset(b, "sunburst"))
	c := NewCanvas(454, 160, &Dark, 1)
	eye := retina.New(retina.Rays, retina.Field)
	v := eye.NewView(1)
	scenes, rats := []*retina.Scene{&s.Scene}, []world.Pose{{Pos: world.Vec{X: 0.3, Y: 0.95}}}
	var e Eye
	b.ReportAllocs()
	for b.Loop() {
		rats[0].Heading += 0.01
		eye.Look(v, scenes, rats)
		c.FirstPerson(image.Rect(0, 0, 454, 126), s, rats[0], &e)
		c.Panorama(image.Rect(0, 128, 454, 160), v)
	}
	b.ReportMetric(1000*b.Elapsed().Seconds()/float64(b.N), "ms/frame")
}
