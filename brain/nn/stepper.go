package nn

import "gridrat/brain/tensor"

// Memory is what a Recurrent keeps from one step to the next: the hidden
// states H [batch, hidden] and, of an LSTM, the cell states C, else empty.
type Memory struct{ H, C tensor.Mat }

// newMemory returns cleared states; cells is 0 or hidden.
func newMemory(batch, hidden, cells int) Memory {
	m := Memory{H: tensor.New(batch, hidden)}
	if cells > 0 {
		m.C = tensor.New(batch, cells)
	}
	return m
}

// Copy sets m to src. It panics if their shapes differ.
func (m Memory) Copy(src Memory) {
	tensor.Copy(m.H, src.H)
	tensor.Copy(m.C, src.C)
}

// Clear forgets what trajectory b has in memory.
func (m Memory) Clear(b int) {
	if m.H.Rows > 0 {
		clear(m.H.Row(b))
	}
	if m.C.Rows > 0 {
		clear(m.C.Row(b))
	}
}

// Stepper is a Memory that a Recurrent steps, with room for the step.
type Stepper struct {
	Memory
	z, tc tensor.Mat // gates, and one vector per trajectory
}
