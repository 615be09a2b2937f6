package agents

import (
	"slices"
	"time"

	"gridrat/brain/agent"
	"gridrat/brain/learner/agents"
	"gridrat/world"
	"gridrat/world/task"
)

// watch is the rat on the screen: a player with one rat, and what is kept of its
// episode. Newer weights of its agent take over between two decisions, with all that
// the rat knows; another agent, or another task, begins the episode anew.
type watch struct {
	*episode
	room     *Room
	of       *contender
	player   *agent.Player // nil while there is none
	run      run           // that is followed
	kindOf   *agent.Agent  // with which the player was made: its organs are those of all that took over
	task     task.Task     // that it acts in
	made     later[player]
	again    bool // another is to be made
	begun    int  // episodes so far
	observer *agent.Observer
	judge    *task.Judge

	back  int     // decisions to look back, when paused
	phase float64 // of the decision under way, 1 is that it has been carried out; beyond that the rat rests

	past     []agent.Episode // that are over, the oldest first
	numbers  []int           // of each of them
	drawn    int             // moments of the episode whose ways are on the ground
	redrawn  bool            // and all of them are to be drawn anew
	pretends *world.Vec      // nil is nowhere
	scratch  []float32       // [units]
	path     []world.Vec     // the shortest way from pathOf
	pathOf   world.Vec
}

// player is one that was made.
type player struct {
	*agent.Player
	of   *contender
	task task.Task
	err  error
}

const (
	// firstSeed is the seed of the first watched episode: number 1000000 of the frozen
	// ones, of which no test comes near, nor does learning.
	firstSeed = agent.Frozen + 1_000_000
	// mostPast is how many watched episodes are kept.
	mostPast = 100
	// rest is how long a rat rests after its episode, in decisions.
	rest = 15
	// inside is the side of codes' lattices, in places.
	inside = 40
)

// run tells runs of an agent apart: another one begins the episode anew.
type run struct {
	of    *contender
	guest *agents.Snapshot
	run   int
}

// follow takes over what the watched agent has learnt. Where that cannot be taken
// over in the middle of an episode, as of a network that learns on, the next one has
// it.
func (w *watch) follow() {
	s := w.of.now()
	if s == nil {
		return
	}
	if now := (run{w.of, w.of.guest, s.Run}); now != w.run {
		w.run = now
		w.forget()
	}
	if s.Agent != nil && (w.player == nil || !w.player.TakeOver(s.Agent)) {
		w.again = true
	}
}

// forget drops the player, and so the episode, for an agent or a task that comes.
func (w *watch) forget() {
	w.drop()
	w.past, w.numbers, w.begun = nil, nil, 0
	w.room.tests = nil
	w.again = true
}

// drop ends the player.
func (w *watch) drop() {
	if w.player != nil {
		w.player.Close()
	}
	w.player, w.episode, w.observer, w.judge = nil, nil, nil, nil
	w.back, w.phase, w.redrawn = 0, 1, true
	w.room.panes.outdate()
}

// close ends everything.
func (w *watch) close() {
	if p, ok := w.made.wait(); ok && p.Player != nil {
		p.Close()
	}
	if w.player != nil {
		w.player.Close()
	}
}

// take makes a player where there is none or its agent has changed in kind, and
// takes it over.
func (w *watch) take() {
	if p, ok := w.made.take(); ok {
		switch {
		case p.err != nil:
			w.room.Tell(true, "The agent cannot be watched: "+p.err.Error()+".")
		case p.of != w.of || p.task.Name != w.room.task.Name || w.of.agent() == nil:
			p.Close()
			w.again = true
		default:
			w.drop()
			w.player, w.kindOf, w.task = p.Player, p.Agent(), p.task
			w.player.TakeOver(w.of.agent())
			w.beginEpisode(w.seed())
		}
	}
	due := w.player == nil || w.over()
	if a := w.of.agent(); a != nil && w.again && due && w.of.settled() && !w.made.busy() {
		w.again = false
		of, t, seed, silenced := w.of, w.room.task, w.seed(), w.room.lesion.units
		t.Body = a.Task.Body
		w.made.begin(func() player {
			p, err := a.Play(t, []uint64{seed}, agent.Options{Workers: 1, Silenced: silenced})
			return player{p, of, t, err}
		})
	}
}

// seed is that of the next episode.
func (w *watch) seed() uint64 { return firstSeed + uint64(w.begun) }

// over tells whether the episode is, and all of it was shown.
func (w *watch) over() bool { return w.player == nil || w.player.Over(0) && w.phase >= 1 }

// beginEpisode begins the episode of a seed.
func (w *watch) beginEpisode(seed uint64) {
	p := w.player
	w.begun = int(seed-firstSeed) + 1
	p.Begin(0, seed)
	now := p.Rats().World(0)
	w.episode = &episode{number: w.begun, seed: seed, origin: p.Rats().Origin(0)}
	w.observer, w.judge = agent.Observe(now), now.Judge()
	w.back, w.phase, w.redrawn, w.path = 0, 1, true, nil
	w.moments = append(w.moments, w.state(moment{action: -1, came: now.Pose()}))
	if w.pretends != nil {
		w.room.pretend(*w.pretends)
	}
	w.room.codes.renew()
	w.room.Redraw(true)
}

