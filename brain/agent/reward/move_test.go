package reward

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"gridrat/brain/agent/policy"
	"gridrat/brain/tensor"
)

// TestMove: in other worlds weights are as they were and memories are cleared;
// a checkpoint made there goes on as the learner does; moved before the first
// update, it is as if it had begun there. Worlds of another shape are refused.
func TestMove(t *testing.T) {
	const n, delay = 16, 3
	for _, core := range policy.Cores() {
		r := small(core, n, delay+1)
		l := start(t, r, newCue(n, 4, delay, 2, 1), 5, 2)
		update(t, l) // within an episode
		before := slices.Clone(l.Weights())
		if err := l.Move(newCue(n, 4, delay, 2, 2)); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(l.Weights(), before) || l.Update() != 1 || l.Decisions() != n*(delay+1) {
			t.Errorf("%s: the weights differ, or the count: update %d, decision %d", core, l.Update(), l.Decisions())
		}
		for _, p := range l.parts {
			m := p.actor.Memory()
			if tensor.SumSquares(m.H.Data)+tensor.SumSquares(m.C.Data) != 0 || slices.ContainsFunc(p.next, func(a int32) bool { return a != -1 }) || slices.Contains(p.present.began, false) {
				t.Errorf("%s: something is remembered of the worlds before", core)
			}
		}
		var b bytes.Buffer
		if err := l.Save(&b); err != nil {
			t.Fatal(err)
		}
		again, err := Load(bytes.NewReader(b.Bytes()), int64(b.Len()), newCue(n, 4, delay, 2, 3), 1)
		if err != nil {
			t.Fatal(err)
		}
		defer again.Close()
		for range 3 {
			update(t, l)
			update(t, again)
		}
		if !slices.Equal(l.Weights(), again.Weights()) {
			t.Errorf("%s: a checkpoint from there goes on in another way", core)
		}

		moved, begun := start(t, r, newCue(n, 4, delay, 2, 1), 5, 1), start(t, r, newCue(n, 4, delay, 2, 2), 5, 1)
		if err := moved.Move(newCue(n, 4, delay, 2, 2)); err != nil {
			t.Fatal(err)
		}
		for range 3 {
			update(t, moved)
			update(t, begun)
		}
		if !slices.Equal(moved.Weights(), begun.Weights()) {
			t.Errorf("%s: moved before the first update it differs from one that began there", core)
		}
		for _, w := range []Worlds{newCue(n+1, 4, delay, 2, 1), newCue(n, 5, delay, 2, 1)} {
			if err := l.Move(w); err == nil || !strings.Contains(err.Error(), "the agent learns in 16 worlds with 5 inputs and 4 actions") {
				t.Errorf("%s: worlds of another shape: %v", core, err)
			}
		}
	}
}
