package sense

import (
	"bytes"
	"encoding/gob"
	"math"
	"slices"
	"strings"
	"testing"

	"gridrat/brain/tensor"
	"gridrat/world"
	"gridrat/world/maze"
	"gridrat/world/task"
)

// noting are rats of the arena that note ways of so many steps.
func noting(t testing.TB, steps int) Config {
	t.Helper()
	c := configs(t)["grid"]
	c.Lesson, c.Shape.Sight = steps, 0.1
	c.Organs.NetworkWeights = slices.Clone(c.Organs.NetworkWeights)
	return c
}

// started returns rats after some decisions, and what they sense.
func started(t testing.TB, c Config, decisions int) (*Rats, tensor.Mat) {
	t.Helper()
	r, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(r.Close)
	x := tensor.New(r.N(), r.Inputs())
	walk(t, r, 1, decisions, func(now tensor.Mat, _ []float32, _ []bool) { tensor.Copy(x, now) })
	return r, x
}

// sensed is all that rats sense and earn in some decisions.
func sensed(t testing.TB, r *Rats, x tensor.Mat, decisions int) (all []float32) {
	t.Helper()
	goOn(r, x, 2, decisions, func(now tensor.Mat, reward []float32, _ []bool) {
		all = append(append(all, now.Data...), reward...)
	})
	return all
}

// learn moves weights as learning does.
func learn(w []float32) {
	for i := range w {
		w[i] *= 1 + 0.02*float32(i%5-2)
	}
}

// The truth that rats note for their network reaches nothing that they sense or
// earn: it is the same to the bit without it.
func TestNotingChangesNothing(t *testing.T) {
	c := noting(t, 5)
	a, x := started(t, c, 100)
	c.Lesson = 0
	b, y := started(t, c, 100)
	if !slices.Equal(sensed(t, a, x, 100), sensed(t, b, y, 100)) {
		t.Error("rats that note their ways sense otherwise")
	}
}

// Rats whose network has changed on the way come back from a file as they were,
// to the bit, and note the same ways, for any number of workers.
func TestBroughtBackWithAnotherNetwork(t *testing.T) {
	c := noting(t, 5)
	r, x := started(t, c, 130)
	learn(c.Organs.NetworkWeights)
	goOn(r, x, 3, 2, func(now tensor.Mat, _ []float32, _ []bool) { tensor.Copy(x, now) })
	data, err := r.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	before := tensor.New(x.Rows, x.Cols)
	tensor.Copy(before, x)
	want := sensed(t, r, x, 60)
	ways, _ := r.MarshalBinary()
	for _, workers := range []int{1, 3} {
		c.Workers = workers
		back, err := New(c)
		if err != nil {
			t.Fatal(err)
		}
		defer back.Close()
		if err := back.UnmarshalBinary(data); err != nil {
			t.Fatal(err)
		}
		if again, _ := back.MarshalBinary(); !bytes.Equal(again, data) {
			t.Error("what was brought back is kept otherwise")
		}
		now := tensor.New(x.Rows, x.Cols)
		tensor.Copy(now, before)
		if !slices.Equal(sensed(t, back, now, 60), want) {
			t.Errorf("with %d workers they go on otherwise", workers)
		}
		if again, _ := back.MarshalBinary(); !bytes.Equal(again, ways) {
			t.Errorf("with %d workers they note other ways", workers)
		}
	}
}

