// Package body moves rats that act: six actions, inertia, and walls that stop
// them. Lengths are metres, times seconds, angles radians.
package body

import (
	"cmp"
	"fmt"
	"math"

	"gridrat/world"
	"gridrat/world/space"
)

// Model is how a body moves. Speeds approach what is commanded exponentially,
// v += (target - v)(1 - exp(-Tick/time constant)).
type Model struct {
	Radius   float64 // m
	TopSpeed float64 // m/s, straight ahead
	TopTurn  float64 // rad/s
	Inertia  float64 // time constant of the speed, s
	Spin     float64 // time constant of the turn rate, s
	Tick     float64 // of the physics, s
	Repeat   int     // ticks that an action lasts

	// Shares of TopSpeed, in (0, 1], that the body reaches to its sides and
	// backwards; 0 stands for 1.
	Sideways, Backward float64
}

// Default returns a body that passes corridors of 0.25 m, with 60 ticks a
// second, four to an action and a top speed of 0.8 m/s. The record of Banino
// et al. 2018 leaves the turn rate open; here it is 180 deg/s, 12 degrees in
// an action, so that a quarter turn takes half a second. Radius and time
// constants are this project's too. Like the published one the body is as fast
// to its sides and backwards as ahead.
func Default() Model {
	return Model{
		Radius: 0.07, TopSpeed: 0.8, TopTurn: math.Pi, Inertia: 0.1, Spin: 0.05, Tick: 1.0 / 60, Repeat: 4,
		Sideways: 1, Backward: 1,
	}
}

// Slower is the share of its top speed that a body LikeRat reaches sideways and
// backwards, this project's choice.
const Slower = 0.4

// LikeRat returns the model of a body that is Slower sideways and backwards:
// one that does well turns to where it goes, as rats do.
func (m Model) LikeRat() Model {
	m.Sideways, m.Backward = Slower, Slower
	return m
}

// Validate says in one sentence what is wrong with m, if anything.
func (m Model) Validate() error {
	for _, v := range []struct {
		what string
		is   float64
	}{
		{"radius", m.Radius}, {"top speed", m.TopSpeed}, {"top turn rate", m.TopTurn},
		{"inertia", m.Inertia}, {"spin", m.Spin}, {"tick", m.Tick},
	} {
		if !(v.is > 0 && v.is <= math.MaxFloat64) {
			return fmt.Errorf("the body's %s is %v; it must be above 0 and finite", v.what, v.is)
		}
	}
	if m.Repeat < 1 {
		return fmt.Errorf("an action of the body lasts %d ticks; it must last 1 or more", m.Repeat)
	}
	for _, v := range []struct {
		where string
		share float64
	}{{"sideways", m.Sideways}, {"backwards", m.Backward}} {
		if !(v.share >= 0 && v.share <= 1) {
			return fmt.Errorf("the body reaches %v of its top speed %s; the share must lie above 0 and be 1 at most, 0 standing for 1", v.share, v.where)
		}
	}
	return nil
}

// Body is the state of one body.
type Body struct {
	world.Pose
	Forward, Left float64 // speed along the heading and to its left, m/s
	Turn          float64 // rad/s, counter-clockwise
}

// Command is what a body tries to do, each part in [-1, 1] of the top that it
// can reach in that direction.
type Command struct{ Forward, Left, Turn float64 }

// Action is one of the six of Banino et al. 2018, or none.
type Action uint8

// Actions.
const (
	Stay Action = iota
	TurnLeft
	TurnRight
	GoForward
	GoBack
	GoLeft
	GoRight
	Actions // how many there are
)

// Command returns what an action commands.
func (a Action) Command() Command {
	switch a {
	case TurnLeft:
		return Command{Turn: 1}
	case TurnRight:
		return Command{Turn: -1}
	case GoForward:
		return Command{Forward: 1}
	case GoBack:
		return Command{Forward: -1}
	case GoLeft:
		return Command{Left: 1}
	case GoRight:
		return Command{Left: -1}
	}
	return Command{}
}

// Sensed is what a body feels of its own motion: how far it came along its
// heading and to its left, m, how far it turned, rad, and whether it touched a
// wall.
type Sensed struct {
	Forward, Left, Turn float64
	Touched             bool
}

// Mover steps bodies of a model.
type Mover struct {
	Model
	ease, spin float64 // shares of the difference made good in a tick
}

// NewMover returns a mover of bodies of model m. It panics if Validate refuses
// the model.
func NewMover(m Model) *Mover {
	if err := m.Validate(); err != nil {
		panic("body: " + err.Error())
	}
	m.Sideways, m.Backward = cmp.Or(m.Sideways, 1), cmp.Or(m.Backward, 1)
	return &Mover{Model: m, ease: 1 - math.Exp(-m.Tick/m.Inertia), spin: 1 - math.Exp(-m.Tick/m.Spin)}
}

// Step moves a body by one tick. It must be free, and stays so; a wall takes
// the speed that points into it.
func (m *Mover) Step(s *space.Space, b *Body, c Command) Sensed {
	// Full speed ahead and sideways at once is no faster than ahead alone.
	forward, left := m.TopSpeed*min(max(c.Forward, -1), 1), m.TopSpeed*min(max(c.Left, -1), 1)
	if n := math.Hypot(forward, left); n > m.TopSpeed {
		forward, left = forward*m.TopSpeed/n, left*m.TopSpeed/n
	}
	if left *= m.Sideways; forward < 0 {
		forward *= m.Backward
	}
	b.Forward += (forward - b.Forward) * m.ease
	b.Left += (left - b.Left) * m.ease
	b.Turn += (m.TopTurn*min(max(c.Turn, -1), 1) - b.Turn) * m.spin

	turn := b.Turn * m.Tick
	b.Heading = world.WrapAngle(b.Heading + turn)
	sin, cos := math.Sincos(b.Heading)
	move := world.Vec{X: b.Forward*cos - b.Left*sin, Y: b.Forward*sin + b.Left*cos}.Mul(m.Tick)
	to, touched := s.Slide(b.Pos, move, m.Radius)
	felt := Sensed{Forward: b.Forward * m.Tick, Left: b.Left * m.Tick, Turn: turn, Touched: touched}
	if touched {
		d := to.Sub(b.Pos)
		felt.Forward, felt.Left = d.X*cos+d.Y*sin, d.Y*cos-d.X*sin
		b.Forward, b.Left = felt.Forward/m.Tick, felt.Left/m.Tick
	}
	b.Pos = to
	return felt
}

// Act holds a command for Repeat ticks and returns the sum of what was felt.
func (m *Mover) Act(s *space.Space, b *Body, c Command) Sensed {
	var sum Sensed
	for range m.Repeat {
		f := m.Step(s, b, c)
		sum.Forward += f.Forward
		sum.Left += f.Left
		sum.Turn += f.Turn
		sum.Touched = sum.Touched || f.Touched
	}
	return sum
}

// ActAll makes every body act in its own space; the slices have one entry per
// body, spaces may repeat. felt is overwritten. It allocates nothing.
func (m *Mover) ActAll(spaces []*space.Space, bodies []Body, actions []Action, felt []Sensed) {
	for i := range bodies {
		felt[i] = m.Act(spaces[i], &bodies[i], actions[i].Command())
	}
}
