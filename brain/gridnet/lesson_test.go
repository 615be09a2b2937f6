package gridnet

import (
	"bytes"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gridrat/brain/stream"
	"gridrat/world"
)

// drawnLessons returns the paths that a trainer of a recipe will draw, as lessons.
func drawnLessons(tr *Trainer, updates int) (list []*Lesson) {
	r := tr.net.Recipe
	var streams []*rand.Rand
	for i := range r.Shards {
		streams = append(streams, rand.New(stream.New(tr.seed, forPaths, i)))
	}
	for u := range updates {
		h := r.HorizonAt(u)
		l := NewLesson(h.Steps, h.Batch)
		low := 0
		for i, rng := range streams {
			rats := h.Batch / r.Shards
			if i < h.Batch%r.Shards {
				rats++
			}
			var paths world.Paths
			paths.Walk(rng, r.Enclosure, tr.net.motion, h.Steps, rats)
			for b := range rats {
				for t := range h.Steps + 1 {
					l.Poses[t*h.Batch+low+b] = paths.At(t, b)
				}
				for t := range h.Steps {
					l.Felt[t*h.Batch+low+b] = Move{paths.Move(t, b), paths.Turn(t, b)}
				}
			}
			low += rats
		}
		list = append(list, l)
	}
	return list
}

// TestStepOn: an update on given paths is the one on the same paths drawn, to the
// bit, for any number of workers.
func TestStepOn(t *testing.T) {
	const updates = 5
	for name, r := range variants() {
		t.Run(name, func(t *testing.T) {
			a := newTestTrainer(t, r, 1, 1)
			want := steps(t, a, updates)
			for _, workers := range []int{1, 3} {
				b := newTestTrainer(t, r, 1, workers)
				b.Mapping = workers == 3
				var got Loss
				for _, l := range drawnLessons(b, updates) {
					var err error
					if got, err = b.StepOn(l, r.RateAt(b.update), r.Clip); err != nil {
						t.Fatal(err)
					}
				}
				if got != want || !slices.Equal(a.Weights(), b.Weights()) || b.Update() != updates {
					t.Errorf("%d workers give %+v of given paths, want %+v", workers, got, want)
				}
			}
		})
	}
}

// TestStepOnClips: no weight moves further than the rate allows, and with a rate of
// 0 none moves; what is clipped to nothing is small.
func TestStepOnClips(t *testing.T) {
	r := variants()["modules"]
	tr := newTestTrainer(t, r, 1, 1)
	l := drawnLessons(tr, 1)[0]
	measured := tr.net.joint.scale
	for _, c := range []struct{ rate, clip, most float64 }{{0, 1, 0}, {1e-4, 0, 1.001e-4}, {1e-4, 1e-12, 1e-6}} {
		x := tr.Trained().Trainer(1)
		t.Cleanup(x.Close)
		before := slices.Clone(x.Weights())
		if _, err := x.StepOn(l, c.rate, c.clip); err != nil {
			t.Fatal(err)
		}
		copy(measured.Of(before), measured.Of(x.Weights()))
		moved := 0.0
		for i, w := range x.Weights() {
			moved = max(moved, math.Abs(float64(w-before[i])))
		}
		if moved > c.most || c.rate > 0 && moved == 0 {
			t.Errorf("with rate %v and limit %v a weight moved by %v", c.rate, c.clip, moved)
		}
	}
}

// TestStepOnDoesNotAllocate, after the first one.
func TestStepOnDoesNotAllocate(t *testing.T) {
	r := variants()["modules"]
	tr := newTestTrainer(t, r, 1, 1)
	l := drawnLessons(tr, 1)[0]
	if n := testing.AllocsPerRun(10, func() {
		if _, err := tr.StepOn(l, 1e-4, 1); err != nil {
			t.Fatal(err)
		}
	}); n > 0 {
		t.Errorf("%v allocations in an update", n)
	}
}

// TestTrained: a network goes on from a copy of itself as from its file, and what
// it learns leaves the copy alone.
func TestTrained(t *testing.T) {
	a := newTestTrainer(t, variants()["tanh"], 7, 1)
	a.origin = "a cellar"
	steps(t, a, 3)
	x := a.Trained()
	kept := saved(t, x.Save)
	b, c := x.Trainer(1), reopened(t, kept)
	defer b.Close()
	steps(t, b, 2)
	steps(t, c, 2)
	if !bytes.Equal(saved(t, b.Save), saved(t, c.Save)) || b.Update() != 5 || c.Origin() != "a cellar" {
		t.Error("from its file it goes on otherwise")
	}
	if !bytes.Equal(saved(t, x.Save), kept) {
		t.Error("what was copied has changed")
	}
}