// A lesson has ways of different rats, from one on, which lead where the rats
// truly were: where it is told, nearly where the steps lead, but for turns within a
// decision; none goes on past a teleport.
func TestLesson(t *testing.T) {
	c := noting(t, 5)
	m := maze.OfEnclosure(world.Enclosure{Shape: world.Square, Size: 2.5})
	m.Goals = []maze.Goal{{At: world.Vec{X: 0.3}, Radius: 0.6}}
	m.Starts = []maze.Start{{Radius: 1}}
	c.Task, c.Shape.Fix, c.Shape.Visits = task.YourMap(m, false), Told, 0
	r, x := started(t, c, 3)
	l, own := r.NewLesson(4), r.NewLesson(1)
	if l.Steps != 6 || r.Lesson(l, 0) {
		t.Fatal("there is a lesson after three decisions")
	}
	visits := 0
	goOn(r, x, 2, 700, func(tensor.Mat, []float32, []bool) {
		for i := range r.N() {
			p, k := r.at(i)
			if p.outcomes[k].Teleported {
				visits++
			}
			if !p.diary.Has(k) {
				continue
			}
			p.diary.Copy(own, 0, k)
			at := own.At(0, 0).Pos
			for s := range own.Steps {
				at = at.Add(own.Move(s, 0))
				if d := own.Move(s, 0).Norm(); s > 0 && math.Abs(d-c.Shape.Stride) > 1e-9 {
					t.Fatalf("a step of %v m", d)
				}
				if off := at.Sub(own.At(s+1, 0).Pos).Norm(); off > 0.005 {
					t.Fatalf("after step %d the way of rat %d leads %v m away from where it was", s, i, off)
				}
			}
		}
	})
	if visits < 30 {
		t.Fatalf("%d teleports; the test needs more", visits)
	}
	for _, from := range []int{0, 8, 13} {
		if !r.Lesson(l, from) {
			t.Fatal("there is no lesson")
		}
		for b := range l.Rats {
			p, k := r.at((from + b) % r.N())
			p.diary.Copy(own, 0, k)
			for s := range l.Steps {
				if l.At(s+1, b) != own.At(s+1, 0) || l.Move(s, b) != own.Move(s, 0) {
					t.Fatalf("way %d from rat %d on is not that of rat %d", b, from, (from+b)%r.N())
				}
			}
		}
	}
	if a := testing.AllocsPerRun(5, func() { r.Lesson(l, 3) }); a > 0 {
		t.Errorf("%v allocations for a lesson", a)
	}
	if most := r.NewLesson(r.N() + 1); r.Lesson(most, 0) {
		t.Error("a lesson has more ways than there are rats")
	}
}

// Files from before rats had anything in mind are read, for rats whose network
// stays as it is, and for no others.
func TestWithoutMind(t *testing.T) {
	c := noting(t, 5)
	learns, _ := started(t, c, 40)
	c.Lesson = 0
	frozen, x := started(t, c, 40)
	type before struct { // as it was kept
		Count   int
		Seed    uint64
		Limit   int
		Actions []byte
	}
	var list []before
	for i := range frozen.N() {
		p, k := frozen.at(i)
		list = append(list, before{frozen.count[i], p.rats[k].seed, p.rats[k].limit, p.rats[k].actions})
	}
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(list); err != nil {
		t.Fatal(err)
	}
	back, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	defer back.Close()
	if err := back.UnmarshalBinary(b.Bytes()); err != nil {
		t.Fatal(err)
	}
	y := tensor.New(x.Rows, x.Cols)
	tensor.Copy(y, x)
	if !slices.Equal(sensed(t, back, y, 40), sensed(t, frozen, x, 40)) {
		t.Error("rats from an older file go on otherwise")
	}
	if err := learns.UnmarshalBinary(b.Bytes()); err == nil || !strings.Contains(err.Error(), "what rat 0 has in mind") {
		t.Errorf("rats whose network learns on: %v", err)
	}
	data, err := learns.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	if err := back.UnmarshalBinary(data); err == nil || !strings.Contains(err.Error(), "network stays as it is") {
		t.Errorf("rats whose network is frozen: %v", err)
	}
}

// What no rat can have in mind is refused in a sentence.
func TestWrongMinds(t *testing.T) {
	r, _ := started(t, noting(t, 5), 60)
	for want, spoil := range map[string]func(m *mind){
		"numbers of what a network remembers": func(m *mind) { m.Memory = m.Memory[1:] },
		"at no place":                         func(m *mind) { m.Place.X = math.NaN() },
		"its code of the goal has 1 units":    func(m *mind) { m.GoalCode = m.GoalCode[:1] },
		"squares that there are not":          func(m *mind) { m.Squares[0] = 1 << 20 },
		"times":                               func(m *mind) { m.Since = m.Since[1:] },
		"since times that were not":           func(m *mind) { m.Since[0] = 1000 },
		"a way has":                           func(m *mind) { m.Way.Poses = m.Way.Poses[1:] },
	} {
		p, k := r.at(3)
		m := p.mind(k)
		if len(m.Squares) == 0 || len(m.Way.Poses) == 0 {
			t.Fatal("the rat has seen too little")
		}
		if err := p.remind(k, m); err != nil {
			t.Fatal(err)
		}
		spoil(m)
		if err := p.remind(k, m); err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%v, want %q in it", err, want)
		}
	}
	c := configs(t)["views"]
	c.Lesson = 3
	if _, err := New(c); err == nil || !strings.Contains(err.Error(), "note no ways") {
		t.Error(err)
	}
}
