package chart

import (
	"bytes"
	"math"
	"testing"

	"gridrat/brain/agent/internal/walk"
	"gridrat/world"
	"gridrat/world/body"
	"gridrat/world/maze"
	"gridrat/world/retina"
	"gridrat/world/sight"
	"gridrat/world/task"
)

// follower runs where the plan says: the way of running that is nearest to the
// middle of the two directions, turning round in a search whose way lies behind,
// at random where there is no plan and one time in twenty. It is told the place
// at each start and knows the goal's when the post is seen or reached; between,
// drift is the error of felt moves, a part of their length, and vague that of
// each heading, rad (standard deviations).
type follower struct {
	*walk.Rat
	*Chart
	drift, vague float64
	snap         bool
	score        float64

	place     world.Vec
	goalKnown bool
	turning   int

	decisions   int
	miss        float64 // sum of the place's errors, m
	wrong, kind int     // squares taken for what they are not, of all
}

func follow(tb testing.TB, t task.Task) *follower {
	tb.Helper()
	r, err := walk.New(t)
	if err != nil {
		tb.Fatal(err)
	}
	return &follower{Rat: r, Chart: New(Around(world.Vec{}, t.Plan.W-2, t.Plan.H-2, maze.Cell), retina.Rays, retina.Field)}
}

// episode runs one to its end.
func (f *follower) episode(tb testing.TB, seed uint64) {
	tb.Helper()
	if err := f.Begin(seed); err != nil {
		tb.Fatal(err)
	}
	f.Clear()
	f.place, f.goalKnown, f.turning = f.Pose().Pos, false, 0
	for !f.Done() {
		f.decide()
	}
	f.score += f.Rat.Score()
	for y := range f.H {
		for x := range f.W {
			if k := f.Kind(x, y); k != Unknown {
				f.kind++
				if (k == Wall) == f.Ground().Free(f.Middle(x, y), 0.02) {
					f.wrong++
				}
			}
		}
	}
}

func (f *follower) decide() {
	heading := f.Pose().Heading + f.vague*f.Rand.NormFloat64()
	for _, tag := range f.View.Tag {
		f.goalKnown = f.goalKnown || tag >= sight.GoalTag
	}
	if f.goalKnown {
		f.Chart.Goal(f.Goals()[0].At)
	}
	if f.snap {
		by, _ := f.Snap(f.place, heading, f.View.Distance)
		f.place = f.place.Add(by)
	}
	f.See(f.place, heading, f.View.Distance)
	var plan [Inputs]float32
	f.Plan(f.place, heading, plan[:])
	f.decisions++
	f.miss += f.place.Sub(f.Pose().Pos).Norm()

	o, by := f.Do(f.action(plan))
	noise := world.Vec{X: f.Rand.NormFloat64(), Y: f.Rand.NormFloat64()}.Mul(f.drift * by.Norm())
	f.place = f.place.Add(by).Add(noise)
	if o.Teleported {
		f.place, f.goalKnown = f.Pose().Pos, true
		f.Fade()
	}
}

func (f *follower) action(plan [Inputs]float32) body.Action {
	if plan[0] == 0 || f.Rand.IntN(20) == 0 {
		return body.Action(1 + f.Rand.IntN(6))
	}
	if f.turning > 0 {
		f.turning--
		return body.TurnLeft
	}
	way := math.Atan2(float64(plan[2]+plan[4]), float64(plan[1]+plan[3]))
	if plan[6] > 0 && math.Abs(way) > 1.8 { // about to search where it cannot see
		f.turning = 7
	}
	return f.Toward(f.Pose().Heading + way)
}

// A rat that only follows the plan, with drifting felt moves that the walls it
// sees put right, navigates: random ones score 4, those that know map and goal
// 430 and 400.
func TestFollow(t *testing.T) {
	for name, c := range map[string]struct {
		task task.Task
		want float64
	}{"goal-driven": {task.GoalDriven(), 320}, "goal-doors": {task.GoalDoors(), 250}} {
		const n = 12
		f := follow(t, c.task)
		f.drift, f.vague, f.snap = 0.15, 1.3*math.Pi/180, true
		for seed := range uint64(n) {
			f.episode(t, 700+seed)
		}
		if score := f.score / n; score < c.want {
			t.Errorf("%s: score %.0f, want at least %.0f", name, score, c.want)
		}
		if miss := f.miss / float64(f.decisions); miss > 0.015 {
			t.Errorf("%s: the place is off by %.3f m, want at most 0.015", name, miss)
		}
		if 50*f.wrong > f.kind {
			t.Errorf("%s: %d of %d squares are taken for what they are not", name, f.wrong, f.kind)
		}
	}
}

