package recording

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"gridrat/brain/recording/table"
)

// plan is how a table is read.
type plan struct {
	kind    Kind
	limit   float64        // likelihood below which a position is not known, where nobody said
	columns map[role]found // that are read
	wide    []found        // of activity with a column for each cell
	names   bool           // units have names
	track   string         // of the animal whose rows are read, where rows are of several
	clock   bool           // times are dates or times of day
	counted bool           // rows are frames
}

// form is what the rows of a kind look like.
func (k Kind) form() string {
	switch k {
	case SpikeTimes:
		return "t,unit"
	case Activity:
		return "t,unit,rate"
	}
	return "t,x,y[,hd]"
}

// quoted is text of a file for people: at most 60 characters, on one line.
func quoted(text string) string {
	const most = 60
	letters := []rune(strings.Join(strings.Fields(text), " "))
	if len(letters) > most {
		letters = append(letters[:most-1], '…')
	}
	return strconv.Quote(string(letters))
}

// planOf finds out what the columns of a table are. With an error it tells the
// kind at most.
func planOf(t *table.Table, o Options, u *Understood) (*plan, error) {
	p := &plan{kind: o.Want, columns: map[role]found{}, limit: DefaultLikelihood}
	header, line, program, err := headerOf(t)
	if err != nil {
		return nil, err
	}
	if program == "SLEAP" {
		p.limit = sleapLikelihood
	}
	if program != "" {
		u.Format = program + ", " + u.Format
	}
	named, err := byFlag(o.Columns, header, t.Width)
	if err != nil {
		return nil, err
	}
	if t.First == 0 {
		return p.withoutRows(header, named, t)
	}
	if header == nil && named == nil {
		err = p.byPlace(t, o, u)
	} else {
		if header == nil {
			header = make([]found, t.Width)
			for i := range header {
				header[i] = found{at: i, name: fmt.Sprintf("column %d", i+1)}
			}
		}
		err = p.byName(header, named, t, o, u)
		if err != nil && line > 0 {
			err = fmt.Errorf("line %d: %w", line, err)
		}
	}
	if err != nil {
		return nil, err
	}
	if err := p.scale(o); err != nil {
		if line > 0 {
			err = fmt.Errorf("line %d: %w", line, err)
		}
		return nil, err
	}
	p.clock = p.isClock(t)
	if c, ok := p.columns[unitRole]; ok {
		words := 0
		for _, row := range t.Sample {
			if _, err := t.Number([]byte(row[c.at])); err != nil {
				words++
			}
		}
		p.names = 2*words > len(t.Sample) // a word among numbers is a mistake
	}
	p.say(header, t.Width, o, u)
	return p, nil
}

// withoutRows is the plan of a table that has none, and the error that says so.
func (p *plan) withoutRows(header []found, named map[role]found, t *table.Table) (*plan, error) {
	known := slices.ContainsFunc(header, func(f found) bool { return f.role != noRole })
	if known {
		_ = p.byName(header, named, t, Options{Time: 1}, &Understood{})
	}
	if line, text := firstText(t); line > 0 && !known {
		return p, fmt.Errorf("it has no rows of numbers; each must be %s: line %d is %s", p.kind.form(), line, quoted(text))
	}
	return p, fmt.Errorf("it has no rows; each must be %s", p.kind.form())
}

// byName plans by the names of columns.
func (p *plan) byName(header []found, named map[role]found, t *table.Table, o Options, u *Understood) error {
	take := func(r role, part func(string) bool) bool {
		f, ok := named[r]
		if !ok {
			f, ok = best(header, r, part)
		}
		if ok {
			p.columns[r] = f
		}
		return ok
	}
	hasTime := take(timeRole, anyPart)
	if _, frames := named[frameRole]; !hasTime || frames {
		if take(frameRole, anyPart) {
			delete(p.columns, timeRole)
			hasTime = true
		}
	}
	hasUnit, hasRate := take(unitRole, anyPart), take(rateRole, anyPart)
	parts := partsOf(header, named)
	if p.kind == Unknown {
		switch {
		case hasUnit && hasRate:
			p.kind = Activity
		case hasUnit && hasTime:
			p.kind = SpikeTimes
		case len(parts) > 0:
			p.kind = Trajectory
		case hasTime && t.Width == 1:
			p.kind = SpikeTimes
		case hasTime && len(cellColumns(header)) > 0:
			p.kind = Activity
		default:
			p.kind = Trajectory
		}
	}
	if p.kind != Trajectory {
		delete(p.columns, xRole)
		return p.needCells(header, t.Width, hasTime, hasUnit, hasRate)
	}
	delete(p.columns, unitRole)
	delete(p.columns, rateRole)
	if named[xRole].role != noRole && named[yRole].role != noRole {
		parts = []string{""}
	}
	chosen, err := p.choosePart(header, parts, t, o, u)
	if err != nil {
		return err
	}
	is := func(part string) bool { return part == chosen }
	for _, r := range []role{xRole, yRole} {
		if !take(r, is) {
			return missing(r, header, p.kind)
		}
	}
	take(likelihoodRole, is)
	if named[headingRole].role != noRole || slices.ContainsFunc(header, func(f found) bool { return f.role == headingRole }) {
		take(headingRole, anyPart)
	}
	if !hasTime {
		if o.Time == 0 {
			return fmt.Errorf("no column is t; the header must name %s (or -columns: t=NAME), or, if its rows are frames, -time say how many there are in a second, as -time 30Hz: it is %s", p.kind.form(), headerText(header))
		}
		p.counted = true
		u.note("it has no column of times: its rows are taken as frames, %.6g s apart", o.Time)
	}
	return nil
}

