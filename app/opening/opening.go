// Package opening finds out what a file is that the user has named or dropped
// on the window, and hands it to whom it is for: a map, a network, an agent, a
// recorded trajectory, recorded cells. It owns nothing but the files that are being
// read. It belongs to the window's goroutine, and knows of no other room.
package opening

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"gridrat/app/files"
	"gridrat/app/room"
	"gridrat/brain/agent"
	"gridrat/brain/learner"
	"gridrat/brain/recording"
	"gridrat/world/maze"
)

// Host is what the room needs of the window.
type Host struct {
	Tell       room.Tell
	Background *room.Background

	// Ask asks for the path of something to be read. use gets it, after the
	// question was closed.
	Ask func(title, verb, empty string, use func(path string))

	// Redraw has all of the window drawn; Clear closes the question and the page
	// that lie over it. What was dropped needs both.
	Redraw, Clear func()

	// What a file can be. path is "" for a map that was dropped. Recorded takes
	// what was recorded of an animal and tells whether the file is such; Pair a
	// trajectory and the cells that were recorded along it.
	Map      func(name, path string, data []byte)
	Network  func(q learner.Request)
	Agent    func(name string, data []byte)
	Recorded func(f files.File) bool
	Pair     func(trajectory, cells files.File)
}

// Room opens files.
type Room struct{ Host }

// New returns the room.
func New(h Host) *Room { return &Room{h} }

// ask asks for a file and opens it.
func (r *Room) ask() {
	r.Ask("Open a network, an agent, a map, a trajectory or recorded cells", "open", "path of an .npz, .json, .csv, .nwb or .mat file, or of a folder of published weights", func(path string) {
		if filepath.Ext(path) == ".npy" { // one of the files of a published network
			path = filepath.Dir(path)
		}
		r.Open(path)
	})
}

// Open opens a file or a folder. What it is, is found out in the background.
func (r *Room) Open(path string) {
	go func() {
		data, err := files.Read(path)
		_ = r.Background.Deliver(r.Background.Context(), func() { r.take(path, data, err) })
	}()
}

// isAgent tells whether a file is an agent's.
func isAgent(data []byte) bool {
	is, _ := agent.FileKind(data)
	return is
}

// refuse says what a file of another program is, and what would be right.
func (r *Room) refuse(name string, data []byte) {
	r.Tell(true, fmt.Sprintf("Could not open %s: it is %s.", name, recording.Foreign(data)))
}

// take hands on what was read from a path, or what could not be.
func (r *Room) take(path string, data []byte, err error) {
	name := filepath.Base(path)
	switch {
	case err == nil && maze.Detect(name, data):
		r.Map(name, path, data)
	case err != nil && strings.EqualFold(filepath.Ext(name), ".json"):
		r.Tell(true, fmt.Sprintf("Could not open the map %s: %v.", name, err))
	case err == nil && isAgent(data):
		r.Agent(name, data)
	case err == nil && recording.Foreign(data) != "":
		r.refuse(name, data)
	case err == nil && r.Recorded(files.File{Name: name, Data: data}):
	case errors.Is(err, files.ErrLarge):
		r.Tell(true, err.Error())
	case err == nil && !isArchive(data):
		r.isUnknown(name, data)
	default: // a folder, a network, or what the learner will say of it
		r.Network(learner.Load{Path: path})
	}
}