// Nothing is allocated per decision, on the largest chart either.
func TestAllocations(t *testing.T) {
	f := follow(t, task.GoalDoors())
	f.Chart = New(Around(world.Vec{}, MaxSide, MaxSide, maze.Cell), retina.Rays, retina.Field)
	f.snap = true
	if err := f.Begin(1); err != nil {
		t.Fatal(err)
	}
	f.place = f.Pose().Pos
	var plan [Inputs]float32
	if n := testing.AllocsPerRun(200, func() {
		f.Chart.Goal(f.Goals()[0].At)
		f.Snap(f.place, 1, f.View.Distance)
		f.See(f.place, 1, f.View.Distance)
		f.plan.stale = true
		f.Plan(f.place, 1, plan[:])
		f.Fade()
	}); n != 0 {
		t.Errorf("%v allocations per decision", n)
	}
}

// A chart that is brought back is the same, and goes on as the first would.
func TestState(t *testing.T) {
	f := follow(t, task.GoalDoors())
	if err := f.Begin(3); err != nil {
		t.Fatal(err)
	}
	f.place = f.Pose().Pos
	for range 400 {
		f.decide()
	}
	kept, err := f.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	c := New(f.Lattice, retina.Rays, retina.Field)
	if err := c.UnmarshalBinary(kept); err != nil {
		t.Fatal(err)
	}
	if again, _ := c.MarshalBinary(); !bytes.Equal(again, kept) || draw(c) != draw(f.Chart) {
		t.Error("what was brought back is not what was kept")
	}
	var want, got [Inputs]float32
	for range 100 {
		p := f.Pose()
		f.Plan(p.Pos, p.Heading, want[:])
		c.Plan(p.Pos, p.Heading, got[:])
		if want != got {
			t.Fatalf("the plan is %v, before it was kept %v", got, want)
		}
		c.See(p.Pos, p.Heading, f.View.Distance)
		f.See(p.Pos, p.Heading, f.View.Distance)
		f.Do(body.Action(1 + f.Rand.IntN(6)))
	}
	for name, data := range map[string][]byte{"nothing": nil, "one less": kept[:len(kept)-1], "another version": append([]byte{9}, kept[1:]...), "too much evidence": append(bytes.Clone(kept[:len(kept)-1]), 100)} {
		if err := c.UnmarshalBinary(data); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	if err := New(Around(world.Vec{}, 3, 27, 0.25), retina.Rays, retina.Field).UnmarshalBinary(kept); err == nil {
		t.Error("another size: accepted")
	}
}

// BenchmarkFollow lets followers run an episode each: their score, the error of
// the place, and, beside the time of everything, squares taken for what they are
// not. The oracle scores 430 in goal-driven, 402 in goal-doors.
func BenchmarkFollow(b *testing.B) {
	for _, t := range []task.Task{task.GoalDriven(), task.GoalDoors()} {
		for _, c := range []struct {
			name         string
			drift, vague float64
			snap         bool
		}{{"true", 0, 0, false}, {"drift", 0.15, 0, false}, {"drift-snap", 0.15, 1.3 * math.Pi / 180, true}} {
			b.Run(t.Name+"/"+c.name, func(b *testing.B) {
				f := follow(b, t)
				f.drift, f.vague, f.snap = c.drift, c.vague, c.snap
				seed := uint64(900000)
				for b.Loop() {
					f.episode(b, seed)
					seed++
				}
				b.ReportMetric(f.score/float64(b.N), "score")
				b.ReportMetric(1000*f.miss/float64(f.decisions), "mm")
				b.ReportMetric(100*float64(f.wrong)/float64(f.kind), "%false")
			})
		}
	}
}

// BenchmarkDecision is what the chart takes of a decision, on the views of an
// episode.
func BenchmarkDecision(b *testing.B) {
	f := follow(b, task.GoalDoors())
	type moment struct {
		world.Pose
		distances []float64
		restart   bool
	}
	var moments []moment
	if err := f.Begin(1); err != nil {
		b.Fatal(err)
	}
	for !f.Done() {
		m := moment{Pose: f.Pose(), distances: append([]float64(nil), f.View.Distance...)}
		o, _ := f.Do(f.Wander())
		m.restart = o.Teleported
		moments = append(moments, m)
	}
	goal := f.Goals()[0].At
	var plan [Inputs]float32
	i := 0
	b.ReportAllocs()
	for b.Loop() {
		m := &moments[i]
		if i == 0 {
			f.Clear()
		}
		if i > 100 {
			f.Chart.Goal(goal)
		}
		f.Snap(m.Pos, m.Heading, m.distances)
		f.See(m.Pos, m.Heading, m.distances)
		f.Plan(m.Pos, m.Heading, plan[:])
		if m.restart {
			f.Fade()
		}
		i = (i + 1) % len(moments)
	}
}
