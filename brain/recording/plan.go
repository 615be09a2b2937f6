package recording

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"gridrat/brain/recording/table"
)

// found is a column with what its name says.
type found struct {
	word
	at    int    // in a row
	name  string // in the file
	scale float64
}

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
		d := t.Dialect
		p.names = slices.ContainsFunc(t.Sample, func(row []string) bool {
			_, err := d.Number([]byte(row[c.at]))
			return err != nil
		})
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

func firstText(t *table.Table) (line int, text string) {
	if len(t.Head) == 0 {
		return 0, ""
	}
	return t.Lines[0], strings.Join(t.Head[0], " ")
}

// headerOf are the names of the columns of a table; nil if it has none. line is
// where they stand, program whose file it is, if that is known.
func headerOf(t *table.Table) (header []found, line int, program string, err error) {
	if levels := levelsOf(t); levels != nil {
		return levels, 0, "DeepLabCut", nil
	}
	n := len(t.Head)
	if n > 0 {
		names := fitted(t.Head[n-1], t.Width)
		above := n - 1
		var units []string
		if names != nil && n > 1 && areUnits(names) {
			if over := fitted(t.Head[n-2], t.Width); over != nil {
				names, units, above = over, names, n-2
			}
		}
		if names != nil {
			header = words(names)
			for i := range units {
				if unit := strings.ToLower(strings.Trim(units[i], "()[] ")); unit != "" {
					header[i].unit, header[i].bracket = unit, true
				}
			}
			if strings.HasPrefix(strings.ToLower(t.Head[0][0]), "number of header lines") {
				program = "EthoVision"
			} else if isSLEAP(names) {
				program = "SLEAP"
				for i := range header {
					if header[i].role == xRole || header[i].role == yRole {
						header[i].unit = "px"
					}
				}
			}
			return header, t.Lines[above], program, nil
		}
		known := 0
		for _, f := range t.Head[n-1] {
			if wordOf(f).role != noRole {
				known++
			}
		}
		if known > 1 {
			return nil, 0, "", fmt.Errorf("line %d: it names %d columns, but the rows below have %d fields; each must have a name: it is %s",
				t.Lines[n-1], len(t.Head[n-1]), t.Width, quoted(strings.Join(t.Head[n-1], ",")))
		}
	}
	if t.Comment != nil {
		header = words(t.Comment)
		known := 0
		for _, f := range header {
			if f.role != noRole {
				known++
			}
		}
		if known == len(header) || known >= 2 {
			return header, 0, "", nil
		}
	}
	return nil, 0, "", nil
}

// fitted are names for the columns of rows of width fields: as they are, without
// an empty one at the end, or without one for the first column, as R writes
// them; nil if they do not fit.
func fitted(names []string, width int) []string {
	switch n := len(names); {
	case n == width:
		return names
	case n == width+1 && names[n-1] == "":
		return names[:width]
	case n == width-1 && n > 0:
		return append([]string{""}, names...)
	}
	return nil
}

func words(names []string) []found {
	out := make([]found, len(names))
	for i, name := range names {
		out[i] = found{word: wordOf(name), at: i, name: name}
	}
	return out
}

// areUnits tells whether fields are units of columns, or empty.
func areUnits(fields []string) bool {
	some := false
	for _, f := range fields {
		f = strings.ToLower(strings.Trim(f, "()[] "))
		is := f == ""
		for _, units := range []map[string]float64{timeUnits, lengthUnits, angleUnits, rateUnits} {
			if _, ok := units[f]; ok {
				is, some = true, true
			}
		}
		if !is && !strings.ContainsAny(f, "/²³%") && len(f) > 3 {
			return false
		}
	}
	return some
}

func isSLEAP(names []string) bool {
	return slices.Contains(names, "frame_idx") && slices.Contains(names, "instance.score")
}

// levelsOf are the columns of a table whose header has a row for each level, as
// DeepLabCut writes them: scorer, perhaps individuals, bodyparts, coords. nil if
// it is none.
func levelsOf(t *table.Table) []found {
	level := map[string][]string{}
	for _, row := range t.Head {
		if len(row) == t.Width {
			level[strings.ToLower(row[0])] = row
		}
	}
	parts, coords := level["bodyparts"], level["coords"]
	if parts == nil || coords == nil {
		return nil
	}
	out := make([]found, t.Width)
	out[0] = found{word: word{role: frameRole}, name: "frame"}
	for i := 1; i < t.Width; i++ {
		part := parts[i]
		if one := level["individuals"]; one != nil {
			part = one[i] + " " + part
		}
		out[i] = found{at: i, name: part + " " + coords[i], word: word{part: strings.ToLower(part)}}
		switch coords[i] {
		case "x":
			out[i].role, out[i].unit = xRole, "px"
		case "y":
			out[i].role, out[i].unit = yRole, "px"
		case "likelihood":
			out[i].role = likelihoodRole
		}
	}
	return out
}

