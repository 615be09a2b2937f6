// Package memory has on what the choice depends that is looked at, of the watched rat:
// attributed in a goroutine of its own, a few times a second, from a recording that
// never changes. It belongs to the window's goroutine.
package memory

import (
	"time"

	"gridrat/app/agents/later"
	"gridrat/brain/agent"
	"gridrat/render/panel"
)

// Of is a choice that is looked at.
type Of struct {
	Agent     *agent.Agent // by whose weights
	Recording agent.Recording
	Decision  int // in the recording, from 0
	Episode   any // that it is of, a comparable value
}

// key tells choices, and the weights that they are attributed by, apart.
type key struct {
	agent    *agent.Agent
	decision int
	episode  any
}

const (
	// often is how long lies between the beginnings of two attributions at least, and
	// rests how many times as long as one takes, so that learning goes on: some 6 ms
	// with the largest policies that come with the program, on a quiet core.
	often = 120 * time.Millisecond
	rests = 20
	// spare is how many seconds more are looked at than the strip has.
	spare = 1
)

// attributed is a choice, and how long it took to attribute it.
type attributed struct {
	panel.Choice
	took time.Duration
}

// Memory is on what the newest choice depends that was attributed.
type Memory struct {
	made   later.Later[attributed]
	tool   *agent.Attributor // of the goroutine that is at work
	period float64           // that tool was made for
	coming key
	of     key
	next   time.Time     // before which nothing is begun
	shown  *panel.Choice // nil is none
}

// Shown is the choice; nil is none.
func (m *Memory) Shown() *panel.Choice { return m.shown }

// Take takes over what was attributed, and has what is looked at now attributed if
// that is another choice: of nil there is none. period is how long a decision lasts,
// s. It tells whether another one is shown, and is called in every tick while the
// strip is on the screen.
func (m *Memory) Take(now time.Time, of *Of, period float64) (changed bool) {
	c, ok := m.made.Take()
	if ok {
		m.next = m.next.Add(max(0, rests*c.took-often))
	}
	if of == nil {
		changed = m.shown != nil
		m.shown, m.of = nil, key{}
		return changed
	}
	wanted := key{of.Agent, of.Decision, of.Episode}
	if ok && m.coming.episode == wanted.episode {
		m.shown, m.of, changed = &c.Choice, m.coming, true
	}
	if wanted == m.of || m.made.Busy() || now.Before(m.next) {
		return changed
	}
	m.next, m.coming = now.Add(often), wanted
	if m.tool == nil || m.period != period {
		m.period = period
		m.tool = agent.NewAttributor(max(1, int((panel.MemorySeconds+spare)/period)))
	}
	tool, from := m.tool, *of
	m.made.Begin(func() attributed {
		begin := time.Now()
		c := panel.Choice{Attribution: tool.Of(from.Agent, from.Recording, from.Decision), Period: period}
		return attributed{c, time.Since(begin)}
	})
	return changed
}

// Wait waits for what is being attributed.
func (m *Memory) Wait() { m.made.Wait() }
