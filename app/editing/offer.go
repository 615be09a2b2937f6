package editing

import (
	"gridrat/app/editor"
	"gridrat/app/room"
	"gridrat/render/panel"
)

// Steer is the action of the keys that drive the rat while its tool is in use:
// they do nothing else then. What the rat is commanded is up to who reads keys.
const Steer = "steer"

// steering are its keys, with Shift too.
var steering = []string{
	"ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "A", "S",
	"Shift+ArrowUp", "Shift+ArrowDown", "Shift+ArrowLeft", "Shift+ArrowRight", "Shift+A", "Shift+S",
}

// tool is a tool with its key.
type tool struct {
	tool      editor.Tool
	key, help string
}

// tools are the tools with their keys, in the order of the list of keys.
var tools = []tool{
	{editor.Select, "V", "edit the map: select, move, reshape by handles; drag a box for several"},
	{editor.Wall, "W", "draw walls"},
	{editor.Door, "D", "draw doors, or hang one in a wall with a click"},
	{editor.Goal, "G", "set goals"},
	{editor.Rat, "R", "put the rat elsewhere, or drive it: arrows, A left, S back; Shift+Left and Right sideways"},
	{editor.Erase, "E", "erase walls, doors, goals"},
	{editor.Add, "A", "add a start, a spot on the floor, a patch on a wall, a distal cue or a new outer wall; again: the next of these"},
}

// order is that of the buttons of the tools.
var order = []editor.Tool{editor.Select, editor.Wall, editor.Door, editor.Goal, editor.Add, editor.Rat, editor.Erase}

// toolID is the action that takes a tool; "" is that of none.
func toolID(t editor.Tool) string {
	if t == editor.None {
		return ""
	}
	return "tool-" + string(t)
}

// ToolID is the action of the tool in use, "" if nothing is edited.
func (r *Room) ToolID() string { return toolID(r.Tool) }

// Buttons are those of the tools. Their letters are the keys.
func (r *Room) Buttons() []panel.Tool {
	var all []panel.Tool
	for _, t := range order {
		for _, of := range tools {
			if of.tool == t {
				b := r.host.Tool(toolID(t), of.key+" "+string(t))
				b.Short = of.key
				all = append(all, b)
			}
		}
	}
	return all
}

// take is the action that takes a tool.
func (r *Room) take(t tool) room.Action {
	return room.Action{ID: toolID(t.tool), Keys: []string{t.key}, Shown: t.key, Help: t.help, Section: "Map", Do: func() { r.Take(t.tool) }}
}

// OfferRat is what the room offers where the rat can be put elsewhere and driven.
func (r *Room) OfferRat() room.Offer {
	all := []room.Action{{ID: Steer, Keys: steering, While: func() bool { return r.Tool == editor.Rat }}}
	for _, t := range tools {
		if t.tool == editor.Rat {
			all = append(all, r.take(t))
		}
	}
	return room.Offer{Name: "editing", Actions: all}
}

// Offer is what the room offers the window, whichever map is edited.
func (r *Room) Offer() room.Offer {
	const section = "Map"
	all := []room.Action{
		{ID: "cancel", While: r.cancels, Do: r.cancel},
		{
			ID: "undo", While: r.Editing,
			State: func() panel.State {
				return panel.State{Label: "undo edit", Tip: "Take the last edit of the map back" + r.host.Keys("undo"), Why: room.Why(!r.host.CanUndo(), "nothing has been drawn")}
			},
			Do: func() { r.step(true) },
		},
		{
			ID: "redo", While: r.Editing,
			State: func() panel.State {
				return panel.State{Label: "redo edit", Tip: "Do again what was taken back on the map" + r.host.Keys("redo"), Why: room.Why(!r.host.CanRedo(), "nothing was taken back")}
			},
			Do: func() { r.step(false) },
		},
	}
	for _, t := range tools {
		if t.tool != editor.Rat {
			all = append(all, r.take(t))
		}
	}
	all = append(all,
		room.Action{ID: "work-door", Keys: []string{"O"}, Shown: "O", Help: "open or close the door under the mouse, as a click does", Section: section, Do: r.WorkDoor},
		room.Action{ID: "delete", Keys: []string{"Delete"}, Shown: "Delete", Help: "delete what is selected", Section: section, Do: r.Delete},
		room.Action{ID: "duplicate", Keys: []string{"Ctrl+D"}, Shown: "Ctrl+D", Help: "duplicate what is selected", Section: section, Do: r.Duplicate},
		room.Action{ID: "fit", Keys: []string{"F"}, Shown: "F", Help: "show all of the map", Section: section, Do: r.host.Fit},
	)
	return room.Offer{
		Name: "editing", Actions: all, Panes: []*room.Pane{r.pane}, Tick: r.tick,
		Spots: map[string]func(string){panel.SpotProperty: r.use},
		Hint: func() string {
			if h := r.Hint(); h != "" {
				return h + "."
			}
			return ""
		},
	}
}
