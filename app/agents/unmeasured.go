package agents

import (
	"math"

	"gridrat/brain/agent/result"
	"gridrat/brain/agent/reward"
)

// nan is what is not known.
var nan = math.NaN()

// unmeasured are the diagnostics of an agent that makes no updates.
func unmeasured() reward.Diagnostics {
	return reward.Diagnostics{
		Rate: nan, EntropyWeight: nan, Loss: nan, PolicyLoss: nan, ValueLoss: nan, Entropy: nan, Divergence: nan,
		ClipFraction: nan, GradientNorm: nan, ExplainedVariance: nan, Reward: nan, MeanReturn: nan,
	}
}

// unlearnt is what a point of its curve says of updates.
func unlearnt() result.Learning {
	return result.Learning{
		Return: nan, PolicyLoss: nan, ValueLoss: nan, Entropy: nan, Divergence: nan, ClipFraction: nan, ExplainedVariance: nan, GradientNorm: nan, Turns: nan,
	}
}
