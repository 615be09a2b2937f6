// Package room is what the rooms of the program and its window have in common:
// actions with their keys, panes to be drawn, pages over the window, and work
// in the background.
//
// A room is a package of app with the state of one feature. It says in its
// first comment what it owns and which goroutine may call it. It knows the
// parts of the project below app, this package, and the small values that lie
// beside it in app (settings, files, study); it knows neither the window, nor
// another room, nor Ebitengine. What it needs of others the window hands it: as
// arguments, or as the functions of a struct Host. What it offers the window is
// an Offer. All of this package belongs to the window's goroutine, unless a
// comment says otherwise.
package room

import "time"

// Offer is what a room offers the window. To add a room is to add its offer to
// the window's list of them.
type Offer struct {
	Name     string // the package of app
	Tab      Tab    // in which what it offers means something
	Actions  []Action
	Controls []Control
	Panes    []*Pane // the most urgent first

	// Spots are what clicks on spots of panels mean, by the beginning of the
	// spot's name; rest is what follows it. Spots that are named as an action
	// need none.
	Spots map[string]func(rest string)

	// Tick is called in every tick, after the newest snapshot was taken and
	// before panels are drawn; nil is none.
	Tick func(now time.Time)

	// Hint says what can be done now; "" leaves that to the rooms after it. nil
	// is none.
	Hint func() string
}

// Tab is one of the window's: what a room offers can be of one of them. In others
// its keys mean nothing, and its buttons are not in the bar.
type Tab string

// Tabs.
const (
	Always   Tab = ""
	Forage   Tab = "forage"
	Navigate Tab = "navigate"
)

// Tell shows the user a sentence: a failure until it is closed, anything else
// for a few seconds.
type Tell func(failure bool, text string)
