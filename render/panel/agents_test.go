package panel

import (
	"fmt"
	"image"
	"math"
	"testing"
	"time"

	"gridrat/brain/agent"
	"gridrat/brain/agent/result"
	"gridrat/brain/agent/reward"
	"gridrat/brain/learner/agents"
	"gridrat/brain/learner/loop"
	"gridrat/render/figure"
	"gridrat/render/internal/golden"
	"gridrat/world"
)

// learnt is a contender that was made up: every second point of its curve has a
// score, which rises to a height.
func learnt(name string, points int, height float64) Contender {
	s := &agents.Snapshot{Agent: &agent.Agent{}, Seconds: 0.5 * float64(points)}
	s.State = loop.State{Run: 1, Running: true, Elapsed: time.Duration(points) * 500 * time.Millisecond}
	s.Agent.Decisions = 16_000 * points
	s.Plan.Recipe.Learn.NormLimit = 0.5
	nan := math.NaN()
	for i := range points {
		x := 1 - math.Exp(-float64(i)/12)
		wave := math.Sin(float64(i))
		p := result.Point{Decisions: 16_000 * i, Seconds: 0.5 * float64(i), Score: agent.Interval{Mean: nan, Low: nan, High: nan}}
		p.Learning = result.Learning{
			Return: 0.6*height*x + 4*wave, PolicyLoss: -0.006 * (1 - 0.7*x), ValueLoss: 0.02 + 0.03*x, Entropy: 1.7 - 1.3*x, Divergence: 0.007 * (1.2 - x),
			ClipFraction: 0.1 * (1.2 - x), ExplainedVariance: 0.3 + 0.5*x + 0.05*wave, GradientNorm: 0.2 + 0.1*x + 0.03*wave, Turns: 0.2 * (1 - x),
		}
		if i == 0 {
			p.Learning = result.Learning{Return: nan, PolicyLoss: nan, ValueLoss: nan, Entropy: nan, Divergence: nan, ClipFraction: nan, ExplainedVariance: nan, GradientNorm: nan, Turns: nan}
		}
		if i%2 == 0 {
			m := 4 + height*x + 5*wave
			p.Score = agent.Interval{Mean: m, Low: 0.88 * m, High: 1.12 * m}
		}
		s.Curve = append(s.Curve, p)
	}
	return Contender{Name: name, Snap: s, Learning: true}
}

// levels are those of the square arena.
func levels() []Reference {
	return []Reference{
		{"random rat", 4.284}, {"perfect search", 600.4}, {"paper, grid cells", 289}, {"paper, place cells", 238}, {"your best", 120},
	}
}

// contenders are four agents side by side.
func contenders() []Contender {
	all := []Contender{learnt("grid", 41, 340), learnt("place", 41, 430), learnt("no code", 33, 30), learnt("withheld", 25, 24)}
	all[0].Watched = true
	all[3].Learning = false
	return all
}

// drawn draws a panel at a size in points and a scale.
func drawn(p *Picture, size image.Point, scale float64, pieces func() []Piece) *image.RGBA {
	px := func(v int) int { return int(scale * float64(v)) }
	p.Place(image.Rect(0, 0, px(size.X), px(size.Y)), scale)
	finish(p, pieces())
	return p.Canvas.Img
}

func TestScoresGolden(t *testing.T) {
	growing := learnt("place", 0, 0)
	growing.Snap.Agent, growing.Snap.Growing = nil, agents.Growing{What: "learning to see", Share: 0.43}
	half := []Contender{learnt("grid", 4, 340), growing, {Name: "no code"}}
	for _, g := range []struct {
		name   string
		all    []Contender
		byTime bool
		size   image.Point
		scale  float64
	}{
		{"scores", contenders(), false, image.Pt(770, 380), 1},
		{"scores-2", contenders(), true, image.Pt(640, 250), 2},
		{"scores-half", half, false, image.Pt(770, 380), 1},
		{"scores-empty", []Contender{{Name: "grid", Watched: true}}, false, image.Pt(640, 250), 1},
	} {
		p := &Scores{ByTime: g.byTime}
		golden.Check(t, g.name, drawn(&p.Picture, g.size, g.scale, func() []Piece { return p.Pieces(g.all, levels(), 4*time.Second) }))
	}
}

