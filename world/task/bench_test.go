package task

import (
	"testing"

	"gridrat/world"
	"gridrat/world/body"
	"gridrat/world/retina"
)

// worlds begins n worlds of a task, at times spread over its episode: in every
// round of decisions about one in Decisions() begins another.
func worlds(b *testing.B, name string, n int) []*World {
	w := make1(b, all(b)[name])
	many := make([]*World, n)
	for i := range many {
		many[i] = w.Clone()
		many[i].Reset(seeded(uint64(i)))
		many[i].tick = i * many[i].last / n
	}
	return many
}

var benchmarked = []string{"square-arena", "goal-driven", "goal-doors", "large-goal-doors", "sunburst"}

// BenchmarkStep steps a thousand worlds side by side on one core, with visits,
// teleports and new episodes as they come: steps of the body per second, four
// to a decision.
func BenchmarkStep(b *testing.B) {
	for _, name := range benchmarked {
		b.Run(name, func(b *testing.B) {
			const n = 1024
			many := worlds(b, name, n)
			actions, out := make([]body.Action, n), make([]Outcome, n)
			d := driver{1}
			b.ReportAllocs()
			for b.Loop() {
				for i := range actions {
					actions[i] = d.next()
				}
				StepAll(many, actions, out)
				for i := range out {
					if out[i].Done {
						many[i].Reset(seeded(d.state))
					}
				}
			}
			b.ReportMetric(float64(b.N*n*many[0].task.Body.Repeat)/b.Elapsed().Seconds(), "steps/s")
		})
	}
}

// BenchmarkStepSeeing is that with a look of 64 rays before every decision.
func BenchmarkStepSeeing(b *testing.B) {
	for _, name := range benchmarked {
		b.Run(name, func(b *testing.B) {
			const n = 256
			many := worlds(b, name, n)
			actions, out := make([]body.Action, n), make([]Outcome, n)
			eye := retina.New(retina.Rays, retina.Field)
			view := eye.NewView(n)
			scenes, poses := make([]*retina.Scene, n), make([]world.Pose, n)
			look := func(i int) {
				scenes[i] = &retina.Scene{Space: many[i].Ground().Space, Palette: func(int32) retina.Color { return retina.Color{} }}
				for _, g := range many[i].Goals() {
					if g.Visible {
						scenes[i].Discs = append(scenes[i].Discs, retina.Disc{Centre: g.At, Radius: g.Radius, Tag: 1 << 20})
					}
				}
			}
			for i := range many {
				look(i)
			}
			d := driver{1}
			b.ReportAllocs()
			for b.Loop() {
				for i := range actions {
					poses[i], actions[i] = many[i].Pose(), d.next()
				}
				eye.Look(view, scenes, poses)
				StepAll(many, actions, out)
				for i := range out {
					if out[i].Done {
						many[i].Reset(seeded(d.state))
						look(i)
					}
				}
			}
			b.ReportMetric(float64(b.N*n*many[0].task.Body.Repeat)/b.Elapsed().Seconds(), "steps/s")
			b.ReportMetric(float64(b.N*n*retina.Rays)/b.Elapsed().Seconds(), "rays/s")
		})
	}
}

// BenchmarkReset begins episodes.
func BenchmarkReset(b *testing.B) {
	for _, name := range benchmarked {
		b.Run(name, func(b *testing.B) {
			w := worlds(b, name, 1)[0]
			seed := uint64(0)
			b.ReportAllocs()
			for b.Loop() {
				seed++
				w.Reset(seeded(seed))
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "episodes/s")
		})
	}
}

// BenchmarkShortest finds the shortest way of the first trial of an episode.
func BenchmarkShortest(b *testing.B) {
	for _, name := range benchmarked {
		b.Run(name, func(b *testing.B) {
			w := worlds(b, name, 1)[0]
			for b.Loop() {
				w.Judge().Shortest(w.trials[0])
			}
		})
	}
}
