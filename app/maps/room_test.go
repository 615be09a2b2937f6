package maps

import (
	"fmt"
	"image"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"gridrat/app/room"
	"gridrat/app/settings"
	"gridrat/assets"
	"gridrat/render/panel"
	"gridrat/world"
	"gridrat/world/maze"
)

// desk is a room with what it does to a window.
type desk struct {
	*Room
	t     *testing.T
	table *room.Table
	now   time.Time
	set   settings.Settings

	told      string
	failure   bool
	page      *room.Page
	question  *room.Question
	answer    func(string)
	confirmed string
	calls     []string // of the window, by what it was asked for
	tool      string
	route     string
	instead   *Strip
}

func open(t *testing.T) *desk {
	t.Helper()
	d := &desk{t: t, now: time.Unix(1e9, 0), set: settings.Default()}
	call := func(name string) func() { return func() { d.calls = append(d.calls, name) } }
	d.Room = New(Host{
		Tell: func(failure bool, text string) { d.failure, d.told = failure, room.Capital(text) },
		Told: func() (bool, string) { return d.failure, d.told },
		Keys: func(id string) string { return d.table.Keys(id) },

		Settings: &d.set, KeepSettings: call("settings"), Cache: t.TempDir(), Keeps: true, Out: t.TempDir(),

		Ask: func(q room.Question, use func(string)) {
			d.question, d.answer, d.confirmed, d.page = &q, use, "", nil
		},
		MayWrite: func(path string) bool {
			if _, err := os.Stat(path); err == nil && d.confirmed != path {
				d.confirmed, d.told = path, "It exists."
				return false
			}
			return os.MkdirAll(filepath.Dir(path), 0o755) == nil
		},
		Confirm: func(path string) { d.confirmed = path },
		Dismiss: func() { d.question = nil },

		Open: func(p *room.Page) { d.page = p },
		Page: func() string {
			if d.page == nil {
				return ""
			}
			return d.page.Of
		},

		Rest: call("rest"), Leave: call("leave"), Turned: call("turned"), Begin: call("begin"),
		Tool:    func() string { return d.tool },
		Buttons: func() []panel.Tool { return []panel.Tool{d.table.Tool("mazes", "mazes")} },
		Route:   func() string { return d.route },
		Instead: func() (Strip, bool) {
			if d.instead == nil {
				return Strip{}, false
			}
			return *d.instead, true
		},
	}, world.Enclosure{Shape: world.Square, Size: 2.2})
	d.table = room.NewTable(d.Offer(), room.Offer{Name: "others", Actions: []room.Action{
		{ID: "save", Shown: "Ctrl+S", Help: "save the network", Section: "Files", Do: call("save network")},
	}})
	d.pane.Picture.Place(image.Rect(0, 0, 400, 21), 1)
	t.Cleanup(d.writing.Wait)
	return d
}

// rename is an edit.
func rename(name string) maze.Edit { return maze.Restyle{Name: name} }

// draw draws a goal.
func (d *desk) draw() {
	d.t.Helper()
	if err := d.History().Do("goal", goal); err != nil {
		d.t.Fatal(err)
	}
}

// until lets ticks pass until something is so.
func (d *desk) until(what string, so func() bool) {
	d.t.Helper()
	for range 5000 {
		if d.tick(d.now); so() {
			return
		}
		time.Sleep(time.Millisecond)
	}
	d.t.Fatalf("it never comes to this: %s", what)
}

// said checks how what was told begins.
func (d *desk) said(want string) {
	d.t.Helper()
	if !strings.HasPrefix(d.told, want) {
		d.t.Errorf("it says %q, want %q", d.told, want)
	}
}

// did checks what was asked of the window since the last time.
func (d *desk) did(want ...string) {
	d.t.Helper()
	if !slices.Equal(d.calls, want) {
		d.t.Errorf("the window was asked to %q, want %q", d.calls, want)
	}
	d.calls = nil
}

// file writes a map to a file.
func (d *desk) file(name string, m maze.Map) string {
	d.t.Helper()
	data, err := maze.Encode(m)
	path := filepath.Join(d.t.TempDir(), name)
	if err == nil {
		err = os.WriteFile(path, data, 0o644)
	}
	if err != nil {
		d.t.Fatal(err)
	}
	return path
}

func (d *desk) openFile(path string) {
	d.t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		d.t.Fatal(err)
	}
	d.OpenFile(filepath.Base(path), path, data)
}

// newMap clicks a tile of the page of maps.
func (d *desk) newMap(tile string) {
	d.t.Helper()
	if d.page == nil {
		d.table.Do("mazes")
	}
	p := d.page
	p.Fit(image.Rect(20, 20, 1260, 780), 1)
	var at image.Rectangle
	p.Rects(func(name string, r image.Rectangle) {
		if name == tile {
			at = r
		}
	})
	if at.Empty() {
		d.t.Fatalf("there is no %s", tile)
	}
	middle := at.Min.Add(at.Size().Div(2))
	if p.Point(middle, false) || p.Lit() != at {
		d.t.Errorf("over %s the page is lit at %v", tile, p.Lit())
	}
	if !p.Point(middle, true) {
		d.t.Error("a click leaves the page open")
	}
	d.page = nil
}

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
		{"bad.txt", "*******\n*P 9 G*\n*******\n", "Could not open the map bad.txt: line 2, column 4: \"9\" is no cell"},
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

