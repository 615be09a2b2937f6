package reward

import "math"

// advantages fills in the advantage of every decision of one world and the
// target of its value (GAE, eqs. 11 to 16), going back from the end of a
// sequence of steps:
//
//	δ_t = r_t + γ v_{t+1} - v_t,   A_t = δ_t + γ λ A_{t+1},   target = A + v
//
// values has one entry more: what is expected after the last decision, from
// the last look, whether time is up then or not. Entries of a world lie stride
// apart, from index at on.
func advantages(adv, target, rewards, values []float32, at, stride, steps int, discount, lambda float32) {
	var a float32
	for t := steps - 1; t >= 0; t-- {
		i := at + t*stride
		delta := rewards[i] + discount*values[i+stride] - values[i]
		a = delta + discount*lambda*a
		adv[i], target[i] = a, a+values[i]
	}
}

// moments are sums of values and of their squares.
type moments struct{ n, sum, squares float64 }

func (m *moments) add(v float32) {
	x := float64(v)
	m.n++
	m.sum += x
	m.squares += x * x
}

func (m *moments) merge(b moments) {
	m.n += b.n
	m.sum += b.sum
	m.squares += b.squares
}

func (m moments) mean() float64     { return m.sum / m.n }
func (m moments) variance() float64 { return math.Max(0, m.squares/m.n-m.mean()*m.mean()) }
