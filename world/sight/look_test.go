package sight

import (
	"math/rand/v2"
	"testing"

	"gridrat/world"
	"gridrat/world/ground"
	"gridrat/world/maze"
	"gridrat/world/presets"
	"gridrat/world/retina"
)

// BenchmarkLook looks round in maps that come with the program, and a drawn
// maze: with everything that is seen, and with distances and tags alone.
func BenchmarkLook(b *testing.B) {
	for _, name := range []string{"hidden-goal", "goal-driven", "goal-doors", "large-goal-doors", "sunburst", "circle"} {
		m, err := maze.DecodeReady(presets.File(name))
		if err != nil {
			b.Fatal(err)
		}
		s, err := New(m)
		if err != nil {
			b.Fatal(err)
		}
		rng := rand.New(rand.NewPCG(1, 2))
		const n = 64
		scenes, rats := make([]*retina.Scene, n), make([]world.Pose, n)
		floor, err := ground.New(m)
		if err != nil {
			b.Fatal(err)
		}
		low, high := floor.Bounds()
		for i := range rats {
			scenes[i] = &s.Scene
			p := world.Vec{X: low.X + (high.X-low.X)*rng.Float64(), Y: low.Y + (high.Y-low.Y)*rng.Float64()}
			rats[i] = world.Pose{Heading: 6*rng.Float64() - 3}
			rats[i].Pos, _ = floor.NearestFree(p, maze.BodyRadius)
		}
		eye := retina.New(retina.Rays, retina.Field)
		for what, v := range map[string]*retina.View{"everything": eye.NewView(n), "depth": eye.NewDepth(n)} {
			b.Run(name+"/"+what, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					eye.Look(v, scenes, rats)
				}
				b.ReportMetric(b.Elapsed().Seconds()*1e9/float64(b.N*n*retina.Rays), "ns/ray")
			})
		}
	}
}
