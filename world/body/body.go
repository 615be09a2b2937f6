// Package body moves rats that act: six actions, inertia, and walls that stop
// them. Lengths are metres, times seconds, angles radians.
package body

import (
	"math"

	"gridrat/world"
	"gridrat/world/space"
)

// Model is how a body moves. Speeds approach what is commanded exponentially,
// v += (target - v)(1 - exp(-Tick/time constant)).
type Model struct {
	Radius   float64 // m
	TopSpeed float64 // m/s, in any direction
	TopTurn  float64 // rad/s
	Inertia  float64 // time constant of the speed, s
	Spin     float64 // time constant of the turn rate, s
	Tick     float64 // of the physics, s
	Repeat   int     // ticks that an action lasts
}

// Default returns a body that passes corridors of 0.25 m, with 60 ticks a
// second, four to an action and a top speed of 0.8 m/s. The record of Banino
// et al. 2018 leaves the turn rate open; here it is 180 deg/s, 12 degrees in
// an action, so that a quarter turn takes half a second. Radius and time
// constants are this project's too.
func Default() Model {
	return Model{Radius: 0.07, TopSpeed: 0.8, TopTurn: math.Pi, Inertia: 0.1, Spin: 0.05, Tick: 1.0 / 60, Repeat: 4}
}

// Body is the state of one body.
type Body struct {
	world.Pose
	Forward, Left float64 // speed along the heading and to its left, m/s
	Turn          float64 // rad/s, counter-clockwise
}

// Command is what a body tries to do, each part in [-1, 1] of the top.
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

// NewMover returns a mover of bodies of model m.
func NewMover(m Model) *Mover {
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
