package gridnet

import "gridrat/brain/nn"

// GFLOP is the number of floating-point operations, in 10⁹, of the matrix
// products of one update, forward and backward, on batch trajectories of
// steps steps. A product with a layer's weights costs 2 per weight and row
// forward and 4 backward, of which the gradient of an input that nothing
// learns from (self-motion, initial codes) is left out.
func (n *Network) GFLOP(steps, batch int) float64 {
	rows := float64(steps * batch)
	starts := float64(batch)
	size := func(b nn.Block) float64 { return float64(b.Rows * b.Cols) }
	var flop float64
	core := func(c nn.Recurrent, learnsInput bool) {
		inner, outer := 0.0, 0.0
		switch c := c.(type) {
		case nn.LSTM:
			inner = 4 * float64(c.Hidden()*c.Hidden())
			outer = size(c.W) - inner
		case *nn.RNN:
			inner, outer = size(c.W), size(c.V)
		}
		flop += 6*inner*rows + 4*outer*rows
		if learnsInput {
			flop += 2 * outer * rows
		}
	}
	if c := n.compass; c != nil {
		flop += 4 * (size(c.start.W) + size(c.cell.W)) * starts
		core(c.core, false)
	}
	for _, m := range n.modules {
		flop += 4 * size(m.start.W) * starts
		if m.cell != nil {
			flop += 4*size(m.cell.W)*starts + 6*size(m.g.W)*rows
		}
		core(m.core, n.compass != nil)
		flop += 6 * size(m.place.W) * rows
	}
	if n.heading != nil {
		flop += 6 * size(n.head.W) * rows
	}
	if j := n.joint; j != nil {
		samples := float64(min(steps, n.Recipe.Joint.Samples) * batch)
		flop += (4*size(j.hidden.W) + 6*size(j.out.W)) * samples
	}
	return flop / 1e9
}
