package panel

import (
	"image"
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"gridrat/brain/agent"
	"gridrat/brain/agent/shortcut"
	"gridrat/render/internal/golden"
)

// comparedOf is a comparison that was made up: scores fall by a share.
func comparedOf(number int, what string, episodes int, fall float64) *Comparison {
	rng := rand.New(rand.NewPCG(uint64(number), 3))
	k := &Comparison{Number: number, What: what, Agent: "grid", Seconds: 0.07 * float64(episodes)}
	for range episodes {
		v := max(0, 10*math.Round(43+12*rng.NormFloat64()))
		k.Before = append(k.Before, v)
		k.After = append(k.After, max(0, 10*math.Round(v*(1-fall)/10+4*rng.NormFloat64())))
	}
	k.Pair = agent.PairOf(k.Before, k.After)
	return k
}

// tryings are what a panel of experiments may show.
func tryings() map[string]*Trying {
	units := func(on string, why string) []Lack {
		all := []Lack{{ID: "", Name: "nothing", On: false, Why: ""}, {ID: "grid=0.25", Name: "grid-like quarter", On: false, Why: why}, {ID: "random=0.25", Name: "random quarter", On: false, Why: why}, {ID: "others=0.25", Name: "quarter of the others", On: false, Why: why},
			{ID: "module=1", Name: "module 1", On: false, Why: why}, {ID: "module=2", Name: "module 2", On: false, Why: why}, {ID: "module=3", Name: "module 3", On: false, Why: why}, {ID: "all", Name: "all", On: false, Why: why}}
		for i := range all {
			all[i].On = all[i].ID == on
		}
		return all
	}
	mazes := []Lack{{ID: "sunburst", Name: "sunburst", On: true, Why: ""}, {ID: "double-e-test", Name: "double E", On: false, Why: ""}}
	count := &shortcut.Count{Episodes: 100, Reached: 83}
	count.First = shortcut.Tally{N: 83, By: [shortcut.Classes]int{shortcut.Towards: 51, shortcut.Beside: 6, shortcut.Again: 20, shortcut.Other: 5, shortcut.None: 1}}
	count.Open = shortcut.Tally{N: 83, By: [shortcut.Classes]int{shortcut.Towards: 40, shortcut.Beside: 10, shortcut.Again: 13, shortcut.Other: 15, shortcut.None: 5}}
	count.Later = shortcut.Tally{N: 812, By: [shortcut.Classes]int{shortcut.Towards: 770, shortcut.Again: 42}}
	count.Chance = [shortcut.Classes]float64{shortcut.Towards: 0.2, shortcut.Beside: 0.2, shortcut.Again: 0.2, shortcut.Other: 0.4, shortcut.None: math.NaN()}
	nan := math.NaN()
	all := []*Comparison{comparedOf(7, "noise 20 %", 100, 0.2), comparedOf(6, "grid-like quarter", 100, 0.45), comparedOf(5, "random quarter", 100, 0.12), comparedOf(4, "module 2", 64, 0.3),
		comparedOf(3, "vision", 100, 0.9), comparedOf(2, "reward", 60, 0), comparedOf(1, "all, vision, reward, noise 100 %", 20, 0.99)}
	all[3].Agent = "place"
	going := comparedOf(1, "vision", 20, 0.9)
	going.Going = true
	first := &Comparison{Number: 1, What: "vision", Agent: "grid", Pair: agent.PairOf(nil, nil), Going: true}
	why := "the agent keeps no code of the goal"
	return map[string]*Trying{
		"begun": {Agent: "grid", Units: units("", ""), Senses: []Lack{{ID: "vision", Name: "vision", On: false, Why: ""}, {ID: "reward", Name: "news of rewards", On: false, Why: ""}}, Compare: "nothing is taken", Running: nan,
			Doors: DoorTest{Mazes: mazes, Agent: "grid"}},
		"compared": {Agent: "grid", Units: units("grid=0.25", ""), Senses: []Lack{{ID: "vision", Name: "vision", On: false, Why: ""}, {ID: "reward", Name: "news of rewards", On: false, Why: ""}}, Noise: 0.2, Running: nan, Shown: all[1], Last: all,
			Doors: DoorTest{Mazes: mazes, Agent: "grid", What: "grid-like quarter silenced", Count: count}},
		"going": {Agent: "grid", Units: units("", ""), Senses: []Lack{{ID: "vision", Name: "vision", On: true, Why: ""}, {ID: "reward", Name: "news of rewards", On: false, Why: ""}}, Running: 0.31, Shown: going, Last: []*Comparison{going},
			Doors: DoorTest{Mazes: mazes, Agent: "grid", Count: count, Going: true}},
		"first": {Agent: "grid", Units: units("", ""), Senses: []Lack{{ID: "vision", Name: "vision", On: true, Why: ""}}, Running: 0.02, Finding: true, Shown: first, Last: []*Comparison{first}, Doors: DoorTest{Mazes: mazes, Agent: "grid", Count: &shortcut.Count{Episodes: 20}}},
		"none": {Agent: "no code", Units: units("", why), Senses: []Lack{{ID: "vision", Name: "vision", On: true, Why: ""}, {ID: "reward", Name: "news of rewards", On: false, Why: "the agent is not told of rewards"}}, NoiseWhy: "the agent does not feel its motion", Running: nan,
			Doors: DoorTest{Mazes: mazes[:1], Agent: "no code", Why: "the agent must see where it is, and a look does not tell that in task sunburst"}},
	}
}