// The page has new maps, those that were left unsaved, recent ones, and those
// that come with the program; a click shows one.
func TestPage(t *testing.T) {
	d := open(t)
	recent := d.file("recent.json", d.Map())
	d.set.RecentMaps = []string{recent, filepath.Join(d.Out, "gone.json")}
	d.draw()
	d.table.Do("mazes")
	d.did("rest")
	if d.Page() != "mazes" {
		t.Fatalf("open is %q", d.Page())
	}
	d.newMap("maze:new-other")
	d.did("leave", "rest", "turned", "begin")
	d.said("A new map: its shape and size are below the arena, its corners can be dragged. W draws walls. The one before was not saved")
	if m := d.Map(); m.Outline.Diameter != 2.2 || d.Title() != "Open circle, 2.2 m *" {
		t.Errorf("the other shape is %+v, of the title %q", m, d.Title())
	}
	var names []string
	d.table.UseSpot(panel.SpotMap)
	d.page.Fit(image.Rect(20, 20, 1260, 780), 1)
	d.page.Rects(func(name string, _ image.Rectangle) { names = append(names, name) })
	want := []string{"maze:new", "maze:new-other", "maze:new-polygon", "maze:kept:0", "maze:recent:0"}
	for _, z := range assets.Mazes() {
		want = append(want, "maze:"+string(z))
	}
	if !slices.Equal(names, want) {
		t.Errorf("on the page are %q, want %q", names, want)
	}
	d.newMap("maze:new-polygon")
	if m := d.Map(); len(m.Outline.Corners) != 6 || m.Outline.Corners[0] != (world.Vec{X: 1.1}) || m.Name != "Open polygon, 2.2 m" {
		t.Errorf("the polygon is %+v", m)
	}
	d.newMap("maze:kept:1") // the circle was kept after it
	if m := d.Map(); len(m.Goals) != 1 || !d.History().Unsaved() {
		t.Errorf("kept was %+v", m)
	}
	d.newMap("maze:recent:0")
	if d.Path() != recent {
		t.Errorf("the recent map has the path %q", d.Path())
	}
	d.newMap("maze:" + string(assets.TMaze))
	if d.Path() != "" || d.Map().Name != "T-maze" {
		t.Errorf("shown is %q from %q", d.Map().Name, d.Path())
	}
	d.newMap("maze:new")
	if d.Title() != "" {
		t.Errorf("the recipe's enclosure has the title %q", d.Title())
	}
	// The key closes it, and so does a click beside all maps.
	d.table.Do("mazes")
	d.table.Do("mazes")
	if d.page != nil {
		t.Error("Ctrl+M leaves the page open")
	}
	d.table.Do("mazes")
	d.page.Fit(image.Rect(20, 20, 1260, 780), 1)
	if d.page.Point(image.Pt(21, 21), false) || !d.page.Point(image.Pt(21, 21), true) || d.Title() != "" {
		t.Error("a click beside the maps does not just close the page")
	}
}

// A map that was kept and is saved is kept no more.
func TestSavedIsNotKept(t *testing.T) {
	d := open(t)
	d.tool = "tool-wall"
	d.draw()
	d.newMap("maze:new")
	d.Undo()
	if len(keptFiles(d.Cache)) != 1 {
		t.Fatalf("kept are %q", keptFiles(d.Cache))
	}
	d.table.Do("save")
	d.answer(filepath.Join(d.Out, "saved.json"))
	if all := keptFiles(d.Cache); len(all) > 0 {
		t.Errorf("kept are %q", all)
	}
}

// The recipe's enclosure follows the recipe until something is drawn, or another
// map is shown.
func TestFollowRecipe(t *testing.T) {
	d := open(t)
	circle := world.Enclosure{Shape: world.Circle, Size: 2}
	d.FollowRecipe(circle)
	if d.Map().Outline.Diameter != 2 || d.CanUndo() || d.Title() != "" {
		t.Errorf("shown is %+v", d.Map())
	}
	d.draw()
	d.FollowRecipe(world.Enclosure{Shape: world.Square, Size: 1})
	if d.Map().Outline.Diameter != 2 || d.Title() != "Open circle, 2 m *" {
		t.Errorf("what was drawn has become %+v", d.Map())
	}
	d.newMap("maze:new")
	if m := d.Map(); m.Outline.Diameter != 0 || m.Name != "Open square, 1 m" {
		t.Errorf("a new map is %+v", m)
	}
}

