package chart

import (
	"fmt"
	"math"
	"testing"
	"time"

	"gridrat/brain/agent/internal/walk"
	"gridrat/world"
	"gridrat/world/body"
	"gridrat/world/maze"
	"gridrat/world/retina"
	"gridrat/world/sight"
	"gridrat/world/task"
)

func TestFollow(t *testing.T) {
	for _, tk := range []task.Task{task.GoalDriven(), task.GoalDoors()} {
		r, err := walk.New(tk)
		if err != nil {
			t.Fatal(err)
		}
		c := New(Around(world.Vec{}, 9, 9, maze.Cell), retina.Rays, retina.Field)
		sum, sq := 0., 0.
		var first, later, nl float64
		var spent time.Duration
		n, wrongFloor, wrongWall, kinds := 0, 0, 0, 0
		const eps = 30
		for seed := range uint64(eps) {
			if err := r.Begin(900000 + seed); err != nil {
				t.Fatal(err)
			}
			c.Clear()
			known := false
			goal := r.Goals()[0].At
			var dst [7]float32
			turning := 0
			for !r.Done() {
				p := r.Pose()
				for _, tag := range r.View.Tag {
					known = known || tag >= sight.GoalTag
				}
				now := time.Now()
				if known {
					c.Goal(goal)
				}
				c.See(p.Pos, p.Heading, r.View.Distance)
				c.Snap(p.Pos, p.Heading, r.View.Distance)
				c.Plan(p.Pos, p.Heading, dst[:])
				spent += time.Since(now)
				n++
				if n%50 == 0 {
					for y := range 9 {
						for x := range 9 {
							k := c.Kind(x, y)
							if k == Unknown {
								continue
							}
							kinds++
							wall := !r.Ground().Free(c.Middle(x, y), 0.02)
							if k == Floor && wall {
								wrongFloor++
							}
							if k == Wall && !wall {
								wrongWall++
							}
						}
					}
				}
				a := body.Action(1 + r.Rand.IntN(6))
				if dst[0] > 0 {
					ang := math.Atan2(float64(dst[2]), float64(dst[1]))
					a = r.Toward(p.Heading + ang)
					if turning > 0 {
						turning--
						a = body.TurnLeft
					} else if dst[6] > 0 && math.Abs(ang) > 1.8 {
						turning = 7
					}
				}
				if r.Rand.IntN(20) == 0 {
					a = body.Action(1 + r.Rand.IntN(6))
				}
				o, _ := r.Do(a)
				if o.Teleported {
					known = true
					c.Goal(goal)
					c.Fade()
				}
			}
			fmt.Printf("%.0f ", r.Score())
			tr := r.Trials()
			for i, x := range tr {
				if x.Ended > 0 {
					d := float64(x.Ended-x.Began) / 60
					if i == 0 {
						first += d
					} else {
						later += d
						nl++
					}
				}
			}
			sum += r.Score()
			sq += r.Score() * r.Score()
		}
		fmt.Println()
		fmt.Printf("%s %.1f +- %.1f first %.2f later %.2f; %v per decision; floor wrong %d wall wrong %d of %d\n", tk.Name, sum/eps, math.Sqrt((sq/eps-sum*sum/eps/eps)/eps), first/eps, later/nl, spent/time.Duration(n), wrongFloor, wrongWall, kinds)
	}
}