func TestExperimentGolden(t *testing.T) {
	for _, g := range []struct {
		name, state, page string
		size              image.Point
		scale             float64
	}{
		{"experiment", "compared", PageLack, image.Pt(340, 300), 1},
		{"experiment-2", "going", PageLack, image.Pt(290, 260), 2},
		{"experiment-begun", "begun", PageLack, image.Pt(340, 300), 1},
		{"experiment-none", "none", PageLack, image.Pt(340, 300), 1},
		{"doors", "compared", PageDoors, image.Pt(340, 300), 1},
		{"doors-2", "going", PageDoors, image.Pt(340, 260), 2},
		{"doors-none", "none", PageDoors, image.Pt(340, 300), 1},
		{"doors-begun", "begun", PageDoors, image.Pt(340, 300), 1},
	} {
		p := &Experiment{Page: g.page}
		golden.Check(t, g.name, drawn(&p.Picture, g.size, g.scale, func() []Piece { return p.Pieces(tryings()[g.state]) }))
	}
}

// TestNoiseAt: the slider has the noise that is drawn there, from 0 to 1, and never
// anything else.
func TestNoiseAt(t *testing.T) {
	p := &Experiment{}
	if p.Place(image.Rect(50, 70, 390, 370), 1); p.NoiseAt(image.Pt(100, 100)) != 0 {
		t.Error("a slider that was not drawn has noise")
	}
	finish(&p.Picture, p.Pieces(tryings()["begun"]))
	r := p.spotOf(SpotExperiment + ToNoise)
	if r.Empty() {
		t.Fatal("there is no slider")
	}
	if a, b := p.NoiseAt(r.Min), p.NoiseAt(r.Max); a != 0 || b != 1 {
		t.Errorf("its ends are %v and %v", a, b)
	}
	rapid.Check(t, func(t *rapid.T) {
		x, by := rapid.IntRange(0, 500).Draw(t, "x"), rapid.IntRange(0, 100).Draw(t, "by")
		a, b := p.NoiseAt(image.Pt(x, r.Min.Y)), p.NoiseAt(image.Pt(x+by, r.Min.Y))
		if a < 0 || b > 1 || b < a || math.Abs(100*a-math.Round(100*a)) > 1e-9 {
			t.Fatalf("at %d it is %v, %d further on %v", x, a, by, b)
		}
	})
}

// TestExperimentSpots: everything that can be chosen has its spot, also what cannot
// now, whose tip says why.
func TestExperimentSpots(t *testing.T) {
	for state, want := range map[string]int{"compared": 10, "none": 10} {
		v := tryings()[state]
		p := &Experiment{}
		p.Place(image.Rect(0, 0, 340, 300), 1)
		finish(&p.Picture, p.Pieces(v))
		n := 0
		for _, l := range append(v.Units, v.Senses...) {
			r := p.spotOf(SpotExperiment + ToggleLack + l.ID)
			s, ok := p.SpotAt(r.Min.Add(r.Size().Div(2)))
			if ok && s.ID == SpotExperiment+ToggleLack+l.ID && (l.Why == "" || s.Tip == "It cannot be taken: "+l.Why+".") {
				n++
			}
		}
		if n != want {
			t.Errorf("%s: %d of %d choices can be clicked", state, n, want)
		}
	}
}
