package agent

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gridrat/brain/agent/policy"
	"gridrat/brain/agent/sense"
	"gridrat/brain/nn"
	"gridrat/brain/tensor"
)

// recorded is a recording of inputs [decisions, inputs] that were made up, from a
// cleared memory of a policy.
func recorded(p *policy.Policy, x tensor.Mat, kinds []sense.Kind) Recording {
	r := Recording{kinds: kinds, n: x.Rows}
	for d := range x.Rows {
		if d%stretchLen == 0 {
			r.stretches = append(r.stretches, &stretch{memory: p.NewMemory(1), x: tensor.New(stretchLen, x.Cols)})
		}
		s, row := r.at(d)
		copy(s.x.Row(row), x.Row(d))
		s.last[row], s.since[row] = -1, -1
	}
	return r
}

// TestKnownMemory: a memory that forgets nothing, made by hand, adds up rewards and
// nothing else, and the vector to the goal speaks for another action at once. So the
// moment of the one reward has all of the memory's effect and its known size, though
// the gradient is the same at all moments; and the vector's effect is that of the
// visit at which the code of the goal was kept.
func TestKnownMemory(t *testing.T) {
	const (
		inputs, actions           = 4, 3
		rewarded, visit, now      = 20, 20, 60
		gain, sigmoid10, straight = 0.01, 0.9999546, 0.5
	)
	shape := policy.Default()
	shape.Encoder, shape.Hidden, shape.Skip, shape.Sticky = inputs, 1, true, false
	p := policy.New(shape, inputs, actions)
	w := make([]float32, p.Layout.Size)
	block := func(name string) tensor.Mat {
		b, ok := p.Layout.Find(name)
		if !ok {
			t.Fatalf("the policy has no %s", name)
		}
		return b.In(w)
	}
	for i := range inputs {
		block("encoder_w").Row(i)[i] = 1
	}
	block("core_w").Row(1)[1] = gain // of the reward, to the candidate
	copy(block("core_b").Row(0), []float32{10, 0, 10, 10})
	block("heads_w").Row(0)[0] = 1       // the memory speaks for action 0
	block("skip_w").Row(2)[1] = straight // the vector for action 1
	x := tensor.New(now+1, inputs)
	for d := range x.Rows {
		x.Row(d)[0] = 0.7 // sight, which leads nowhere
		if d >= visit {
			x.Row(d)[2] = 2
		}
	}
	x.Row(rewarded)[1] = 1
	r := recorded(p, x, []sense.Kind{sense.KindSight, sense.KindReward, sense.KindGoal, sense.KindMotion})
	r.visits = []int{visit}
	for d := visit; d <= now; d++ {
		s, row := r.at(d)
		s.since[row] = visit
	}
	a := &Agent{policy: p, weights: w}
	got := NewAttributor(450).Of(a, r, now)
	if got.Decision != now || got.First != 0 || got.Action != 0 || !got.Memory || len(got.Effects) != now+1 || !slices.Equal(got.Visits, []int{visit}) {
		t.Fatalf("it is of %+v", got)
	}
	// c grows by σ(10) tanh(gain), and fades by σ(11) = 1 - 1.7e-5 a decision.
	want := gain * sigmoid10 * sigmoid10 * math.Exp(-1.67e-5*(now-rewarded)) * (1 - gain*gain) * (1 - gain*gain)
	for i, e := range got.Effects {
		for k, v := range e {
			expected := 0.0
			if i == rewarded && sense.Kind(k) == sense.KindReward {
				expected = want
			}
			if math.Abs(v-expected) > 1e-4*want {
				t.Errorf("decision %d, %s: %v, want %v", i, sense.Kind(k), v, expected)
			}
		}
	}
	// Of the other two actions, the vector makes one likelier by e^(2 straight).
	other := math.Exp(2*straight) / (1 + math.Exp(2*straight))
	if len(got.Kept) != 1 || got.Kept[0].Since != visit || got.Kept[0].Pretended || math.Abs(got.Kept[0].Effect+2*straight*other) > 1e-4 {
		t.Errorf("the code of the goal: %+v, want %v", got.Kept, -2*straight*other)
	}
	total := want + 2*straight*other
	if now, before, kept := got.Shares(); now != 0 || math.Abs(before-want/total) > 1e-4 || math.Abs(kept-2*straight*other/total) > 1e-4 {
		t.Errorf("shares are %v, %v, %v", now, before, kept)
	}
	attributor := NewAttributor(30)
	if got := attributor.Of(a, r, now); got.First != now-29 || len(got.Effects) != 30 || math.Abs(got.Kept[0].Effect+2*straight*other) > 1e-4 {
		t.Errorf("of 30 decisions it has %d from %d, %+v", len(got.Effects), got.First, got.Kept)
	}
	if got := attributor.Of(a, r, visit-1); len(got.Kept) != 0 || len(got.Visits) != 0 {
		t.Errorf("before the visit there are %+v, %v", got.Kept, got.Visits)
	}
	s, row := r.at(now)
	s.since[row], s.made[row] = now, true
	if got := attributor.Of(a, r, now); len(got.Kept) != 2 || !got.Kept[1].Pretended || got.Kept[0].Effect != 0 || got.Kept[1].Effect == 0 {
		t.Errorf("of a goal that is pretended since now: %+v", got.Kept)
	}
}

