// Package watched is the rat of an agent on the screen, with whatever is kept of its
// episode: what it did and believed at every decision, its ways and its trials, what
// its code of the goal looks like from everywhere, and what is drawn over the arena.
//
// It belongs to the room of the agents, and like that to the window's goroutine.
// Players, and the codes of a floor, are made in goroutines of their own and taken
// over in a later tick. Newer weights of an agent take over between two decisions,
// with all that the rat knows; another run, or another task, begins anew.
package watched

import (
	"context"
	"slices"
	"time"

	"gridrat/app/agents/later"
	"gridrat/brain/agent"
	"gridrat/brain/agent/sense"
	"gridrat/world"
	"gridrat/world/ground"
	"gridrat/world/task"
)

// Rat is the watched rat.
type Rat struct {
	*episode
	tell    func(failure bool, text string)
	changed func() // trials or episodes are others
	ctx     context.Context

	task  task.Task    // that it is to act in
	turns int          // how often that was another
	run   any          // that is followed
	agent *agent.Agent // the newest; nil is none
	again bool         // a player is to be made
	made  later.Later[player]

	player   *agent.Player // nil while there is none
	born     *agent.Agent  // with which the player was made: its organs are those of all that took over
	in       task.Task     // that it acts in
	begun    int           // episodes so far
	observer *agent.Observer
	edits    edits
	codes    codes

	back  int     // decisions to look back
	phase float64 // of the decision under way, 1 is that it has been carried out; beyond that the rat rests

	past     []agent.Episode // that are over, the oldest first
	numbers  []int           // of each of them
	drawn    int             // moments of the episode whose ways are on the ground
	redrawn  bool            // and all of them are to be drawn anew
	pretends *world.Vec      // nil is nowhere
	lacks    sense.Impairment
	scratch  []float32   // [units]
	path     []world.Vec // the shortest way from pathOf
	pathOf   world.Vec
}

// player is one that was made.
type player struct {
	*agent.Player
	run   any
	turns int
	task  task.Task
	err   error
}

const (
	// firstSeed is the seed of the first watched episode: number 1000000 of the frozen
	// ones, of which no test comes near, nor does learning.
	firstSeed = agent.Frozen + 1_000_000
	// mostPast is how many watched episodes are kept.
	mostPast = 100
	// rest is how long a rat rests after its episode, in decisions.
	rest = 15
)

// New returns a rat that is to act in a task, as soon as there is an agent to follow.
// What it makes in the background ends with ctx; tell tells the user something, and
// changed is called when trials or episodes are others.
func New(ctx context.Context, t task.Task, tell func(failure bool, text string), changed func()) *Rat {
	r := &Rat{ctx: ctx, tell: tell, changed: changed, task: t, phase: 1, redrawn: true}
	r.codes.rat = r
	return r
}

// Follow says which run the rat follows, a comparable value, and the newest agent of
// that, nil while there is none. What cannot take over in the middle of an episode,
// as of a network that learns on, has the next one.
func (r *Rat) Follow(run any, a *agent.Agent) {
	if run != r.run {
		r.run = run
		r.Forget()
	}
	r.agent = a
	if a != nil && (r.player == nil || !r.player.TakeOver(a)) {
		r.again = true
	}
}

// Turn has the rat act in another task from now on.
func (r *Rat) Turn(t task.Task) {
	r.task, r.pretends, r.turns = t, nil, r.turns+1
	r.edits.drop()
	r.Forget()
}

// Forget drops the player, and all episodes, for an agent that comes.
func (r *Rat) Forget() {
	r.drop()
	r.past, r.numbers, r.begun, r.again, r.agent = nil, nil, 0, true, nil
}

// drop ends the player.
func (r *Rat) drop() {
	if r.player != nil {
		r.player.Close()
	}
	r.player, r.episode, r.observer = nil, nil, nil
	r.back, r.phase, r.redrawn = 0, 1, true
	r.changed()
}

