package agent

import (
	"math/rand/v2"

	"gridrat/brain/agent/sense"
	"gridrat/brain/stream"
	"gridrat/brain/tensor"
	"gridrat/world"
	"gridrat/world/task"
)

// What whoever watches a player may do to it between two Steps.

// Agent is the agent that acts.
func (l *Player) Agent() *Agent { return l.agent }

// Over tells whether the episode of rat i is.
func (l *Player) Over(i int) bool { return l.over[i] }

// Chosen is the action that rat i chose at the last Step; -1 before the first of an
// episode.
func (l *Player) Chosen(i int) int { return int(l.last[i]) }

// Begin begins the episode of a seed in rat i, from which on it is as if it had
// been begun by Play.
func (l *Player) Begin(i int, seed uint64) {
	l.seeds[i], l.last[i], l.over[i], l.reward[i] = seed, -1, false, 0
	l.chance[i] = rand.New(stream.Alone(seed, forPlay))
	m := l.actors[i/perActor].Memory()
	for _, kept := range []tensor.Mat{m.H, m.C} {
		if kept.Rows > 0 {
			clear(kept.Row(i % perActor))
		}
	}
	l.record.begun(i)
	begin := make([]bool, len(l.over))
	begin[i] = true
	l.rats.Renew(begin, l.x)
}

// TakeOver lets another agent go on in the place of the one that acts, with all
// that its rats know and remember, and tells whether it could: it must have the
// same senses, organs and policy, as one that has learnt on has unless its network
// learns too.
func (l *Player) TakeOver(a *Agent) bool {
	now := l.agent
	if a.Recipe.Sense != now.Recipe.Sense || a.Recipe.Learn.Policy != now.Recipe.Learn.Policy || !sameOrgans(a.organs, now.organs) {
		return false
	}
	l.agent = a
	return true
}

func sameOrgans(a, b sense.Organs) bool {
	return a.Network == b.Network && a.Vision == b.Vision && a.Head == b.Head && sameSlice(a.NetworkWeights, b.NetworkWeights) &&
		sameSlice(a.VisionWeights, b.VisionWeights) && sameSlice(a.HeadWeights, b.HeadWeights)
}

// sameSlice tells whether two slices are one in memory.
func sameSlice(a, b []float32) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

// Pretend gives rat i the code of a place for that of the goal; see
// sense.Rats.Pretend.
func (l *Player) Pretend(i int, at world.Vec) error {
	err := l.rats.Pretend(i, at)
	l.record.pretends(i)
	l.rats.Observe(l.x)
	return err
}

// Unpretend takes that code away from it.
func (l *Player) Unpretend(i int) {
	l.rats.Unpretend(i)
	l.rats.Observe(l.x)
}

// Edit has the map of rat i's world become another one at once; see sense.Rats.Edit.
func (l *Player) Edit(i int, e *task.Edited) (way bool, err error) {
	way, err = l.rats.Edit(i, e)
	l.rats.Observe(l.x)
	return way, err
}

// Turn has the episodes that rat i begins be in an edited map; see task.World.Turn.
func (l *Player) Turn(i int, e *task.Edited) { l.rats.World(i).Turn(e) }

// Impair has all rats lack something from now on, in mid-episode, and nothing else;
// see sense.Impairment.
func (l *Player) Impair(m sense.Impairment) error {
	if err := l.check(m); err != nil {
		return err
	}
	l.rats.Impair(m)
	l.rats.Observe(l.x)
	return nil
}

// Observer follows a rat through an episode, decision by decision, as tests do. It
// belongs to the goroutine of the rat.
type Observer struct{ w watcher }

// Observe begins with an episode that has just begun, and keeps its ways.
func Observe(w *task.World) *Observer {
	o := &Observer{}
	o.w.begin(w, true)
	return o
}

// Note notes a decision, after it was made.
func (o *Observer) Note(w *task.World) { o.w.note(w) }

// Edited notes that the map of the world was edited.
func (o *Observer) Edited(w *task.World) { o.w.look(w) }

// Way is where the rat was in a trial, its start first; not to be changed.
func (o *Observer) Way(trial int) []world.Vec { return o.w.trials[trial].way }

// Headings are those of the rat at the places of Way, rad; not to be changed.
func (o *Observer) Headings(trial int) []float64 { return o.w.trials[trial].head }

// Trial is what has come of a trial so far; j is a judge of the episode.
func (o *Observer) Trial(w *task.World, j *task.Judge, trial int) Trial {
	return o.w.trial(w, j, trial)
}

// Episode is what has come of the episode so far.
func (o *Observer) Episode(w *task.World, seed uint64) Episode { return o.w.episode(w, seed) }

// Units is the number of units of the rats' code; 0 of an agent without one.
func (l *Player) Units() int { return units(l.rats, l.agent.Recipe.Sense) }
