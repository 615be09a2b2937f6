package sense_test

import (
	"fmt"
	"slices"
	"testing"

	"gridrat/brain/agent"
	"gridrat/brain/agent/sense"
	"gridrat/brain/tensor"
	"gridrat/world"
	"gridrat/world/maze"
	"gridrat/world/task"
)

// TestEditHidden: of two rats that do the same, one of whose worlds is edited in
// mid-episode where neither can know, both sense the same to the bit until what
// they felt, saw or were paid differs; codes of every kind.
func TestEditHidden(t *testing.T) {
	all := organs(t)
	const at = 30
	compared, apart := map[string]int{}, map[string]int{}
	for _, p := range pairs(t, 1) {
		a, b := p.a.Map, p.b.Map
		if p.fork || a.Equal(b) {
			continue // they differ in rules
		}
		for _, code := range agent.CodeNames() {
			r, err := agent.NewRecipe(&p.a, code)
			if err != nil {
				continue
			}
			c := sense.Config{
				Shape: r.Sense, Task: p.a, Organs: all, Rats: 4, Workers: 1, Steps: 50,
				Seeds: func(rat, n int) uint64 { return uint64(1000*rat + n) },
			}
			s := &script{seed: 1}
			one := live(t, c, s, false)
			s.edit = func(r *sense.Rats, k int) {
				for i := 0; k == at && i < r.N(); i++ {
					own := r.World(i).Map()
					m, before := own, r.Belief(i)
					m.Goals, m.Walls, m.Doors = b.Goals, b.Walls, slices.Clone(b.Doors)
					e, err := p.a.Edit(own, m)
					if err != nil {
						t.Fatal(err)
					}
					if _, err := r.Edit(i, e); err != nil {
						t.Logf("%s, rat %d: %v", p.what, i, err)
					}
					if r.Belief(i) != before {
						t.Fatalf("%s: the edit changed what it believes from %+v to %+v", p.what, before, r.Belief(i))
					}
				}
			}
			other := live(t, c, s, false)
			for i := range c.Rats {
				same, lawful := alike(t, one[i], other[i], fmt.Sprintf("%s, code %s, rat %d", p.what, code, i))
				compared[p.what] += same - min(same, at)
				if lawful {
					apart[p.what]++
				}
			}
		}
	}
	for what, n := range compared {
		t.Logf("%s: %d decisions alike after the edit, %d rats came to know", what, n, apart[what])
		if n < 50 || apart[what] == 0 {
			t.Errorf("%s: after %d decisions %d rats came to know; the test needs more", what, n, apart[what])
		}
	}
	if len(compared) < 4 {
		t.Errorf("%d kinds of edits", len(compared))
	}
}

// TestEditSeen: what an edit puts before a rat is what it senses in its next
// decision, whatever else it knows; of its neighbour nothing changes, and the
// episode is not kept. The episode after is kept again.
func TestEditSeen(t *testing.T) {
	in := drawn(t, task.GoalDriven(), 3)
	r, err := agent.NewRecipe(&in, "none")
	if err != nil {
		t.Fatal(err)
	}
	rats, err := sense.New(sense.Config{Shape: r.Sense, Task: in, Rats: 2, Workers: 1, Steps: 50, Seeds: func(rat, n int) uint64 { return uint64(rat + n) }})
	if err != nil {
		t.Fatal(err)
	}
	defer rats.Close()
	x := tensor.New(2, rats.Inputs())
	rats.Renew([]bool{true, true}, x)
	before := tensor.New(2, rats.Inputs())
	tensor.Copy(before, x)
	w := rats.World(1)
	own, pose := w.Map(), w.Pose()
	m, ahead := own, func(d, side float64) world.Vec {
		return pose.Pos.Add(world.Polar(d, pose.Heading)).Add(world.Polar(side, pose.Heading+1.5707963))
	}
	m.Walls = append(slices.Clone(m.Walls), maze.Wall{A: ahead(0.06, -0.2), B: ahead(0.06, 0.2), Thickness: 0.01})
	e, err := in.Edit(own, m)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := rats.Edit(1, e); err != nil {
		t.Fatal(err)
	}
	rats.Observe(x)
	if !slices.Equal(x.Row(0), before.Row(0)) {
		t.Error("another rat senses it")
	}
	for _, b := range rats.Blocks() {
		now, was := x.Row(1)[b.Offset:b.Offset+b.Len], before.Row(1)[b.Offset:b.Offset+b.Len]
		if rays := b.Name == "nearness of rays"; rays && now[b.Len/2] <= was[b.Len/2] {
			t.Errorf("the wall before it is not seen: %v, before %v", now[b.Len/2], was[b.Len/2])
		} else if !rays && b.Name != "goals of rays" && b.Name != "doors of rays" && !slices.Equal(now, was) {
			t.Errorf("%s is %v, was %v", b.Name, now, was)
		}
	}
	if _, err := rats.MarshalBinary(); err == nil {
		t.Error("an edited episode is kept")
	}
	rats.Renew([]bool{false, true}, x)
	if _, err := rats.MarshalBinary(); err != nil {
		t.Errorf("the episode after is not kept: %v", err)
	}
}
