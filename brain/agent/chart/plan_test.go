package chart

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"gridrat/world"
)

// drawn is a chart with kinds drawn at random, and perhaps a goal.
func drawn(t *rapid.T) *Chart {
	c := New(Around(world.Vec{}, rapid.IntRange(1, 12).Draw(t, "w"), rapid.IntRange(1, 12).Draw(t, "h"), 0.25), 64, 4)
	for s := range c.evidence {
		c.evidence[s] = rapid.SampledFrom([]int8{-full, -sure, 0, 1, sure, full, full}).Draw(t, "evidence")
	}
	if rapid.Bool().Draw(t, "goal known") {
		c.Goal(c.Middle(rapid.IntRange(0, c.W-1).Draw(t, "x"), rapid.IntRange(0, c.H-1).Draw(t, "y")).Add(world.Vec{X: 0.02, Y: -0.03}))
	}
	return c
}

// costs are those of ways by definition: improved until nothing improves.
func costs(c *Chart) []int {
	const none = math.MaxInt32
	cost := make([]int, len(c.evidence))
	isGoal := func(x, y int) bool {
		gx, gy, _ := c.At(c.goal)
		return c.goalKnown && x == gx && y == gy
	}
	for y := range c.H {
		for x := range c.W {
			if cost[y*c.W+x] = none; isGoal(x, y) || !c.goalKnown && c.Kind(x, y) == Unknown {
				cost[y*c.W+x] = 0
			}
		}
	}
	for again := true; again; {
		again = false
		for y := range c.H {
			for x := range c.W {
				for _, d := range [][2]int{{0, 1}, {1, 0}, {0, -1}, {-1, 0}} {
					nx, ny := x+d[0], y+d[1]
					if nx < 0 || ny < 0 || nx >= c.W || ny >= c.H || cost[ny*c.W+nx] == none {
						continue
					}
					step := 1
					switch {
					case isGoal(nx, ny):
					case c.Kind(nx, ny) == Wall:
						continue
					case c.Kind(nx, ny) == Unknown:
						step = 3
					}
					if n := cost[ny*c.W+nx] + step; n < cost[y*c.W+x] {
						cost[y*c.W+x], again = n, true
					}
				}
			}
		}
	}
	return cost
}

// The planner finds the costs of all ways, and whoever follows it pays them.
func TestFind(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawn(t)
		c.find()
		want := costs(c)
		for s, w := range want {
			got := int(c.plan.cost[s])
			if got == far {
				got = math.MaxInt32
			}
			if got != w {
				t.Fatalf("from square %d it costs %d, want %d, on\n%s", s, got, w, draw(c))
			}
			if w == math.MaxInt32 {
				continue
			}
			paid, at := 0, s
			for n := c.following(at); n >= 0; n = c.following(at) {
				paid += int(c.enter(n))
				at = n
			}
			if paid != w || want[at] != 0 {
				t.Fatalf("the way from square %d ends in %d and costs %d, want %d, on\n%s", s, at, paid, w, draw(c))
			}
		}
	})
}

// A plan is found anew when, and only when, a square changes its kind or the
// goal its square.
func TestStale(t *testing.T) {
	c := New(Around(world.Vec{}, 3, 3, 0.25), 64, 4)
	var dst [Inputs]float32
	for _, s := range []struct {
		what  string
		do    func()
		stale bool
	}{
		{"evidence", func() { c.change(0, 1) }, false},
		{"floor", func() { c.change(0, sure) }, true},
		{"more floor", func() { c.change(0, full) }, false},
		{"the goal", func() { c.Goal(c.Middle(1, 1)) }, true},
		{"nearly the same", func() { c.Goal(c.Middle(1, 1).Add(world.Vec{X: 0.1})) }, false},
		{"another", func() { c.Goal(c.Middle(1, 2)) }, true},
		{"none", func() { c.Goal(world.Vec{X: 9}) }, true},
		{"none again", func() { c.Goal(world.Vec{X: -9}) }, false},
		{"wall", func() { c.change(0, -full) }, true},
		{"nothing", c.Clear, true},
	} {
		c.Plan(world.Vec{}, 0, dst[:])
		if s.do(); c.plan.stale != s.stale {
			t.Errorf("%s: the plan is stale: %v, want %v", s.what, c.plan.stale, s.stale)
		}
	}
}

// Inputs on a map of a corridor with a bend; squares count from its west end.
func TestPlan(t *testing.T) {
	c := New(Around(world.Vec{}, 4, 4, 0.25), 64, 4)
	for s := range c.evidence {
		c.evidence[s] = -full
	}
	for _, s := range []int{0, 1, 2, 6, 10} { // three to the east, then two to the north
		c.evidence[s] = full
	}
	at := func(x, y int) world.Vec { return c.Middle(x, y) }
	check := func(what string, p world.Vec, heading float64, want [Inputs]float64) {
		t.Helper()
		var dst [Inputs]float32
		c.plan.stale = true
		c.Plan(p, heading, dst[:])
		for i := range want {
			if math.Abs(float64(dst[i])-want[i]) > 1e-6 {
				t.Errorf("%s: %v, want %v", what, dst, want)
				return
			}
		}
	}
	root := math.Sqrt(0.5)
	check("nowhere to go", at(0, 0), 0, [Inputs]float64{})
	c.evidence[10] = 0
	check("a search", at(0, 0), 0, [Inputs]float64{1, 1, 0, 2 / math.Sqrt(5), 1 / math.Sqrt(5), 6.0 / 4, 1})
	check("there", at(2, 2), 0, [Inputs]float64{})
	c.evidence[10] = full
	c.Goal(at(2, 2).Add(world.Vec{X: 0.05}))
	check("to the goal", at(1, 0), 0, [Inputs]float64{1, 1, 0, 0.3 / math.Hypot(0.3, 0.5), 0.5 / math.Hypot(0.3, 0.5), 3.0 / 4, 0})
	check("heading north", at(1, 0), math.Pi/2, [Inputs]float64{1, 0, -1, 0.5 / math.Hypot(0.3, 0.5), -0.3 / math.Hypot(0.3, 0.5), 3.0 / 4, 0})
	check("nearly there", at(2, 2).Sub(world.Vec{Y: 0.05}), 0, [Inputs]float64{1, root, root, root, root, 0, 0})
	check("in a wall", at(1, 1).Sub(world.Vec{Y: 0.1}), 0, [Inputs]float64{1, 0, -1, 0.25 / math.Hypot(0.25, 0.1), 0.1 / math.Hypot(0.25, 0.1), 3.0 / 4, 0})
	check("beyond the chart", world.Vec{X: 9}, 0, [Inputs]float64{})
}
