package reward

import "gridrat/brain/agent/policy"

// NewPPO returns the recipe by which agents learned the arena with a hidden
// goal within seconds. 27 x 50 decisions are an episode of 90 s. Every value
// without a source in Recipe was found by experiment in this project.
func NewPPO() Recipe {
	return Recipe{
		Name: "ppo", Algorithm: PPO, Policy: policy.Default(),
		Worlds: 128, Steps: 50, RewardScale: 0.1, Discount: 0.99, Lambda: 0.95,
		Normalise: true, Clip: 0.2, ValueWeight: 0.5, Entropy: Schedule{0.02, 0.01, Geometric},
		Epochs: 3, Minibatches: 4, Refresh: true, NormLimit: 0.5,
		Optimiser: Adam, Rate: Schedule{1e-3, 1e-4, Linear},
		Decay: 0.99, Epsilon: 1e-10, // of rmsprop, should it be chosen
		Decisions: 2_500_000, Shards: 2,
	}
}

// NewA3C returns the published way of learning (SI, section 3; A3C): 32
// actors, sequences of 100 decisions, RMSProp. Learning rate and entropy are the
// upper ends of the published ranges; epsilon is TensorFlow's, and the scale of
// rewards is that of NewPPO.
//
// Their actors changed shared weights whenever one had ended a sequence; here
// all end theirs together, and the mean over actors of the summed losses
// makes one step, so that a seed reproduces a run. With as many minibatches as
// worlds each actor makes a step of its own, in the order of the worlds.
//
// Episodes must be a multiple of 100 decisions: the published ones of 1350 (90
// s) want sequences of 90 or 135, or an episode of 1400.
func NewA3C() Recipe {
	shape := policy.Default()
	shape.Encoder, shape.Hidden = 256, 256
	shape.Sticky = false
	return Recipe{
		Name: "a3c", Algorithm: A3C, Policy: shape,
		Worlds: 32, Steps: 100, RewardScale: 0.1, Discount: 0.99, Lambda: 1,
		Clip: 0.2, ValueWeight: 0.5, Entropy: Constant(1e-4),
		Epochs: 1, Minibatches: 1,
		Optimiser: RMSProp, Rate: Constant(2e-4), Decay: 0.99, Epsilon: 1e-10,
		Decisions: 1_000_000_000, Shards: 4,
	}
}
