package recording

import (
	"fmt"
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

func headerText(header []found) string {
	var names []string
	for _, f := range header {
		names = append(names, f.name)
	}
	return quoted(strings.Join(names, ","))
}