// oddsOf is log p/(1-p) of an action at the last of some inputs.
func oddsOf(p *policy.Policy, w []float32, start nn.Memory, x tensor.Mat, last []int32, action int) float64 {
	s := p.NewSequence(x.Rows, 1)
	s.Forward(w, start, x, last)
	row, others := s.LogProbs(x.Rows-1), 0.0
	for k, v := range row {
		if k != action {
			others += math.Exp(float64(v))
		}
	}
	return float64(row[action]) - math.Log(others)
}

// TestAttribution: effects are what the log-odds change with, per share, when what
// was sensed is scaled, of policies of all cores; what is recorded gives the
// probabilities of then, to the bit, whoever acts beside.
func TestAttribution(t *testing.T) {
	const decisions, step, tolerance = 150, 5e-3, 2e-2
	for name, sets := range map[string][]string{
		"lstm":        {"learn.policy.core=lstm", "learn.policy.skip=true"},
		"gru":         {"learn.policy.core=gru", "learn.policy.sticky=true"},
		"feedforward": {"learn.policy.core=feedforward"},
	} {
		in := arena(t)
		a := *begun(t, tiny(t, in, "place", sets...), 1, 1).Agent()
		// Weights large enough that differences are more than rounding.
		a.weights = slices.Clone(a.weights)
		rng := rand.New(rand.NewPCG(2, 3))
		nn.Uniform(rng, a.weights, 0.6)
		l := player(t, &a, Options{}, 5, 7)
		l.Record(1)
		l.Begin(1, 7)
		attributor, probs := NewAttributor(80), []float64(nil)
		for range decisions {
			l.Step()
			probs = append(probs, float64(l.Probs(1)[l.Chosen(1)]))
			got := attributor.Of(&a, l.Recording(), l.Recording().Decisions()-1)
			if got.Prob != probs[len(probs)-1] || got.Action != l.Chosen(1) {
				t.Fatalf("%s: decision %d had probability %v, recorded %v", name, got.Decision, probs[len(probs)-1], got.Prob)
			}
		}
		r := l.Recording()
		const decision = 141
		got := attributor.Of(&a, r, decision)
		if got.Prob != probs[decision] || got.Memory != (name != "feedforward") || got.First != decision-79 {
			t.Fatalf("%s: looked back at, it is %+v", name, got)
		}
		from := got.First / stretchLen * stretchLen
		start, _ := r.at(from)
		x, last := tensor.New(decision-from+1, l.x.Cols), []int32(nil)
		for d := from; d <= decision; d++ {
			s, row := r.at(d)
			copy(x.Row(d-from), s.x.Row(row))
			last = append(last, s.last[row])
		}
		largest, tried := 0.0, 0
		for _, e := range got.Effects {
			for _, v := range e {
				largest = max(largest, math.Abs(v))
			}
		}
		for _, ago := range []int{0, 1, 2, 5, 20, 79} {
			for k := range sense.Kind(sense.NumKinds) {
				if k == sense.KindGoal {
					continue
				}
				scaled := func(by float32) float64 {
					w := a.weights
					if b, ok := a.policy.Layout.Find("sticky"); ok && ago == 0 && k == sense.KindReward {
						w = slices.Clone(w) // what the last action adds to the logits
						tensor.Scale(b.In(w).Row(int(last[len(last)-1])), by)
					}
					y := tensor.New(x.Rows, x.Cols)
					copy(y.Data, x.Data)
					for i, kind := range r.kinds {
						if kind == k {
							y.Row(x.Rows - 1 - ago)[i] *= by
						}
					}
					return oddsOf(a.policy, w, start.memory, y, last, got.Action)
				}
				want := (scaled(1+step) - scaled(1-step)) / (2 * step)
				if v := got.Effects[len(got.Effects)-1-ago][k]; math.Abs(v-want) > tolerance*largest {
					t.Errorf("%s: %s, %d decisions ago, has effect %v, scaling gives %v (largest %v)", name, k, ago, v, want, largest)
				} else if v != 0 {
					tried++
				}
			}
		}
		if name == "feedforward" {
			for _, e := range got.Effects[:len(got.Effects)-1] {
				if e != ([sense.NumKinds]float64{}) {
					t.Fatal("without a memory the past has an effect")
				}
			}
		} else if tried < 10 {
			t.Errorf("%s: only %d effects were tried", name, tried)
		}
	}
}

