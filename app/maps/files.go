package maps

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"gridrat/app/files"
	"gridrat/app/room"
	"gridrat/world/maze"
)

// limit bounds the files of maps, in bytes; a thousand walls have 0.1 MB.
const limit = 4 << 20

// OpenFile shows a map that was opened; path is "" if it is no file of ours to
// write to.
func (r *Room) OpenFile(name, path string, data []byte) {
	if len(data) > limit {
		r.Tell(true, fmt.Sprintf("Could not open the map %s: it is larger than %d MB, which no map of this program is.", name, limit>>20))
		return
	}
	m, err := maze.Open(name, data)
	if err != nil {
		r.Tell(true, fmt.Sprintf("Could not open the map %s: %v.", name, err))
		return
	}
	d, err := newDocument(m)
	if err != nil {
		r.Tell(true, fmt.Sprintf("Could not open the map %s: %v.", name, err))
		return
	}
	if strings.EqualFold(filepath.Ext(path), ".json") {
		d.path, d.file = path, data
		r.remember(path)
	}
	r.show(d)
	r.Tell(false, fmt.Sprintf("Opened the map %s. V edits it; Ctrl+M has others, and a new one.%s", m.Name, r.undoNote()))
}

// undoNote says how the map before can be had back.
func (r *Room) undoNote() string {
	if s := r.session; s.at > 0 && s.docs[s.at-1].Unsaved() {
		return " The one before was not saved: Ctrl+M keeps it, and Ctrl+Z while editing goes back to it."
	}
	return ""
}

// remember notes a map that was opened or saved among the recent ones.
func (r *Room) remember(path string) {
	r.Settings.Remember(path)
	r.KeepSettings()
}

// save writes the map to its file, if it has one that nobody else has changed,
// or asks for a name.
func (r *Room) save() {
	r.Rest()
	d := r.session.now()
	if d.path == "" {
		r.askSave()
		return
	}
	switch now, err := os.ReadFile(d.path); {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		r.Tell(true, fmt.Sprintf("Could not look at the file of the map: %v.", err))
		return
	case !bytes.Equal(now, d.file):
		r.askSave()
		r.Tell(true, fmt.Sprintf("The file %s has changed since it was opened; save again to replace it, or under another name.", d.path))
		r.Confirm(d.path)
		return
	}
	r.write(d.path)
}

// askSave asks for the path to save the map to.
func (r *Room) askSave() {
	r.Rest()
	d := r.session.now()
	path := d.path
	if path == "" {
		path = filepath.Join(r.Out, fileName(d.Map().Name)+".json")
	}
	q := room.Question{Title: "Save the map as", Verb: "save", Text: path, Empty: "path of a .json file", Path: true, Save: true, Maps: true}
	r.Ask(q, func(path string) {
		if filepath.Ext(path) == "" {
			path += ".json"
		}
		if !strings.EqualFold(filepath.Ext(path), ".json") {
			r.Tell(true, fmt.Sprintf("The file %s would not be found again as a map; its name must end in .json.", filepath.Base(path)))
			return
		}
		if !r.MayWrite(path) {
			return
		}
		r.Dismiss()
		r.nameAfter(path)
		r.write(path)
	})
}

// nameAfter gives a map without a file the name of the one that it gets.
func (r *Room) nameAfter(path string) {
	d := r.session.now()
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

// write writes the map.
func (r *Room) write(path string) {
	d := r.session.now()
	data, err := maze.Encode(d.Map())
	if err == nil {
		err = files.Write(filepath.Dir(path), filepath.Base(path), data)
	}
	if err != nil {
		r.Tell(true, fmt.Sprintf("Could not save the map: %v.", err))
		return
	}
	d.path, d.file = path, data
	d.MarkSaved()
	d.dropKept()
	r.remember(path)
	r.Tell(false, "Saved the map "+path+".")
}
