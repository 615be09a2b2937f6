package sense

import (
	"math"
	"slices"
	"testing"

	"gridrat/brain/tensor"
)

// lived are the inputs of rats that act at random, of all decisions one after the
// other; before is called before each of them.
func lived(t testing.TB, c Config, decisions int, before func(r *Rats, decision int)) (all []float32, r *Rats) {
	t.Helper()
	c.Training = false
	r = begun(t, c)
	x, n := tensor.New(r.N(), r.Inputs()), 0
	r.Observe(x)
	before(r, 0)
	goOn(r, x, 4, decisions, func(x tensor.Mat, _ []float32, _ []bool) {
		all = append(all, x.Data...)
		n++
		before(r, n)
	})
	return all, r
}

func nothing(*Rats, int) {}

// TestNothingLacks: rats that lack nothing are the same to the bit as those that
// nothing was ever taken from, whatever they are and however often that is said.
func TestNothingLacks(t *testing.T) {
	for name, c := range configs(t) {
		want, _ := lived(t, c, 120, nothing)
		got, _ := lived(t, c, 120, func(r *Rats, _ int) { r.Impair(Impairment{}) })
		if !slices.Equal(got, want) {
			t.Errorf("%s: rats that lack nothing sense otherwise", name)
		}
	}
}

// TestDark: blind rats look at nothing, whatever corrects their code; where they are
// after a visit is known to those alone that are told it.
func TestDark(t *testing.T) {
	for name, c := range configs(t) {
		if c.Lesson > 0 {
			continue
		}
		c.Impaired.Blind, c.Training = true, false
		r, err := New(c)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(r.Close)
		for _, p := range r.parts {
			p.retina, p.view, p.weights = nil, nil, nil // a look would panic
		}
		visits := 0
		walk(t, r, 1, 1000, func(x tensor.Mat, _ []float32, _ []bool) {
			for i := range r.N() {
				for _, b := range []Block{r.plan.rays, r.plan.goals, r.plan.doors, r.plan.colors} {
					if slices.ContainsFunc(b.of(x.Row(i)), func(v float32) bool { return v != 0 }) {
						t.Fatalf("%s: rat %d sees something", name, i)
					}
				}
				if r.World(i).Visits() > 0 && c.Shape.Fix == Views && r.Belief(i).Known {
					t.Fatalf("%s: rat %d knows where it was put", name, i)
				}
			}
		})
		off := 0.0
		for i := range r.N() {
			visits += r.World(i).Visits()
			if c.Shape.Fix == Told && c.Shape.Sight == 1 {
				off = max(off, r.Belief(i).Place.Sub(r.World(i).Pose().Pos).Norm())
			}
		}
		if visits == 0 || off > 0.3 {
			t.Errorf("%s: %d visits; who is told is off by %.2f m", name, visits, off)
		}
	}
}

// TestDarkStart: an episode that begins in the dark begins, as eyes would have told
// it, in the middle of the floor, heading east.
func TestDarkStart(t *testing.T) {
	c := configs(t)["grid"]
	c.Impaired.Blind, c.Training = true, false
	r := begun(t, c)
	for i := range r.N() {
		if b := r.Belief(i); b.Place.Sub(r.floor.Middle).Norm() > 0.1 || b.Heading != 0 {
			t.Errorf("rat %d believes to be at %v, heading %v", i, b.Place, b.Heading)
		}
	}
}

// TestLightAgain: who is blind for a while sees the same afterwards as who never
// was, and at once.
func TestLightAgain(t *testing.T) {
	for _, name := range []string{"maze", "views", "none", "map", "map of a room that nobody tells of"} {
		c := configs(t)[name]
		rays := func(blind bool) []float32 {
			_, r := lived(t, c, 60, func(r *Rats, n int) { r.Impair(Impairment{Blind: blind && n >= 20 && n < 60}) })
			x := tensor.New(r.N(), r.Inputs())
			r.Observe(x)
			var all []float32
			for i := range r.N() {
				for _, b := range []Block{r.plan.rays, r.plan.goals, r.plan.doors, r.plan.colors} {
					all = append(all, b.of(x.Row(i))...)
				}
			}
			return all
		}
		was, never := rays(true), rays(false)
		if !slices.Equal(was, never) || len(was) == 0 || !slices.ContainsFunc(was, func(v float32) bool { return v != 0 }) {
			t.Errorf("%s: light again shows something else", name)
		}
	}
}

// TestUnrewarded: the input of the last reward is 0, and nothing else is another.
func TestUnrewarded(t *testing.T) {
	for name, c := range configs(t) {
		with, r := lived(t, c, 900, nothing)
		c.Impaired.Unrewarded = true
		without, poor := lived(t, c, 900, nothing)
		at, told := r.plan.reward, 0
		for first := 0; first < len(with); first += r.Inputs() {
			a, b := with[first:first+r.Inputs()], without[first:first+r.Inputs()]
			if at.Len > 0 && a[at.Offset] != 0 {
				told++
			}
			for k := range a {
				if reward := at.Len > 0 && k == at.Offset; reward && b[k] != 0 || !reward && a[k] != b[k] {
					t.Fatalf("%s: input %d is %v, not %v", name, k, b[k], a[k])
				}
			}
		}
		if at.Len > 0 && told == 0 {
			t.Errorf("%s: no reward was told", name)
		}
		for i := range r.N() {
			if r.World(i).Score() != poor.World(i).Score() {
				t.Errorf("%s: the score of rat %d is another", name, i)
			}
		}
	}
}

