package recorded

import (
	"fmt"
	"strconv"
	"strings"

	"gridrat/app/study"
	"gridrat/app/study/unit"
	"gridrat/brain/recording"
	"gridrat/world"
)

// said is what the user has said of a file, as it was typed; "" is nothing.
type said struct {
	time, length, angle string
	part                string
	columns             string
	likelihood          string
	down                bool
}

// options are what that means; the error is a sentence that names the control.
func (s said) options() (o recording.Options, err error) {
	if o.Time, err = unit.Scale("time", s.time, unit.Times); err != nil {
		return o, err
	}
	if o.Length, err = unit.Scale("length", s.length, unit.Lengths); err != nil {
		return o, err
	}
	if o.Angle, err = unit.Scale("angle", s.angle, unit.Angles); err != nil {
		return o, err
	}
	if s.likelihood != "" {
		if o.Likelihood, err = strconv.ParseFloat(s.likelihood, 64); err != nil || !(o.Likelihood > 0 && o.Likelihood <= 1) {
			return o, fmt.Errorf("likelihood is %q; it must be a number above 0 and at most 1", s.likelihood)
		}
	}
	o.Part, o.Columns, o.Down = s.part, s.columns, s.down
	return o, nil
}

// box is what the user has said of the box of a trajectory, as it was typed.
type box struct {
	size   string // as 0.8x1.2 or 0.8, m; "" is that of the positions
	origin string // its lower left corner, as -0.5,0, m; "" is about the positions
	round  bool
}

// parse reads the sides and the corner; zero sides and a nil corner are not said.
// The error is a sentence that names the control.
func (b box) parse() (sides world.Vec, corner *world.Vec, err error) {
	if text := strings.ReplaceAll(b.size, "×", "x"); text != "" {
		width, height, two := strings.Cut(text, "x")
		if !two {
			height = width
		}
		var ok bool
		if sides, ok = unit.Pair(width, height); !ok || !(sides.X > 0 && sides.Y > 0) {
			return sides, nil, fmt.Errorf("box is %q; it must be width x height in m, as 0.8x1.2, or one number", b.size)
		}
		if b.round && sides.X != sides.Y {
			return sides, nil, fmt.Errorf("box is %q; of a round box it must be one number, the diameter in m", b.size)
		}
	}
	if b.origin != "" {
		x, y, two := strings.Cut(b.origin, ",")
		at, ok := unit.Pair(x, y)
		if !ok || !two {
			return sides, nil, fmt.Errorf("origin is %q; it must be two numbers in m with a comma between them, as -0.5,0", b.origin)
		}
		corner = &at
	}
	return sides, corner, nil
}

// path puts a track into the box.
func (b box) path(name string, track recording.Track) (*study.Path, error) {
	sides, corner, err := b.parse()
	if err != nil {
		return nil, err
	}
	if long := max(sides.X, sides.Y); long != 0 && !(long >= recording.LeastSide && long <= recording.MostSide && min(sides.X, sides.Y) >= recording.LeastWidth) {
		return nil, fmt.Errorf("box is %q; its longer side must lie between %v and %v m, its shorter one be at least %v m", b.size, recording.LeastSide, recording.MostSide, recording.LeastWidth)
	}
	return study.NewPath(name, track, recording.Said{Width: sides.X, Height: sides.Y, Round: b.round, Origin: corner}, 0)
}
