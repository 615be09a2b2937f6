package panel

import (
	"fmt"
	"image/color"
	"math"

	"gridrat/brain/agent"
	"gridrat/brain/agent/result"
	"gridrat/brain/learner/agents"
	"gridrat/render/figure"
)

// Contender is one of the agents that learn side by side.
type Contender struct {
	Name     string           // of its code, such as grid, place, no code or withheld
	Snap     *agents.Snapshot // the newest; nil before the first
	Watched  bool             // it is the agent of the rat on screen
	Learning bool             // it is not paused
	Frozen   bool             // it was opened and does not learn on
}

// Reference is a level that scores are compared with: a random rat's, that of
// one that knows the map, the published ones, the user's own best.
type Reference struct {
	Name  string
	Score float64
}

// HueOf is the colour of agents of a code, by the name of a contender, the same
// everywhere. Those of the paper's comparison are told apart by people with any
// kind of colour vision.
func HueOf(name string, t *figure.Theme) color.RGBA {
	switch name {
	case "grid":
		return t.Series[0]
	case "place":
		return t.Series[1]
	case "no code", "none":
		return t.Series[2]
	case "withheld":
		return t.Ink
	case "grid-map":
		return t.Series[3]
	}
	return t.Muted
}

// Experience is what is counted along the x axis of a learning curve.
type Experience struct {
	Name string
	Of   func(p result.Point) float64
}

// The two ways of counting experience.
var (
	ByDecisions = Experience{"decisions", func(p result.Point) float64 { return float64(p.Decisions) }}
	BySeconds   = Experience{"s of learning", func(p result.Point) float64 { return p.Seconds }}
)

// CurveOf makes a series of what is known of a learning curve.
func CurveOf(c result.Curve, x Experience, value func(p result.Point) float64) figure.Series {
	s := figure.Series{X: make([]float64, 0, len(c)), Y: make([]float64, 0, len(c))}
	for _, p := range c {
		if at, v := x.Of(p), value(p); at == at && v == v {
			s.X, s.Y = append(s.X, at), append(s.Y, v)
		}
	}
	return s
}

// ScoreCurve is the score in frozen episodes with its interval.
func ScoreCurve(c result.Curve, x Experience) figure.Series {
	s := CurveOf(c, x, func(p result.Point) float64 { return p.Score.Mean })
	s.Low = CurveOf(c, x, func(p result.Point) float64 { return p.Score.Low }).Y
	s.High = CurveOf(c, x, func(p result.Point) float64 { return p.Score.High }).Y
	return s
}

// scored returns the newest point of the learning curve with a score; ok is
// false where there is none.
func (c *Contender) scored() (p result.Point, ok bool) {
	if c.Snap == nil {
		return p, false
	}
	for i := len(c.Snap.Curve) - 1; i >= 0; i-- {
		if p = c.Snap.Curve[i]; p.Score.Mean == p.Score.Mean {
			return p, true
		}
	}
	return result.Point{}, false
}

// decisions that it has learnt from.
func (c *Contender) decisions() int {
	if c.Snap == nil || c.Snap.Agent == nil {
		return 0
	}
	return c.Snap.Agent.Decisions
}

// Million prints a large number in three digits or so: 12k, 1.25M.
func Million(n int) string {
	switch {
	case n >= 999_500:
		return fmt.Sprintf("%.3gM", float64(n)/1e6)
	case n >= 1000:
		return fmt.Sprintf("%.3gk", float64(n)/1e3)
	}
	return fmt.Sprint(n)
}

// Within prints a mean with its interval, in wordings that take less and less
// room; a dash where it is not known.
func Within(v agent.Interval, format func(float64) string) []string {
	switch {
	case math.IsNaN(v.Mean):
		return []string{"–"}
	case math.IsNaN(v.Low) || math.IsNaN(v.High) || v.Low == v.High:
		return []string{format(v.Mean)}
	}
	return []string{fmt.Sprintf("%s (%s–%s)", format(v.Mean), format(v.Low), format(v.High)), format(v.Mean) + " ± " + format((v.High-v.Low)/2), format(v.Mean)}
}
