package gridnet

import (
	"math"
	"slices"
	"testing"
)

// TestSilence: cutting a unit's weights is the same as setting its activity to
// 0 after every step, for the read-outs and for all other units.
func TestSilence(t *testing.T) {
	for name, r := range variants() {
		t.Run(name, func(t *testing.T) {
			tr := newTestTrainer(t, r, 1, 1)
			steps(t, tr, 20)
			n, w := tr.Network(), tr.Weights()
			cut := []int{1, n.Units() - 1}
			before := slices.Clone(w)
			lesioned := n.Silence(nil, w, cut)
			if !slices.Equal(w, before) {
				t.Fatal("the weights themselves changed")
			}

			e := NewEvaluator(n, 1)
			e.Errors(w, 6, 1, nil)
			plain, zeroed := NewTracker(n), NewTracker(n)
			plain.Start(lesioned, e.paths.At(0, 0))
			zeroed.Start(w, e.paths.At(0, 0))
			for s := range 6 {
				from, to := e.paths.At(s, 0), e.paths.At(s+1, 0)
				plain.Step(lesioned, from, to)
				// By hand: as Step does, but with the activity set to 0.
				// What the first step hears of the initial state is cut too.
				if s > 0 {
					zeroed.pass.carry()
				} else {
					silence(zeroed.pass, cut, true)
				}
				n.encodeMove(zeroed.pass.input.Row(0), to.Pos.Sub(from.Pos), to.Heading-from.Heading)
				zeroed.pass.run(w)
				silence(zeroed.pass, cut, false)
				zeroed.pass.positions(w, zeroed.position[:])
				zeroed.pass.gather(zeroed.units, 0)
				if d := plain.Position().Sub(zeroed.Position()).Norm(); d > 1e-6 {
					t.Fatalf("step %d: the positions are %v m apart", s, d)
				}
				for u, v := range plain.Units() {
					if !slices.Contains(cut, u) && math.Abs(float64(v-zeroed.Units()[u])) > 1e-5 {
						t.Fatalf("step %d: unit %d is %v, by hand %v", s, u, v, zeroed.Units()[u])
					}
				}
			}
			if all := everyUnit(n); slices.Equal(n.Silence(nil, w, all), w) {
				t.Error("silencing every unit changes no weight")
			}
		})
	}
}

// silence sets units to 0 in the newest state, or in the initial one.
func silence(p *pass, units []int, initial bool) {
	for _, u := range units {
		i, own := u/p.net.Recipe.Units, u%p.net.Recipe.Units
		q := &p.parts[i]
		switch {
		case !initial:
			q.units.Row(0)[own] = 0
		case p.net.modules[i].g == nil:
			q.trace.Start().Row(0)[own] = 0
		}
	}
}

func everyUnit(n *Network) (all []int) {
	for u := range n.Units() {
		all = append(all, u)
	}
	return all
}
