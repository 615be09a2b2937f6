package sense_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gridrat/brain/agent"
	"gridrat/brain/agent/sense"
	"gridrat/brain/tensor"
	"gridrat/world"
	"gridrat/world/maze"
	"gridrat/world/task"
)

// twins are two rooms that look alike, 2 m apart, each with a start, a goal and a
// shut door in either side; those in the middle join them.
func twins() task.Task {
	m := maze.Map{Name: "twins", Outline: maze.Outline{Corners: []world.Vec{{X: -2.25, Y: -0.75}, {X: 2.25, Y: -0.75}, {X: 2.25, Y: 0.75}, {X: -2.25, Y: 0.75}}}}
	for _, x := range []float64{-2, 0, 2} {
		m.Walls = append(m.Walls, maze.Wall{A: world.Vec{X: x, Y: -0.75}, B: world.Vec{X: x, Y: 0.5}, Thickness: 0.5})
	}
	for _, x := range []float64{-1, 1} {
		at := func(dx, dy float64) world.Vec { return world.Vec{X: x + dx, Y: dy} }
		m.Walls = append(m.Walls,
			maze.Wall{A: at(-0.75, 0.25), B: at(-0.25, 0.25), Thickness: 0.25},
			maze.Wall{A: at(0.25, -0.75), B: at(0.25, -0.25), Thickness: 0.25},
		)
		for _, side := range []float64{-0.775, 0.775} {
			m.Doors = append(m.Doors, maze.Door{A: at(side, 0.5), B: at(side, 0.75), Thickness: 0.05})
		}
		m.Goals = append(m.Goals, maze.Goal{At: at(0.5, 0.375), Radius: 0.125, Visible: true})
		m.Starts = append(m.Starts, maze.Start{At: at(-0.5, -0.5), Radius: 0.1})
	}
	return task.YourMap(m, false)
}

// turned is a source of random numbers whose last bits are the other ones, so
// that of two everything else is drawn.
type turned struct{ *rand.PCG }

// Uint64 implements rand.Source.
func (s turned) Uint64() uint64 { return s.PCG.Uint64() ^ 1 }

// TestTwins: rats that are told nothing sense the same in each of two rooms that
// look alike, wherever they were before and are put to: neither the true place
// nor where a teleport has led reaches them.
func TestTwins(t *testing.T) {
	all, in := organs(t), twins()
	for _, code := range []string{"grid", "grid-map", "integrated", "withheld", "raw", "none"} {
		r, err := agent.NewRecipe(&in, code)
		if err != nil {
			t.Fatal(err)
		}
		r.Sense.Snap = false // it makes much of the last bit where faces lie on the lattice
		const rats, decisions = 8, 1300
		c := sense.Config{Shape: r.Sense, Task: in, Organs: all, Rats: rats, Workers: 1, Steps: 50, Seeds: func(rat, _ int) uint64 { return uint64(rat) }}
		var seen [2][][]float32
		var rooms [2][]bool
		changed, visits := 0, 0
		for k := range seen {
			rs, err := sense.New(c)
			if err != nil {
				t.Fatal(err)
			}
			defer rs.Close()
			x, begin := tensor.New(rats, rs.Inputs()), slices.Repeat([]bool{true}, rats)
			rs.Renew(begin, x)
			touched := slices.IndexFunc(rs.Blocks(), func(b sense.Block) bool { return b.Name == "felt motion" })
			touch := rs.Blocks()[touched].Offset + 3 // a matter of the last bit where a rat slides along a wall
			for i := range rats {
				pcg := rand.NewPCG(uint64(i), task.Stream)
				if k == 0 {
					rs.World(i).Reset(rand.New(pcg))
				} else {
					rs.World(i).Reset(rand.New(turned{pcg}))
				}
			}
			rng := rand.New(rand.NewPCG(9, 9))
			actions, reward, over := make([]int, rats), make([]float32, rats), make([]bool, rats)
			for range decisions {
				for i := range actions {
					if rng.Float64() > 0.9 {
						actions[i] = rng.IntN(sense.Actions)
					}
				}
				rs.Act(actions, reward, over)
				rs.Observe(x)
				for i := range rats {
					row := slices.Clone(x.Row(i))
					row[touch] = 0
					seen[k] = append(seen[k], row)
					rooms[k] = append(rooms[k], rs.World(i).Pose().Pos.X > 0)
				}
			}
			for i := range rats {
				trials := rs.World(i).Trials()
				visits += rs.World(i).Visits()
				for j := range trials[1:] {
					if trials[j].Start.Pos.X*trials[j+1].Start.Pos.X < 0 {
						changed++
					}
				}
			}
		}
		if changed < 8 {
			t.Errorf("code %s: rats came to another room %d times in %d visits; the test needs more", code, changed, visits)
		}
		for n, row := range seen[0] {
			if rooms[0][n] == rooms[1][n] {
				t.Fatalf("code %s: at decision %d rat %d is in the same room", code, n/rats, n%rats)
			}
			for i, v := range row {
				if d := math.Abs(float64(v - seen[1][n][i])); d > 1e-3 {
					t.Fatalf("code %s: at decision %d number %d of what rat %d senses is %v, and %v in the other room", code, n/rats, i, n%rats, v, seen[1][n][i])
				}
			}
		}
	}
}

