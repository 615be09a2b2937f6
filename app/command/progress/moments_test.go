package progress

import "testing"

// TestMoments: however the work advances, no moment is missed but those jumped
// over, and none comes twice.
func TestMoments(t *testing.T) {
	for _, c := range []struct{ steps, want int }{{1, 1}, {5, 5}, {24, 24}, {25, 24}, {49, 24}, {4500, 24}, {300_000, 24}} {
		m, due := Moments{Count: 24}, 0
		if m.Due(0) {
			t.Error("a moment is due before anything was done")
		}
		for i := range c.steps {
			share := float64(i+1) / float64(c.steps)
			now := m.Due(share)
			if now {
				due++
			}
			if m.Due(share) {
				t.Fatalf("at %d of %d the same moment was due twice", i+1, c.steps)
			}
			if i+1 == c.steps && !now {
				t.Errorf("after %d steps the end was no moment", c.steps)
			}
		}
		if due != c.want {
			t.Errorf("%d steps have %d moments, want %d", c.steps, due, c.want)
		}
	}
}
