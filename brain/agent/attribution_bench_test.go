package agent

import "testing"

// A choice attributed over 30 s, of a policy of the arena and of one of mazes.
func BenchmarkAttribution(b *testing.B) {
	for _, name := range []string{"arena-grid", "goal-driven-grid"} {
		b.Run(name, func(b *testing.B) {
			a := shipped(b, name)
			l := player(b, a, Options{}, Frozen)
			l.Record(0)
			for range 600 {
				l.Step()
			}
			r, tool := l.Recording(), NewAttributor(465)
			for b.Loop() {
				tool.Of(a, r, 599)
			}
		})
	}
}

// A decision of a rat that is recorded, and of one that is not.
func BenchmarkRecord(b *testing.B) {
	for name, record := range map[string]bool{"recorded": true, "not": false} {
		b.Run(name, func(b *testing.B) {
			l := player(b, shipped(b, "arena-place"), Options{}, Frozen)
			if record {
				l.Record(0)
			}
			for b.Loop() {
				if !l.Step() {
					l.Begin(0, Frozen)
				}
			}
		})
	}
}
