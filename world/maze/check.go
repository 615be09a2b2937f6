package maze

import (
	"fmt"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"gridrat/world"
)

// Bounds of what a map may hold. Lengths are metres.
const (
	MaxCoordinate = 10 // of any point, to either side of the origin
	MinDiameter   = 0.5
	MaxDiameter   = 2 * MaxCoordinate
	MinArea       = 0.1 // of a polygon, m²
	MinLength     = 0.01
	MinThickness  = 0.005
	MaxThickness  = 2 * MaxCoordinate
	MinRadius     = 0.01
	MaxRadius     = MaxCoordinate
	MaxName       = 60 // letters
	MaxCorners    = 200
	MaxWalls      = 1000
	MaxOthers     = 100 // doors, goals, and so on, each
)

// FieldError says in one sentence what is wrong at one place of a map.
type FieldError struct {
	Path         string // such as walls[3].thickness; "" is the whole map
	Line, Column int    // in its file, from 1; 0 if there is none
	What         string // the rest of the sentence
}

// Error implements error.
func (e *FieldError) Error() string {
	s := strings.TrimSpace(e.Path + " " + e.What)
	if e.Line > 0 {
		s = fmt.Sprintf("line %d, column %d: %s", e.Line, e.Column, s)
	}
	return s
}

func wrong(path, format string, args ...any) error {
	return &FieldError{Path: path, What: fmt.Sprintf(format, args...)}
}

// first returns the first of errs that is one.
func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// Check returns a *FieldError if m breaks what every map keeps: numbers are
// finite and in range, counts are bounded, the outline is simple and runs
// counter-clockwise.
func (m Map) Check() error {
	err := first(
		checkName("name", m.Name), checkWord("name", m.Name),
		m.Outline.check("outline"), checkPaint("wall color", m.Wall), checkPaint("floor color", m.Floor),
	)
	for k := WallKind; err == nil && k < kinds; k++ {
		l := m.list(k)
		if n := l.len(); n > k.limit() {
			err = tooMany(k, n)
		}
		for i := 0; err == nil && i < l.len(); i++ {
			err = l.get(i).check(Ref{k, i}.String())
		}
	}
	return err
}

// limit is how many of a kind a map may have.
func (k Kind) limit() int {
	if k == WallKind {
		return MaxWalls
	}
	return MaxOthers
}

func tooMany(k Kind, n int) error {
	return wrong(Ref{k, k.limit()}.String(), "is one too many: a map may have at most %d %s, not %d", k.limit(), k, n)
}

func checkName(path, s string) error {
	switch {
	case !utf8.ValidString(s) || strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsPrint(r) }):
		return wrong(path, "is %q; it must consist of letters that can be printed", s)
	case utf8.RuneCountInString(s) > MaxName:
		return wrong(path, "has %d letters; it may have at most %d", utf8.RuneCountInString(s), MaxName)
	}
	return nil
}

// checkWord refuses a name of nothing but space.
func checkWord(path, s string) error {
	if strings.TrimSpace(s) == "" {
		return wrong(path, "is empty; a map needs a name")
	}
	return nil
}

func checkColor(path string, c Color) error {
	if !c.valid() {
		return wrong(path, "is %q; it must be a colour such as \"#8f97a5\", in lower-case digits", string(c))
	}
	return nil
}

// checkPaint lets "" through, which leaves the colour to what holds it.
func checkPaint(path string, c Color) error {
	if c == "" {
		return nil
	}
	return checkColor(path, c)
}

func checkRange(path string, x, low, high float64, unit string) error {
	if !(x >= low && x <= high) { // NaN is not
		return wrong(path, "is %s; it must lie between %s and %s %s", number(x), number(low), number(high), unit)
	}
	return nil
}

func checkPoint(path string, p world.Vec) error {
	if !(math.Abs(p.X) <= MaxCoordinate && math.Abs(p.Y) <= MaxCoordinate) {
		return wrong(path, "is %s; both coordinates must lie between -%d and %d m", point(p), MaxCoordinate, MaxCoordinate)
	}
	return nil
}

func checkSegment(path string, a, b world.Vec) error {
	err := first(checkPoint(path+".from", a), checkPoint(path+".to", b))
	if err == nil && round(b.Sub(a).Norm()) < MinLength {
		err = wrong(path, "is %s m long; it must be at least %s m", Digits(b.Sub(a).Norm()), number(MinLength))
	}
	return err
}

func checkThickness(path string, t float64) error {
	return checkRange(path+".thickness", t, MinThickness, MaxThickness, "m")
}

func checkDisc(path string, at world.Vec, radius float64) error {
	return first(checkPoint(path+".at", at), checkRange(path+".radius", radius, MinRadius, MaxRadius, "m"))
}

// check refuses an outline that is no circle of a sensible size and no simple
// polygon. Orientation is reckoned exactly, on the lattice of Precision.
func (o Outline) check(path string) error {
	if o.Diameter != 0 || len(o.Corners) == 0 {
		if len(o.Corners) > 0 {
			return wrong(path, "is a circle and a polygon; it must be one of them")
		}
		return checkRange(path+".circle", o.Diameter, MinDiameter, MaxDiameter, "m")
	}
	path += ".polygon"
	n := len(o.Corners)
	if n < 3 || n > MaxCorners {
		return wrong(path, "has %d corners; it must have between 3 and %d", n, MaxCorners)
	}
	corners := make([]lattice, n)
	for i, p := range o.Corners {
		if err := checkPoint(fmt.Sprintf("%s[%d]", path, i), p); err != nil {
			return err
		}
		corners[i] = onLattice(p)
	}
	twice := int64(0)
	for i, a := range corners {
		b := corners[(i+1)%n]
		twice += a.x*b.y - a.y*b.x
		if toNext := o.Corners[i].Sub(o.Corners[(i+1)%n]).Norm(); round(toNext) < MinLength {
			return wrong(fmt.Sprintf("%s[%d]", path, i), "is %s m from the next corner; it must be at least %s m", Digits(toNext), number(MinLength))
		}
		if c := corners[(i+2)%n]; turn(a, b, c) == 0 && (b.x-a.x)*(c.x-b.x)+(b.y-a.y)*(c.y-b.y) < 0 {
			return wrong(fmt.Sprintf("%s[%d]", path, (i+1)%n), "is a spike: the edge runs back on itself; an outline must enclose floor everywhere")
		}
	}
	for i, a := range corners {
		for k := i + 2; k < n; k++ {
			if (k+1)%n != i && meet(a, corners[i+1], corners[k], corners[(k+1)%n]) {
				return wrong(fmt.Sprintf("%s[%d]", path, i), "begins an edge that meets the one from corner %d; an outline must not cross or touch itself", k)
			}
		}
	}
	switch area := float64(twice) / 2 * Precision * Precision; {
	case area < 0:
		return wrong(path, "runs clockwise; its corners must be listed counter-clockwise")
	case area < MinArea:
		return wrong(path, "encloses %s m²; it must be at least %s m²", Digits(area), number(MinArea))
	}
	return nil
}
