package race

import (
	"context"
	"fmt"

	"gridrat/app/agents/later"
	"gridrat/brain/agent"
	"gridrat/world/task"
)

// making is a race that is being made in a goroutine of its own: agents that come
// with the program are read, and worlds of large maps take long.
type making struct {
	later  later.Later[made]
	wanted *wanted // what was asked for last; nil is nothing
}

// wanted is a race that is to begin.
type wanted struct {
	pair pairing
	seed uint64
}

// made is a race that was made, or why there is none.
type made struct {
	of    *wanted
	pair  pairing // with its agents
	sides [2]*side
	err   error
}

func (m made) close() {
	for _, s := range m.sides {
		if s != nil {
			s.close()
		}
	}
}

// drop has nothing begin that is being made.
func (m *making) drop() { m.wanted = nil }

// run begins a race as soon as it is made. There is none meanwhile.
func (r *Room) run(p pairing, seed uint64) {
	r.making.wanted = &wanted{p, seed}
	r.Tell(false, "The race is being made ready; it begins in a moment.")
	r.make()
}

// make makes what was asked for last.
func (r *Room) make() {
	w, lib, ctx := r.making.wanted, r.Library, r.Background.Context()
	if w == nil {
		return
	}
	r.making.later.Begin(func() made {
		m := made{of: w, pair: w.pair}
		m.err = m.fill(ctx, w.seed, lib)
		return m
	})
}

// fill makes the sides.
func (m *made) fill(ctx context.Context, seed uint64, lib agent.Library) error {
	p := &m.pair
	if err := p.second.read(lib); err != nil {
		return err
	}
	if p.first != nil {
		first := *p.first
		if err := first.read(lib); err != nil {
			return err
		}
		p.first = &first
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	var err error
	if p.first == nil {
		t := p.task
		t.Body = p.second.Agent.Task.Body
		m.sides[0], err = newUser(t, seed)
	} else {
		m.sides[0], err = p.first.side(p.task, seed)
	}
	if err == nil {
		m.sides[1], err = p.second.side(p.task, seed)
	}
	return err
}

// read reads an agent that comes with the program.
func (e *entrant) read(lib agent.Library) error {
	if e.Agent != nil {
		return nil
	}
	a, err := agent.Load(e.shipped.File(), lib)
	if err != nil {
		return fmt.Errorf("could not open %s: %w", e.Origin, err)
	}
	e.Agent = a
	return nil
}

// side is the side of an agent.
func (e *entrant) side(t task.Task, seed uint64) (*side, error) {
	s, err := newAgent(e.Runner, t, seed)
	if err != nil {
		return nil, fmt.Errorf("%s cannot run in %s: %w", e.Name, t.Title, err)
	}
	return s, nil
}

// takeMade begins a race that was made, if it is still wanted.
func (r *Room) takeMade() {
	m, ok := r.making.later.Take()
	if !ok {
		return
	}
	if w := r.making.wanted; w != m.of || !r.Shown() {
		m.close()
		if r.Shown() {
			r.make()
		} else {
			r.making.drop()
		}
		return
	}
	r.making.wanted = nil
	if m.err != nil {
		m.close()
		r.Tell(true, "There is no race: "+m.err.Error()+".")
		return
	}
	r.begin(m)
}

// begin begins a race.
func (r *Room) begin(m made) {
	w := m.sides[0].world
	x := newRace(m.pair, *w.Task(), m.of.seed, m.sides)
	e := begun{x.task.Name, w.Map().Name, x.seed}
	x.again = r.begun[e] || r.episodeSeen(x.seed)
	r.begun[e] = true
	r.end()
	r.race, r.paused, r.reached = x, false, r.speed
	r.last, r.lastSeed = &x.pair, x.seed
	r.Enter()
	r.Hush()
}

// episodeSeen tells whether a seed is that of the episode that is watched.
func (r *Room) episodeSeen(seed uint64) bool {
	f := r.Field()
	return f.Watched && f.Seed == seed
}

// again runs the race of now again, from a seed.
func (r *Room) again(seed uint64) { r.run(r.race.pair, seed) }
