package maps

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gridrat/app/settings"
)

// A file is shown, remembered, saved over, and not where another has changed it.
func TestFiles(t *testing.T) {
	d := open(t)
	m := d.Map()
	m.Name = "mine"
	path := d.file("mine.json", m)
	d.openFile(path)
	d.said("Opened the map mine. V edits it; Ctrl+M has others, and a new one.")
	d.did("settings", "leave", "rest", "turned")
	if d.Path() != path || d.Title() != "mine" || !slices.Equal(d.set.RecentMaps, []string{path}) || !d.CanUndo() {
		t.Errorf("opened is %q from %q, remembered %q", d.Title(), d.Path(), d.set.RecentMaps)
	}
	// Outside editing, Ctrl+S is about the network.
	d.draw()
	d.table.Do("save")
	d.did("save network")
	d.tool = "tool-wall"
	if s, _ := d.table.State("save"); s.Label != "save map" || s.Tip != "Save the map; outside editing, the network  [Ctrl+S]" {
		t.Errorf("the button stands as %+v", s)
	}
	d.table.Do("save")
	d.did("rest", "settings")
	d.said("Saved the map " + path + ".")
	if saved, err := os.ReadFile(path); err != nil || d.Title() != "mine" || !strings.Contains(string(saved), "goals") {
		t.Errorf("saved is %s, %v", saved, err)
	}
	// Another program writes to it.
	d.draw()
	if err := os.WriteFile(path, []byte("{}"), 0o644); err != nil {
		t.Fatal(err)
	}
	d.table.Do("save")
	d.said("The file " + path + " has changed since it was opened; save again to replace it, or under another name.")
	if q := d.question; q == nil || q.Text != path || !q.Path || !q.Save || !q.Maps || q.Title != "Save the map as" || d.Title() != "mine *" {
		t.Fatalf("asked is %+v", q)
	}
	d.answer(path) // a second time is not needed
	if d.question != nil || d.Title() != "mine" {
		t.Errorf("agreed to, %q is not saved: %q", d.Title(), d.told)
	}
	// It is gone.
	d.draw()
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	d.table.Do("save")
	if _, err := os.Stat(path); err != nil || d.Title() != "mine" {
		t.Errorf("a file that is gone is not written again: %v", err)
	}
	// Under another name, that of the map stays.
	other := filepath.Join(d.Out, "sub", "other")
	d.table.Do("save-map-as")
	d.answer(other + ".txt")
	d.said("The file other.txt would not be found again as a map; its name must end in .json.")
	d.answer(other)
	if d.Path() != other+".json" || d.Map().Name != "mine" || !slices.Equal(d.set.RecentMaps, []string{other + ".json", path}) {
		t.Errorf("saved as %q, its name is %q, remembered %q", d.Path(), d.Map().Name, d.set.RecentMaps)
	}
}

// A map without a file gets the name of the one it is saved to; a file that
// exists is replaced when asked twice.
func TestSaveAs(t *testing.T) {
	d := open(t)
	d.tool = "tool-wall"
	d.draw()
	d.table.Do("save")
	if want := filepath.Join(d.Out, "open-square-2.2-m.json"); d.question.Text != want {
		t.Errorf("offered is %q, want %q", d.question.Text, want)
	}
	path := d.file("house.json", d.Map())
	d.answer(path)
	d.said("It exists.")
	d.answer(path)
	d.said("Saved the map " + path + ".")
	if d.Map().Name != "house" || d.History().Unsaved() {
		t.Errorf("its name is %q, unsaved %v", d.Map().Name, d.History().Unsaved())
	}
	d.draw()
	folder := filepath.Join(d.Out, "folder.json")
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	d.table.Do("save-map-as")
	d.confirmed = folder
	d.answer(folder)
	if d.said("Could not save the map: "); !d.failure || d.Path() != path || d.Title() != "house *" {
		t.Errorf("the path is %q, the title %q", d.Path(), d.Title())
	}
}

// What is no map is refused in a sentence, and no text maze is written over.
func TestOpen(t *testing.T) {
	d := open(t)
	for _, c := range []struct{ name, text, want string }{
		{"bad.txt", "*******\n*P é G*\n*******\n", "Could not open the map bad.txt: line 2, column 4: \"é\" is no cell"},
		{"bad.json", `{"format": "gridrat map", "version": 9}`, "Could not open the map bad.json: line 1, column"},
		{"large.json", strings.Repeat(" ", limit+1), "Could not open the map large.json: it is larger than 4 MB, which no map of this program is."},
	} {
		d.OpenFile(c.name, c.name, []byte(c.text))
		d.said(c.want)
	}
	d.did()
	d.OpenFile("small maze.txt", "small maze.txt", []byte("*******\n*P I G*\n*******\n"))
	if d.Map().Name != "small maze" || d.Path() != "" || len(d.set.RecentMaps) > 0 {
		t.Errorf("opened is %q from %q", d.Map().Name, d.Path())
	}
	d.draw()
	d.OpenFile("other.txt", "", []byte("*******\n*P I G*\n*******\n"))
	d.said("Opened the map other. V edits it; Ctrl+M has others, and a new one. The one before was not saved: Ctrl+M keeps it, and Ctrl+Z while editing goes back to it.")
	if label, ok := d.Undo(); !ok || label != "open other" || len(d.Map().Goals) != 2 {
		t.Errorf("undone is %q, the map %+v", label, d.Map())
	}
}

// Only so many maps are remembered, each once.
func TestRecent(t *testing.T) {
	d := open(t)
	var paths []string
	for n := range settings.MostRecent + 2 {
		path := d.file(fmt.Sprintf("%d.json", n), d.Map())
		paths = append([]string{path}, paths...)
		d.openFile(path)
	}
	d.openFile(paths[2])
	want := append([]string{paths[2]}, slices.Delete(slices.Clone(paths), 2, 3)...)[:settings.MostRecent]
	if !slices.Equal(d.set.RecentMaps, want) {
		t.Errorf("remembered are %q, want %q", d.set.RecentMaps, want)
	}
}

// Names of maps become names of files on any system.
func TestFileName(t *testing.T) {
	for name, want := range map[string]string{"Open square, 2.2 m": "open-square-2.2-m", "a/b\\c:d": "abcd", "...": "map", "": "map", "Käfig 3": "käfig-3"} {
		if got := fileName(name); got != want {
			t.Errorf("%q becomes %q, want %q", name, got, want)
		}
	}
}