// TestRecording: an episode is recorded anew from its beginning, and knows since when
// the rat has had which code of the goal.
func TestRecording(t *testing.T) {
	a := begun(t, tiny(t, arena(t), "place"), 1, 1).Agent()
	l := player(t, a, Options{}, 7)
	if l.Step(); l.Recording().Decisions() != 0 {
		t.Fatal("something is recorded that was not asked for")
	}
	l.Record(0)
	l.Begin(0, 9)
	at := l.Rats().World(0).Goals()[0].At
	for range 3 {
		l.Step()
	}
	if err := l.Pretend(0, at); err != nil {
		t.Fatal(err)
	}
	l.Step()
	if err := l.Pretend(0, at.Mul(0.5)); err != nil {
		t.Fatal(err)
	}
	l.Step()
	l.Step()
	l.Unpretend(0)
	l.Step()
	r := l.Recording()
	for d, want := range []int{-1, -1, -1, 3, 4, 4, -1} {
		if since, pretended := r.since(d); since != want || pretended != (want >= 0) {
			t.Errorf("decision %d has a code since %d, pretended %v", d, since, pretended)
		}
	}
	old := l.Recording()
	for seed := uint64(9); l.Rats().World(0).Visits() == 0; l.Step() { // it hardly finds the goal
		if l.Over(0) {
			seed++
			l.Begin(0, seed)
		}
	}
	d := l.Recording().Decisions()
	l.Step()
	if r = l.Recording(); !slices.Equal(r.Visits(), []int{d}) || r.Decisions() != d+1 || old.Decisions() != 7 || len(old.Visits()) != 0 {
		t.Errorf("after decision %d there are visits at %v; the recording of before has %d", d, r.Visits(), old.Decisions())
	}
	if since, pretended := r.since(d); since != d || pretended {
		t.Errorf("its code is known since %d", since)
	}
	for !l.Over(0) {
		l.Step()
	}
	n := l.Recording().Decisions()
	if l.Step(); l.Recording().Decisions() != n {
		t.Error("it is recorded beyond its end")
	}
	if l.Begin(0, 9); l.Recording().Decisions() != 0 {
		t.Error("another episode goes on in the recording")
	}
}
