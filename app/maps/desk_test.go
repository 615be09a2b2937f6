package maps

import (
	"image"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"gridrat/app/internal/visit"
	"gridrat/app/room"
	"gridrat/app/settings"
	"gridrat/render/figure"
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
		Tell: func(failure bool, text string) { d.failure, d.told = failure, figure.Capital(text) },
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
	visit.Said(d.t, d.told, want)
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
