package views

import (
	"bytes"
	"fmt"
	"math"
	"testing"
	"time"
	"unsafe"

	"gridrat/brain/agent/internal/walk"
	"gridrat/world"
	"gridrat/world/maze"
	"gridrat/world/retina"
	"gridrat/world/sight"
	"gridrat/world/task"
)

// wanderer goes along the shortest way with half of its actions random. Its
// memory is told the heading, vague by so many rad, and displacements, off by a
// part drift of their length (standard deviations); it never gets the truth,
// with which what it says is compared here alone.
type wanderer struct {
	*walk.Rat
	*Memory
	drift, vague float64
	by           world.Vec

	decisions, known, right, exact int // right within 0.3 m, exact within 0.1 m
	later, laterKnown              int // of decisions after the first visit
	trials                         [10][3]int
	miss                           float64 // sum of errors of what is right, m
	events                         [Lost + 1]int
	spent                          time.Duration
}

func wander(tb testing.TB, t task.Task) *wanderer {
	tb.Helper()
	r, err := walk.New(t)
	if err != nil {
		tb.Fatal(err)
	}
	return &wanderer{Rat: r, Memory: New(eyeOf(maze.Goal{Radius: 0.4 * maze.Cell}))}
}

func eyeOf(g maze.Goal) Eye {
	return Eye{Rays: retina.Rays, Field: retina.Field, Goal: g.Radius, Post: sight.PostRadius(g)}
}

func (w *wanderer) episode(tb testing.TB, seed uint64) {
	tb.Helper()
	w.begin(tb, seed)
	for !w.Done() {
		w.decide()
	}
}

func (w *wanderer) begin(tb testing.TB, seed uint64) {
	tb.Helper()
	if err := w.Begin(seed); err != nil {
		tb.Fatal(err)
	}
	w.Clear()
	w.by = world.Vec{}
}

func (w *wanderer) decide() {
	p := w.Pose()
	heading := world.WrapAngle(p.Heading + w.vague*w.Rand.NormFloat64())
	began := time.Now()
	w.events[w.Look(heading, w.by, w.View.Distance, w.View.Tag)]++
	w.spent += time.Since(began)
	w.count(p.Pos.Sub(w.Goals()[0].At))

	o, by := w.Do(w.Wander())
	w.by = by.Add(world.Vec{X: w.Rand.NormFloat64(), Y: w.Rand.NormFloat64()}.Mul(w.drift * by.Norm()))
	if o.Teleported {
		began := time.Now()
		w.Reach(w.by)
		w.spent += time.Since(began)
		w.by = world.Vec{}
	}
}

func (w *wanderer) count(truth world.Vec) {
	at, ok := w.At()
	trial := &w.trials[min(w.Visits(), len(w.trials)-1)]
	w.decisions++
	trial[0]++
	if w.Visits() > 0 {
		w.later++
	}
	if !ok {
		return
	}
	w.known++
	trial[1]++
	if w.Visits() > 0 {
		w.laterKnown++
	}
	d := at.Sub(truth).Norm()
	if d < 0.1 {
		w.exact++
	}
	if d < 0.3 {
		w.right++
		trial[2]++
		w.miss += d
	}
}

// Nobody tells the rat its place; yet it knows it most of the time, and hardly
// ever takes another for it.
func TestFinds(t *testing.T) {
	for name, c := range map[string]struct {
		task         task.Task
		drift, vague float64
		known, right float64
	}{
		"goal-driven":            {task.GoalDriven(), 0, 0, 0.85, 0.95},
		"goal-driven, estimates": {task.GoalDriven(), 0.15, 1.3 * math.Pi / 180, 0.85, 0.93},
		"goal-doors":             {task.GoalDoors(), 0, 0, 0.80, 0.93},
		"goal-doors, estimates":  {task.GoalDoors(), 0.15, 1.3 * math.Pi / 180, 0.78, 0.92},
	} {
		w := wander(t, c.task)
		w.drift, w.vague = c.drift, c.vague
		for seed := range uint64(20) {
			w.episode(t, 400+seed)
		}
		known, right := float64(w.known)/float64(w.decisions), float64(w.right)/float64(w.known)
		t.Logf("%s: known %.3f, right %.3f", name, known, right)
		if known < c.known || right < c.right {
			t.Errorf("%s: the place is known in %.3f of decisions, right in %.3f of them; want at least %.2f and %.2f", name, known, right, c.known, c.right)
		}
	}
}