// TestBlind: rats in the arena whose eyes tell the same of every look sense the
// same wherever they are and head, until they meet a wall or the goal: place and
// heading come from nowhere else.
func TestBlind(t *testing.T) {
	all, in := organs(t), arena(t)
	clear(all.VisionWeights)
	for _, code := range []string{"grid", "integrated", "predicted", "withheld", "raw"} {
		r, err := agent.NewRecipe(&in, code)
		if err != nil {
			t.Fatal(err)
		}
		r.Sense.Sight = 0.2
		const rats, decisions = 12, 100
		c := sense.Config{Shape: r.Sense, Task: in, Organs: all, Rats: rats, Workers: 1, Steps: 50, Seeds: func(rat, _ int) uint64 { return uint64(rat) }}
		var seen [2][][]float32
		free := make([]int, rats) // decisions before a wall or a goal, in both lives
		for i := range free {
			free[i] = decisions
		}
		for k := range seen {
			rs, err := sense.New(c)
			if err != nil {
				t.Fatal(err)
			}
			defer rs.Close()
			x, begin := tensor.New(rats, rs.Inputs()), slices.Repeat([]bool{true}, rats)
			rs.Renew(begin, x)
			for i := range rats {
				rs.World(i).Reset(rand.New(rand.NewPCG(uint64(1000*k+i), task.Stream)))
			}
			touched := slices.IndexFunc(rs.Blocks(), func(b sense.Block) bool { return b.Name == "felt motion" })
			rng := rand.New(rand.NewPCG(9, 9))
			actions, reward, over := make([]int, rats), make([]float32, rats), make([]bool, rats)
			for d := range decisions {
				for i := range actions {
					if rng.Float64() > 0.8 {
						actions[i] = rng.IntN(sense.Actions)
					}
				}
				rs.Act(actions, reward, over)
				rs.Observe(x)
				for i := range rats {
					if x.Row(i)[rs.Blocks()[touched].Offset+3] != 0 || reward[i] != 0 {
						free[i] = min(free[i], d)
					}
					seen[k] = append(seen[k], slices.Clone(x.Row(i)))
				}
			}
		}
		compared := 0
		for n, row := range seen[0] {
			if n/rats >= free[n%rats] {
				continue
			}
			compared++
			for i, v := range row {
				if d := math.Abs(float64(v - seen[1][n][i])); d > 1e-4 {
					t.Fatalf("code %s: at decision %d number %d of what rat %d senses is %v, and %v elsewhere", code, n/rats, i, n%rats, v, seen[1][n][i])
				}
			}
		}
		if compared < 100 {
			t.Errorf("code %s: %d decisions without a wall; the test needs more", code, compared)
		}
	}
}

// TestBonus: what is paid for new squares in training reaches no input.
func TestBonus(t *testing.T) {
	all := organs(t)
	for _, in := range []task.Task{arena(t), task.GoalDriven()} {
		for _, code := range agent.CodeNames() {
			r, err := agent.NewRecipe(&in, code)
			if err != nil {
				continue
			}
			var seen [2][]float32
			var paid [2]float64
			for k, bonus := range []float64{0, 2} {
				r.Sense.Bonus = bonus
				rs, err := sense.New(sense.Config{
					Shape: r.Sense, Task: in, Organs: all, Rats: 3, Workers: 1, Steps: 50, Training: true,
					Seeds: func(rat, n int) uint64 { return agent.TrainingSeed(1, rat, n) },
				})
				if err != nil {
					t.Fatal(err)
				}
				defer rs.Close()
				x, begin := tensor.New(3, rs.Inputs()), slices.Repeat([]bool{true}, 3)
				rs.Renew(begin, x)
				rng := rand.New(rand.NewPCG(9, 9))
				actions, reward, over := make([]int, 3), make([]float32, 3), make([]bool, 3)
				for range 150 {
					for i := range actions {
						actions[i] = rng.IntN(sense.Actions)
					}
					rs.Act(actions, reward, over)
					rs.Observe(x)
					seen[k] = append(seen[k], x.Data...)
					for _, v := range reward {
						paid[k] += float64(v)
					}
					if slices.Contains(over, true) {
						rs.Renew(over, x)
					}
				}
			}
			if !slices.Equal(seen[0], seen[1]) || paid[0] >= paid[1] {
				t.Errorf("%s, code %s: rats that are paid %v for new squares sense otherwise than those that are paid %v", in.Name, code, paid[1], paid[0])
			}
		}
	}
}
