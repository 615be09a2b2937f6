// Package maps is the room of the maps: those that were opened in this session,
// with the one that is shown, their files, the page to choose them from, and the
// strip above the arena.
//
// It owns the maps with their histories, what is kept of those that were not
// saved, and the panel of the strip. It belongs to the window's goroutine; what
// is kept of the map that is shown is written in the background, one file at a
// time. It knows maps (world/maze) and their floors (world/ground), but neither
// how maps are edited, which is done to History, nor the rat that runs in them.
package maps

import (
	"sync"
	"time"

	"gridrat/app/room"
	"gridrat/app/settings"
	"gridrat/render/panel"
	"gridrat/world"
	"gridrat/world/maze"
)

// Host is what the room asks of the window. All must be set.
type Host struct {
	Tell room.Tell
	Told func() (failure bool, text string) // the sentence that is shown, "" if none is
	Keys func(id string) string             // of an action, as at the end of a tip

	Settings     *settings.Settings // remember the maps that were opened and saved last
	KeepSettings func()             // writes them
	Cache        string             // folder in which unsaved maps are kept
	Keeps        bool               // they are; a film leaves the user's alone
	Out          string             // folder that files are offered to be saved in

	Ask      func(q room.Question, use func(path string))
	MayWrite func(path string) bool // makes its folder; of a file that exists it asks by the open question whether it is to be replaced
	Confirm  func(path string)      // takes that as asked
	Dismiss  func()                 // closes the question

	Open func(*room.Page) // in place of what lies over the window; nil closes the page that is open
	Page func() string    // the action whose page is open, "" if none is

	Rest   func() // ends what the mouse does on the map; what it has changed stays
	Leave  func() // has the rat leave a task or a trajectory for the map
	Turned func() // another map is shown, all of it
	Begin  func() // takes the tool that selects, and selects the outer wall

	Tool    func() string       // the action of the tool in use, "" if nothing is edited
	Buttons func() []panel.Tool // of the strip, from the left
	Route   func() string       // the trajectory that the rat follows, "" if none
	Instead func() (Strip, bool)
}

// Strip is what stands above the arena where the map is not what it shows.
type Strip struct {
	Name  []string // in several wordings, the longest first
	About string   // more of it, for the mouse
	Tools []panel.Tool
	Use   func() // a click on the name

	Editing bool // what it shows is edited
}

// Room is the maps.
type Room struct {
	Host

	session session
	home    world.Enclosure // of the newest recipe
	keeper  keeper
	writing sync.WaitGroup // of the keeper

	laid     maze.Map // whose floor the watched rat was given
	problems []maze.Problem
	toStart  bool // the rat goes to a start of the map that is laid next

	tools panel.Tools
	pane  *room.Pane
}

// New returns the room, which shows the enclosure of a recipe.
func New(h Host, home world.Enclosure) *Room {
	r := &Room{Host: h, home: home, keeper: keeper{done: make(chan error, 1)}}
	r.pane = &room.Pane{Name: "tools", Picture: &r.tools.Picture, Pieces: r.tools.Pieces}
	r.session.show(r.newHome())
	return r
}

// tick brings the strip and what is kept of the map up to date.
func (r *Room) tick(time.Time) {
	r.showStrip()
	r.keep()
}

// edited tells whether a tool is in use.
func (r *Room) edited() bool { return r.Tool() != "" }

// Map is the one that is shown, with what is being dragged.
func (r *Room) Map() maze.Map { return r.session.now().Map() }

// History is what edits of the map that is shown are done to.
func (r *Room) History() *maze.History { return r.session.now().History }

// Path is the file of the map; "" is none.
func (r *Room) Path() string { return r.session.now().path }

// Undo goes an edit back or, before the first one, to the map of before. It
// returns what was done.
func (r *Room) Undo() (label string, ok bool) { return r.session.undo() }

// Redo goes an edit forward again, or to the map after.
func (r *Room) Redo() (label string, ok bool) { return r.session.redo() }

// CanUndo tells whether Undo has something to go back to.
func (r *Room) CanUndo() bool { return r.session.canUndo() }

// CanRedo tells whether Redo has something to go forward to.
func (r *Room) CanRedo() bool { return r.session.canRedo() }

// Title is the name of the map, with a star if it is not saved; "" is the
// recipe's enclosure, in which nothing was drawn.
func (r *Room) Title() string {
	switch d := r.session.now(); {
	case d.Unsaved():
		return d.Map().Name + " *"
	case !d.home:
		return d.Map().Name
	}
	return ""
}

// FollowRecipe shows the enclosure of another recipe, unless the user has a map
// of their own.
func (r *Room) FollowRecipe(home world.Enclosure) {
	r.home = home
	d := r.session.now()
	if _, edited := d.CanUndo(); d.home && !edited && !maze.OpenAs(d.Map(), home) {
		r.session.docs[r.session.at] = r.newHome()
	}
}

// Show turns to a map that comes with a network. The rat stays where it is.
func (r *Room) Show(m maze.Map) error {
	d, err := newDocument(m)
	if err != nil {
		return err
	}
	r.show(d)
	r.toStart = false
	return nil
}

// show turns to a map that was opened, made or chosen.
func (r *Room) show(d *document) {
	r.Leave()
	r.Rest()
	r.keepUnsaved()
	r.session.show(d)
	r.toStart = true
	r.Turned()
}

// newHome is the recipe's enclosure.
func (r *Room) newHome() *document {
	d, err := newDocument(maze.OfEnclosure(r.home))
	if err != nil {
		panic("maps: the enclosure of a recipe is no map: " + err.Error()) // recipes are checked
	}
	d.home = true
	return d
}
