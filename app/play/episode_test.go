package play

import (
	"math"
	"testing"

	"gridrat/world"
	"gridrat/world/body"
	rules "gridrat/world/task"
)

// TestRatActsInTheEpisode: a move of the watched rat is a decision; it is seen
// in the goal that it reaches and then at the next start; a network that begins
// anew changes nothing.
func TestRatActsInTheEpisode(t *testing.T) {
	k := rules.YourMap(corridor(), false)
	k.Start = rules.StartFixed // heads north: to its right is east
	e := began(t, k, 5)
	var from world.Pose
	to := e.Begin()
	setOut := func() {
		next, jump := e.Next()
		if jump {
			to = next
			next, _ = e.Next()
		}
		from, to = to, next
	}
	setOut()
	e.command = body.GoRight.Command()
	if e.world.Left() != 90-4.0/60 || len(e.Map().Goals) != 0 {
		t.Fatalf("it begins with %v s left, shows %v", e.world.Left(), e.Map().Goals)
	}
	jumps, moves := 0, 0
	for !e.world.Done() {
		before := to
		setOut()
		moves++
		if from != before { // it was put to the start
			jumps++
			if before.Pos.X < 0.7 || from.Pos.X != -0.6 {
				t.Fatalf("it jumped from %v to %v", before, from)
			}
		}
		if d := to.Pos.Sub(from.Pos).Norm(); d > k.Body.TopSpeed*e.Period()+1e-9 {
			t.Fatalf("a move is %v m long", d)
		}
		if moves == 100 { // the network begins anew
			if to = e.Begin(); to != e.world.Pose() {
				t.Fatalf("it goes on at %v, the rat is at %v", to, e.world.Pose())
			}
			setOut()
		}
	}
	if jumps < 10 || jumps > e.world.Visits() || jumps < e.world.Visits()-1 {
		t.Errorf("%d jumps for %d visits", jumps, e.world.Visits())
	}
	if e.reveal(); len(e.Map().Goals) != 1 {
		t.Error("the goal that was reached is not shown")
	}
	if math.Abs(e.Period()-4.0/60) > 1e-12 || !e.Driven() {
		t.Errorf("a decision lasts %v s, driven: %t", e.Period(), e.Driven())
	}
}