// Close ends everything.
func (r *Rat) Close() {
	if p, ok := r.made.Wait(); ok && p.Player != nil {
		p.Close()
	}
	r.codes.made.Wait()
	r.edits.made.Wait()
	if r.player != nil {
		r.player.Close()
		r.player = nil
	}
}

// Take has a player made where there is none or its agent has changed in kind, and
// takes over what has been made. It is called in every tick.
func (r *Rat) Take() {
	r.codes.take()
	if p, ok := r.made.Take(); ok {
		switch {
		case p.err != nil:
			r.tell(true, "The agent cannot be watched: "+p.err.Error()+".")
		case p.run != r.run || p.turns != r.turns || r.agent == nil:
			p.Close()
			r.again = true
		default:
			r.drop()
			r.player, r.born, r.in = p.Player, p.Agent(), p.task
			r.player.Record(0)
			r.again = !r.player.TakeOver(r.agent)
			r.beginEpisode(r.seed())
		}
	}
	r.edits.take(r)
	if r.agent == nil || !r.again || !r.over() || r.made.Busy() {
		return
	}
	r.again = false
	a, run, turns, t, seed, lacks := r.agent, r.run, r.turns, r.task, r.seed(), r.lacks
	t.Body = a.Task.Body
	r.made.Begin(func() player {
		p, err := a.Play(t, []uint64{seed}, agent.Options{Workers: 1, Impairment: lacks})
		return player{p, run, turns, t, err}
	})
}

// Alive tells whether there is a rat.
func (r *Rat) Alive() bool { return r.player != nil }

// Agent is the agent by which the rat acts now; nil while there is none.
func (r *Rat) Agent() *agent.Agent {
	if r.player == nil {
		return nil
	}
	return r.player.Agent()
}

// Task is the task that the rat acts in.
func (r *Rat) Task() *task.Task { return &r.in }

// seed is that of the next episode.
func (r *Rat) seed() uint64 { return firstSeed + uint64(r.begun) }

// over tells whether the episode is, and all of it was shown.
func (r *Rat) over() bool { return r.player == nil || r.player.Over(0) && r.phase >= 1 }

// Over tells whether the episode is.
func (r *Rat) Over() bool { return r.player == nil || r.player.Over(0) }

// beginEpisode begins the episode of a seed.
func (r *Rat) beginEpisode(seed uint64) {
	p := r.player
	r.begun = int(seed-firstSeed) + 1
	p.Begin(0, seed)
	now := p.Rats().World(0)
	r.episode = &episode{number: r.begun, seed: seed, origin: p.Rats().Origin(0)}
	r.observer = agent.Observe(now)
	r.back, r.phase, r.redrawn, r.path = 0, 1, true, nil
	r.moments = append(r.moments, r.state(Moment{Action: -1, Came: now.Pose()}))
	r.edits.follow(r)
	if r.pretends != nil {
		if err := r.Pretend(*r.pretends); err != nil {
			r.tell(false, "No goal is pretended any more: "+err.Error()+".")
		}
	}
	r.codes.renew()
	r.changed()
}

// decide lets the rat make a decision.
func (r *Rat) decide() {
	now := r.player.Rats().World(0)
	before := len(now.Trials())
	r.player.Step()
	r.observer.Note(now)
	m := Moment{Action: r.player.Chosen(0), Value: r.player.Value(0), Came: now.Pose()}
	copy(m.Probs[:], r.player.Probs(0))
	if trials := now.Trials(); len(trials) > before {
		m.Came = trials[before-1].At
		r.trials = append(r.trials, r.observer.Trial(now, now.Own(), before-1))
		r.changed()
	}
	m = r.state(m)
	r.moments = append(r.moments, m)
	r.note(&m)
	if r.player.Over(0) {
		r.finish()
	}
}

