package maze

import "strings"

// plain are the lines of a text maze in the characters of a Grid. A byte-order
// mark is left out. Mazes without * but with walls of # have S or @ for a start,
// unless they have P; those that Minigrid prints have two characters for a cell
// (minigrid_env.py, __str__): its walls, the agent (a start), doors and the goal
// are taken, what else lies there is floor.
func plain(text string) []string {
	lines := strings.Split(strings.TrimPrefix(text, "\ufeff"), "\n")
	for i := range lines {
		lines[i] = strings.TrimSuffix(lines[i], "\r")
	}
	switch {
	case isMinigrid(lines):
		return fromMinigrid(lines)
	case !strings.Contains(text, "*") && hashed(lines):
		start := !strings.Contains(text, "P")
		for i := range lines {
			lines[i] = strings.Map(func(c rune) rune {
				switch {
				case c == '#':
					return '*'
				case start && (c == 'S' || c == '@'):
					return 'P'
				}
				return c
			}, lines[i])
		}
	}
	return lines
}

// hashed tells whether # are the walls of lines: the first and the last that are
// not empty have nothing else, and all begin and end with one.
func hashed(lines []string) bool {
	var rows []string
	for _, row := range lines {
		if row = strings.TrimSpace(row); row != "" {
			rows = append(rows, row)
		}
	}
	if len(rows) < 3 {
		return false
	}
	for i, row := range rows {
		edge := i == 0 || i == len(rows)-1
		if row[0] != '#' || row[len(row)-1] != '#' || edge && (len(row) < 3 || strings.Trim(row, "# ") != "") {
			return false
		}
	}
	return true
}

// isMinigrid tells whether the first and the last line are walls of Minigrid, a W
// and a colour each, and all are as long.
func isMinigrid(lines []string) bool {
	rows := lines
	for len(rows) > 0 && rows[len(rows)-1] == "" {
		rows = rows[:len(rows)-1]
	}
	if len(rows) < 3 {
		return false
	}
	for i, row := range rows {
		if len(row) != len(rows[0]) || len(row)%2 != 0 || len(row) < 6 {
			return false
		}
		if i > 0 && i < len(rows)-1 {
			continue
		}
		for j := 0; j < len(row); j += 2 {
			if row[j] != 'W' || row[j+1] < 'A' || row[j+1] > 'Z' {
				return false
			}
		}
	}
	return true
}

func fromMinigrid(lines []string) []string {
	wall := func(row string, j int) bool { return j >= 0 && j < len(row) && row[j] == 'W' }
	out := make([]string, len(lines))
	for i, row := range lines {
		var b strings.Builder
		for j := 0; j+1 < len(row); j += 2 {
			c := byte(' ')
			switch two := row[j : j+2]; {
			case row[j] == 'W':
				c = '*'
			case two == "GG":
				c = 'G'
			case two == ">>" || two == "<<" || two == "^^" || two == "VV":
				c = 'P'
			case row[j] == 'D' || row[j] == 'L' || two == "__":
				if c = 'I'; wall(row, j-2) && wall(row, j+2) {
					c = 'H'
				}
			}
			b.WriteByte(c)
		}
		out[i] = b.String()
	}
	return out
}
