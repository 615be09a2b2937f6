package exported

import (
	"math"
	"testing"

	"gridrat/brain/agent"
	"gridrat/world"
)

// TestWays: a way has a row for each decision, with heading, under the number that its
// episode has in the table of trials; its last row is at the time of the visit.
func TestWays(t *testing.T) {
	e := agent.Episode{
		Seed: agent.Frozen + 100, Trials: []agent.Trial{{Seconds: 0.1, Reached: true}},
		Ways: [][]world.Vec{{{X: 0.5}, {X: 0.5}, {X: 0.5, Y: 0.01}}}, Headings: [][]float64{{0, math.Pi / 4, math.Pi / 2}},
	}
	want := "episode,trial,t_s,x_m,y_m,heading_deg\n100,1,0.000,0.5000,0.0000,0.00\n100,1,0.067,0.5000,0.0000,45.00\n100,1,0.100,0.5000,0.0100,90.00\n"
	if got := string(ways([]agent.Episode{e}, 4.0/60)); got != want {
		t.Errorf("the table is\n%s, want\n%s", got, want)
	}
}
