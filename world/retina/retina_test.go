package retina

import (
	"math"
	"math/rand/v2"
	"runtime"
	"testing"

	"pgregory.net/rapid"

	"gridrat/world"
	"gridrat/world/internal/cells"
	"gridrat/world/space"
)

// march finds the first surface by sphere tracing: steps of the clearance
// never pass one.
func march(clear func(world.Vec) float64, from, dir world.Vec) (float64, bool) {
	t := 0.0
	for range 20000 {
		c := clear(from.Add(dir.Mul(t)))
		if c < 1e-12 {
			return t, true
		}
		t += c
	}
	return t, false // grazing
}

// TestAgainstMarch compares every ray with sphere tracing over all walls and
// discs.
func TestAgainstMarch(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		s := cells.Random(rng, 0.03)
		off := int32(rng.IntN(80))
		s.Set(off, false)
		scene := &Scene{Space: s, Palette: func(tag int32) Color { return Color{float32(tag)} }}
		for i := range 3 {
			scene.Discs = append(scene.Discs, Disc{world.Vec{X: 2*rng.Float64() - 1, Y: 2*rng.Float64() - 1}, 0.05, int32(1000 + i)})
		}
		clear := func(p world.Vec) float64 {
			d, _ := s.Clearance(p)
			for _, g := range scene.Discs {
				d = min(d, p.Sub(g.Centre).Norm()-g.Radius)
			}
			return d
		}
		var p world.Vec
		for p = scene.Discs[0].Centre; clear(p) <= 0.001; {
			p = world.Vec{X: 2.6*rng.Float64() - 1.3, Y: 2.6*rng.Float64() - 1.3}
		}
		r := New(32, Field)
		v := r.NewView(1)
		rat := world.Pose{Pos: p, Heading: 6*rng.Float64() - 3}
		r.Look(v, []*Scene{scene}, []world.Pose{rat})
		for i := range r.Len() {
			dir := world.Polar(1, rat.Heading+r.offsets[i])
			want, ok := march(clear, p, dir)
			// Grazing, the march stops where the ray just passes by.
			grazing := clear(p.Add(dir.Mul(want-1e-6))) < 1e-8
			if got := v.Distance[i]; ok && !grazing && math.Abs(got-want) > 1e-9 || got < want-1e-9 {
				t.Fatalf("ray %d from %v is %v m long, want %v", i, p, got, want)
			}
			if v.Color[i] != (Color{float32(v.Tag[i])}) || v.Tag[i] == off {
				t.Fatalf("ray %d has tag %d and colour %v; wall %d is off", i, v.Tag[i], v.Color[i], off)
			}
		}
	})
}

// TestRayByRay: a look is what each ray gives by itself, to the bit where
// processors do not fuse sums and products; a view that has had other looks is as
// good as new, and one without colours and sky has the same of the rest.
func TestRayByRay(t *testing.T) {
	r := New(Rays, Field)
	v, depth := r.NewView(2), r.NewDepth(2)
	rapid.Check(t, func(t *rapid.T) {
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		scene := &Scene{Space: cells.Random(rng, []float64{0, 0.03}[rng.IntN(2)])}
		for i := range rng.IntN(3) {
			scene.Discs = append(scene.Discs, Disc{world.Vec{X: 2*rng.Float64() - 1, Y: 2*rng.Float64() - 1}, 0.05, int32(1000 + i)})
		}
		if rng.IntN(2) == 0 {
			scene.Palette = func(tag int32) Color { return Color{float32(tag)} }
		}
		if n := rng.IntN(3) * 10; n > 0 {
			scene.Skyline, scene.SkyColors = make([]float64, n), make([]Color, n)
			for i := range n {
				scene.Skyline[i], scene.SkyColors[i] = rng.Float64(), Color{rng.Float32()}
			}
		}
		var rats [2]world.Pose
		for i := range rats {
			at := world.Vec{X: 2.6*rng.Float64() - 1.3, Y: 2.6*rng.Float64() - 1.3}
			rats[i] = world.Pose{Pos: at, Heading: 6*rng.Float64() - 3}
		}
		scenes := []*Scene{scene, scene}
		r.Look(v, scenes, rats[:])
		r.Look(depth, scenes, rats[:])
		for k := range v.Distance {
			rat, i := rats[k/Rays], k%Rays
			sin, cos := math.Sincos(rat.Heading)
			ray := world.Polar(1, r.offsets[i])
			dir := world.Vec{X: ray.X*cos - ray.Y*sin, Y: ray.X*sin + ray.Y*cos}
			h, _ := scene.Space.Cast(rat.Pos, dir, math.Inf(1))
			for _, d := range scene.Discs {
				if at, ok := d.meet(rat.Pos, dir); ok && at < h.Distance {
					h.Distance, h.Tag = at, d.Tag
				}
			}
			color := Color{}
			if scene.Palette != nil {
				color = scene.Palette(h.Tag)
			}
			sky, skyColor := scene.Sky(rat.Heading + r.offsets[i])
			off := math.Abs(v.Distance[k] - h.Distance)
			if off > 1e-12 || off > 0 && runtime.GOARCH == "amd64" || v.Tag[k] != h.Tag || v.Color[k] != color || v.Sky[k] != sky || v.SkyColor[k] != skyColor {
				t.Fatalf("ray %d of %v: %v m, tag %d, colour %v, sky %v %v; alone %v m, tag %d, %v, %v %v",
					i, rat, v.Distance[k], v.Tag[k], v.Color[k], v.Sky[k], v.SkyColor[k], h.Distance, h.Tag, color, sky, skyColor)
			}
			if depth.Distance[k] != v.Distance[k] || depth.Tag[k] != v.Tag[k] {
				t.Fatalf("ray %d comes to %d in %v m, with colours to %d in %v m", i, depth.Tag[k], depth.Distance[k], v.Tag[k], v.Distance[k])
			}
		}
	})
	if depth.Color != nil || depth.Sky != nil || depth.SkyColor != nil {
		t.Error("a view of distances and tags has more")
	}
}

