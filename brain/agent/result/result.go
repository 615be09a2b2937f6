// Package result has what a run of an agent writes down: its learning curve, its
// trials, and the numbers that are compared with others'. Lengths are metres,
// times seconds.
package result

import (
	"math"

	"gridrat/brain/agent"
	"gridrat/brain/versioned"
)

// Results is results.json of `navigate`. Scores are means over frozen episodes
// that were never trained on, nor used for the curve. What was not measured is
// null in the file.
type Results struct {
	Format  string `json:"format"`
	Version int    `json:"version"`
	Program string `json:"program"`
	Kernels string `json:"kernels"`
	Workers int    `json:"workers"`
	Machine string `json:"machine"` // operating system, architecture, processors

	Kind        string  `json:"kind"` // learning, or test of an agent in a file
	Task        string  `json:"task"` // that it was tested in
	LearntIn    string  `json:"learnt_in"`
	Code        string  `json:"code"`
	Network     string  `json:"network"` // "" is none, or that of a file; of one that learnt on, what it was before
	Fingerprint string  `json:"network_sha256"`
	LearntOn    *Taught `json:"network_learnt_on"` // null of a frozen network, and of none
	Seed        uint64  `json:"seed"`
	Decisions   int     `json:"decisions"`
	Finished    bool    `json:"finished"`

	Seconds            *float64 `json:"seconds"` // of learning, of all calls; without what follows
	Experience         float64  `json:"experience_seconds"`
	DecisionsThisCall  int      `json:"decisions_this_call"`
	SecondsThisCall    float64  `json:"seconds_this_call"`
	DecisionsPerSecond *float64 `json:"decisions_per_second"` // in this call
	PretrainingSeconds *float64 `json:"pretraining_seconds"`  // that growing the organs took, when it was done; null of a run that went on
	PretrainingKept    bool     `json:"pretraining_kept"`     // it was done before
	Sight              float64  `json:"sight"`
	Fix                string   `json:"fix"`
	Told               bool     `json:"told"`
	LikeRat            bool     `json:"like_rat"`
	Parameters         int      `json:"parameters"`
	Measured
	*Test
	Settings agent.Recipe `json:"settings"`
}

// Taught says that the network learnt on along the agent's own way, and what it was
// told for that.
type Taught struct {
	agent.Taught
	Told string `json:"told"`
}

// toldWhat is what a network that learns on is told.
const toldWhat = "true places and headings, as in the paper; policy and rewards are told neither"

// Learnt fills in which network an agent has.
func (r *Results) Learnt(n agent.Network) {
	r.Network, r.Fingerprint = n.Name, n.Fingerprint()
	if n.Taught != nil {
		r.Network, r.LearntOn = n.Taught.From, &Taught{*n.Taught, toldWhat}
	}
}

// Measured is how an agent does, beside those who do not learn, in the same
// episodes.
type Measured struct {
	Episodes   int      `json:"episodes"`
	FirstSeed  uint64   `json:"first_seed"`
	Score      float64  `json:"score"`
	Low        float64  `json:"score_low"` // 95 % interval, percentile bootstrap
	High       float64  `json:"score_high"`
	Random     float64  `json:"score_random"` // six actions at random
	Ceiling    float64  `json:"score_ceiling"`
	CeilingOf  string   `json:"score_ceiling_of"`
	Untrained  *float64 `json:"score_untrained"` // before anything was rewarded
	Found      float64  `json:"found"`           // share of episodes with a visit
	First      *float64 `json:"first_trial_seconds"`
	Later      *float64 `json:"later_trial_seconds"`
	Efficiency *float64 `json:"later_trial_efficiency"`
}

// Test is how a test differs from what the agent learned in.
type Test struct {
	Agent    string      `json:"agent"`
	Greedy   bool        `json:"greedy"`
	Lesion   string      `json:"lesion"`
	Silenced []int       `json:"silenced_units"`
	Noise    float64     `json:"noise"` // on what is felt of the own motion, a share
	GoalAt   *[2]float64 `json:"goal_at"`
}

// Put fills in how episodes went.
func (m *Measured) Put(s agent.Summary) {
	m.Score, m.Low, m.High, m.Found = s.Score.Mean, s.Score.Low, s.Score.High, s.Found
	m.First, m.Later, m.Efficiency = Known(s.First), Known(s.Later), Known(s.Efficiency)
}

// Known returns nil for what is no number, which JSON cannot hold.
func Known(x float64) *float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return &x
}

// Format and version of Results.
const (
	Format  = "gridrat navigation results"
	Version = 1
)

// JSON returns results.json.
func (r Results) JSON() ([]byte, error) { return versioned.Encode(r) }
