package gridnet

import (
	"fmt"
	"math"
	"slices"

	"gridrat/brain/setting"
)

// Validate says in one sentence what is wrong with r, if anything.
func (r Recipe) Validate() error {
	if err := r.validateSettings(); err != nil {
		return err
	}
	_, err := r.floors(floors{})
	return err
}

// validateSettings is Validate without its maps.
func (r Recipe) validateSettings() error {
	if err := r.Enclosure.Validate(); err != nil {
		return err
	}
	if err := setting.Validate(r); err != nil {
		return err
	}
	if err := r.validateParts(); err != nil {
		return err
	}
	return r.validateSchedule()
}

func (r Recipe) validateParts() error {
	if len(r.Modules) < 1 || len(r.Modules) > 8 {
		return fmt.Errorf("modules has %d entries; it must have 1 to 8", len(r.Modules))
	}
	for i, m := range r.Modules {
		switch {
		case !between(m.Sigma, 0.001, 10):
			return fmt.Errorf("modules[%d].sigma is %v m; it must lie between 0.001 and 10", i, m.Sigma)
		case m.Side < 2 || m.Side > 32:
			return fmt.Errorf("modules[%d].side is %d; it must lie between 2 and 32", i, m.Side)
		case !between(m.Pad, 0, 10):
			return fmt.Errorf("modules[%d].pad is %v m; it must lie between 0 and 10", i, m.Pad)
		case !between(m.Lambda, 0, 100):
			return fmt.Errorf("modules[%d].lambda is %v; it must lie between 0 and 100", i, m.Lambda)
		}
		if err := m.validatePoints(); err != nil {
			return fmt.Errorf("modules[%d].points %w", i, err)
		}
	}
	h, j, c := r.HeadDirection, r.Joint, r.Compass
	switch {
	case h.Cells < 0 || h.Cells > 1024:
		return fmt.Errorf("head_direction.cells is %d; it must lie between 0 and 1024", h.Cells)
	case h.Cells > 0 && !between(h.Kappa, 0.01, 1000):
		return fmt.Errorf("head_direction.kappa is %v; it must lie between 0.01 and 1000", h.Kappa)
	case h.Angles != nil && len(h.Angles) != h.Cells:
		return fmt.Errorf("head_direction.angles has %d entries; it must have one per cell, %d", len(h.Angles), h.Cells)
	case slices.ContainsFunc(h.Angles, func(a float64) bool { return !between(a, -100, 100) }):
		return fmt.Errorf("head_direction.angles must all be angles in rad")
	case !between(h.Weight, 0, 1000):
		return fmt.Errorf("head_direction.weight is %v; it must lie between 0 and 1000", h.Weight)
	case j.Hidden < 0 || j.Hidden > 4096:
		return fmt.Errorf("joint.hidden is %d; it must lie between 0 and 4096", j.Hidden)
	case j.Hidden > 0 && (j.Side < 2 || j.Side > 64):
		return fmt.Errorf("joint.side is %d; it must lie between 2 and 64", j.Side)
	case j.Hidden > 0 && !between(j.Sigma, 0.001, 10):
		return fmt.Errorf("joint.sigma is %v m; it must lie between 0.001 and 10", j.Sigma)
	case j.Hidden > 0 && (j.Samples < 1 || j.Refresh < 1):
		return fmt.Errorf("joint.samples and joint.refresh are %d and %d; both must be at least 1", j.Samples, j.Refresh)
	case !between(j.Weight, 0, 1000) || !between(j.Gradient, 0, 1000):
		return fmt.Errorf("joint.weight and joint.gradient are %v and %v; both must lie between 0 and 1000", j.Weight, j.Gradient)
	case c.Hidden < 0 || c.Hidden > 4096:
		return fmt.Errorf("compass.hidden is %d; it must lie between 0 and 4096", c.Hidden)
	case c.Hidden > 0 && (h.Cells == 0 || r.Input != Egocentric || r.Core != RNNCore):
		return fmt.Errorf("a compass needs head-direction cells, egocentric input and the core rnn")
	case c.Hidden == 0 && r.Core == RNNCore && r.Input == Egocentric:
		return fmt.Errorf("the core rnn does not know its heading: it needs allocentric input or a compass")
	case r.Core == LSTMCore && r.Hidden < 1:
		return fmt.Errorf("hidden is %d; the core lstm needs at least 1", r.Hidden)
	case r.Core == LSTMCore && len(r.Modules) > 1:
		return fmt.Errorf("the core lstm has one module, not %d", len(r.Modules))
	case r.Target == SoftmaxTarget && len(r.Modules) > 1:
		return fmt.Errorf("the target softmax has one module, not %d", len(r.Modules))
	}
	return nil
}

// validatePoints completes a sentence that begins with what is validated.
func (m Module) validatePoints() error {
	if m.Points == nil {
		return nil
	}
	if n := len(m.Points); n < mostActive || n > maxPoints {
		return fmt.Errorf("has %d entries; it must have %d to %d, or be left out", n, mostActive, maxPoints)
	}
	for i, p := range m.Points {
		if !between(p[0], -maxPoint, maxPoint) || !between(p[1], -maxPoint, maxPoint) {
			return fmt.Errorf("has (%v, %v) at entry %d; coordinates must lie between ±%v m", p[0], p[1], i, float64(maxPoint))
		}
	}
	return nil
}

// Bounds of the place cells whose centres a recipe gives.
const (
	mostActive = 3    // cells that the published read-out of position takes
	maxPoints  = 1024 // cells
	maxPoint   = 100  // m
)

func (r Recipe) validateSchedule() error {
	for i, ramp := range []Ramp{r.RateRamp, r.LambdaRamp} {
		if ramp != (Ramp{}) && (ramp.From < 0 || ramp.To <= ramp.From || !between(ramp.Factor, 1e-6, 1e6)) {
			return fmt.Errorf("%s must run from an update to a later one, by a factor above 0", []string{"rate_ramp", "lambda_ramp"}[i])
		}
	}
	if len(r.Horizons) == 0 || r.Horizons[0].From != 0 {
		return fmt.Errorf("horizons must start with one from update 0")
	}
	for i, h := range r.Horizons {
		switch {
		case i > 0 && h.From <= r.Horizons[i-1].From:
			return fmt.Errorf("horizons[%d].from is %d; it must come after the one before", i, h.From)
		case h.Steps < 1 || h.Steps > 10_000:
			return fmt.Errorf("horizons[%d].steps is %d; it must lie between 1 and 10000", i, h.Steps)
		case h.Batch < r.Shards || h.Batch > 10_000:
			return fmt.Errorf("horizons[%d].batch is %d; it must lie between shards (%d) and 10000", i, h.Batch, r.Shards)
		}
	}
	return nil
}

func between(x, low, high float64) bool { return !math.IsNaN(x) && x >= low && x <= high }
