package reward

import "gridrat/brain/tensor"

// Worlds are N worlds that go side by side, each with an agent of its own. A
// Learner calls them from the goroutine that calls its Step; they may share
// their work over others, as long as results do not depend on how many.
//
// The order of calls: Renew for all worlds once, then Act, Observe and, where
// episodes are over, Renew, again and again. So after every decision each
// world is sensed exactly once, and one that begins anew once more:
//
//	Renew(all, x)
//	repeat
//	    Act(actions, reward, over)  // from x
//	    Observe(x)                  // also the last look of an episode that is over
//	    Renew(over, x)              // if any is over: the first look of the next
type Worlds interface {
	N() int       // number of worlds
	Inputs() int  // numbers that are sensed per decision
	Actions() int // number of actions

	// Act takes actions[i] in world i and writes what that earns to reward[i],
	// whatever the unit. over[i] tells that with this decision the episode of
	// world i reached its limit of time. Nothing else ends one: a goal that is
	// reached is a reward. Episodes end only with a sequence, at a decision
	// whose number (from 1, over all episodes) is a multiple of Recipe.Steps.
	Act(actions []int, reward []float32, over []bool)
	// Observe writes what is sensed in world i to row i of x [N, Inputs].
	Observe(x tensor.Mat)
	// Renew begins an episode in every world i with begin[i], writes what is
	// sensed first in it to row i of x and leaves the other rows alone.
	Renew(begin []bool, x tensor.Mat)

	// MarshalBinary and UnmarshalBinary keep and bring back everything that
	// changes in the worlds, their random streams with it.
	MarshalBinary() ([]byte, error)
	UnmarshalBinary(data []byte) error
}
