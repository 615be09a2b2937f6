package house

import (
	"slices"
	"strings"
	"testing"
)

// A room is a package directly below app that knows what rooms have in common.
// The window does too, and is none.
const (
	app    = "gridrat/app"
	common = "gridrat/app/room"
	window = "gridrat/app/window"
)

// belongings are packages that belong to one room: which alone of all rooms
// may know them.
var belongings = map[string]string{"gridrat/app/editor": "gridrat/app/editing"}

func roomsOf(all map[string]listed) (rooms []string) {
	for path, p := range all {
		name, ok := strings.CutPrefix(path, app+"/")
		if ok && !strings.Contains(name, "/") && path != window && slices.Contains(p.Imports, common) {
			rooms = append(rooms, path)
		}
	}
	slices.Sort(rooms)
	return rooms
}

// TestRooms: a room, with its tests, depends neither on the window, nor on
// another room or what belongs to one, nor on Ebiten.
func TestRooms(t *testing.T) {
	dir := root(t)
	for _, system := range systems {
		all := known(packages(t, dir, system))
		rooms := roomsOf(all)
		if len(rooms) < 10 {
			t.Errorf("%s: only %v are rooms: this test looks for the wrong name", system, rooms)
		}
		for _, r := range rooms {
			deps := reached(all[r], all)
			if slices.Contains(deps, window) {
				t.Errorf("%s: the room %s, or its tests, depends on the window", system, r)
				continue // which knows everything
			}
			for _, d := range deps {
				owner, belongs := belongings[d]
				switch {
				case d == r:
				case slices.Contains(rooms, d):
					t.Errorf("%s: the room %s, or its tests, depends on another, %s", system, r, d)
				case belongs && r != owner:
					t.Errorf("%s: the room %s, or its tests, depends on %s, which belongs to %s", system, r, d, owner)
				}
			}
			if d := needsWindow(deps); d != "" {
				t.Errorf("%s: the room %s, or its tests, depends on %s", system, r, d)
			}
		}
	}
}

// TestMainComposes: package main is one file, and the only one that knows the
// window, but for the tests of the program as a whole.
func TestMainComposes(t *testing.T) {
	dir := root(t)
	for _, system := range systems {
		known := 0
		for _, p := range packages(t, dir, system) {
			for _, i := range slices.Concat(p.Imports, p.TestImports, p.XTestImports) {
				switch {
				case !within(i, window) || within(p.ImportPath, window) || p.ImportPath == app+"/internal/whole" && !slices.Contains(p.Imports, i):
				case p.ImportPath == app:
					known++
				default:
					t.Errorf("%s: %s, or its tests, imports the window", system, p.ImportPath)
				}
			}
		}
		if known == 0 {
			t.Errorf("%s: package main does not import %s: this test looks for the wrong name", system, window)
		}
	}
	if files := sources(t, dir, "app"); !slices.Equal(files, []string{"main.go"}) {
		t.Errorf("package main is %v, which are more than main.go", files)
	}
}
