package agent

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"gridrat/brain/agent/policy"
	"gridrat/brain/agent/rival"
	"gridrat/brain/agent/sense"
	"gridrat/brain/crew"
	"gridrat/brain/nn"
	"gridrat/brain/stream"
	"gridrat/brain/tensor"
	"gridrat/world/task"
)

// Frozen is the seed of the first test episode: those of training never have
// one like it (see TrainingSeed), so that nobody was trained on a test.
const Frozen = rival.FirstTest

// Player is rats of an agent that act in episodes of their own without learning,
// for tests and for whoever watches. A single goroutine at a time may call its
// methods.
type Player struct {
	agent  *Agent
	rats   *sense.Rats
	seeds  []uint64
	greedy bool

	crew    *crew.Crew
	actors  []*policy.Actor
	lanes   []int // first rat of each lane, and the number of rats
	chance  []*rand.Rand
	x       tensor.Mat
	last    []int32
	actions []int
	reward  []float32
	over    []bool
	job     func(int)
	record  *record // of a rat that is watched; nil is none
}

// perActor is how many rats share an actor; results do not depend on it.
const perActor = 16

// Play begins episodes of a task, one for each seed, as o says, whose First and
// Episodes do not count. What a rat does depends on its seed alone. The player
// owns goroutines until Close. What does not fit the agent is refused.
func (a *Agent) Play(t task.Task, seeds []uint64, o Options) (*Player, error) {
	if err := a.Fits(&t); err != nil {
		return nil, err
	}
	seeds = slices.Clone(seeds)
	rats, err := sense.New(sense.Config{
		Shape: a.Recipe.Sense, Task: t, Organs: a.organs, Rats: len(seeds), Batch: perActor, Workers: o.Workers,
		Steps: a.Recipe.Learn.Steps, Seeds: func(rat, _ int) uint64 { return seeds[rat] }, Impaired: o.Impairment,
	})
	if err != nil {
		return nil, err
	}
	n := len(seeds)
	l := &Player{
		agent: a, rats: rats, seeds: seeds, greedy: o.Greedy, crew: crew.New(max(1, o.Workers)),
		x: tensor.New(n, a.policy.Inputs), last: make([]int32, n), actions: make([]int, n),
		reward: make([]float32, n), over: make([]bool, n),
	}
	if err := l.check(o.Impairment); err != nil {
		l.Close()
		return nil, err
	}
	for low := 0; low < n; low += perActor {
		l.actors = append(l.actors, a.policy.NewActor(min(perActor, n-low)))
	}
	begin := make([]bool, n)
	for i := range n {
		l.chance = append(l.chance, rand.New(stream.Alone(seeds[i], forPlay)))
		l.last[i], begin[i] = -1, true
	}
	rats.Renew(begin, l.x)
	l.lanes = append(rats.Lanes(), n)
	l.job = l.goOn
	return l, nil
}

// units is the number of units of the code of rats.
func units(rats *sense.Rats, s sense.Shape) int {
	if s.Code == sense.None {
		return 0
	}
	return rats.Units()
}

// check says what is wrong with what is to be taken from rats.
func (l *Player) check(m sense.Impairment) error {
	if err := m.Validate(); err != nil {
		return err
	}
	n := l.Units()
	for _, u := range m.Silenced {
		if u < 0 || u >= n {
			return fmt.Errorf("there is no unit %d to silence; the code of the agent has %d", u, n)
		}
	}
	return nil
}

// forPlay is the second number of the generators that draw a player's actions.
const forPlay = 0xac70

// Close ends the player's goroutines.
func (l *Player) Close() {
	l.crew.Stop()
	l.rats.Close()
}

// Rats are those who act, with their worlds; not to be moved by others.
func (l *Player) Rats() *sense.Rats { return l.rats }

// goOn lets the rats of a lane make a decision.
func (l *Player) goOn(lane int) {
	low, high := l.lanes[lane], l.lanes[lane+1]
	for ; low < high; low += perActor {
		l.choose(low, min(low+perActor, high))
	}
	l.rats.ActIn(lane, l.actions, l.reward, l.over)
	l.rats.ObserveIn(lane, l.x)
}

// choose chooses the actions of the rats of an actor.
func (l *Player) choose(low, high int) {
	a := l.actors[low/perActor]
	a.Step(l.agent.weights, l.x.RowRange(low, high), l.last[low:high])
	for b := range high - low {
		i := low + b
		if l.over[i] {
			continue
		}
		u := l.chance[i].Float64()
		if l.greedy {
			l.actions[i] = best(a.Probs(b))
		} else {
			l.actions[i] = nn.Draw(a.Probs(b), u)
		}
		l.last[i] = int32(l.actions[i])
	}
}

func best(p []float32) int {
	at := 0
	for i, v := range p {
		if v > p[at] {
			at = i
		}
	}
	return at
}

// Step makes a decision in every world that is not over, and tells whether any
// is left.
func (l *Player) Step() (left bool) {
	recorded := l.record != nil && !l.over[l.record.rat]
	if recorded {
		l.record.before(l)
	}
	if err := l.crew.Run(len(l.lanes)-1, l.job); err != nil {
		panic(err)
	}
	if recorded {
		l.record.after(l)
	}
	for _, over := range l.over {
		left = left || !over
	}
	return left
}

// Probs are the probabilities of rat i's actions, as the policy had them at the
// last Step.
func (l *Player) Probs(i int) []float32 { return l.actors[i/perActor].Probs(i % perActor) }

// Value is what rat i expected, in the learner's unit.
func (l *Player) Value(i int) float32 { return l.actors[i/perActor].Value(i % perActor) }
