package reward

import (
	"math"

	"gridrat/brain/agent/policy"
	"gridrat/brain/setting"
)

// Recipe is everything that defines how an agent learns, except its worlds
// and its seed: one struct for flags, files and the settings panel. Its sets
// of values are those of NewPPO and NewA3C.
//
// "PPO" is Schulman et al., arXiv:1707.06347 (2017), "GAE" Schulman et al.,
// arXiv:1506.02438 (2016), "A3C" Mnih et al., ICML (2016), "SI" the
// Supplementary Information of Banino et al., Nature 557:429 (2018). What no
// paper is named for was found by experiment in this project.
type Recipe struct {
	Name      string       `json:"name" doc:"name of the recipe"`
	Algorithm Algorithm    `json:"algorithm" doc:"ppo: several epochs over each batch, clipped, loss averaged over decisions; a3c: one, loss summed over a sequence (SI) and averaged over worlds"`
	Policy    policy.Shape `json:"policy" doc:"the actor-critic"`

	// Experience.
	Worlds      int     `json:"worlds" doc:"worlds that go side by side" min:"1" max:"4096"`
	Steps       int     `json:"steps" doc:"decisions of each world per update; it divides the length of episodes, so that no memory is cleared within a sequence" min:"1" max:"4096"`
	RewardScale float64 `json:"reward_scale" doc:"factor from rewards to the learner's unit, in which values are near 1" min:"0.000001" max:"1000000"`
	Discount    float64 `json:"discount" doc:"gamma: weight of a reward a decision later (SI: 0.99)" min:"0" max:"1"`
	Lambda      float64 `json:"lambda" doc:"of the advantage estimate (GAE, eq. 16); 1 is the discounted sum to the end of the sequence, as in A3C" min:"0" max:"1"`

	// Loss.
	Normalise   bool     `json:"normalise" doc:"advantages get mean 0 and standard deviation 1 over the decisions of an update"`
	Clip        float64  `json:"clip" doc:"by how much the ratio of new to old probability may leave 1 before its gradient ends (PPO, eq. 7); ppo only" min:"0.001" max:"10"`
	ValueWeight float64  `json:"value_weight" doc:"of the squared error of the value (SI: 0.5)" min:"0" max:"1000"`
	Entropy     Schedule `json:"entropy" doc:"weight of the entropy, nats, that keeps actions varied (SI: 6e-5 to 1e-4, with the loss summed)"`

	// Steps of the weights.
	Epochs      int       `json:"epochs" doc:"passes over the decisions of an update; 1 for a3c" min:"1" max:"100"`
	Minibatches int       `json:"minibatches" doc:"groups of worlds, each of which gives a step of the weights per epoch" min:"1" max:"4096"`
	Refresh     bool      `json:"refresh" doc:"memories at the start of sequences are recomputed with the newest weights"`
	NormLimit   float64   `json:"norm_limit" doc:"limit of the norm of the gradient; 0 is none" min:"0" max:"1000000"`
	Optimiser   Optimiser `json:"optimiser" doc:"adam or rmsprop"`
	Rate        Schedule  `json:"learning_rate" doc:"learning rate (SI: 1e-6 to 2e-4)"`
	Decay       float64   `json:"decay" doc:"of rmsprop's square average (SI: 0.99)" min:"0" max:"1"`
	Momentum    float64   `json:"momentum" doc:"of rmsprop" min:"0" max:"1"`
	Epsilon     float64   `json:"epsilon" doc:"what rmsprop adds to the square average, under the root; for gradients near its root and below, their size counts" min:"0.000000000001" max:"1"`

	Decisions int `json:"decisions" doc:"decisions, of all worlds together, over which entropy and learning rate go from their start to their end; then they stay" min:"1" max:"1000000000000"`
	Shards    int `json:"shards" doc:"parts of a minibatch that are computed side by side; results depend on it, not on the number of cores" min:"1" max:"64"`
}

// Batch is the number of worlds of a part: what one goroutine computes at once.
// Results do not depend on how many goroutines there are, but on this they do.
func (r Recipe) Batch() int { return r.Worlds / (r.Minibatches * r.Shards) }

// Algorithm names the way of learning.
type Algorithm string

// Algorithms.
const (
	PPO Algorithm = "ppo"
	A3C Algorithm = "a3c"
)

// Words lists the ways of learning.
func (Algorithm) Words() []string { return setting.Words(PPO, A3C) }

// Optimiser names the rule of descent.
type Optimiser string

// Optimisers.
const (
	Adam    Optimiser = "adam"
	RMSProp Optimiser = "rmsprop"
)

// Words lists the rules of descent.
func (Optimiser) Words() []string { return setting.Words(Adam, RMSProp) }

// Schedule is a number that goes from Start to End while Recipe.Decisions are
// made.
type Schedule struct {
	Start float64 `json:"start" doc:"value at the first decision" min:"0" max:"1000"`
	End   float64 `json:"end" doc:"value from the last one on" min:"0" max:"1000"`
	Way   Way     `json:"way" doc:"linear or geometric (equal factors in equal times)"`
}

// Way names how a Schedule gets from start to end.
type Way string

// Ways.
const (
	Linear    Way = "linear"
	Geometric Way = "geometric"
)

// Words lists the ways.
func (Way) Words() []string { return setting.Words(Linear, Geometric) }

// Constant is a schedule that stays.
func Constant(v float64) Schedule { return Schedule{v, v, Linear} }

// At returns the value after done of total decisions.
func (s Schedule) At(done, total int) float64 {
	part := min(1, float64(done)/float64(total))
	if s.Way == Geometric {
		return s.Start * math.Pow(s.End/s.Start, part)
	}
	return s.Start + (s.End-s.Start)*part
}
