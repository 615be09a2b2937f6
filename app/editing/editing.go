// Package editing is the room of the map's editor: tools with their keys and
// buttons, the panel of the properties of what is edited, and what is typed into
// it.
//
// It owns the Editor (app/editor), which knows no keys and no panels, and the
// panel of properties. It belongs to the window's goroutine. The map and its
// history belong to others: edits are done to Doc.
package editing

import (
	"image"
	"time"

	"gridrat/app/editor"
	"gridrat/app/room"
	"gridrat/render/panel"
	"gridrat/world"
	"gridrat/world/maze"
)

// Host is what the room asks of the window. All must be set.
type Host struct {
	Doc              func() *maze.History           // the map that is shown
	Undo, Redo       func() (label string, ok bool) // of the maps of the session
	CanUndo, CanRedo func() bool

	Tell room.Tell
	Told func() (failure bool, text string) // the sentence that is shown, "" if none is
	Hush func()                             // takes it away
	Tool func(id, label string) panel.Tool  // the button of an action
	Keys func(id string) string             // of an action, as at the end of a tip

	PutRat  func(at world.Vec)
	Release func()             // the rat is not steered any more
	Hold    func()             // the view stays as it is, whatever becomes of the outer wall
	Fit     func()             // shows all of the map
	Mouse   func() image.Point // on the screen

	Route  func() string // the trajectory that the rat follows, "" if none
	Played func() string // why nothing is edited while a task is played, "" while none is
}

// Room is the editor with what the window shows of it.
type Room struct {
	editor.Editor // with Tell and Hush of the room

	host    Host
	refusal string // what the editor has told last

	ticks     int
	clicked   int // tick of the last click
	clickedAt image.Point

	panel panel.Properties
	pane  *room.Pane
	shown string // what the panel was told last
	wheel wheel
	drag  drag
}

// New returns the room, without a tool.
func New(h Host) *Room {
	r := &Room{host: h}
	r.Editor = editor.New(editor.Host{Doc: h.Doc, Tell: r.tell, Hush: r.hush, PutRat: h.PutRat, Hold: h.Hold})
	r.pane = &room.Pane{Name: "properties", Picture: &r.panel.Picture, Pieces: r.panel.Pieces}
	return r
}

// Editing tells whether a tool is in use.
func (r *Room) Editing() bool { return r.Tool != editor.None }

// Take takes a tool, or lays all of them down, if the map can be edited now.
func (r *Room) Take(t editor.Tool) {
	if t != editor.None {
		if why := r.host.Played(); why != "" {
			r.host.Tell(false, why)
			return
		}
		if route := r.host.Route(); route != "" {
			r.host.Tell(false, "The rat follows "+route+"; Shift+O lets it forage again, in a world that can be edited.")
			return
		}
	}
	r.Editor.Take(t)
	if t != editor.Rat {
		r.host.Release()
	}
}

// Begin begins to edit a new map: its outer wall is selected.
func (r *Room) Begin() {
	r.Take(editor.Select)
	r.Selected = []maze.Ref{{Kind: maze.OutlineKind}}
}

// tell tells what the editor has to say; a failure goes with the next edit that
// succeeds.
func (r *Room) tell(failure bool, text string) {
	r.host.Tell(failure, text)
	_, r.refusal = r.host.Told()
}

// hush takes away what is shown, but for failures of others.
func (r *Room) hush() {
	if failure, text := r.host.Told(); text != "" && (!failure || text == r.refusal) {
		r.host.Hush()
	}
}

// Point lets the mouse look at the map and edit it, and tells whether it is held
// by that. A second click soon after the first lets the size of what is there be
// typed.
func (r *Room) Point(p editor.Pointer) (held bool) {
	in := p.In
	p.In = in && r.host.Route() == ""
	held = r.Update(p)
	if p.Down[editor.Left] && in {
		r.click(p.Pixel)
	}
	return held
}

// click notes a click, and has a size typed with the second one.
func (r *Room) click(at image.Point) {
	const (
		apart   = 24 // ticks
		farther = 3  // pixels
	)
	off := at.Sub(r.clickedAt)
	twice := r.ticks-r.clicked <= apart && max(off.X, -off.X) < farther && max(off.Y, -off.Y) < farther
	r.clicked, r.clickedAt = r.ticks, at
	if !twice || !r.Over || r.Hover.Kind == maze.DoorKind || len(r.Selected) == 0 {
		return
	}
	r.Stop(false)
	r.show()
	for _, f := range r.panel.Fields {
		if f.Kind == panel.NumberField {
			r.typeInto(f.Name)
			return
		}
	}
}

// Hint says what a click on the map will do; "" is that the mouse is elsewhere
// and nothing is edited.
func (r *Room) Hint() string {
	if r.host.Route() != "" {
		return ""
	}
	return r.Editor.Hint()
}

// tick brings the properties up to date.
func (r *Room) tick(time.Time) {
	r.ticks++
	r.show()
}

// step undoes or redoes an edit of the map.
func (r *Room) step(back bool) {
	if back && r.Uncorner() {
		return
	}
	if r.Busy() && !r.Carrying() {
		r.Stop(false)
		return
	}
	step := r.host.Redo
	if back {
		step = r.host.Undo
	}
	label, ok := step()
	switch {
	case ok && back:
		r.host.Tell(false, "Taken back: "+label+".")
	case ok:
		r.host.Tell(false, "Done again: "+label+".")
	case back:
		r.host.Tell(false, "Nothing has been drawn that could be taken back.")
	default:
		r.host.Tell(false, "Nothing was taken back.")
	}
	r.Forget()
}

// Leave lays all tools down and lets go of the map, before another one is edited.
func (r *Room) Leave() {
	r.Take(editor.None)
	r.Forget()
	r.Problems = nil
}

// cancels tells whether there is something for cancel to end.
func (r *Room) cancels() bool { return r.Busy() || r.Nudging() || r.Editing() }

// cancel takes back what is being drawn or changed, or else ends editing.
func (r *Room) cancel() {
	if r.Busy() || r.Nudging() {
		r.drag = drag{}
		r.Stop(false)
		return
	}
	r.Take(editor.None)
}
