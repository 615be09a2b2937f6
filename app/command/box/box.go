// Package box has the flags that say what the box of a recording is, and where.
package box

import (
	"fmt"
	"os"
	"strconv"
	"strings"

	"gridrat/app/study/unit"
	"gridrat/brain/recording"
	"gridrat/world"
	"gridrat/world/maze"
)

// Flags say that.
type Flags struct {
	Box     string  `help:"Box of the trajectory: width x height in m, as 0.8x1.2, or one number, the side of a square or with -round a diameter; or a file with a map, whose walls it has. Without it, each side is that of all positions, rounded up to 5 cm." default:"" placeholder:"SIZE|FILE"`
	Origin  string  `help:"Lower left corner of the box, of a round one that of the square around it, in the trajectory's coordinates in m, as -0.5,0. Without it, the middle of the box is that of all positions, and a map has its own coordinates." default:"" placeholder:"X,Y"`
	Round   bool    `help:"The box is round."`
	Fastest float64 `help:"Speed beyond which a move of the trajectory is an error of tracking, m/s: the positions that it leads to and from are left out. No rat or mouse runs at 4." default:"4"`
}

// Bounds of -fastest, m/s.
const (
	leastFastest = 0.1
	mostFastest  = 1000
)

// Check says what is wrong with the flags.
func (f *Flags) Check() error {
	if !(f.Fastest >= leastFastest && f.Fastest <= mostFastest) {
		return fmt.Errorf("-fastest is %v; it must lie between %v and %v m/s", f.Fastest, leastFastest, mostFastest)
	}
	if _, ok := parsePair(f.Origin, ","); f.Origin != "" && !ok {
		return fmt.Errorf("-origin is %q; it must be two numbers in m with a comma between them, as -0.5,0", f.Origin)
	}
	size, isSize := f.size()
	switch {
	case f.Box == "" || !isSize:
		if f.Round && f.Box != "" {
			return fmt.Errorf("-round goes with a diameter; -box is %q, which is no number", f.Box)
		}
	case f.Round && size.X != size.Y:
		return fmt.Errorf("-round goes with one number, the diameter; -box is %q", f.Box)
	case !(max(size.X, size.Y) >= recording.LeastSide && max(size.X, size.Y) <= recording.MostSide && min(size.X, size.Y) >= recording.LeastWidth):
		return fmt.Errorf("-box is %s; its longer side must lie between %v and %v m, its shorter one be at least %v m", f.Box, recording.LeastSide, recording.MostSide, recording.LeastWidth)
	}
	return nil
}

// size reads -box as width and height, if it is that.
func (f *Flags) size() (world.Vec, bool) {
	if x, err := strconv.ParseFloat(f.Box, 64); err == nil {
		return world.Vec{X: x, Y: x}, true
	}
	return parsePair(strings.ReplaceAll(f.Box, "×", "x"), "x")
}

// parsePair reads two finite numbers.
func parsePair(text, separator string) (v world.Vec, ok bool) {
	a, b, ok := strings.Cut(text, separator)
	if !ok {
		return v, false
	}
	return unit.Pair(a, b)
}

// Said is what flags say that Check has found good; it reads the map that they
// name.
func (f *Flags) Said() (s recording.Said, err error) {
	s.Round = f.Round
	if at, ok := parsePair(f.Origin, ","); ok {
		s.Origin = &at
	}
	if f.Box == "" {
		return s, nil
	}
	if size, ok := f.size(); ok {
		s.Width, s.Height = size.X, size.Y
		return s, nil
	}
	data, err := os.ReadFile(f.Box)
	if err != nil {
		return s, fmt.Errorf("could not open the box, which is no size as 0.8x1.2 and so is taken for a file: %w", err)
	}
	m, err := maze.Open(f.Box, data)
	if err != nil {
		return s, fmt.Errorf("could not read the map %s: %w", f.Box, err)
	}
	s.Plan = &m
	return s, nil
}
