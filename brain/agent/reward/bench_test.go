package reward

import (
	"fmt"
	"testing"

	"gridrat/brain/agent/policy"
)

// BenchmarkUpdate tells how many decisions are made and learnt from in a
// second, in worlds that cost nothing: the learner's own speed.
func BenchmarkUpdate(b *testing.B) {
	arena, maze := NewPPO(), NewPPO()
	maze.Steps, maze.Policy.Encoder, maze.Policy.Hidden, maze.Policy.Skip, maze.Policy.Sticky = 54, 128, 128, true, false
	without := arena
	without.Refresh = false
	plain := maze
	plain.Refresh = false
	forward := arena
	forward.Policy.Encoder, forward.Policy.Core, forward.Policy.Hidden = 128, policy.FeedForward, 128
	gru := arena
	gru.Policy.Core = policy.GRU
	for _, c := range []struct {
		name   string
		inputs int
		recipe Recipe
	}{
		{"40-64-lstm64", 40, arena}, {"40-64-lstm64-stored", 40, without},
		{"147-128-lstm128", 147, maze}, {"147-128-lstm128-stored", 147, plain},
		{"40-64-gru64", 40, gru}, {"40-128-128", 40, forward},
	} {
		for workers := 1; workers <= 2; workers++ {
			b.Run(fmt.Sprintf("%s/workers=%d", c.name, workers), func(b *testing.B) {
				l, err := New(c.recipe, &idle{n: c.recipe.Worlds, inputs: c.inputs, actions: 6, limit: c.recipe.Steps * 27}, 1, workers)
				if err != nil {
					b.Fatal(err)
				}
				defer l.Close()
				b.ReportAllocs()
				for b.Loop() {
					if _, err := l.Step(); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(b.N*c.recipe.Worlds*c.recipe.Steps)/b.Elapsed().Seconds(), "decisions/s")
			})
		}
	}
}