// match is that of three modules with ideal lattices, on a floor of a size.
func match(width, height float64) *CodeMatch {
	const n = 40
	m := &CodeMatch{
		Low: world.Vec{X: -width / 2, Y: -height / 2}, High: world.Vec{X: width / 2, Y: height / 2},
		Rat: world.Vec{X: 0.3, Y: -0.5}, At: world.Vec{X: -0.6, Y: 0.35}, HasGoal: true,
	}
	// lattice is the mean match of a module at a distance from the goal.
	lattice := func(d world.Vec, spacing float64) float64 {
		sum := 0.0
		for k := range 3 {
			u := world.Polar(4*math.Pi/(math.Sqrt(3)*spacing), 0.2+float64(k)*math.Pi/3)
			sum += math.Cos(u.X*d.X + u.Y*d.Y)
		}
		return (2*sum + 1.5) / 7.5
	}
	fill := func(of func(d world.Vec) float64) figure.Matrix {
		out := figure.Matrix{N: n, Values: make([]float64, n*n), Signed: true}
		for i := range out.Values {
			at := world.Vec{X: m.Low.X + (float64(i%n)+0.5)/n*width, Y: m.Low.Y + (float64(i/n)+0.5)/n*height}
			out.Values[i] = of(at.Sub(m.At))
			if at.X > 0.7 && at.Y > 0.7 { // no floor
				out.Values[i] = math.NaN()
			}
		}
		return out
	}
	spacings := []float64{0.62, 0.83, 1.08}
	for k, s := range spacings {
		m.Modules = append(m.Modules, CodeModule{Name: fmt.Sprintf("%.2f m", s), First: 64 * k, Units: 64, Match: fill(func(d world.Vec) float64 { return lattice(d, s) })})
		for u := range 64 {
			phase := world.Polar(0.01*float64(u), float64(u))
			m.Now = append(m.Now, float32(max(0, lattice(m.Rat.Sub(m.At).Add(phase), s))))
			m.Goal = append(m.Goal, float32(max(0, lattice(phase, s))))
		}
	}
	m.All = fill(func(d world.Vec) float64 {
		return (lattice(d, spacings[0]) + lattice(d, spacings[1]) + lattice(d, spacings[2])) / 3
	})
	return m
}

func TestCodesGolden(t *testing.T) {
	pretended, none, one := *match(2.5, 2.5), *match(2.5, 2.5), *match(2.5, 2.5)
	pretended.Pretended = true
	none.HasGoal, none.Goal = false, nil
	coming := *match(2.5, 2.5)
	coming.HasGoal = false
	one.Modules = []CodeModule{{Name: "lstm", Units: 192, Match: one.All}}
	for _, g := range []struct {
		name  string
		m     *CodeMatch
		size  image.Point
		scale float64
	}{
		{"codes", match(2.5, 2.5), image.Pt(420, 300), 1},
		{"codes-2", &pretended, image.Pt(350, 210), 2},
		{"codes-wide", match(4.25, 2.75), image.Pt(420, 300), 1},
		{"codes-one", &one, image.Pt(350, 210), 1},
		{"codes-none", &none, image.Pt(420, 300), 1},
		{"codes-coming", &coming, image.Pt(350, 210), 1},
		{"codes-empty", nil, image.Pt(350, 210), 1},
	} {
		p := &Codes{}
		golden.Check(t, g.name, drawn(&p.Picture, g.size, g.scale, func() []Piece { return p.Pieces(g.m) }))
	}
}

func TestDiagnosticsGolden(t *testing.T) {
	full, half, one, none := learnt("grid", 41, 340), learnt("place", 4, 340), learnt("grid", 2, 340), learnt("grid", 0, 0)
	published := learnt("grid", 41, 340)
	published.Snap.Plan.Recipe.Learn.Algorithm = reward.A3C
	frozen := full
	frozen.Frozen = true
	for _, g := range []struct {
		name  string
		of    *Contender
		size  image.Point
		scale float64
	}{
		{"diagnostics", &full, image.Pt(340, 300), 1},
		{"diagnostics-2", &half, image.Pt(290, 210), 2},
		{"diagnostics-a3c", &published, image.Pt(340, 300), 1},
		{"diagnostics-one", &one, image.Pt(290, 210), 1},
		{"diagnostics-none", &none, image.Pt(340, 300), 1},
		{"diagnostics-empty", nil, image.Pt(290, 210), 1},
		{"diagnostics-frozen", &frozen, image.Pt(340, 300), 1},
	} {
		p := &Diagnostics{}
		golden.Check(t, g.name, drawn(&p.Picture, g.size, g.scale, func() []Piece { return p.Pieces(g.of) }))
	}
}
