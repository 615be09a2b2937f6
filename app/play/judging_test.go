package play

import (
	"math"
	"testing"

	rules "gridrat/world/task"
)

// TestJudging: verdicts that come from the background are those of the world,
// in the order of the trials; without all of them there is no sum of shortest
// ways; an episode that is judged too late is kept all the same.
func TestJudging(t *testing.T) {
	e := began(t, rules.GoalDriven(), 4)
	e.judge()
	j := e.judging
	for e.world.Visits() < 7 && !e.world.Done() {
		e.world.Step(towardsGoal(e.world))
		if e.world.Visits() > 0 {
			if _, least := j.sums(e.world); len(j.passed) < e.world.Visits() && least != 0 {
				t.Fatalf("%v m from %d verdicts of %d", least, len(j.passed), e.world.Visits())
			}
		}
		j.follow(e.world)
	}
	visits := e.world.Visits()
	if visits < 2 {
		t.Fatalf("%d visits", visits)
	}
	for !j.follow(e.world) {
		v := <-j.verdicts
		j.passed = append(j.passed, v)
	}
	var wantWay, wantLeast float64
	for i, v := range j.passed {
		wantWay, wantLeast = wantWay+e.world.Trials()[i].Way, wantLeast+e.world.Shortest(i)
		if least := e.world.Shortest(i); v.least != least || v.way != e.world.Trials()[i].Way || len(v.path) < 2 || v.way < least-1e-6 {
			t.Errorf("trial %d has the verdict %+v, the world says %v", i, v, least)
		}
	}
	if way, least := j.sums(e.world); math.Abs(way-wantWay) > 1e-9 || math.Abs(least-wantLeast) > 1e-9 {
		t.Errorf("sums %v, %v m, want %v, %v", way, least, wantWay, wantLeast)
	}
	if len(j.shortestWays()) == 0 {
		t.Error("no way is drawn")
	}

	s := newStage(t)
	j.passed = j.passed[:1]
	e.over = true
	s.quit(e)
	if all := s.list.all; len(all) != 1 || all[0].Goals != visits || all[0].Shortest != 0 || math.Abs(all[0].Metres-wantWay) > 1e-9 {
		t.Errorf("the list is %+v", all)
	}
}
