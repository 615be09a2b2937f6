package agents

import (
	"math"

	"gridrat/brain/agent"
	"gridrat/brain/agent/result"
	"gridrat/brain/agent/reward"
	"gridrat/brain/agent/sense"
	"gridrat/world"
	"gridrat/world/maze"
)

// moment is the state of the watched episode after a decision, with the decision
// that led to it.
type moment struct {
	pose  world.Pose // of the rat now
	came  world.Pose // where the decision led: after a visit, the goal
	trial int        // from 0, that goes on now
	plan  int        // of episode.plans: the map with its doors

	action int // that was chosen; -1 at the beginning
	probs  [sense.Actions]float32
	value  float32 // that was expected before it, in visits

	belief sense.Belief
	code   []float32 // of now, levelled
	goal   int       // of episode.goals: the code of the goal; -1 is none

	left, lasted, score float64 // of the episode and of the trial, s
	visits              int
}

// goalCode is a code of the goal that the rat had.
type goalCode struct {
	code      []float32 // levelled
	at        world.Vec // whose code it is
	pretended bool
}

// episode is what is kept of the watched episode.
type episode struct {
	number  int // from 1
	seed    uint64
	moments []moment
	plans   []maze.Map
	goals   []goalCode
	trials  []agent.Trial // that are over
	origin  world.Vec     // of the rat's beliefs
	changes int           // of the world, at the last of plans
}

// Numbers that are not known.
var nan = math.NaN()

func unmeasured() reward.Diagnostics {
	return reward.Diagnostics{
		Rate: nan, EntropyWeight: nan, Loss: nan, PolicyLoss: nan, ValueLoss: nan, Entropy: nan, Divergence: nan,
		ClipFraction: nan, GradientNorm: nan, ExplainedVariance: nan, Reward: nan, MeanReturn: nan,
	}
}

func unlearnt() result.Learning {
	return result.Learning{
		Return: nan, PolicyLoss: nan, ValueLoss: nan, Entropy: nan, Divergence: nan, ClipFraction: nan, ExplainedVariance: nan, GradientNorm: nan, Turns: nan,
	}
}
