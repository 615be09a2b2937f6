package chart

import (
	"fmt"
	"gridrat/brain/agent/internal/walk"
	"gridrat/world"
	"gridrat/world/body"
	"gridrat/world/maze"
	"gridrat/world/retina"
	"gridrat/world/sight"
	"gridrat/world/task"
	"math"
	"os"
	"strconv"
	"testing"
)

func TestDbg(t *testing.T) {
	seed, _ := strconv.Atoi(os.Getenv("SEED"))
	tk := task.GoalDriven()
	if os.Getenv("DOORS") != "" {
		tk = task.GoalDoors()
	}
	r, _ := walk.New(tk)
	c := New(Around(world.Vec{}, 9, 9, maze.Cell), retina.Rays, retina.Field)
	r.Begin(uint64(seed))
	goal := r.Goals()[0].At
	known := false
	var dst [7]float32
	turning := 0
	for i := 0; !r.Done(); i++ {
		p := r.Pose()
		for _, tag := range r.View.Tag {
			known = known || tag >= sight.GoalTag
		}
		if known {
			c.Goal(goal)
		}
		c.See(p.Pos, p.Heading, r.View.Distance)
		c.Plan(p.Pos, p.Heading, dst[:])
		if i%100 == 99 {
			gx, gy, _ := c.At(goal)
			px, py, _ := c.At(p.Pos)
			fmt.Printf("%d at %v (%d %d) heading %.2f off %.3f score %v known %v plan %.2f\n", i, p.Pos, px, py, p.Heading, p.Pos.Sub(c.Middle(px, py)), r.Score(), known, dst)
			for y := 8; y >= 0; y-- {
				for x := range 9 {
					ch := [...]string{"?", ".", "#"}[c.Kind(x, y)]
					if x == px && y == py {
						ch = "@"
					} else if x == gx && y == gy {
						ch = "G"
					}
					tr := "."
					if !r.Ground().Free(c.Middle(x, y), 0.02) {
						tr = "#"
					}
					if tr != ch && ch != "@" && ch != "G" && ch != "?" {
						ch = "!"
					}
					fmt.Print(ch)
				}
				fmt.Print("   ")
				for x := range 9 {
					tr := "."
					if !r.Ground().Free(c.Middle(x, y), 0.02) {
						tr = "#"
					}
					fmt.Print(tr)
				}
				fmt.Print("   ")
				for x := range 9 {
					fmt.Printf("%4d", c.evidence[y*9+x])
				}
				fmt.Println()
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
}
