package maze

import (
	"bytes"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

// Detect tells whether a file is meant as a map: JSON, or a text maze (.txt): one
// with walls of # or of Minigrid, or one whose first line that is not empty and
// begins with no # has a wall cell and nothing that separates the columns of a
// table.
func Detect(name string, data []byte) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".json":
		return true
	case ".txt":
		text := strings.TrimPrefix(string(data[:min(len(data), 1<<16)]), "\ufeff")
		if lines := strings.Split(strings.ReplaceAll(text, "\r", ""), "\n"); hashed(lines) || isMinigrid(lines) {
			return true
		}
		for line := range strings.Lines(text) {
			line = strings.TrimRight(line, "\r\n")
			if strings.TrimSpace(line) != "" && line[0] != '#' {
				return strings.Contains(line, "*") && !strings.ContainsAny(line, ",;\t0123456789")
			}
		}
	default:
		return bytes.HasPrefix(bytes.TrimSpace(data), []byte("{")) && bytes.Contains(data, []byte(`"`+Format+`"`))
	}
	return false
}

// Open reads a map of either kind. A text maze has cells of the published size
// and the name of its file.
func Open(name string, data []byte) (Map, error) {
	if strings.ToLower(filepath.Ext(name)) != ".txt" {
		return Decode(data)
	}
	g, err := ParseGrid(string(data))
	if err != nil {
		return Map{}, err
	}
	title := strings.ToValidUTF8(strings.TrimSpace(strings.TrimSuffix(filepath.Base(name), filepath.Ext(name))), "")
	if utf8.RuneCountInString(title) > MaxName {
		title = string([]rune(title)[:MaxName])
	}
	if title == "" {
		title = "Text maze"
	}
	return g.Map(title, Cell)
}
