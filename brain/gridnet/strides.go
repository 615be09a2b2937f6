package gridnet

import "gridrat/world"

// DefaultStride is how long the steps of a Herd should be, in metres of the
// network: DefaultStride / Frame.Factor in those of the world. Recipe `modules` was
// trained on steps of 0.04 m on average; of shorter ones it makes too much, of
// longer ones too little, and moves of no length, as of turning on the spot or
// pushing a wall, move its state. In an arena of 2.5 m, 50 and 100 decisions after
// the last anchor, steps of exactly this length are off by 3.5 and 6.3 cm, a step at
// every decision by 37 and 80 cm (TestHerdDrift).
const DefaultStride = 0.044

// Move is what a rat felt of its motion since the network's last step.
type Move struct {
	By   world.Vec // displacement along the axes of the world, m
	Turn float64   // counter-clockwise, rad
}

// Strides gathers what rats feel and gives it to the network in steps of equal
// length, along the straight line to where they came. One goroutine at a time may
// use it; herds that run side by side have their own.
type Strides struct {
	// Made, if not nil, is told every step that is taken; Gathered is then what is
	// left after it.
	Made func(rat int, step Move)

	length float64
	sums   []Move

	due, stepped []int
	moves        []Move
}

// NewStrides returns strides of rats rats, of length metres of the world; with 0,
// a step is whatever has gathered, also nothing. It panics if length is negative or
// not a number.
func NewStrides(rats int, length float64) *Strides {
	if !(length >= 0) {
		panic("gridnet: strides of no length")
	}
	return &Strides{length: length, sums: make([]Move, rats), due: make([]int, 0, rats), stepped: make([]int, 0, rats), moves: make([]Move, 0, rats)}
}

// Add adds what a rat felt.
func (s *Strides) Add(rat int, m Move) {
	sum := &s.sums[rat]
	sum.By, sum.Turn = sum.By.Add(m.By), sum.Turn+m.Turn
}

// Clear forgets what a rat has gathered, as when it is anchored anew.
func (s *Strides) Clear(rat int) { s.sums[rat] = Move{} }

// Gathered is what a rat has gathered since the network's last step: how far
// it is from where the network believes it to be.
func (s *Strides) Gathered(rat int) Move { return s.sums[rat] }

// Walk lets the network feel what rats have gathered, and returns those that
// made a step, in rising order; the slice is valid until the next call. A rat's
// turn, in (-π, π], goes with its first step. It allocates nothing.
func (h *Herd) Walk(s *Strides) (stepped []int) {
	s.stepped = append(s.stepped[:0], s.take()...)
	for len(s.due) > 0 {
		h.Step(s.due, s.moves)
		if s.length == 0 {
			break
		}
		s.take()
	}
	return s.stepped
}

// take takes a step from all that have gathered one, and returns them.
func (s *Strides) take() (due []int) {
	s.due, s.moves = s.due[:0], s.moves[:0]
	for i := range s.sums {
		sum := &s.sums[i]
		d := sum.By.Norm()
		if d < s.length {
			continue
		}
		step := Move{By: sum.By, Turn: world.WrapAngle(sum.Turn)}
		if s.length > 0 {
			step.By = sum.By.Mul(s.length / d)
		}
		s.due, s.moves = append(s.due, i), append(s.moves, step)
		*sum = Move{By: sum.By.Sub(step.By)}
		if s.Made != nil {
			s.Made(i, step)
		}
	}
	return s.due
}
