package reward

import (
	"encoding/binary"
	"math/rand/v2"

	"gridrat/brain/tensor"
)

// cue is the memory test: at the first decision of an episode one of choices
// cues is shown, and after delay more decisions it must be named, for a reward
// of 1, and again after as many, times times in all. What is sensed: the cue,
// and that it is time.
type cue struct {
	n, choices, delay, times int
	source                   *rand.PCG
	rng                      *rand.Rand
	shown                    []int
	step                     int // of the episode, the same in all worlds
}

func newCue(n, choices, delay, times int, seed uint64) *cue {
	source := rand.NewPCG(seed, 77)
	return &cue{n: n, choices: choices, delay: delay, times: times, source: source, rng: rand.New(source), shown: make([]int, n)}
}

func (c *cue) Lanes() []int { return []int{0} }
func (c *cue) N() int       { return c.n }
func (c *cue) Inputs() int  { return c.choices + 1 }
func (c *cue) Actions() int { return c.choices }

func (c *cue) Renew(begin []bool, x tensor.Mat) {
	c.step = 0
	for i, b := range begin {
		if !b {
			continue
		}
		c.shown[i] = c.rng.IntN(c.choices)
		clear(x.Row(i))
		x.Row(i)[c.shown[i]] = 1
	}
}

func (c *cue) ActIn(_ int, actions []int, reward []float32, over []bool) {
	for i, a := range actions {
		reward[i], over[i] = 0, c.step == c.times*(c.delay+1)-1
		if c.now() && a == c.shown[i] {
			reward[i] = 1
		}
	}
	c.step++
}

// now tells that it is time to name the cue.
func (c *cue) now() bool { return c.step%(c.delay+1) == c.delay }

func (c *cue) ObserveIn(_ int, x tensor.Mat) {
	x.Zero()
	if c.now() {
		for i := range c.n {
			x.Row(i)[c.choices] = 1
		}
	}
}

func (c *cue) MarshalBinary() ([]byte, error) {
	b, err := c.source.MarshalBinary()
	for _, v := range append(c.shown, c.step) {
		b = append(b, byte(v))
	}
	return b, err
}

func (c *cue) UnmarshalBinary(b []byte) error {
	n := len(b) - c.n - 1
	for i := range c.shown {
		c.shown[i] = int(b[n+i])
	}
	c.step = int(b[len(b)-1])
	return c.source.UnmarshalBinary(b[:n])
}

// corridor has cells cells in a row, a way left and a way right, and a reward
// of 1 at the right end, from where it goes on at the left one. An episode is
// limit decisions, the first one of world i shorter, so that they do not all
// end together: in parts of sequence decisions.
type corridor struct {
	n, cells, limit, sequence int
	source                    *rand.PCG
	rng                       *rand.Rand
	at, left                  []int
}

func newCorridor(n, cells, limit, sequence int, seed uint64) *corridor {
	source := rand.NewPCG(seed, 78)
	return &corridor{n: n, cells: cells, limit: limit, sequence: sequence, source: source, rng: rand.New(source), at: make([]int, n), left: make([]int, n)}
}

func (c *corridor) Lanes() []int { return []int{0} }
func (c *corridor) N() int       { return c.n }
func (c *corridor) Inputs() int  { return c.cells }
func (c *corridor) Actions() int { return 2 }

func (c *corridor) Renew(begin []bool, x tensor.Mat) {
	for i, b := range begin {
		if !b {
			continue
		}
		first := c.left[i] == 0 && c.at[i] == 0
		c.at[i] = c.rng.IntN(c.cells - 1)
		c.left[i] = c.limit
		if first {
			c.left[i] -= i * c.sequence % c.limit
		}
		c.look(i, x)
	}
}

func (c *corridor) look(i int, x tensor.Mat) {
	clear(x.Row(i))
	x.Row(i)[c.at[i]] = 1
}

func (c *corridor) ActIn(_ int, actions []int, reward []float32, over []bool) {
	for i, a := range actions {
		reward[i] = 0
		c.at[i] = max(0, c.at[i]+2*a-1)
		if c.at[i] == c.cells-1 {
			reward[i], c.at[i] = 1, 0
		}
		c.left[i]--
		over[i] = c.left[i] == 0
	}
}

func (c *corridor) ObserveIn(_ int, x tensor.Mat) {
	for i := range c.n {
		c.look(i, x)
	}
}

func (c *corridor) MarshalBinary() ([]byte, error) {
	b, err := c.source.MarshalBinary()
	for i := range c.n {
		b = binary.LittleEndian.AppendUint32(b, uint32(c.at[i]))
		b = binary.LittleEndian.AppendUint32(b, uint32(c.left[i]))
	}
	return b, err
}

func (c *corridor) UnmarshalBinary(b []byte) error {
	n := len(b) - 8*c.n
	for i := range c.n {
		c.at[i] = int(binary.LittleEndian.Uint32(b[n+8*i:]))
		c.left[i] = int(binary.LittleEndian.Uint32(b[n+8*i+4:]))
	}
	return c.source.UnmarshalBinary(b[:n])
}

// idle are worlds that cost nothing: what is sensed never changes.
type idle struct{ n, inputs, actions, limit, step int }

func (w *idle) Lanes() []int { return []int{0} }
func (w *idle) N() int       { return w.n }
func (w *idle) Inputs() int  { return w.inputs }
func (w *idle) Actions() int { return w.actions }
func (w *idle) ActIn(_ int, actions []int, reward []float32, over []bool) {
	w.step++
	for i := range reward {
		reward[i], over[i] = float32(actions[i]&1), w.step%w.limit == 0
	}
}
func (w *idle) ObserveIn(int, tensor.Mat) {}
func (w *idle) Renew(begin []bool, x tensor.Mat) {
	rng := rand.New(rand.NewPCG(1, 1))
	for i, b := range begin {
		if b {
			for k := range x.Row(i) {
				x.Row(i)[k] = rng.Float32()
			}
		}
	}
}
func (w *idle) MarshalBinary() ([]byte, error) { return []byte{byte(w.step)}, nil }
func (w *idle) UnmarshalBinary(b []byte) error { w.step = int(b[0]); return nil }
