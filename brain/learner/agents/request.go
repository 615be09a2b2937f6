package agents

import "gridrat/brain/agent"

// Reset starts again by the same plan, in the map as it is now: the same weights,
// worlds and actions.
type Reset struct{}

// Apply implements Request.
func (Reset) Apply(l *session) error { return Restart{l.Student().plan}.Apply(l) }

// Restart starts from scratch by another plan: another recipe, task, network or
// seed.
type Restart struct{ Plan agent.Plan }

// Apply implements Request.
func (r Restart) Apply(l *session) error {
	s, err := begin(l.Student().config, r.Plan)
	if err != nil {
		return err
	}
	l.Begin(s)
	return nil
}

// LoadBytes opens a checkpoint that is already in memory, such as a dropped
// file, and goes on from it, paused.
type LoadBytes struct {
	Name string // shown as its origin
	Data []byte
}

// Apply implements Request.
func (r LoadBytes) Apply(l *session) error {
	o, err := l.Student().config.open(r.Name, r.Data)
	if err != nil {
		return err
	}
	l.TurnTo(o, r.Name)
	return nil
}
