package views

import (
	"fmt"
	"math"
	"math/rand/v2"
	"sort"
	"testing"

	"gridrat/world"
	"gridrat/world/body"
	"gridrat/world/retina"
	"gridrat/world/sight"
	"gridrat/world/task"
)

// rat walks.
type rat struct {
	w     *task.World
	s     *sight.Sight
	eye   *retina.Retina
	view  *retina.View
	rng   *rand.Rand
	path  []world.Vec
	scene [1]*retina.Scene
	pose  [1]world.Pose
}

func newRat(t task.Task) *rat {
	w, err := task.New(t)
	if err != nil {
		panic(err)
	}
	r := &rat{w: w, eye: retina.New(retina.Rays, retina.Field)}
	r.view = r.eye.NewView(1)
	return r
}

func (r *rat) reset(seed uint64) {
	r.w.Reset(rand.New(rand.NewPCG(seed, task.Stream)))
	s, err := sight.New(r.w.Map())
	if err != nil {
		panic(err)
	}
	s.Palette, s.Skyline = nil, nil
	r.s = s
	r.rng = rand.New(rand.NewPCG(seed, 77))
}

func (r *rat) look() {
	r.s.Match(r.w.Ground())
	r.scene[0], r.pose[0] = &r.s.Scene, r.w.Pose()
	r.eye.Look(r.view, r.scene[:], r.pose[:])
}

func (r *rat) act() body.Action {
	if r.rng.IntN(2) == 0 {
		return body.Action(1 + r.rng.IntN(6))
	}
	return oracle(r.w, &r.path)
}

func oracle(w *task.World, path *[]world.Vec) body.Action {
	p := w.Pose()
	*path = w.Path((*path)[:0], p.Pos)
	if len(*path) < 2 {
		return body.GoForward
	}
	next := (*path)[1]
	for _, q := range (*path)[1:] {
		next = q
		if q.Sub(p.Pos).Norm() > 0.04 {
			break
		}
	}
	a := world.WrapAngle(next.Sub(p.Pos).Angle() - p.Heading)
	return [...]body.Action{body.GoForward, body.GoLeft, body.GoBack, body.GoRight}[int(math.Round(a/(math.Pi/2))+4)%4]
}

func felt(p world.Pose, f body.Sensed) world.Vec {
	return world.Vec{} // below
}

func xTestStats(t *testing.T) {
	r := newRat(task.GoalDriven())
	var good, bad, unknown []float64
	var errs []float64
	for seed := range uint64(10) {
		r.reset(seed)
		m := New(Eye{64, retina.Field, 0.125, 0.05})
		goal := r.w.Goals()[0].At
		last := vec{9, 9}
		n := 0
		for !r.w.Done() {
			r.look()
			rel := narrow(r.w.Pose().Pos.Sub(goal))
			m.now.fill(r.w.Pose().Heading, retina.Field, r.view.Distance)
			n++
			if n > 400 && n%16 == 0 && m.placed > 0 {
				type cand struct {
					i int
					s float64
				}
				var cs []cand
				for i := range m.placed {
					c, d := compare(&m.views[i].code, &m.now.code)
					if c >= 20 {
						cs = append(cs, cand{i, float64(d) / float64(c)})
					}
				}
				sort.Slice(cs, func(a, b int) bool { return cs[a].s < cs[b].s })
				bestTrue, bestFalse := 0., 0.
				for _, c := range cs[:min(16, len(cs))] {
					v := &m.views[c.i]
					off := m.now.aligned(v, vec{})
					f := m.now.judge(v, off)
					e := float64(v.at.add(off).sub(rel).norm())
					if e < 0.1 {
						if float64(f.share) > bestTrue {
							bestTrue = float64(f.share)
						}
						errs = append(errs, e)
					} else if e > 0.25 {
						bestFalse = max(bestFalse, float64(f.share))
					}
				}
				var found [1]int16
				if m.nearest(rel, 0.15, found[:]) == 0 {
					unknown = append(unknown, bestFalse)
				} else {
					good = append(good, bestTrue)
					bad = append(bad, bestFalse)
				}
			}
			if rel.sub(last).norm() > spacing {
				last = rel
				m.keep(rel, &m.now)
			}
			o := r.w.Act(r.act())
			if o.Teleported {
				m.place(vec{})
			}
		}
		fmt.Println(seed, r.w.Score(), m.placed)
	}
	show := func(name string, x []float64) {
		sort.Float64s(x)
		if len(x) == 0 {
			return
		}
		fmt.Printf("%s n=%d", name, len(x))
		for _, q := range []float64{0.02, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.98} {
			fmt.Printf(" %.2f", x[int(q*float64(len(x)))])
		}
		fmt.Println()
	}
	show("good", good)
	show("bad", bad)
	show("bad at unknown", unknown)
	show("err", errs)
}