// byFlag are the columns that an option names, as "t=clock,x=2".
func byFlag(text string, header []found, width int) (map[role]found, error) {
	if text == "" {
		return nil, nil
	}
	out := map[role]found{}
	for _, one := range strings.Split(text, ",") {
		is, name, ok := strings.Cut(one, "=")
		r := map[string]role{"t": timeRole, "frame": frameRole, "x": xRole, "y": yRole, "hd": headingRole, "unit": unitRole, "rate": rateRole}[strings.TrimSpace(is)]
		if !ok || r == noRole {
			return nil, fmt.Errorf("-columns has %s; it must be t, frame, x, y, hd, unit or rate, then = and the name or number of a column", quoted(one))
		}
		name = strings.TrimSpace(name)
		at := slices.IndexFunc(header, func(f found) bool { return strings.EqualFold(f.name, name) })
		if n, err := strconv.Atoi(name); at < 0 && err == nil && n >= 1 && n <= width {
			at = n - 1
		}
		if at < 0 {
			return nil, fmt.Errorf("-columns has %s, but no column is called so, and there are %d", quoted(one), width)
		}
		f := found{at: at, name: fmt.Sprintf("column %d", at+1)}
		if header != nil {
			f = header[at]
		}
		if units, _ := unitsOf(r); f.unit == "" {
			if tokens := tokensOf(f.name); len(tokens) > 1 {
				if _, ok := units[tokens[len(tokens)-1]]; ok {
					f.unit = tokens[len(tokens)-1]
				}
			}
		}
		f.role, f.bracket = r, f.bracket && f.unit != ""
		out[r] = f
	}
	return out, nil
}

// best is the likeliest column of a role and a part.
func best(header []found, r role, part func(string) bool) (found, bool) {
	var out found
	some := false
	for _, f := range header {
		if f.role == r && part(f.part) && (!some || f.rank < out.rank) {
			out, some = f, true
		}
	}
	return out, some
}

func anyPart(string) bool { return true }

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

func headerText(header []found) string {
	var names []string
	for _, f := range header {
		names = append(names, f.name)
	}
	return quoted(strings.Join(names, ","))
}

func missing(r role, header []found, k Kind) error {
	return fmt.Errorf("no column is %s; the header must name %s, or -columns say which it is, as -columns %s=NAME: it is %s", shown[r], k.form(), shown[r], headerText(header))
}

// partsOf are the parts whose x and y a table has, the likelier first.
func partsOf(header []found, named map[role]found) []string {
	if named[xRole].role != noRole && named[yRole].role != noRole {
		return []string{""}
	}
	rank := map[string]int{}
	var parts []string
	for _, f := range header {
		if f.role != xRole || slices.Contains(parts, f.part) {
			continue
		}
		if _, both := best(header, yRole, func(part string) bool { return part == f.part }); both {
			x, _ := best(header, xRole, func(part string) bool { return part == f.part })
			parts, rank[f.part] = append(parts, f.part), x.rank
		}
	}
	slices.SortStableFunc(parts, func(a, b string) int { return rank[a] - rank[b] })
	return parts
}

// choosePart finds the part, and the animal, that are read.
func (p *plan) choosePart(header []found, parts []string, t *table.Table, o Options, u *Understood) (string, error) {
	if len(parts) == 0 {
		for _, r := range []role{xRole, yRole} {
			if _, ok := best(header, r, anyPart); !ok {
				return "", missing(r, header, p.kind)
			}
		}
		return "", fmt.Errorf("x and y are of different parts; they must be of one, or -columns say which they are: it is %s", headerText(header))
	}
	var tracks []string
	if f, ok := best(header, trackRole, anyPart); ok {
		p.columns[trackRole] = f
		for _, row := range t.Sample {
			if !slices.Contains(tracks, row[f.at]) {
				tracks = append(tracks, row[f.at])
			}
		}
		if tracks != nil {
			p.track = tracks[0]
		}
	}
	chosen := parts[0]
	if want := strings.ToLower(strings.TrimSpace(o.Part)); want != "" {
		track, part, both := strings.Cut(want, "/")
		if !both {
			track, part = want, want
		}
		isTrack := slices.IndexFunc(tracks, func(s string) bool { return strings.EqualFold(s, track) })
		isPart := slices.IndexFunc(parts, func(s string) bool { return strings.EqualFold(s, part) })
		if isTrack < 0 && isPart < 0 || both && (isTrack < 0 || isPart < 0) {
			return "", fmt.Errorf("it has no part %s; -part must be one of %s", quoted(o.Part), quoted(strings.Join(append(slices.Clone(parts), tracks...), ", ")))
		}
		if isTrack >= 0 {
			p.track = tracks[isTrack]
		}
		if isPart >= 0 {
			chosen = parts[isPart]
		}
	}
	if len(tracks) > 1 {
		u.Choices = append(u.Choices, Choice{"animal", "-part", tracks, p.track})
	}
	if len(parts) > 1 {
		u.Choices = append(u.Choices, Choice{"part", "-part", parts, chosen})
	}
	return chosen, nil
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
