package panel

import (
	"bytes"
	"image"
	"math"
	"math/rand/v2"
	"testing"

	"gridrat/brain/agent"
	"gridrat/brain/agent/sense"
	"gridrat/render/internal/golden"
)

// choiceOf is a made-up choice of decision n: what was sensed fades by a factor e in
// so many decisions, 0 for no memory, and stands out by as much at some decisions.
func choiceOf(n int, fades, standsOut float64, visits ...int) *Choice {
	a := &agent.Attribution{Decision: n, First: max(0, n-449), Action: 2, Prob: 0.93, Memory: fades > 0, Visits: visits}
	a.Senses = [sense.NumKinds]bool{true, true, true, false, true}
	rng := rand.New(rand.NewPCG(1, 2))
	for d := a.First; d <= n; d++ {
		size := 0.0
		switch {
		case d == n:
			size = 4
		case fades > 0:
			size = 0.03 * math.Exp(-float64(n-d)/fades)
		}
		for _, v := range visits {
			if d >= v && d < v+8 {
				size *= standsOut
			}
		}
		var e [sense.NumKinds]float64
		e[sense.KindSight], e[sense.KindMotion], e[sense.KindReward] = -size*rng.Float64(), 0.3*size*rng.NormFloat64(), 0.2*size*rng.NormFloat64()
		a.Effects = append(a.Effects, e)
	}
	return &Choice{a, 1.0 / 15}
}

// choices are made-up choices of every kind.
func choices() map[string]*Choice {
	peak := choiceOf(800, 90, 6, 300, 520, 640)
	peak.Kept = []agent.Kept{{Since: 520, Effect: -0.06}, {Since: 640, Effect: 1.7}}
	plain := choiceOf(200, 0, 1, 150)
	plain.Kept = []agent.Kept{{Since: 150, Effect: 2.2}}
	plain.Senses[sense.KindSight], plain.Senses[sense.KindPlace] = false, true
	long := choiceOf(1200, 90, 1, 100)
	long.Kept = []agent.Kept{{Since: 100, Pretended: true, Effect: 0.9}}
	none := choiceOf(90, 90, 1)
	none.Senses[sense.KindGoal] = false
	return map[string]*Choice{"peak": peak, "plain": plain, "long": long, "none": none, "first": choiceOf(0, 90, 1), "empty": nil}
}

// memoryPanels are the strip in all states.
func memoryPanels() map[string]shownBy {
	all := map[string]shownBy{}
	for name, of := range choices() {
		p := &Memory{}
		all["memory "+name] = shownBy{&p.Picture, func() []Piece { return p.Pieces(of) }}
	}
	return all
}

func TestMemoryGolden(t *testing.T) {
	for _, g := range []struct {
		name, of string
		size     image.Point
		scale    float64
	}{
		{"memory", "peak", image.Pt(508, int(MemoryHeight)), 1},
		{"memory-2", "long", image.Pt(400, int(MemoryHeight)), 2},
		{"memory-plain", "plain", image.Pt(508, int(MemoryHeight)), 1},
		{"memory-none", "none", image.Pt(508, int(MemoryHeight)), 1},
		{"memory-narrow", "peak", image.Pt(220, int(MemoryHeight)), 1},
		{"memory-empty", "empty", image.Pt(508, int(MemoryHeight)), 1},
	} {
		p := &Memory{}
		golden.Check(t, g.name, drawn(&p.Picture, g.size, g.scale, func() []Piece { return p.Pieces(choices()[g.of]) }))
	}
}

// TestNothingIsLeftOfChoices: what the strip shows does not depend on what it showed
// before.
func TestNothingIsLeftOfChoices(t *testing.T) {
	all := choices()
	draw := func(names ...string) []byte {
		p := &Memory{}
		p.Place(image.Rect(0, 0, 508, int(MemoryHeight)), 1)
		for _, name := range names {
			finish(&p.Picture, p.Pieces(all[name]))
		}
		return p.Canvas.Img.Pix
	}
	for now := range all {
		for before := range all {
			if !bytes.Equal(draw(before, now), draw(now)) {
				t.Errorf("%s looks different after %s", now, before)
			}
		}
	}
}

// TestChoiceWords: the longest wording says what was chosen, and the shares of what
// that depends on.
func TestChoiceWords(t *testing.T) {
	before, now := [sense.NumKinds]float64{sense.KindSight: -0.1, sense.KindMotion: 0.1}, [sense.NumKinds]float64{sense.KindReward: 0.6}
	none := [sense.NumKinds]float64{}
	for want, a := range map[string]agent.Attribution{
		"forward (93 %) depends on: now 60 %, memory 20 %, goal kept 4.0 s ago 20 %":     {Memory: true, Effects: [][sense.NumKinds]float64{before, now}, Kept: []agent.Kept{{Since: 100, Effect: 0.05}, {Since: 140, Effect: -0.15}}},
		"forward (93 %) depends on: now 75 %, goal kept 4.0 s ago 25 %; no memory":       {Effects: [][sense.NumKinds]float64{none, now}, Kept: []agent.Kept{{Since: 140, Effect: 0.2}}},
		"forward (93 %) depends on: now 60 %, memory 20 %, goal pretended 13 s ago 20 %": {Memory: true, Effects: [][sense.NumKinds]float64{before, now}, Kept: []agent.Kept{{Since: 0, Pretended: true, Effect: 0.2}}},
		"forward (93 %) depends on: now 75 %, memory 25 %":                               {Memory: true, Effects: [][sense.NumKinds]float64{before, now}},
		"forward (93 %) depends on: now 75 %, memory 0 %, goal kept just now 25 %":       {Memory: true, Effects: [][sense.NumKinds]float64{now}, Kept: []agent.Kept{{Since: 200, Effect: 0.2}}},
		"forward (93 %) depends on: now 0 %, memory 0 %":                                 {Memory: true, Effects: [][sense.NumKinds]float64{none}},
	} {
		a.Decision, a.Action, a.Prob = 200, 2, 0.93
		if got := (&Choice{&a, 1.0 / 15}).words()[0]; got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestLevel: the axis is logarithmic, and nothing leaves it.
func TestLevel(t *testing.T) {
	for effect, want := range map[float64]float64{0: 0, 0.001: 0, leastEffect: 0, 0.1: 1. / 3, -1: 2. / 3, mostEffect: 1, 500: 1} {
		if got := level(effect); math.Abs(got-want) > 1e-9 {
			t.Errorf("an effect of %v is %v high, want %v", effect, got, want)
		}
	}
}