// decide lets the rat make a decision.
func (w *watch) decide() {
	rats := w.player.Rats()
	now, before := rats.World(0), len(rats.World(0).Trials())
	w.player.Step()
	w.observer.Note(now)
	m := moment{action: w.player.Chosen(0), value: w.player.Value(0), came: now.Pose()}
	copy(m.probs[:], w.player.Probs(0))
	if trials := now.Trials(); len(trials) > before {
		m.came = trials[before-1].At
		w.trials = append(w.trials, w.observer.Trial(now, w.judge, before-1))
		w.room.panes.trials.Outdate()
	}
	w.moments = append(w.moments, w.state(m))
	if w.player.Over(0) {
		w.finish()
	}
}

// state adds to a moment how everything stands now.
func (w *watch) state(m moment) moment {
	rats := w.player.Rats()
	now := rats.World(0)
	m.pose, m.belief = now.Pose(), rats.Belief(0)
	m.trial, m.visits, m.score = len(now.Trials())-1, now.Visits(), now.Score()
	m.left, m.lasted = now.Left(), now.TrialTime()
	if n := now.Changes(); len(w.plans) == 0 || n != w.changes {
		w.plans, w.changes = append(w.plans, now.Map()), n
	}
	m.plan, m.goal = len(w.plans)-1, -1
	units := w.player.Units()
	if units == 0 {
		return m
	}
	m.code = make([]float32, units)
	if len(w.scratch) != units {
		w.scratch = make([]float32, units)
	}
	if rats.GoalCodes(m.code, w.scratch, 0) {
		m.goal = w.goalOf(w.scratch)
	}
	return m
}

// goalOf is the number of a code of the goal, which is new at most.
func (w *watch) goalOf(code []float32) int {
	n := len(w.goals)
	pretended := w.player.Rats().Pretends(0)
	if n > 0 && w.goals[n-1].pretended == pretended && slices.Equal(w.goals[n-1].code, code) {
		return n - 1
	}
	g := goalCode{code: slices.Clone(code), pretended: pretended}
	trials := w.player.Rats().World(0).Trials()
	switch {
	case pretended && w.pretends != nil:
		g.at = *w.pretends
	case len(trials) > 1:
		g.at = trials[len(trials)-2].At.Pos
	}
	w.goals = append(w.goals, g)
	return n
}

// finish keeps an episode that is over.
func (w *watch) finish() {
	now := w.player.Rats().World(0)
	n := len(now.Trials())
	e := agent.Episode{Seed: w.episode.seed, Score: now.Score(), Map: now.Map(), Trials: append(w.trials, w.observer.Trial(now, w.judge, n-1))}
	if goals := now.Goals(); len(goals) > 0 {
		e.Goal = goals[0].At
	}
	for i := range n {
		e.Ways = append(e.Ways, w.observer.Way(i))
	}
	w.past, w.numbers = append(w.past, e), append(w.numbers, w.number)
	if len(w.past) > mostPast {
		w.past, w.numbers = w.past[1:], w.numbers[1:]
	}
	w.room.panes.outdate()
}

// period is how long a decision lasts, s.
func (w *watch) period() float64 { return w.task.Body.Tick * float64(w.task.Body.Repeat) }

// Advance lets the watched rat act for a tick of dt seconds of real time, as far as
// 4 ms allow. It is called while the tab is shown and nothing lies over it.
func (r *Room) Advance(dt float64) {
	w := &r.watch
	if !r.Playing || w.player == nil {
		r.Reached = r.Speed
		return
	}
	const budget = 4 * time.Millisecond
	begin := time.Now()
	before := w.phase
	wanted, made := dt*r.Speed/w.period(), 0.0
	w.phase += wanted
	for w.phase >= 1 && time.Since(begin) < budget {
		if w.player.Over(0) {
			if w.phase < 1+rest || w.again {
				break
			}
			w.beginEpisode(w.seed())
		}
		w.decide()
		w.phase--
		made++
	}
	if !w.player.Over(0) {
		w.phase = min(w.phase, 1)
	}
	if wanted > 0 {
		r.Reached += 0.05 * (r.Speed*min(1, (made+w.phase-before)/wanted) - r.Reached)
	}
	r.Redraw(false)
	if made > 0 {
		r.panes.codes.Outdate()
	}
}

// lookBack shows the rat some decisions ago.
func (r *Room) lookBack(decisions int) {
	w := &r.watch
	if w.episode == nil {
		return
	}
	if w.back = min(max(decisions, 0), len(w.moments)-1); w.back > 0 || !r.Playing {
		w.phase = max(w.phase, 1)
	}
	r.Redraw(false)
	r.panes.codes.Hurry()
}

// decision is a decision of the paused rat, or a step forward in what is past.
func (r *Room) decision() {
	w := &r.watch
	switch {
	case r.Playing || w.player == nil:
	case w.back > 0:
		r.lookBack(w.back - 1)
	case w.player.Over(0):
		r.nextEpisode()
	default:
		w.decide()
		w.phase = 1
		r.Redraw(false)
		r.panes.codes.Hurry()
	}
}

// nextEpisode begins another episode.
func (r *Room) nextEpisode() {
	if w := &r.watch; w.player != nil {
		w.beginEpisode(w.seed())
	}
}

// sameEpisode begins the episode again that is watched.
func (r *Room) sameEpisode() {
	if w := &r.watch; w.player != nil {
		w.beginEpisode(w.episode.seed)
	}
}

// watchOne watches another agent, from the beginning of the episode.
func (r *Room) watchOne(c *contender) {
	if c == r.watch.of {
		return
	}
	r.watch.of = c
	r.join(c)
	r.lesion.clear()
	r.watch.forget()
	r.watch.follow()
	r.panes.outdate()
}