// TestLookDoesNotAllocate: of either kind of view.
func TestLookDoesNotAllocate(t *testing.T) {
	scene := &Scene{Space: cells.Random(rand.New(rand.NewPCG(1, 2)), 0.03), Discs: []Disc{{world.Vec{X: 0.5}, 0.1, 7}}, Skyline: make([]float64, 36)}
	r := New(Rays, Field)
	scenes, rats := []*Scene{scene}, []world.Pose{{Pos: world.Vec{X: 0.1, Y: 0.1}}}
	for _, v := range []*View{r.NewView(1), r.NewDepth(1)} {
		if got := testing.AllocsPerRun(20, func() { r.Look(v, scenes, rats) }); got != 0 {
			t.Errorf("a look allocates %v times", got)
		}
	}
}

// TestSquareRoom compares with distances known in closed form.
func TestSquareRoom(t *testing.T) {
	s, err := space.New(world.Enclosure{Shape: world.Square, Size: 2}.Outline(), nil)
	if err != nil {
		t.Fatal(err)
	}
	scene := &Scene{Space: s, Discs: []Disc{{world.Vec{X: 0.5}, 0.1, 7}}, Skyline: []float64{0, 0.4}, SkyColors: []Color{{}, {1, 0, 0}}}
	r := New(3, 3*math.Pi/2) // left, ahead, right
	v := r.NewView(2)
	r.Look(v, []*Scene{scene, scene}, []world.Pose{{}, {Pos: world.Vec{X: -0.25}, Heading: math.Pi / 2}})
	for i, want := range []struct {
		distance float64
		tag      int32
		sky      float64
	}{{1, -3, 0.2}, {0.4, 7, 0.4}, {1, -1, 0.2}, {0.75, -4, 0}, {1, -3, 0.2}, {0.65, 7, 0.4}} {
		if red := v.SkyColor[i] == (Color{1, 0, 0}); red != (want.sky == 0.4) && want.sky != 0.2 {
			t.Errorf("ray %d: sky of colour %v", i, v.SkyColor[i])
		}
		if math.Abs(v.Distance[i]-want.distance) > 1e-12 || v.Tag[i] != want.tag || math.Abs(v.Sky[i]-want.sky) > 1e-12 {
			t.Errorf("ray %d: %v m, tag %d, sky %v; want %+v", i, v.Distance[i], v.Tag[i], v.Sky[i], want)
		}
	}
}

func BenchmarkLook(b *testing.B) {
	const n = 256
	rng := rand.New(rand.NewPCG(1, 2))
	s := cells.Random(rng, 0.03)
	scene := &Scene{Space: s, Discs: []Disc{{world.Vec{X: 0.5}, 0.1, 7}}, Skyline: make([]float64, 36)}
	scenes, rats := make([]*Scene, n), make([]world.Pose, n)
	for i := range rats {
		scenes[i] = scene
		rats[i].Pos, _ = s.NearestFree(world.Vec{X: 2.6*rng.Float64() - 1.3, Y: 2.6*rng.Float64() - 1.3}, 0.07)
		rats[i].Heading = 6*rng.Float64() - 3
	}
	r := New(Rays, Field)
	v := r.NewView(n)
	b.ReportAllocs()
	for b.Loop() {
		r.Look(v, scenes, rats)
	}
	b.ReportMetric(float64(b.N*n*Rays)/b.Elapsed().Seconds(), "rays/s")
}
