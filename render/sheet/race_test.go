package sheet

import (
	"math"
	"testing"

	"gridrat/render/figure"
	"gridrat/render/internal/golden"
	"gridrat/world"
)

// TestRace: the page shows the ways of both together and alone, and looks as it did.
func TestRace(t *testing.T) {
	_, _, list := navigated(t)
	m := list[0].Map
	r := Race{Title: "Square arena, seed 7: you 20, grid 30", Lines: []string{"Two runners, each in a world of its own of the same episode, after 90 s of 90 s."}}
	for i, name := range []string{"you: 2 goals", "grid: 3 goals"} {
		run := Run{Name: name, Map: m, Hue: figure.Light.Series[3-3*i]}
		for k := range 2 + i {
			start := world.Vec{X: -0.6 + 0.5*float64(k), Y: -0.7}
			var way []world.Vec
			for j := range 31 {
				u := float64(j) / 30
				way = append(way, start.Add(m.Goals[0].At.Sub(start).Mul(u)).Add(world.Vec{X: (0.35 - 0.5*float64(i)) * math.Sin(math.Pi*u)}))
			}
			run.Ways = append(run.Ways, way)
		}
		r.Runs[i] = run
	}
	golden.Check(t, "race", r.Ways())
	r.Runs[1].Ways = nil
	golden.Check(t, "race-one", r.Ways())
}