// Before the goal was reached or seen, no place is known; where there is no post
// to see, not before the first visit. Two rats, of whom one had another episode
// before, say the same: there is nothing but the episode.
func TestKnowsNothing(t *testing.T) {
	arena, err := task.SquareArena(maze.Map{
		Name:    "arena",
		Outline: maze.Outline{Corners: world.Enclosure{Shape: world.Square, Size: 2.5}.Outline()},
		Starts:  []maze.Start{{Radius: 0.75}},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, tk := range []task.Task{arena, task.GoalDriven()} {
		a, b := wander(t, tk), wander(t, tk)
		a.episode(t, 7)
		a.begin(t, 8)
		b.begin(t, 8)
		seen := false
		for !a.Done() {
			for _, tag := range a.View.Tag {
				seen = seen || tag >= sight.GoalTag
			}
			a.decide()
			b.decide()
			if _, ok := a.At(); ok && !seen && a.Visits() == 0 {
				t.Fatalf("%s: the place is known before the goal", tk.Name)
			}
			p, ok := a.At()
			if q, okB := b.At(); p != q || ok != okB || a.Trust() != b.Trust() {
				t.Fatalf("%s: %v, %v and %v, %v after the same", tk.Name, p, ok, q, okB)
			}
		}
		if a.laterKnown == 0 {
			t.Errorf("%s: the place is never known", tk.Name)
		}
	}
}

// The post tells the place to 2 cm from near by and to 15 cm from 2 m, whichever
// way it is seen, and a rat that was wrong learns better.
func TestPost(t *testing.T) {
	e := eyeOf(maze.Goal{Radius: 0.1})
	post := retina.Disc{Radius: e.Post, Tag: sight.GoalTag}
	for _, c := range []struct{ from, within float64 }{{0.2, 0.02}, {0.5, 0.02}, {1, 0.06}, {2, 0.15}} {
		for turn := -1.8; turn <= 1.8; turn += 0.05 {
			m := New(e)
			at := world.Polar(c.from, 0.3+turn)
			heading := world.WrapAngle(at.Mul(-1).Angle() + turn)
			distance, tag := make([]float64, e.Rays), make([]int32, e.Rays)
			for i := range distance {
				distance[i], tag[i] = 3, -1
				ray := world.Polar(1, heading+e.Field*(0.5-(float64(i)+0.5)/float64(e.Rays)))
				across, along := at.Cross(ray), -at.Dot(ray)
				if along > 0 && math.Abs(across) < e.Post {
					distance[i], tag[i] = along-math.Sqrt(e.Post*e.Post-across*across), post.Tag
				}
			}
			event := m.Look(heading, world.Vec{}, distance, tag)
			got, ok := m.At()
			if !ok && c.from > 1.5 {
				continue // it stood between two rays
			}
			if !ok || event != Located || got.Sub(at).Norm() > c.within {
				t.Fatalf("from %v m, turned by %.2f: at %v, %v, event %d; want %v", c.from, turn, got, ok, event, at)
			}
			if m.guesses[0].off = (vec{3, 3}); m.Look(heading, world.Vec{}, distance, tag) != Located {
				t.Fatal("a rat that is wrong by metres does not learn so from the post")
			}
			if m.Look(heading, world.Vec{}, distance, tag) != None {
				t.Fatal("what is known is news")
			}
		}
	}
}

// Nothing is allocated per decision, and a memory is no larger than is said.
func TestMemory(t *testing.T) {
	if n := unsafe.Sizeof(Memory{}); n > 54<<10 {
		t.Errorf("a memory takes %d bytes", n)
	}
	w := wander(t, task.GoalDoors())
	w.begin(t, 1)
	for w.Visits() < 3 {
		w.decide()
	}
	p := w.Pose()
	n := testing.AllocsPerRun(500, func() {
		w.located = false
		w.Look(p.Heading, world.Vec{X: 0.05}, w.View.Distance, w.View.Tag)
		if w.kept == capacity-1 {
			w.Reach(world.Vec{X: 0.01})
		}
	})
	if n != 0 {
		t.Errorf("%v allocations per decision", n)
	}
}

// What is wrong by metres is given up, and then the right place is found again.
func TestContradicted(t *testing.T) {
	w := wander(t, task.GoalDriven())
	w.begin(t, 3)
	for w.Visits() < 8 || !w.located {
		w.decide()
	}
	w.guesses[0].off = w.guesses[0].off.add(vec{0.5, 0.25})
	for range 150 {
		w.decide()
	}
	if w.events[Lost] == 0 && w.events[Located] == 0 {
		t.Error("a wrong place is never given up")
	}
	if at, ok := w.At(); !ok || at.Sub(w.Pose().Pos.Sub(w.Goals()[0].At)).Norm() > 0.3 {
		t.Errorf("at %v, %v after ten seconds", at, ok)
	}
}

// A memory that is brought back goes on as the first would.
func TestState(t *testing.T) {
	w := wander(t, task.GoalDoors())
	w.begin(t, 5)
	for range 500 {
		w.decide()
	}
	kept, err := w.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	m := New(w.eye)
	if err := m.UnmarshalBinary(kept); err != nil {
		t.Fatal(err)
	}
	if again, _ := m.MarshalBinary(); !bytes.Equal(kept, again) {
		t.Fatal("what was brought back is not what was kept")
	}
	for i := range 700 {
		p := w.Pose()
		m.Look(world.WrapAngle(p.Heading), w.by, w.View.Distance, w.View.Tag)
		before := w.Visits()
		w.decide()
		if w.Visits() > before {
			m.Reach(w.Trials()[before].At.Pos.Sub(p.Pos))
		}
		got, ok := m.At()
		if want, okW := w.At(); got != want || ok != okW {
			t.Fatalf("%d decisions later: %v, %v; want %v, %v", i, got, ok, want, okW)
		}
	}
	for name, data := range map[string][]byte{"nothing": nil, "one less": kept[:len(kept)-1], "another version": append([]byte{9}, kept[1:]...), "numbers only": kept[:200]} {
		if m.UnmarshalBinary(data) == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestMisuse(t *testing.T) {
	good := eyeOf(maze.Goal{Radius: 0.1})
	bad := map[string]func(){"views": func() { New(good).Look(0, world.Vec{}, make([]float64, 3), make([]int32, 3)) }}
	for name, change := range map[string]func(*Eye){
		"rays": func(e *Eye) { e.Rays = 1 }, "field": func(e *Eye) { e.Field = 7 },
		"goal": func(e *Eye) { e.Goal = 0 }, "post": func(e *Eye) { e.Post = -1 },
	} {
		e := good
		change(&e)
		bad[name] = func() { New(e) }
	}
	for name, f := range bad {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: accepted", name)
				}
			}()
			f()
		}()
	}
}

// BenchmarkEpisode runs an episode each: shares of decisions in which the place
// is known, of those after the first visit too, shares of them in which it is
// right within 0.3 m and 0.1 m, the mean error of the right ones, and what the
// memory takes of a decision; as a log, known and right by trial.
func BenchmarkEpisode(b *testing.B) {
	for _, t := range []task.Task{task.GoalDriven(), task.GoalDoors()} {
		for _, c := range []struct {
			name         string
			drift, vague float64
		}{{"exact", 0, 0}, {"estimates", 0.15, 1.3 * math.Pi / 180}} {
			b.Run(t.Name+"/"+c.name, func(b *testing.B) {
				w := wander(b, t)
				w.drift, w.vague = c.drift, c.vague
				seed := uint64(900000)
				for b.Loop() {
					w.episode(b, seed)
					seed++
				}
				share := func(n, of int) float64 { return 100 * float64(n) / float64(of) }
				b.ReportMetric(share(w.known, w.decisions), "%known")
				b.ReportMetric(share(w.laterKnown, w.later), "%known-later")
				b.ReportMetric(share(w.right, w.known), "%right")
				b.ReportMetric(share(w.exact, w.known), "%exact")
				b.ReportMetric(1000*w.miss/float64(w.right), "mm")
				b.ReportMetric(float64(w.spent.Nanoseconds())/float64(w.decisions), "ns/decision")
				text := ""
				for i, n := range w.trials {
					text += fmt.Sprintf(" %d: %.0f %.0f;", i+1, share(n[1], n[0]), share(n[2], n[1]))
				}
				b.Logf("by trial, known and right in %%:%s events %v", text, w.events)
			})
		}
	}
}