// The floor is laid anew when the map has changed and nothing is being dragged;
// the rat goes to a start of a map that was opened.
func TestLayFloor(t *testing.T) {
	d := open(t)
	m, floor, changed := d.LayFloor(true)
	if !changed || floor == nil || !m.Equal(d.Map()) || !d.Laid().Equal(m) || d.told != "" {
		t.Errorf("laid is %+v (%v); it says %q", m, changed, d.told)
	}
	if _, ok := d.Start(); ok {
		t.Error("the rat is put to a start of the first map")
	}
	if _, _, changed = d.LayFloor(true); changed {
		t.Error("the same floor is laid twice")
	}
	wall := maze.Add{Elements: []maze.Element{maze.Wall{A: world.Vec{X: -1.1}, B: world.Vec{X: 1.1}, Thickness: 0.03}, maze.Goal{At: world.Vec{Y: 0.8}, Radius: 0.1}}}
	d.History().Begin("wall")
	if err := d.History().Update(wall); err != nil {
		t.Fatal(err)
	}
	if _, _, changed = d.LayFloor(true); changed {
		t.Error("what is being dragged is laid")
	}
	d.History().Commit()
	d.failure, d.told = false, "Done."
	if _, _, changed = d.LayFloor(true); !changed || len(d.Problems()) == 0 {
		t.Errorf("what was dragged is laid: %v, with the problems %v", changed, d.Problems())
	}
	d.said("Done. The rat runs in what is drawn, and the network tracks it; but it learns, and is scored, in the open square of 2.2 m of its recipe.")
	d.told = ""
	d.OpenFile("T-maze", "", assets.TMaze.File())
	d.failure, d.told = true, "It failed."
	d.LayFloor(true)
	d.said("The rat runs in")
	if at, ok := d.Start(); !ok || at != d.Map().Starts[0].At {
		t.Errorf("the rat is put to %v (%v)", at, ok)
	}
	if _, ok := d.Start(); ok {
		t.Error("the rat is put twice")
	}
	d.told = ""
	if err := d.Show(maze.OfEnclosure(world.Enclosure{Shape: world.Square, Size: 1})); err != nil {
		t.Fatal(err)
	}
	if d.LayFloor(false); d.told != "" {
		t.Errorf("to a rat that was not at home it says %q", d.told)
	}
	if _, ok := d.Start(); ok {
		t.Error("the rat is put to a start of a map that came with a network")
	}
	if err := d.Show(maze.Map{}); err == nil {
		t.Error("no map is shown")
	}
}

// The strip says what is shown, what keeps tasks from using it, and gives way.
func TestStrip(t *testing.T) {
	d := open(t)
	s := &d.tools
	strip := func(warn bool, name ...string) {
		t.Helper()
		if d.tick(d.now); !slices.Equal(s.Name, name) || s.Warn != warn || s.Editing != (d.tool != "" && d.instead == nil) {
			t.Errorf("the strip says %q, warns %v, editing %v; want %q, %v", s.Name, s.Warn, s.Editing, name, warn)
		}
	}
	strip(false, "Open square, 2.2 m")
	if s.About != "The map; a click shows others, and a new one  [Ctrl+M]" || len(s.Tools) != 1 || s.Tools[0].Tip != "Mazes to choose from, recent maps, and a new one  [Ctrl+M]" {
		t.Errorf("it is about %q, with %+v", s.About, s.Tools)
	}
	d.pane.Redraw(d.now)
	if strip(false, "Open square, 2.2 m"); d.pane.Drawing() {
		t.Error("what has not changed is drawn again")
	}
	d.tool = "tool-goal"
	if strip(false, "editing Open square, 2.2 m", "Open square, 2.2 m"); s.On != d.tool || !d.pane.Drawing() {
		t.Errorf("the tool in use is %q", s.On)
	}
	for range 2 {
		far := maze.Goal{At: world.Vec{X: 1, Y: 1}, Radius: 0.05}
		wall := maze.Wall{A: world.Vec{X: 0.8, Y: 1}, B: world.Vec{X: 1.1, Y: 1}, Thickness: 0.5}
		if err := d.History().Do("goal", maze.Add{Elements: []maze.Element{far, wall}}); err != nil {
			t.Fatal(err)
		}
		d.LayFloor(false)
		if n := len(d.Problems()); n == 1 {
			strip(true, d.Problems()[0].String(), "1 problem")
		} else {
			strip(true, fmt.Sprintf("%d problems", n))
		}
	}
	if want := "What keeps tasks from using the map: goals[0]"; !strings.HasPrefix(s.About, want) || strings.HasSuffix(s.About, ";") || s.Unsaved {
		t.Errorf("it is about %q", s.About)
	}
	d.tool, d.route = "", "a.csv"
	if strip(false, "a.csv"); s.Unsaved {
		t.Error("a trajectory is not saved")
	}
	d.route = ""
	if strip(false, "Open square, 2.2 m"); !s.Unsaved {
		t.Error("the map has no star")
	}
	used := 0
	d.instead = &Strip{Name: []string{"A task, seed 3", "A task"}, About: "A rule.", Tools: []panel.Tool{{ID: "end"}}, Use: func() { used++ }}
	if strip(false, "A task, seed 3", "A task"); s.About != "A rule." || len(s.Tools) != 1 || s.Unsaved {
		t.Errorf("while a task is played the strip is %+v", s)
	}
	if d.table.UseSpot(panel.SpotMap); used != 1 || d.page != nil {
		t.Error("a click on the task is not for it")
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
