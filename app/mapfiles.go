package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"gridrat/app/files"
	"gridrat/world/maze"
)

// mostRecent is how many maps the settings remember.
const mostRecent = 6

// mapLimit bounds the files of maps, in bytes; a thousand walls have 0.1 MB.
const mapLimit = 4 << 20

// openMap shows a map that was opened; path is "" if it is no file of ours to
// write to.
func (g *game) openMap(name, path string, data []byte) {
	if len(data) > mapLimit {
		g.tell(true, fmt.Sprintf("Could not open the map %s: it is larger than %d MB, which no map of this program is.", name, mapLimit>>20))
		return
	}
	m, err := maze.Open(name, data)
	if err != nil {
		g.tell(true, fmt.Sprintf("Could not open the map %s: %v.", name, err))
		return
	}
	d, err := newDocument(m)
	if err != nil {
		g.tell(true, fmt.Sprintf("Could not open the map %s: %v.", name, err))
		return
	}
	if strings.EqualFold(filepath.Ext(path), ".json") {
		d.path, d.file = path, data
		g.remember(path)
	}
	g.showMap(d)
	g.tell(false, fmt.Sprintf("Opened the map %s. V edits it; Ctrl+M has others, and a new one.%s", m.Name, g.undoNote()))
}

// undoNote says how the map before can be had back.
func (g *game) undoNote() string {
	if g.maps.at > 0 && g.maps.docs[g.maps.at-1].Unsaved() {
		return " The one before was not saved: Ctrl+M keeps it, and Ctrl+Z while editing goes back to it."
	}
	return ""
}

// remember notes a map that was opened or saved among the recent ones.
func (g *game) remember(path string) {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	s := &g.settings
	all := slices.DeleteFunc(slices.Clone(s.RecentMaps), func(p string) bool { return p == path })
	all = append([]string{path}, all...)
	s.RecentMaps = all[:min(len(all), mostRecent)]
	if !g.foreign {
		if err := s.save(g.folders.Config); err != nil {
			g.tell(true, err.Error())
		}
	}
}

// saveMap writes the map to its file, if it has one that nobody else has
// changed, or asks for a name.
func (g *game) saveMap() {
	g.stopGesture(true)
	d := g.maps.now()
	if d.path == "" {
		g.askSaveMap()
		return
	}
	switch now, err := os.ReadFile(d.path); {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		g.tell(true, fmt.Sprintf("Could not look at the file of the map: %v.", err))
		return
	case !bytes.Equal(now, d.file):
		g.askSaveMap()
		g.tell(true, fmt.Sprintf("The file %s has changed since it was opened; save again to replace it, or under another name.", d.path))
		g.dialog.confirm = d.path
		return
	}
	g.writeMap(d.path)
}

// askSaveMap asks for the path to save the map to.
func (g *game) askSaveMap() {
	g.stopGesture(true)
	d := g.maps.now()
	path := d.path
	if path == "" {
		path = filepath.Join(g.folders.Out, fileName(d.Map().Name)+".json")
	}
	g.askPath("Save the map as", "save", path, "path of a .json file", func(path string) {
		if filepath.Ext(path) == "" {
			path += ".json"
		}
		if !strings.EqualFold(filepath.Ext(path), ".json") {
			g.tell(true, fmt.Sprintf("The file %s would not be found again as a map; its name must end in .json.", filepath.Base(path)))
			return
		}
		if !g.mayWrite(path) {
			return
		}
		g.closeDialog()
		g.nameAfter(path)
		g.writeMap(path)
	})
	g.dialog.save, g.dialog.maps = true, true
}

// nameAfter gives a map without a file the name of the one that it gets.
func (g *game) nameAfter(path string) {
	d := g.maps.now()
	m := d.Map()
	name := strings.TrimSpace(strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)))
	if d.path != "" || name == "" || name == fileName(m.Name) {
		return
	}
	// A name that a map cannot have is none.
	_ = d.Do("name", maze.Restyle{Name: name, Wall: m.Wall, Floor: m.Floor})
}

// fileName makes the name of a map one of a file.
func fileName(name string) string {
	name = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || r == '.' || r == '-':
			return unicode.ToLower(r)
		case unicode.IsSpace(r):
			return '-'
		}
		return -1
	}, name)
	if name = strings.Trim(name, "-."); name == "" {
		return "map"
	}
	return name
}

// writeMap writes the map.
func (g *game) writeMap(path string) {
	d := g.maps.now()
	data, err := maze.Encode(d.Map())
	if err == nil {
		err = files.Write(filepath.Dir(path), filepath.Base(path), data)
	}
	if err != nil {
		g.tell(true, fmt.Sprintf("Could not save the map: %v.", err))
		return
	}
	d.path, d.file = path, data
	d.MarkSaved()
	g.dropKept(d)
	g.remember(path)
	g.tell(false, "Saved the map "+path+".")
}
