package gridnet

import "math"

// At returns the factor at an update.
func (r Ramp) At(update int) float64 {
	switch {
	case r == Ramp{} || update <= r.From:
		return 1
	case update >= r.To:
		return r.Factor
	}
	return math.Pow(r.Factor, float64(update-r.From)/float64(r.To-r.From))
}

// HorizonAt returns the stage that an update belongs to.
func (r Recipe) HorizonAt(update int) Horizon {
	h := r.Horizons[0]
	for _, next := range r.Horizons[1:] {
		if next.From <= update {
			h = next
		}
	}
	return h
}

// RateAt returns the learning rate of an update.
func (r Recipe) RateAt(update int) float64 { return r.Rate * r.RateRamp.At(update) }

// LambdaAt returns lambda of an update, before a module's share.
func (r Recipe) LambdaAt(update int) float64 { return r.Lambda * r.LambdaRamp.At(update) }