// TestNoisyMotion: what is felt of motion is what was done times 1 + noise g, with
// standard normal g, and rats go where they would.
func TestNoisyMotion(t *testing.T) {
	for _, name := range []string{"grid", "views", "place"} {
		c := configs(t)[name]
		exact, r := lived(t, c, 300, nothing)
		of := func(noise float64) []float32 {
			c.Impaired.Noise = noise
			all, noisy := lived(t, c, 300, nothing)
			for i := range r.N() {
				if noisy.World(i).Pose() != r.World(i).Pose() {
					t.Fatalf("%s: noise has moved rat %d", name, i)
				}
			}
			return all
		}
		little, much := of(0.2), of(0.4)
		at, n, sum, squares := r.plan.felt, 0.0, 0.0, 0.0
		for first := at.Offset; first < len(exact); first += r.Inputs() {
			for k := first; k < first+3; k++ {
				x, a, b := float64(exact[k]), float64(little[k]), float64(much[k])
				if math.Abs((b-x)-2*(a-x)) > 1e-4*(1+math.Abs(x)) {
					t.Fatalf("%s: %v is felt as %v with noise 0.2 and as %v with 0.4", name, x, a, b)
				}
				if x != 0 {
					g := (a/x - 1) / 0.2
					n, sum, squares = n+1, sum+g, squares+g*g
				}
			}
			if exact[first+3] != much[first+3] {
				t.Fatalf("%s: the touch of a wall is noisy", name)
			}
		}
		if mean, sd := sum/n, math.Sqrt(squares/n); n < 1000 || math.Abs(mean) > 5/math.Sqrt(n) || math.Abs(sd-1) > 5/math.Sqrt(2*n) {
			t.Errorf("%s: of %v numbers the mean is %.3f and the standard deviation %.3f", name, n, mean, sd)
		}
		if slices.Equal(exact, little) {
			t.Errorf("%s: noise changes nothing", name)
		}
	}
}

// impaired is everything at once.
func impaired(c Config) Config {
	c.Impaired = Impairment{Blind: true, Unrewarded: true, Noise: 0.3}
	if c.Shape.Code != None {
		c.Impaired.Silenced = []int{1, 5, 63}
	}
	return c
}

// TestImpairedBits: rats that lack everything sense the same to the bit with any
// number of workers.
func TestImpairedBits(t *testing.T) {
	for name, c := range configs(t) {
		if c.Lesson > 0 {
			continue
		}
		c = impaired(c)
		want, _ := lived(t, c, 150, nothing)
		c.Workers = 3
		if got, _ := lived(t, c, 150, nothing); !slices.Equal(got, want) {
			t.Errorf("%s: three workers have them sense otherwise", name)
		}
	}
}

// TestImpairedDoNotAllocate: a decision of rats that lack everything allocates nothing.
func TestImpairedDoNotAllocate(t *testing.T) {
	for name, c := range configs(t) {
		c = impaired(c)
		c.Training = false
		r, err := New(c)
		if err != nil {
			t.Fatal(err)
		}
		n := r.N()
		actions, reward, over := make([]int, n), make([]float32, n), make([]bool, n)
		x := tensor.New(n, r.Inputs())
		walk(t, r, 1, 100, func(tensor.Mat, []float32, []bool) {})
		if a := testing.AllocsPerRun(20, func() { r.Act(actions, reward, over); r.Observe(x) }); a > 0 {
			t.Errorf("%s: %v allocations per decision", name, a)
		}
		r.Close()
	}
}

// TestWrongImpairment: a share that is none is refused.
func TestWrongImpairment(t *testing.T) {
	c := configs(t)["grid"]
	for _, noise := range []float64{-0.1, 1.01, math.NaN(), math.Inf(1)} {
		c.Impaired.Noise = noise
		if _, err := New(c); err == nil {
			t.Errorf("noise of %v is taken", noise)
		}
	}
}

// TestWhatMatters: what senses there are to be taken is known.
func TestWhatMatters(t *testing.T) {
	for name, c := range configs(t) {
		s := c.Shape
		if s.Code == Grid && !s.Feels() || s.Fix == Seen && !s.Sees() || s.Rays && !s.Sees() {
			t.Errorf("%s: it sees %v and feels %v", name, s.Sees(), s.Feels())
		}
	}
	bare := Shape{Code: None, Fix: Told, LastAction: true, Forget: 1, Compass: NoCompass}
	if bare.Sees() || bare.Feels() {
		t.Error("a rat without senses has some")
	}
}