// needCells checks the columns of spikes and of activity.
func (p *plan) needCells(header []found, width int, hasTime, hasUnit, hasRate bool) error {
	if !hasTime {
		return missing(timeRole, header, p.kind)
	}
	if p.kind == Activity && !hasUnit {
		if p.wide = cellColumns(header); p.wide != nil {
			return nil
		}
	}
	if !hasUnit && !(p.kind == SpikeTimes && width == 1) {
		return missing(unitRole, header, p.kind)
	}
	if p.kind == Activity && !hasRate {
		return missing(rateRole, header, p.kind)
	}
	if p.kind == SpikeTimes {
		delete(p.columns, rateRole)
	}
	return nil
}

// cellColumns are those of a table that has one for each cell: all but that of
// times are named by a number, perhaps after a word for a cell.
func cellColumns(header []found) []found {
	var out []found
	for _, f := range header {
		tokens := tokensOf(f.name)
		if f.role == timeRole || f.role == frameRole || len(tokens) == 0 {
			continue
		}
		last := strings.TrimLeft(tokens[len(tokens)-1], "abcdefghijklmnopqrstuvwxyz")
		if _, err := strconv.Atoi(last); err != nil || f.role == xRole || f.role == yRole {
			return nil
		}
		out = append(out, f)
	}
	return out
}

func missing(r role, header []found, k Kind) error {
	return fmt.Errorf("no column is %s; the header must name %s, or -columns say which it is, as -columns %s=NAME: it is %s", shown[r], k.form(), shown[r], headerText(header))
}

// byPlace plans a table without a header: t,x,y[,hd], t,unit or t,unit,rate.
// Before them there may be a column that counts rows.
func (p *plan) byPlace(t *table.Table, o Options, u *Understood) error {
	first, width := 0, t.Width
	if countsRows(t) {
		first, width = 1, width-1
		u.note("column 1 counts rows and is not read")
	}
	if p.kind == Unknown {
		switch {
		case width == 2 || width == 1:
			p.kind = SpikeTimes
		case width == 3 && looksActive(t, first):
			p.kind = Activity
		default:
			p.kind = Trajectory
		}
	}
	roles := []role{timeRole, xRole, yRole, headingRole}
	least := 3
	switch p.kind {
	case SpikeTimes:
		roles, least = []role{timeRole, unitRole}, 1
	case Activity:
		roles, least = []role{timeRole, unitRole, rateRole}, 3
	}
	if width < least || width > len(roles) {
		return fmt.Errorf("line %d: it has %d fields; a row must be %s, or a header or -columns name them", t.First, t.Width, p.kind.form())
	}
	for i, r := range roles[:width] {
		p.columns[r] = found{word: word{role: r}, at: first + i, name: fmt.Sprintf("column %d", first+i+1)}
	}
	return nil
}

// countsRows tells whether the first of at least four columns counts the rows
// from 0 or 1 on, and the second rises as times do.
func countsRows(t *table.Table) bool {
	const enough = 20 // a path that goes on like times for so long is none
	if t.Width < 4 || len(t.Sample) < enough {
		return false
	}
	before := math.Inf(-1)
	start := 0.0
	for i, row := range t.Sample {
		n, err := t.Number([]byte(row[0]))
		if i == 0 {
			start = n
		}
		if err != nil || n != start+float64(i) || start != 0 && start != 1 {
			return false
		}
		v, err := t.Number([]byte(row[1]))
		if err != nil {
			var ok bool
			if v, ok = table.Clock([]byte(row[1])); !ok {
				return false
			}
		}
		if !(v > before) {
			return false
		}
		before = v
	}
	return true
}

// looksActive tells of rows of three numbers whether they are activity: units are
// whole, and all times have the same ones, or there is one at a time of all.
func looksActive(t *table.Table, first int) bool {
	var groups [][]float64 // units of each time
	last := math.NaN()
	same := true
	for _, row := range t.Sample {
		at, err := t.Number([]byte(row[first]))
		unit, wrong := t.Number([]byte(row[first+1]))
		if err != nil || wrong != nil || unit != math.Trunc(unit) || unit < -1 {
			return false
		}
		if at != last {
			groups = append(groups, nil)
		}
		last = at
		groups[len(groups)-1] = append(groups[len(groups)-1], unit)
		same = same && unit == groups[0][0]
	}
	if same {
		return len(t.Sample) > 1
	}
	if len(groups) < 2 || len(groups[0]) < 2 {
		return false
	}
	for _, g := range groups {
		slices.Sort(g)
	}
	for _, g := range groups[1 : len(groups)-1] { // the last may be cut
		if !slices.Equal(g, groups[0]) {
			return false
		}
	}
	for _, unit := range groups[len(groups)-1] {
		if !slices.Contains(groups[0], unit) {
			return false
		}
	}
	return true
}
