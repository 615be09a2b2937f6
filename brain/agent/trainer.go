package agent

import (
	"fmt"
	"slices"

	"gridrat/brain/agent/policy"
	"gridrat/brain/agent/reward"
	"gridrat/brain/agent/sense"
	"gridrat/world/body"
	"gridrat/world/task"
)

// Plan is what an agent is to be: everything that a run is reproduced from.
type Plan struct {
	Recipe  Recipe
	Task    task.Task
	Network Network // of code grid
	Seed    uint64
}

// Trainer lets agents learn from reward. One seed reproduces a run bit for bit,
// for any number of workers; a single goroutine at a time may call its methods.
type Trainer struct {
	plan    Plan
	organs  sense.Organs
	workers int
	worlds  *sense.Rats
	learner *reward.Learner
	tutor   *tutor // nil where the network is frozen
}

// NewTrainer returns a trainer at decision 0, with organs that Recipe.Grow has
// grown; it adds the network to them. It owns goroutines until Close.
func NewTrainer(p Plan, o sense.Organs, workers int) (*Trainer, error) {
	if err := p.Check(); err != nil {
		return nil, err
	}
	var by *tutor
	if p.Recipe.Network.Learns {
		by = newTutor(p.Recipe.Network, p.Network, p.Network.Trainer(workers))
	}
	t, err := prepare(p, o, by, workers)
	if err != nil {
		by.close()
		return nil, err
	}
	if t.learner, err = reward.New(p.Recipe.Learn, t.worlds, p.Seed, workers); err != nil {
		t.worlds.Close()
		by.close()
		return nil, err
	}
	return t, nil
}

// Check says in one sentence why nobody can learn by a plan, if so.
func (p Plan) Check() error {
	if err := p.Recipe.Validate(); err != nil {
		return err
	}
	if err := p.Recipe.Fits(&p.Task); err != nil {
		return err
	}
	if p.Recipe.Sense.Code == sense.Grid && p.Network.Net == nil {
		return fmt.Errorf("code %s needs a network that integrates paths", p.Recipe.Name)
	}
	if n := p.Recipe.Network; n.Learns && n.Batch < p.Network.Net.Recipe.Shards {
		return fmt.Errorf("network.batch is %d; the network divides its batches into %d parts", n.Batch, p.Network.Net.Recipe.Shards)
	}
	_, err := task.New(p.Task)
	return err
}

// prepare makes the worlds of a trainer.
func prepare(p Plan, o sense.Organs, by *tutor, workers int) (*Trainer, error) {
	if err := p.Check(); err != nil {
		return nil, err
	}
	lesson := 0
	o.Network, o.NetworkWeights = p.Network.Net, p.Network.Weights
	if by != nil {
		lesson = by.Steps
		o.NetworkWeights = by.network.Weights() // rats see what becomes of them
	}
	rats, err := sense.New(sense.Config{
		Shape: p.Recipe.Sense, Task: p.Task, Organs: o, Rats: p.Recipe.Learn.Worlds,
		Training: true, Steps: p.Recipe.Learn.Steps, Batch: p.Recipe.Learn.Batch(), Workers: workers, Lesson: lesson,
		Seeds: func(rat, n int) uint64 { return TrainingSeed(p.Seed, rat, n) },
	})
	if err != nil {
		return nil, err
	}
	if h := o.Head; h != nil && h.Units != units(rats, p.Recipe.Sense) {
		rats.Close()
		return nil, fmt.Errorf("the vector head reads %d units, and the code has %d", h.Units, units(rats, p.Recipe.Sense))
	}
	return &Trainer{plan: p, organs: o, workers: workers, worlds: rats, tutor: by}, nil
}

// Close ends the trainer's goroutines.
func (t *Trainer) Close() {
	t.learner.Close()
	t.worlds.Close()
	t.tutor.close()
}

// Plan is what the trainer was started with. After LoadTrainer a network that
// learns on is that of the file.
func (t *Trainer) Plan() Plan { return t.plan }

// Policy is the network that learns.
func (t *Trainer) Policy() *policy.Policy { return t.learner.Policy() }

// Decisions is the number of decisions made, of all rats together.
func (t *Trainer) Decisions() int { return t.learner.Decisions() }

// PerStep is the number of decisions of a Step.
func (t *Trainer) PerStep() int { return t.plan.Recipe.Learn.Worlds * t.plan.Recipe.Learn.Steps }

// Experience is how long all rats together have lived, in seconds of their
// worlds.
func (t *Trainer) Experience() float64 { return float64(t.Decisions()) * perDecision(&t.plan.Task) }

// perDecision is how long a decision lasts, s.
func perDecision(t *task.Task) float64 { return t.Body.Tick * float64(t.Body.Repeat) }

// Step makes one update, of the policy and then of a network that learns on. After
// an error, which says that learning diverged, the
// trainer cannot go on; its weights are those before the step that failed.
func (t *Trainer) Step() (reward.Diagnostics, error) {
	d, err := t.learner.Step()
	if err == nil && t.tutor != nil {
		err = t.tutor.teach(t.worlds)
	}
	return d, err
}

// Turns is the share of turns on the spot among the actions of the last Step.
func (t *Trainer) Turns() float64 {
	turns, all := 0, 0
	for a, n := range t.learner.Chosen() {
		if b := sense.Action(a); b == body.TurnLeft || b == body.TurnRight {
			turns += n
		}
		all += n
	}
	return float64(turns) / float64(max(1, all))
}

// Agent returns a copy of what has been learnt so far.
func (t *Trainer) Agent() *Agent {
	a := &Agent{
		Plan: t.plan, Decisions: t.Decisions(),
		organs: t.organs, policy: t.Policy(), weights: slices.Clone(t.learner.Weights()),
	}
	if t.tutor != nil {
		a.Network = t.tutor.present()
		a.organs.Network, a.organs.NetworkWeights = a.Network.Net, a.Network.Weights
	}
	return a
}

// Untrained returns the agent as it was before anything was rewarded, with the
// network as it is now, where that learns on.
func (t *Trainer) Untrained() *Agent {
	a := t.Agent()
	a.Decisions = 0
	_, a.weights = t.plan.Recipe.Learn.Start(a.policy.Inputs, a.policy.Actions, t.plan.Seed)
	return a
}

// Parameters is the number of weights that learn from reward.
func (t *Trainer) Parameters() int { return t.Policy().Layout.Size }
