package sheet

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gridrat/brain/agent"
	"gridrat/brain/agent/result"
	"gridrat/render/figure"
	"gridrat/render/internal/golden"
	"gridrat/world"
	"gridrat/world/maze"
	"gridrat/world/task"
)

// navigated are results, their curve and an episode that were made up.
func navigated(t *testing.T) (result.Results, result.Curve, []agent.Episode) {
	t.Helper()
	r := result.Results{Task: "square-arena", Code: "grid", Seed: 1, Decisions: 500_000, Told: true}
	seconds := 15.0
	r.Seconds, r.Random, r.Ceiling, r.CeilingOf, r.Episodes = &seconds, 4, 578, "searcher", 200
	r.Score, r.Low, r.High = 350, 320, 380
	r.Settings.Learn.NormLimit = 0.5
	var c result.Curve
	for i := range 11 {
		x := float64(i) / 10
		p := result.Point{Decisions: 50_000 * i, Seconds: 15 * x, Score: agent.Interval{Mean: 350 * x * (2 - x), Low: 330 * x * (2 - x), High: 370 * x * (2 - x)}}
		if i == 4 { // saved between two tests
			p.Score = agent.Interval{Mean: math.NaN(), Low: math.NaN(), High: math.NaN()}
		}
		p.Learning = result.Learning{Return: 200 * x, PolicyLoss: -0.01 * x, ValueLoss: 0.05, Entropy: 1.7 - x, Divergence: 0.01, ClipFraction: 0.1 * x, ExplainedVariance: x, GradientNorm: 0.3, Turns: 0.3 - 0.2*x}
		if i == 0 {
			p.Return = math.NaN()
		}
		c = append(c, p)
	}
	data, err := os.ReadFile(filepath.Join("..", "..", "assets", "mazes", "hidden-goal.json"))
	if err != nil {
		t.Fatal(err)
	}
	m, err := maze.Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	m.Goals = []maze.Goal{{At: world.Vec{X: 0.6, Y: 0.4}, Radius: 0.125}}
	e := agent.Episode{Seed: agent.Frozen + 100, Score: 20, Goal: m.Goals[0].At, Map: m}
	for k, reached := range []bool{true, true, false} {
		start := world.Vec{X: -0.5 + 0.2*float64(k), Y: -0.5}
		way := []world.Vec{start, {X: -0.5, Y: 0.2 * float64(k)}, {X: 0.9, Y: 0.8 - 0.3*float64(k)}, m.Goals[0].At}
		trial := agent.Trial{Reached: reached}
		trial.Start.Pos = start
		if !reached {
			way = way[:2]
		}
		e.Trials, e.Ways = append(e.Trials, trial), append(e.Ways, way)
	}
	return r, c, []agent.Episode{e, {Seed: agent.Frozen + 101}}
}

// TestLearning: the page holds the scores beside their lines, and what updates
// said; it looks as it did.
func TestLearning(t *testing.T) {
	r, c, _ := navigated(t)
	published := []task.Published{{Who: "grid-cell agent", Score: 289}, {Who: "place-cell agent", Score: 238}}
	var got []string
	for _, p := range append([]plot{scores(r, c, published, &figure.Light)}, updates(r, c, &figure.Light)...) {
		text := p.Title
		for _, s := range p.series {
			text += fmt.Sprintf("; %d %.4g", len(s.Y), s.Y[len(s.Y)-1])
		}
		for _, l := range p.Levels {
			text += "; " + l.Name
		}
		got = append(got, text)
	}
	want := []string{
		"score; 10 350; random 4; searcher 578; published, grid-cell agent 289; published, place-cell agent 238",
		"return of training episodes; 10 200",
		"share of turns among actions; 11 0.1",
		"entropy, nats; 11 0.7",
		"divergence, nats; 11 0.01",
		"explained variance; 11 1",
		"share clipped; 11 0.1",
		"policy loss; 11 -0.01",
		"value loss; 11 0.05",
		"gradient norm; 11 0.3",
		"decisions/s; 10 3.333e+04",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("the page holds\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	golden.Check(t, "learning", Learning(r, c, published))
}

// TestWays: the sheet has the episodes whose ways were kept, and looks as it did.
func TestWays(t *testing.T) {
	r, _, list := navigated(t)
	golden.Check(t, "ways", Ways(r, list))
	if more := Ways(r, append(list, list[0], list[0], list[0])); more.Bounds().Dy() <= Ways(r, list).Bounds().Dy() {
		t.Error("four episodes take no more room than one")
	}
}
