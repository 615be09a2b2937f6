package sense

import (
	"fmt"
	"slices"

	"gridrat/world/body"
)

// Impairment is what rats lack while they are watched or tested. It may be changed
// in mid-episode. The zero value is nothing, and leaves every bit as it is.
type Impairment struct {
	// Silenced are units of the code of the goal that are set to 0 (Banino et al.
	// 2018: the quarter that is most like grids), in rising order; not to be changed.
	Silenced []int

	// Blind rats are in the dark. The inputs of rays are 0, and nothing is drawn
	// into maps. By Fix:
	//
	// Seen: no look tells where it is. An episode that begins in the dark begins, it
	// believes, in the middle of the floor, heading east; where a visit puts it
	// is not noticed: it goes on from the goal. The compass is of sight and is lost
	// too: the heading is what turns add up to.
	//
	// Views: none is kept or compared, and walls correct nothing. From the first visit
	// in the dark on it does not know where it is; until then it adds up its motion.
	// The compass is not of sight and stays.
	//
	// Told: the truth is not sight; it is told on.
	Blind bool

	// Unrewarded has the input "last reward" be 0. Scores count what was earned, and
	// that the goal was reached is noticed: its code is kept as before.
	Unrewarded bool

	// Noise is on what is felt of the own motion, a share in [0, 1]: ahead, to the left and turn
	// of every decision are each times 1 + Noise g, of standard normal g that are drawn
	// from a stream of the episode's own. Codes, heading and the felt-motion inputs
	// have what is felt; the body moves as it would. A rat that rests feels that it does.
	Noise float64
}

// None tells that nothing is lacking.
func (m Impairment) None() bool {
	return len(m.Silenced) == 0 && !m.Blind && !m.Unrewarded && m.Noise == 0
}

// Validate says in one sentence what is wrong with m, if anything. Which units there
// are is not known here.
func (m Impairment) Validate() error {
	if !(m.Noise >= 0 && m.Noise <= 1) {
		return fmt.Errorf("noise on self-motion is %v; it must be a share from 0 to 1", m.Noise)
	}
	return nil
}

// Sees tells that Blind changes anything.
func (s Shape) Sees() bool { return s.looks() || s.Fix == Seen && s.Code != None }

// Feels tells that Noise changes anything.
func (s Shape) Feels() bool {
	return s.Felt || s.Axis || s.Compass != NoCompass || s.Code == Grid || s.Code == Place
}

// disturb makes what is felt of a decision noisy.
func (r *rat) disturb(f *body.Sensed, noise float64) {
	f.Forward *= 1 + noise*r.noise.NormFloat64()
	f.Left *= 1 + noise*r.noise.NormFloat64()
	f.Turn *= 1 + noise*r.noise.NormFloat64()
}

// Impair has all rats lack something from now on, and nothing else. Units that are
// silent no more are heard again, in codes of the goal that are kept too; who is
// blind no more sees at once. It panics if m is not valid.
func (r *Rats) Impair(m Impairment) {
	if err := m.Validate(); err != nil {
		panic("sense: " + err.Error())
	}
	for _, p := range r.parts {
		before := p.impaired
		p.impaired = m
		var begun []int
		for k := range p.rats {
			rat := &p.rats[k]
			if !rat.begun {
				continue
			}
			begun = append(begun, k)
			switch {
			case slices.Equal(before.Silenced, m.Silenced):
			case rat.pretends:
				r.pretend(p.low + k)
			case rat.own.reached:
				p.useOwn(k)
			}
		}
		if before.Blind && !m.Blind && p.shape.looks() {
			p.look(begun)
		}
		for _, k := range begun {
			p.write(k)
		}
	}
}