// TestDiary: a pass over the lesson that a diary has noted gives the codes that the
// herd had, to the bit, and its targets are where the rats were.
func TestDiary(t *testing.T) {
	for _, name := range []string{"modules", "lstm", "egocentric"} {
		n := NewNetwork(variants()[name], 3)
		w := n.Init(4)
		rapid.Check(t, func(rt *rapid.T) {
			const rats = 5
			made := rapid.IntRange(1, 9).Draw(rt, "steps")
			f := Frame{Factor: rapid.Float64Range(0.3, 2).Draw(rt, "factor"), Offset: world.Vec{X: 0.1, Y: -0.2}}
			rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(rt, "seed"), 1))
			pose := func() world.Pose {
				return world.Pose{Pos: world.Vec{X: rng.Float64() - 0.5, Y: rng.Float64() - 0.5}, Heading: 3 * rng.Float64()}
			}
			h, d, s := NewHerd(n, w, rats, f), NewDiary(rats, made, f), NewStrides(rats, 0)
			codes, ends := make([][][]float32, rats), make([][]world.Pose, rats)
			note := func(i int, is world.Pose) {
				code := make([]float32, n.Units())
				h.Code(code, i)
				codes[i], ends[i] = append(codes[i], code), append(ends[i], is)
			}
			var now []world.Pose
			s.Made = func(rat int, m Move) { d.Step(rat, m, now[rat]) }
			every := []int{0, 1, 2, 3, 4}
			for range rats {
				now = append(now, pose())
			}
			anchor := func(list []int) {
				var told []world.Pose
				for range list {
					told = append(told, pose())
				}
				h.Anchor(list, told)
				for k, i := range list {
					s.Clear(i)
					d.Anchor(i, told[k], now[i])
					codes[i], ends[i] = nil, nil
					note(i, now[i])
				}
			}
			anchor(every)
			d.Break(4)
			for k := range 3 * made {
				for i := range rats {
					now[i] = pose()
					s.Add(i, Move{By: world.Polar(0.05*rng.Float64(), 7*rng.Float64()), Turn: rng.Float64()})
				}
				for _, i := range h.Walk(s) {
					if len(codes[i]) <= made {
						note(i, now[i])
					}
				}
				if k == made/2 {
					anchor([]int{2})
				}
			}
			l := NewLesson(d.Steps(), rats)
			for i := range every {
				if d.Has(i) != (i < 4) {
					rt.Fatalf("of rat %d a way is kept: %v", i, d.Has(i))
				}
				d.Copy(l, i, i)
			}
			p := newPass(n, l.Steps, l.Rats, true)
			p.load(l, nil)
			p.begin(w)
			p.run(w)
			got := make([]float32, n.Units())
			for i := range 4 {
				for k := range l.Steps {
					p.gather(got, k*rats+i)
					if !slices.Equal(got, codes[i][k]) {
						rt.Fatalf("after step %d of rat %d the lesson gives %v, and the herd gave %v", k, i, got, codes[i][k])
					}
					if at := l.At(k+1, i); at.Pos != f.inward(ends[i][k].Pos) || at.Heading != ends[i][k].Heading {
						rt.Fatalf("after step %d rat %d was at %v, noted is %v", k, i, ends[i][k], at)
					}
				}
			}
			// What is kept is brought back, whatever was noted since.
			other := NewDiary(rats, made, f)
			for i := range every {
				if err := other.SetWay(i, d.Way(i)); err != nil || other.Has(i) != d.Has(i) {
					rt.Fatal(err)
				}
			}
			again := NewLesson(l.Steps, rats)
			for i := range 4 {
				other.Copy(again, i, i)
				for k := range l.Steps + 1 {
					if l.At(k, i) != again.At(k, i) {
						rt.Fatalf("pose %d of rat %d is %v, was %v", k, i, again.At(k, i), l.At(k, i))
					}
				}
			}
		})
	}
}

// TestWrongWays: what a diary cannot have kept is refused.
func TestWrongWays(t *testing.T) {
	d := NewDiary(1, 2, whole)
	way := func(poses, felt int) Way { return Way{make([]world.Pose, poses), make([]Move, felt)} }
	bad, worse := way(4, 3), way(4, 3)
	bad.Poses[1].Pos.X, worse.Felt[2].Turn = math.NaN(), math.Inf(1)
	for want, w := range map[string]Way{"3 poses": way(3, 3), "2 steps": way(4, 2), "0 poses": way(0, 1), "leads to": bad, "has the step": worse} {
		if err := d.SetWay(0, w); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q in it", err, want)
		}
	}
	if err := d.SetWay(0, way(4, 3)); err != nil || !d.Has(0) {
		t.Error(err)
	}
}

// TestMemory: a rat goes on in another herd as in its own.
func TestMemory(t *testing.T) {
	for name, r := range variants() {
		n := NewNetwork(r, 1)
		w := n.Init(1)
		a, b := NewHerd(n, w, 3, whole), NewHerd(n, w, 2, whole)
		a.Anchor([]int{0, 1, 2}, []world.Pose{{}, {Pos: world.Vec{X: 0.3}}, {Heading: 1}})
		a.Step([]int{1}, []Move{{By: world.Vec{Y: 0.05}, Turn: 0.2}})
		memory := a.AppendMemory(nil, 1)
		if err := b.SetMemory(0, memory); err != nil {
			t.Fatal(name, err)
		}
		a.Step([]int{1}, []Move{{By: world.Vec{X: 0.05}}})
		b.Step([]int{0}, []Move{{By: world.Vec{X: 0.05}}})
		if !slices.Equal(a.AppendMemory(nil, 1), b.AppendMemory(nil, 0)) {
			t.Errorf("%s: it goes on otherwise", name)
		}
		memory[0] = float32(math.NaN())
		for _, m := range [][]float32{nil, memory, memory[1:]} {
			if err := b.SetMemory(0, m); err == nil || !strings.Contains(err.Error(), "of what a network remembers") {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

// TestDiaryDoesNotAllocate, nor does a herd that is watched by one.
func TestDiaryDoesNotAllocate(t *testing.T) {
	n := NewNetwork(variants()["modules"], 1)
	h, d, s := NewHerd(n, n.Init(1), 1, whole), NewDiary(1, 3, whole), NewStrides(1, 0.04)
	s.Made = func(rat int, m Move) { d.Step(rat, m, world.Pose{}) }
	at := []world.Pose{{}}
	rat := []int{0}
	if a := testing.AllocsPerRun(20, func() {
		h.Anchor(rat, at)
		d.Anchor(0, at[0], at[0])
		for range 4 {
			s.Add(0, Move{By: world.Vec{X: 0.05}})
			h.Walk(s)
		}
	}); a > 0 {
		t.Errorf("%v allocations", a)
	}
}
