package progress

// Moments spreads Count moments evenly over work whose done share grows from
// 0 to 1: the last is at 1, and there is none at 0.
type Moments struct {
	Count  int
	passed int
}

// Due tells whether a moment has come since it was last asked. Moments that
// were jumped over are one.
func (m *Moments) Due(share float64) bool {
	at := int(share*float64(m.Count) + 1e-9) // rounding makes none late
	if at <= m.passed {
		return false
	}
	m.passed = at
	return true
}
