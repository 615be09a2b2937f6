package shortcut

import (
	"math"

	"gridrat/brain/agent"
)

// Count is how often doors of each class were taken.
type Count struct {
	Episodes int              // that were played
	Reached  int              // in which the goal was reached, so that the doors opened
	First    Tally            // at the first trial after that; of those episodes
	Later    Tally            // at trials after that one that reached the goal, of all of these episodes together
	Open     Tally            // at the first trial with all doors open from the start, in the same episodes; N 0 is that none were played
	Chance   [Classes]float64 // share of the doors, mean over episodes; NaN of None
}

// Tally counts doors by their class.
type Tally struct {
	N  int
	By [Classes]int
}

func (t *Tally) add(c Class) { t.N, t.By[c] = t.N+1, t.By[c]+1 }

// Share is that of a class with its 95 % interval (agent.ShareOf). Trials of the same
// episode are alike: of Later the interval would be too narrow, and is NaN.
func (c *Count) Share(of *Tally, class Class) agent.Interval {
	s := agent.ShareOf(of.By[class], of.N)
	if of == &c.Later {
		s.Low, s.High = math.NaN(), math.NaN()
	}
	return s
}

// Count counts the doors of episodes in the maze and, if there are any, of those of
// the same seeds with all doors open from the start, of which the first trials
// count; it compares as many as there are of both.
func (m *Maze) Count(list, openList []agent.Episode) (c Count) {
	c.Chance[None] = math.NaN()
	for i, e := range list {
		c.Episodes++
		if !e.Trials[0].Reached || len(e.Trials) < 2 {
			continue
		}
		before := e.Trials[0].Door
		c.Reached++
		for class := range None {
			c.Chance[class] += m.Chance(class, before)
		}
		c.First.add(m.taken(e.Trials[1], before))
		for _, t := range e.Trials[2:] {
			if t.Reached {
				c.Later.add(m.taken(t, before))
			}
		}
		if i < len(openList) {
			c.Open.add(m.taken(openList[i].Trials[0], before))
		}
	}
	for class := range None {
		c.Chance[class] /= float64(c.Reached) // NaN of none
	}
	return c
}

// taken is the class of the door by which a trial reached the goal.
func (m *Maze) taken(t agent.Trial, before string) Class {
	if !t.Reached {
		return None
	}
	return m.ClassOf(t.Door, before)
}
