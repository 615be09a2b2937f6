package room

import (
	"fmt"
	"strings"

	"gridrat/render/panel"
)

// Action is something the user can ask for, by key or by button. It stands
// here once: the window's dispatch, the help, the tooltips, the bar and the list
// of keys of app/README.md are made from it.
//
// Several actions may have the same ID: the first one counts whose While holds.
// So a room gives an action another meaning for as long as it has reason to.
type Action struct {
	ID   string
	Room string // the package of app that it belongs to; NewTable sets it
	Tab  Tab    // of its room's offer; NewTable sets it

	Keys    []string // chords, see ParseChord
	Repeats bool     // it goes on while its key is held down
	Shown   string   // the keys as people read them
	Help    string   // what it does, as in a list of keys; "" leaves it out of that
	Section string   // of the list, one of Sections

	Label string // of its button
	Wide  string // the widest label it will ever show; "" is Label
	Tip   string // of its button, without keys; "" is Help
	InBar bool   // its button is in the bar

	While func() bool        // when this is what it means; nil is always
	State func() panel.State // how its button stands; nil is the zero value
	Do    func()             // nil does nothing: the key is taken for something else
	Bars  bool               // all it does is to say why nothing is done: it puts no line into the list of a tab
}

// Sections are the headings of the list of keys, in its order.
var Sections = []string{"Time", "Network", "Maps", "Units", "Map", "Files", "Window", "Playing a task", "Agents", "Racing an agent"}

// Control is an item of the bar that is not the button of an action.
type Control struct {
	panel.Item
	State func() panel.State // nil is the zero value
	Do    func(panel.Event)  // nil for a label
}

// Why is the reason where something cannot be done, and "" where it can.
func Why(cannot bool, why string) string {
	if cannot {
		return why
	}
	return ""
}

// Chord is a key with its modifiers. Ctrl stands for Cmd on macOS too.
type Chord struct {
	Key         string // as Ebitengine names it, without "Key": "Space", "Digit1", "Z"
	Ctrl, Shift bool
}

// ParseChord reads a chord as "Ctrl+Shift+Z". It panics if there is no key.
func ParseChord(s string) Chord {
	var c Chord
	parts := strings.Split(s, "+")
	for _, p := range parts[:len(parts)-1] {
		switch p {
		case "Ctrl":
			c.Ctrl = true
		case "Shift":
			c.Shift = true
		default:
			panic(fmt.Sprintf("room: %q has the modifier %q", s, p))
		}
	}
	if c.Key = parts[len(parts)-1]; c.Key == "" {
		panic(fmt.Sprintf("room: %q names no key", s))
	}
	return c
}

// NextOf is the one after current, the first after the last.
func NextOf(all []string, current string) string {
	for i, s := range all {
		if s == current {
			return all[(i+1)%len(all)]
		}
	}
	return all[0]
}
