package views

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
	"time"

	"gridrat/world"
	"gridrat/world/retina"
	"gridrat/world/task"
)

var _ = fmt.Sprint

func TestMeasure(t *testing.T) {
	first, _ := strconv.Atoi(os.Getenv("FIRST"))
	for _, tk := range []task.Task{task.GoalDriven(), task.GoalDoors()} {
		for _, noise := range []float64{0, 0.15} {
			r := newRat(tk)
			m := New(Eye{64, retina.Field, 0.125, 0.05})
			var n, known, near, exact, afterFirst, knownAfter, nearAfter int
			var spent time.Duration
			var err float64
			var by [12][3]int
			events := [3]int{}
			for seed := range uint64(30) {
				r.reset(uint64(first) + seed)
				rng := rand.New(rand.NewPCG(seed, 5))
				m.Clear()
				goal := r.w.Goals()[0].At
				d := world.Vec{}
				for !r.w.Done() {
					r.look()
					p := r.w.Pose()
					now := time.Now()
					ev := m.Look(p.Heading, d, r.view.Distance, r.view.Tag)
					events[ev]++
					spent += time.Since(now)
					at, ok := m.At()
					n++
					k := min(r.w.Visits(), 11)
					by[k][0]++
					if r.w.Visits() > 0 {
						afterFirst++
					}
					if ok {
						known++
						by[k][1]++
						e := at.Sub(p.Pos.Sub(goal)).Norm()
						if r.w.Visits() > 0 {
							knownAfter++
						}
						if e < 0.3 {
							near++
							by[k][2]++
							err += e
							if r.w.Visits() > 0 {
								nearAfter++
							}
						}
						if e < 0.1 {
							exact++
						}
					}
					o := r.w.Act(r.act())
					if o.Teleported {
						q := r.w.Trials()[len(r.w.Trials())-2].At
						d = q.Pos.Sub(p.Pos)
					} else {
						d = r.w.Pose().Pos.Sub(p.Pos)
					}
					d = d.Add(world.Vec{X: rng.NormFloat64(), Y: rng.NormFloat64()}.Mul(noise * d.Norm()))
					if o.Teleported {
						now := time.Now()
						m.Reach(d)
						spent += time.Since(now)
						d = world.Vec{}
					}
				}
			}
			f := func(a, b int) float64 { return math.Round(1000*float64(a)/float64(b)) / 10 }
			fmt.Printf("%s noise %v: known %v right %v exact %v | later known %v right %v | err %.1f mm, %v per decision, events %v\n", tk.Name, noise, f(known, n), f(near, known), f(exact, known), f(knownAfter, afterFirst), f(nearAfter, knownAfter), 1000*err/float64(near), spent/time.Duration(n), events)
			for k := range by {
				if by[k][0] > 0 {
					fmt.Printf(" %d: %v %v;", k, f(by[k][1], by[k][0]), f(by[k][2], by[k][1]))
				}
			}
			fmt.Println()
		}
	}
}
