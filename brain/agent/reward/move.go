package reward

import "fmt"

// Move has the learner go on in other worlds of as many inputs and actions, in
// all of which episodes begin: weights, optimiser and random streams stay, and
// memories are cleared. The worlds before are the caller's.
func (l *Learner) Move(worlds Worlds) error {
	if worlds.N() != l.recipe.Worlds || worlds.Inputs() != l.policy.Inputs || worlds.Actions() != l.policy.Actions {
		return fmt.Errorf("the agent learns in %d worlds with %d inputs and %d actions, and there are %d with %d and %d",
			l.recipe.Worlds, l.policy.Inputs, l.policy.Actions, worlds.N(), worlds.Inputs(), worlds.Actions())
	}
	lanes, err := l.recipe.lanes(worlds)
	if err != nil {
		return err
	}
	l.worlds, l.lanes = worlds, lanes
	for i := range l.over {
		l.over[i], l.returns[i] = true, 0
	}
	for _, p := range l.parts {
		p.forget(l.over)
	}
	worlds.Renew(l.over, l.x)
	return nil
}
