package reward

import (
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// Validate says in one sentence what is wrong with r, if anything.
func (r Recipe) Validate() error {
	if err := inRange(reflect.ValueOf(r), ""); err != nil {
		return err
	}
	if err := r.Policy.Validate(); err != nil {
		return fmt.Errorf("policy.%w", err)
	}
	switch {
	case r.Algorithm != PPO && r.Algorithm != A3C:
		return fmt.Errorf("algorithm is %q; it must be ppo or a3c", r.Algorithm)
	case r.Optimiser != Adam && r.Optimiser != RMSProp:
		return fmt.Errorf("optimiser is %q; it must be adam or rmsprop", r.Optimiser)
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
		switch {
		case s.Way != Linear && s.Way != Geometric:
			return fmt.Errorf("%s.way is %q; it must be linear or geometric", s.name, s.Way)
		case s.Way == Geometric && (s.Start == 0 || s.End == 0):
			return fmt.Errorf("%s goes from %v to %v; a geometric way has no 0", s.name, s.Start, s.End)
		}
	}
	return nil
}

// inRange compares every number of a struct with the range of its field.
func inRange(v reflect.Value, prefix string) error {
	for i := range v.NumField() {
		field, at := v.Type().Field(i), v.Field(i)
		name := prefix + field.Tag.Get("json")
		name, _, _ = strings.Cut(name, ",")
		var x float64
		switch at.Kind() {
		case reflect.Struct:
			if err := inRange(at, name+"."); err != nil {
				return err
			}
			continue
		case reflect.Int:
			x = float64(at.Int())
		case reflect.Float64:
			x = at.Float()
		default:
			continue
		}
		low, err1 := strconv.ParseFloat(field.Tag.Get("min"), 64)
		high, err2 := strconv.ParseFloat(field.Tag.Get("max"), 64)
		if err := errors.Join(err1, err2); err != nil {
			panic("reward: the range of " + name + ": " + err.Error())
		}
		if !(x >= low && x <= high) {
			return fmt.Errorf("%s is %v; it must lie between %v and %v", name, at.Interface(), low, high)
		}
	}
	return nil
}
