package reward

import "gridrat/brain/tensor"

// Worlds are N worlds that go side by side, each with an agent of its own. A
// Learner calls ActIn and ObserveIn for several lanes at a time, and all else
// from the goroutine that calls its Step; Renew may share its work over others.
// Results must depend neither on how many there are nor on what the lanes are.
//
// The order of calls: Renew for all worlds once, then, in every lane, ActIn and
// ObserveIn, again and again, and where episodes are over, Renew. So after every
// decision each world is sensed exactly once, and one that begins anew once more:
//
//	Renew(all, x)
//	repeat
//	    in every lane, Recipe.Steps times
//	        ActIn(lane, actions, reward, over)  // from x
//	        ObserveIn(lane, x)                  // also the last look of an episode that is over
//	    Renew(over, x)                          // if any is over: the first look of the next
type Worlds interface {
	N() int       // number of worlds
	Inputs() int  // numbers that are sensed per decision
	Actions() int // number of actions

	// Lanes returns the first world of each lane, rising from 0, each a multiple
	// of Recipe.Batch: the worlds up to the next lane go on together.
	Lanes() []int
	// ActIn takes actions[i] in every world i of a lane and writes what that earns
	// to reward[i], whatever the unit. over[i] tells that with this decision the
	// episode of world i reached its limit of time. Nothing else ends one: a goal
	// that is reached is a reward. Episodes end only with a sequence, at a decision
	// whose number (from 1, over all episodes) is a multiple of Recipe.Steps. All
	// three have a place for every world, of any lane.
	ActIn(lane int, actions []int, reward []float32, over []bool)
	// ObserveIn writes what is sensed in every world i of a lane to row i of
	// x [N, Inputs].
	ObserveIn(lane int, x tensor.Mat)
	// Renew begins an episode in every world i with begin[i], writes what is
	// sensed first in it to row i of x and leaves the other rows alone.
	Renew(begin []bool, x tensor.Mat)

	// MarshalBinary and UnmarshalBinary keep and bring back everything that
	// changes in the worlds, their random streams with it.
	MarshalBinary() ([]byte, error)
	UnmarshalBinary(data []byte) error
}
