package gridnet

import "gridrat/brain/nn"

// Silence writes to dst (nil makes it) a copy of the weights w in which
// nothing hears the given scored units: their weights to the read-outs and,
// where the units are the recurrent layer itself, to the next step are 0. Their
// own activity is still computed, as that of a cell whose axon was cut. It
// panics if there is no such unit.
func (n *Network) Silence(dst, w []float32, units []int) []float32 {
	dst = append(dst[:0], w...)
	for _, u := range units {
		if u < 0 || u >= n.Units() {
			panic("gridnet: no such unit to silence")
		}
		i, own := u/n.Recipe.Units, u%n.Recipe.Units
		m := n.modules[i]
		cut := func(b nn.Block, row int) { clear(b.In(dst).Row(row)) }
		cut(m.place.W, own)
		if core, ok := m.core.(*nn.RNN); ok {
			cut(core.W, own)
		}
		if n.heading != nil && n.compass == nil && i == 0 {
			cut(n.head.W, own)
		}
		if n.joint != nil {
			cut(n.joint.hidden.W, u)
		}
	}
	return dst
}
