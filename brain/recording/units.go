package recording

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"gridrat/brain/recording/table"
)

// isClock tells whether times are written as dates or times of day.
func (p *plan) isClock(t *table.Table) bool {
	c, ok := p.columns[timeRole]
	if !ok {
		return false
	}
	for _, row := range t.Sample {
		if _, err := t.Number([]byte(row[c.at])); err != nil {
			_, ok := table.Clock([]byte(row[c.at]))
			return ok
		}
	}
	return false
}

var errFrames = errors.New("it counts frames or samples; -time must say how many there are in a second, as -time 30Hz")

// scale finds the sizes of the units of the columns.
func (p *plan) scale(o Options) error {
	for r := noRole; r <= trackRole; r++ {
		c, ok := p.columns[r]
		if !ok {
			continue
		}
		units, known := unitsOf(r)
		c.scale = 1
		if c.unit != "" && units != nil {
			size, ok := units[c.unit]
			if !ok && c.bracket && r != frameRole {
				return fmt.Errorf("the unit of column %s is not known; it must be %s", quoted(c.name), known)
			}
			c.scale = size
		}
		flag := map[role]float64{timeRole: o.Time, frameRole: o.Time, xRole: o.Length, yRole: o.Length, headingRole: o.Angle}[r]
		if r == frameRole {
			c.scale = 0
		}
		switch {
		case c.scale != 0 && c.unit != "":
		case flag != 0:
			c.scale, c.unit = flag, ""
		case r == frameRole || r == timeRole && c.scale == 0:
			return fmt.Errorf("column %s: %w", quoted(c.name), errFrames)
		case c.scale == 0:
			return fmt.Errorf("column %s is in pixels; -length must say how large one is, as -length 0.25cm", quoted(c.name))
		}
		p.columns[r] = c
	}
	return nil
}

// say lists the columns that are read, and those that are not.
func (p *plan) say(header []found, width int, o Options, u *Understood) {
	read := map[int]bool{}
	for r, c := range p.columns {
		read[c.at] = true
		if shown[r] == "" {
			continue
		}
		col := Column{Name: c.name, Is: shown[r]}
		flag := map[role]float64{timeRole: o.Time, frameRole: o.Time, xRole: o.Length, yRole: o.Length, headingRole: o.Angle}[r]
		switch units, _ := unitsOf(r); {
		case r == timeRole && p.clock:
			col.Unit, col.By = "clock", "header"
		case c.unit != "":
			col.Unit, col.By = c.unit, "header"
		case units == nil:
		case flag != 0:
			col.Unit, col.By = unitText(flag, r), "flag"
		default:
			col.Unit, col.By = unitText(1, r), "assumed"
		}
		u.Columns = append(u.Columns, col)
	}
	for _, c := range p.wide {
		read[c.at] = true
	}
	at := map[string]int{}
	for r, c := range p.columns {
		at[shown[r]] = c.at
	}
	slices.SortFunc(u.Columns, func(a, b Column) int { return at[a.Is] - at[b.Is] })
	var left []string
	for _, c := range header {
		other := c.role == xRole || c.role == yRole || c.role == likelihoodRole // of parts, which are a choice
		if !read[c.at] && c.name != "" && !(other && len(u.Choices) > 0) {
			left = append(left, c.name)
		}
	}
	if len(left) > 0 {
		u.note("columns not read: %s", shortList(left))
	}
}

// shortList names a few of many.
func shortList(all []string) string {
	const most = 6
	if len(all) <= most {
		return strings.Join(all, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(all[:most], ", "), len(all)-most)
}

// unitText is how a scale is called.
func unitText(scale float64, r role) string {
	base := "s"
	var names []string
	switch r {
	case xRole, yRole:
		base, names = "m", []string{"m", "cm", "mm"}
	case headingRole:
		base, names = "rad", []string{"rad", "deg"}
	case rateRole:
		return "Hz"
	default:
		names = []string{"s", "ms", "us", "min", "h"}
	}
	units, _ := unitsOf(r)
	for _, n := range names {
		if units[n] == scale {
			return n
		}
	}
	return fmt.Sprintf("%.6g %s", scale, base)
}
