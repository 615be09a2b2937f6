package reward

import (
	"errors"
	"fmt"

	"gridrat/brain/setting"
)

// Validate says in one sentence what is wrong with r, if anything.
func (r Recipe) Validate() error {
	if err := setting.Validate(r); err != nil {
		return err
	}
	if err := r.Policy.Validate(); err != nil {
		return fmt.Errorf("policy.%w", err)
	}
	switch {
	case r.Algorithm == A3C && r.Epochs != 1:
		return fmt.Errorf("epochs is %d; a3c uses what was done once", r.Epochs)
	case r.Worlds%(r.Minibatches*r.Shards) != 0:
		return fmt.Errorf("worlds is %d; it must be a multiple of minibatches x shards = %d x %d", r.Worlds, r.Minibatches, r.Shards)
	case r.Normalise && r.Worlds*r.Steps < 2:
		return errors.New("normalise needs at least two decisions per update")
	}
	for _, s := range []struct {
		name string
		Schedule
	}{{"entropy", r.Entropy}, {"learning_rate", r.Rate}} {
		if s.Way == Geometric && (s.Start == 0 || s.End == 0) {
			return fmt.Errorf("%s goes from %v to %v; a geometric way has no 0", s.name, s.Start, s.End)
		}
	}
	return nil
}
