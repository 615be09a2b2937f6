package panel

// Diagnostics shows what the updates of an agent say of themselves.
type Diagnostics struct{ Picture }

// Pieces lists what has to be drawn anew.
func (p *Diagnostics) Pieces(c *Contender) []Piece { return p.list(func(*work) {}) }