// finish keeps an episode that is over.
func (r *Rat) finish() {
	now := r.player.Rats().World(0)
	n := len(now.Trials())
	e := agent.Episode{Seed: r.episode.seed, Score: now.Score(), Map: now.Map(), Trials: append(r.trials, r.observer.Trial(now, now.Own(), n-1))}
	if goals := now.Goals(); len(goals) > 0 {
		e.Goal = goals[0].At
	}
	for i := range n {
		e.Ways, e.Headings = append(e.Ways, r.observer.Way(i)), append(e.Headings, r.observer.Headings(i))
	}
	r.past, r.numbers = append(r.past, e), append(r.numbers, r.number)
	if len(r.past) > mostPast {
		r.past, r.numbers = r.past[1:], r.numbers[1:]
	}
	r.changed()
}

// period is how long a decision lasts, s.
func (r *Rat) period() float64 { return r.in.Body.Tick * float64(r.in.Body.Repeat) }

// Advance lets the rat act for dt seconds of real time at a speed, 1 being real time,
// as far as 4 ms allow. It returns the speed that there was time for.
func (r *Rat) Advance(dt, speed float64) (reached float64) {
	const budget = 4 * time.Millisecond
	wanted := dt * speed / r.period()
	if r.player == nil || !(wanted > 0) || r.edits.hold {
		return speed
	}
	begin, before, made := time.Now(), r.phase, 0.0
	for r.phase += wanted; r.phase >= 1 && time.Since(begin) < budget; made++ {
		if r.player.Over(0) {
			if r.phase < 1+rest || r.again {
				return speed
			}
			r.beginEpisode(r.seed())
		}
		r.decide()
		r.phase--
	}
	if !r.player.Over(0) {
		r.phase = min(r.phase, 1)
	}
	return speed * min(1, (made+r.phase-before)/wanted)
}

// Back is how many decisions ago the moment is that is looked at.
func (r *Rat) Back() int { return r.back }

// LookBack shows the rat some decisions ago. It is to be paused meanwhile.
func (r *Rat) LookBack(decisions int) {
	if r.episode == nil {
		return
	}
	if r.back = min(max(decisions, 0), len(r.moments)-1); r.back > 0 {
		r.phase = max(r.phase, 1)
	}
}

// Decide makes a single decision or, where the past is looked at, goes forward
// in it; after the end it begins the next episode.
func (r *Rat) Decide() {
	switch {
	case r.player == nil || r.edits.hold:
	case r.back > 0:
		r.LookBack(r.back - 1)
	case r.player.Over(0):
		r.Next()
	default:
		r.decide()
		r.phase = 1
	}
}

// Next begins the next episode.
func (r *Rat) Next() {
	if r.player != nil {
		r.beginEpisode(r.seed())
	}
}

// Again begins the episode anew.
func (r *Rat) Again() {
	if r.player != nil {
		r.beginEpisode(r.episode.seed)
	}
}

// Past are the episodes that are over, with their numbers, and Trials those of the
// one under way that are; neither is to be changed.
func (r *Rat) Past() (list []agent.Episode, numbers []int) { return r.past, r.numbers }

// SoFar are the episodes that are over and what has come of the one under way.
func (r *Rat) SoFar() []agent.Episode {
	all := slices.Clone(r.past)
	if r.episode != nil && !r.player.Over(0) {
		all = append(all, r.observer.Episode(r.player.Rats().World(0), r.episode.seed))
	}
	return all
}

// Trials are the trials of the episode under way that are over; none once it is.
func (r *Rat) Trials() []agent.Trial {
	if r.episode == nil || r.player.Over(0) {
		return nil
	}
	return r.trials
}

// Ground is the floor of the episode with the doors as they are now; nil where there
// is none, or the past is looked at.
func (r *Rat) Ground() *ground.Ground {
	if r.player == nil || r.back > 0 {
		return nil
	}
	return r.player.Rats().World(0).Ground()
}
