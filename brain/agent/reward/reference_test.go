package reward

import (
	"math"
	"os"
	"slices"
	"testing"

	"gridrat/brain/agent/policy"
	"gridrat/brain/npz"
)

// TestReference compares one update of both algorithms, for every core, with
// what PyTorch in float64 makes of the same batch (testdata/reference.py, which
// has the constants and wrote the file): advantages, terms of the loss, the
// gradient of every block, and the weights after a step of the optimiser.
func TestReference(t *testing.T) {
	f, err := os.Open("testdata/reference.npz")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	z, err := npz.NewReader(f, info.Size())
	if err != nil {
		t.Fatal(err)
	}
	const steps, worlds, inputs, actions = 5, 4, 3, 3
	for _, algorithm := range []Algorithm{PPO, A3C} {
		for _, core := range policy.Cores() {
			t.Run(string(algorithm)+" "+string(core), func(t *testing.T) {
				get := func(name string) []float64 {
					v, _, err := z.Float64s(string(algorithm) + "_" + string(core) + "_" + name)
					if err != nil {
						t.Fatal(err)
					}
					return v
				}
				near := func(what string, got, want, size float64) {
					t.Helper()
					if !(math.Abs(got-want) < 2e-6*(1+size)) {
						t.Errorf("%s is %v, want %v", what, got, want)
					}
				}
				r := NewPPO()
				if algorithm == A3C {
					r = NewA3C()
				}
				r.Policy = policy.Shape{Encoder: 5, Core: core, Hidden: 4, Skip: true, Sticky: true}
				r.Worlds, r.Steps, r.Minibatches, r.Shards, r.Epochs = worlds, steps, 1, 2, 1
				r.Discount, r.Lambda, r.Clip, r.ValueWeight, r.NormLimit, r.Epsilon = 0.9, 0.8, 0.2, 0.5, 0.5, 1e-3
				r.Rate, r.Entropy = Constant(0.01), Constant(0.02)
				l, err := New(r, &idle{n: worlds, inputs: inputs, actions: actions, limit: steps}, 1, 1)
				if err != nil {
					t.Fatal(err)
				}
				defer l.Close()
				for _, b := range l.policy.Layout.Blocks {
					copy(b.Of(l.weights), singles(get("w_"+b.Name)))
				}
				x, h, c := singles(get("x")), singles(get("h")), singles(get("c"))
				rewards, values, old := singles(get("rewards")), singles(get("old_values")), singles(get("old"))
				last, taken := get("last"), get("actions")
				adv, target := get("adv"), get("target")
				for _, p := range l.parts {
					for b := range p.batch {
						n := p.low + b
						if m := p.present.start; m.H.Rows > 0 {
							copy(m.H.Row(b), h[n*4:])
							if m.C.Rows > 0 {
								copy(m.C.Row(b), c[n*4:])
							}
						}
						for s := range steps {
							i, from := s*p.batch+b, s*worlds+n
							copy(p.present.x.Row(i), x[from*inputs:])
							copy(p.oldAll.Row(i), old[from*actions:])
							p.actions[i], p.last[i] = int32(taken[from]), int32(last[from])
							p.old[i] = p.oldAll.Row(i)[p.actions[i]]
							p.rewards[i], p.values[i] = rewards[from], values[from]
						}
						p.values[steps*p.batch+b] = values[steps*worlds+n]
					}
					p.estimate(r)
				}
				d := Diagnostics{Rate: 0.01, EntropyWeight: 0.02}
				if err := l.judge(&d); err != nil {
					t.Fatal(err)
				}
				for _, p := range l.parts {
					for i := range p.adv {
						from := i/p.batch*worlds + p.low + i%p.batch
						near("an advantage", float64(p.adv[i]), adv[from], math.Abs(adv[from]))
						near("a target", float64(p.target[i]), target[from], math.Abs(target[from]))
					}
				}
				if err := l.learn(&d); err != nil {
					t.Fatal(err)
				}
				for i, got := range []float64{d.PolicyLoss, d.ValueLoss, d.Entropy, d.Divergence, d.Loss} {
					want := get("terms")[i]
					near([]string{"the policy's loss", "the value's loss", "the entropy", "the divergence", "the loss"}[i], got, want, math.Abs(want))
				}
				if algorithm == PPO {
					near("the share clipped", d.ClipFraction, get("clipped")[0], 0)
				}
				near("the norm", d.GradientNorm, get("norm")[0], get("norm")[0])
				for _, b := range l.policy.Layout.Blocks {
					g, after := get("g_"+b.Name), get("s_"+b.Name)
					size := math.Max(slices.Max(g), -slices.Min(g))
					for i := range g {
						near("the gradient of "+b.Name, float64(b.Of(l.shards[0].grad)[i]), g[i], size)
						// Adam's first step is the rate whatever the gradient: where that is
						// nearly 0, rounding counts.
						if math.Abs(g[i]) > 1e-4*size {
							near("the new "+b.Name, float64(b.Of(l.weights)[i]), after[i], 1)
						}
					}
				}
			})
		}
	}
}

func singles(x []float64) []float32 {
	out := make([]float32, len(x))
	for i, v := range x {
		out[i] = float32(v)
	}
	return out
}
