package gridnet

import "gridrat/world"

// DefaultStride is how far a rat should have moved between two steps of a Herd,
// in metres of the network: DefaultStride / Frame.Factor in those of the world.
// With recipe `modules`, in the open arena, stepping at every decision instead
// drifts four times as far in 50 decisions and eight times in 100: moves of no
// length, as of turning on the spot or pushing a wall, are outside of its
// training and move its state. Of steps above 0.06 m it makes too little.
const DefaultStride = 0.03

// Move is what a rat felt of its motion since the network's last step.
type Move struct {
	By   world.Vec // displacement along the axes of the world, m
	Turn float64   // counter-clockwise, rad
}

// Strides gathers what rats feel until it is worth a step of the network. One
// goroutine at a time may use it; herds that run side by side have their own.
type Strides struct {
	length float64
	sums   []Move

	due   []int
	moves []Move
}

// NewStrides returns strides of rats rats that gather length metres of the
// world; with 0, all rats are always due. It panics if length is negative or not a number.
func NewStrides(rats int, length float64) *Strides {
	if !(length >= 0) {
		panic("gridnet: strides of no length")
	}
	return &Strides{length: length, sums: make([]Move, rats), due: make([]int, 0, rats), moves: make([]Move, 0, rats)}
}

// Add adds what a rat felt.
func (s *Strides) Add(rat int, m Move) {
	sum := &s.sums[rat]
	sum.By, sum.Turn = sum.By.Add(m.By), sum.Turn+m.Turn
}

// Clear forgets what a rat has gathered, as when it is anchored anew.
func (s *Strides) Clear(rat int) { s.sums[rat] = Move{} }

// Gathered is what a rat has gathered since it was last due or cleared: how
// far it is from where the network believes it to be.
func (s *Strides) Gathered(rat int) Move { return s.sums[rat] }

// Due returns, in rising order, the rats whose displacement since they were
// last due is length or more, and these displacements with the turns, in
// (-π, π], and begins with them anew: the arguments of Herd.Step. The slices
// are valid until the next call. It allocates nothing.
func (s *Strides) Due() (rats []int, moves []Move) {
	s.due, s.moves = s.due[:0], s.moves[:0]
	for i, m := range s.sums {
		if m.By.Norm() < s.length {
			continue
		}
		m.Turn = world.WrapAngle(m.Turn)
		s.due, s.moves = append(s.due, i), append(s.moves, m)
		s.sums[i] = Move{}
	}
	return s.due, s.moves
}
