package table

import (
	"bytes"
	"strings"
)

// Dialect is how a file writes its rows.
type Dialect struct {
	Encoding  string // "UTF-8", "UTF-16" or "Windows-1252"
	Separator byte   // comma, semicolon, tab or, of any blanks, space
	Commas    bool   // decimal commas were seen
}

// separators, the likelier first.
var separators = []byte{',', '\t', ';', ' '}

// String says what is not plain CSV.
func (d Dialect) String() string {
	parts := []string{"CSV"}
	switch d.Separator {
	case '\t':
		parts = append(parts, "tabs")
	case ';':
		parts = append(parts, "semicolons")
	case ' ':
		parts = append(parts, "spaces")
	}
	if d.Commas {
		parts = append(parts, "decimal commas")
	}
	if d.Encoding != utf8Name {
		parts = append(parts, d.Encoding)
	}
	return strings.Join(parts, ", ")
}

// separatorOf finds the one by which lines have most values and least text.
func separatorOf(lines [][]byte) byte {
	best, most, mostNames := byte(','), 0.0, 0
	var fields [][]byte
	for _, sep := range separators {
		d := Dialect{Separator: sep}
		score, names := 0.0, 0
		for _, line := range lines {
			fields = d.split(fields[:0], line)
			if len(fields) < 2 {
				continue
			}
			good := 0.0
			for _, f := range fields {
				switch d.kindOf(string(f)) {
				case isValue:
					good++
				case isText:
					good -= 0.5
				}
			}
			score += max(good, 0)
			names += len(fields)
		}
		// Where there are no values, the names of columns have to do.
		if score > most || most == 0 && score == 0 && names > mostNames {
			best, most, mostNames = sep, score, names
		}
	}
	return best
}

// split appends the fields of a line without blanks around it, each without
// blanks and quotes around it.
func (d Dialect) split(fields [][]byte, line []byte) [][]byte {
	if d.Separator == ' ' {
		return splitBlanks(fields, line)
	}
	quoted := bytes.IndexByte(line, '"') >= 0
	for {
		end := -1
		if quoted {
			end = unquoted(line, d.Separator)
		} else {
			end = bytes.IndexByte(line, d.Separator)
		}
		if end < 0 {
			return append(fields, bare(line))
		}
		fields = append(fields, bare(line[:end]))
		line = line[end+1:]
	}
}

// splitBlanks splits at any number of blanks.
func splitBlanks(fields [][]byte, line []byte) [][]byte {
	for {
		line = bytes.TrimLeft(line, " \t")
		if len(line) == 0 {
			return fields
		}
		end := 0
		for in := false; end < len(line) && (in || line[end] != ' ' && line[end] != '\t'); end++ {
			in = in != (line[end] == '"')
		}
		fields = append(fields, bare(line[:end]))
		line = line[end:]
	}
}

// unquoted is where the separator is that no quotes are around.
func unquoted(line []byte, sep byte) int {
	in := false
	for i, c := range line {
		switch {
		case c == '"':
			in = !in
		case c == sep && !in:
			return i
		}
	}
	return -1
}

// bare takes blanks and quotes off a field.
func bare(f []byte) []byte {
	for len(f) > 0 && (f[0] == ' ' || f[0] == '\t') {
		f = f[1:]
	}
	for len(f) > 0 && (f[len(f)-1] == ' ' || f[len(f)-1] == '\t') {
		f = f[:len(f)-1]
	}
	if len(f) >= 2 && f[0] == '"' && f[len(f)-1] == '"' {
		return bytes.TrimSpace(f[1 : len(f)-1])
	}
	return f
}

// decimal tells whether a field is a number with a decimal comma.
func (d Dialect) decimal(fields []string) bool {
	for _, f := range fields {
		if strings.Contains(f, ",") && d.kindOf(f) == isValue {
			return true
		}
	}
	return false
}
