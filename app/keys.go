package main

import (
	"slices"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/inpututil"

	"gridrat/render/panel"
)

// action is something the user can ask for, by key or by button.
type action string

const (
	actPlay       action = "play"
	actLearn      action = "learn"
	actTick       action = "tick"
	actBack       action = "back"
	actStep       action = "step"
	actFaster     action = "faster"
	actSlower     action = "slower"
	actLearnFast  action = "learn-faster"
	actLearnSlow  action = "learn-slower"
	actReset      action = "reset"
	actNewSeed    action = "new-seed"
	actUndo       action = "undo"
	actRedo       action = "redo"
	actModules    action = "modules"
	actLSTM       action = "lstm"
	actPaper      action = "paper"
	actEgo        action = "egocentric"
	actRectify    action = "rectify"
	actPretrained action = "pretrained"
	actRecipe     action = "settings"
	actSave       action = "save"
	actOpen       action = "open"
	actForage     action = "forage"
	actShot       action = "screenshot"
	actRecord     action = "record"
	actColors     action = "colors"
	actGroup      action = "group"
	actPrev       action = "previous-unit"
	actNext       action = "next-unit"
	actPageUp     action = "page-up"
	actPageDown   action = "page-down"
	actHelp       action = "help"
	actInfo       action = "info"
	actProfiler   action = "profiler"
	actFull       action = "full-screen"
	actHide       action = "hide-panels"
	actBigger     action = "bigger"
	actSmaller    action = "smaller"
	actInspect    action = "inspector-page"
	actCompare    action = "compare"
	actSource     action = "source"
	actPopulation action = "population-page"
	actReplay     action = "emergence-play"
	actLive       action = "emergence-live"
	actFilm       action = "film"
	actExport     action = "export"
	actFilter     action = "filter"
	actShuffle    action = "shuffle"
	actSilence    action = "silence"
	actSilenceAll action = "silence-shown"
	actExplain    action = "explain" // a click on a score
	actSelect     action = "tool-select"
	actWall       action = "tool-wall"
	actDoor       action = "tool-door"
	actGoal       action = "tool-goal"
	actRat        action = "tool-rat"
	actErase      action = "tool-erase"
	actAdd        action = "tool-add"
	actDelete     action = "delete"
	actDouble     action = "duplicate"
	actWorkDoor   action = "work-door"
	actFit        action = "fit"
	actMazes      action = "mazes"
	actHere       action = "learn-here"
	actKeepMaps   action = "keep-maps"
	actSaveMapAs  action = "save-map-as"
	actEye        action = panel.SpotEye
	actCancel     action = "cancel"
	actTasks      action = "tasks"

	// While a task is played.
	driveForward    action = "drive-forward"
	driveBack       action = "drive-back"
	driveTurnLeft   action = "drive-turn-left"
	driveTurnRight  action = "drive-turn-right"
	driveLeft       action = "drive-left"
	driveRight      action = "drive-right"
	actPauseEpisode action = "episode-pause"
	actAgainEpisode action = "episode-again"
	actNewEpisode   action = "episode-new"
	actEndEpisode   action = "episode-end"
)

// chord is a key with its modifiers. Ctrl stands for Cmd on macOS too.
type chord struct {
	key         ebiten.Key
	ctrl, shift bool
}

// binding is a line of the table of keys, which feeds dispatch, the help, the
// tooltips and the README.
type binding struct {
	action  action
	chords  []chord
	shown   string // the keys as people read them
	help    string
	section string
}

// repeated are the actions that go on while their key is held down.
var repeated = map[action]bool{actTick: true, actBack: true, actPrev: true, actNext: true, actPageUp: true, actPageDown: true}

var bindings = []binding{
	{actPlay, []chord{{key: ebiten.KeySpace}}, "Space", "play or pause the rat and learning", "Time"},
	{actLearn, []chord{{key: ebiten.KeyL}}, "L", "learning on or off", "Time"},
	{actTick, []chord{{key: ebiten.KeyPeriod}, {key: ebiten.KeyArrowRight}}, ". or Right", "one move of the rat, when paused; after Left, forward through its last moves", "Time"},
	{actBack, []chord{{key: ebiten.KeyArrowLeft}}, "Left", "back through the rat's last moves, when paused", "Time"},
	{actStep, []chord{{key: ebiten.KeyPeriod, shift: true}, {key: ebiten.KeyArrowRight, shift: true}}, "Shift+. or Shift+Right", "one training update", "Time"},
	{actFaster, []chord{{key: ebiten.KeyEqual, shift: true}, {key: ebiten.KeyEqual}, {key: ebiten.KeyKPAdd}}, "+", "rat twice as fast", "Time"},
	{actSlower, []chord{{key: ebiten.KeyMinus}, {key: ebiten.KeyKPSubtract}}, "−", "rat half as fast", "Time"},
	{actLearnFast, []chord{{key: ebiten.KeyBracketRight}}, "]", "learning faster", "Time"},
	{actLearnSlow, []chord{{key: ebiten.KeyBracketLeft}}, "[", "learning slower", "Time"},
	{actReset, []chord{{key: ebiten.KeyBackspace}}, "Backspace", "start again from the same seed", "Time"},
	{actNewSeed, []chord{{key: ebiten.KeyN}}, "N", "start again from a new seed", "Time"},
	{actUndo, []chord{{key: ebiten.KeyZ, ctrl: true}}, "Ctrl+Z", "bring back the network of before the last start; again: the one before. While the map is edited: take the last edit back", "Time"},
	{actRedo, []chord{{key: ebiten.KeyY, ctrl: true}, {key: ebiten.KeyZ, ctrl: true, shift: true}}, "Ctrl+Y or Ctrl+Shift+Z", "take the last undo back", "Time"},

	{actModules, []chord{{key: ebiten.KeyDigit1, ctrl: true}}, "Ctrl+1", "recipe modules", "Network"},
	{actLSTM, []chord{{key: ebiten.KeyDigit2, ctrl: true}}, "Ctrl+2", "recipe lstm", "Network"},
	{actPaper, []chord{{key: ebiten.KeyDigit3, ctrl: true}}, "Ctrl+3", "recipe paper", "Network"},
	{actEgo, []chord{{key: ebiten.KeyDigit4, ctrl: true}}, "Ctrl+4", "recipe egocentric", "Network"},
	{actRectify, []chord{{key: ebiten.KeyR, ctrl: true}}, "Ctrl+R", "rectification of the units on or off", "Network"},
	{actPretrained, []chord{{key: ebiten.KeyP}}, "P", "pretrained network of the recipe; again: the next one", "Network"},
	{actRecipe, []chord{{key: ebiten.KeyF4}}, "F4", "all settings of the recipe, to read and to change", "Network"},

	{actPrev, []chord{{key: ebiten.KeyArrowUp}}, "Up", "previous unit", "Maps"},
	{actNext, []chord{{key: ebiten.KeyArrowDown}}, "Down", "next unit", "Maps"},
	{actPageUp, []chord{{key: ebiten.KeyPageUp}}, "Page Up", "maps before", "Maps"},
	{actPageDown, []chord{{key: ebiten.KeyPageDown}}, "Page Down", "maps after", "Maps"},
	{actColors, []chord{{key: ebiten.KeyC}}, "C", "next colour map", "Maps"},
	{actGroup, []chord{{key: ebiten.KeyM}}, "M", "maps by module or all together", "Maps"},

	{actInspect, []chord{{key: ebiten.KeyI}}, "I", "next page of the inspector: map, tuning, scores, own path", "Units"},
	{actCompare, []chord{{key: ebiten.KeyB}}, "B", "another unit beside the chosen one (beside a recorded cell, the network's), or not; Shift+click on a map says which", "Units"},
	{actSource, []chord{{key: ebiten.KeyK}}, "K", "whose units are shown: the network's, the same along an opened trajectory, or recorded cells", "Units"},
	{actSilence, []chord{{key: ebiten.KeyX}}, "X", "silence the chosen unit in the watched network, or let it be heard again", "Units"},
	{actSilenceAll, []chord{{key: ebiten.KeyX, shift: true}}, "Shift+X", "the same with all units shown: of a class, a range, or the module", "Units"},

	{actFilter, []chord{{key: ebiten.KeyU}}, "U", "show units of the next class: grid, direction, border, conjunctive, beyond null, beyond own, all", "Units"},
	{actShuffle, []chord{{key: ebiten.KeyJ}}, "J", "draw the own nulls of all units: field shuffles and shifts", "Units"},
	{actPopulation, []chord{{key: ebiten.KeyH}}, "H", "next page of histograms: scores, lattices, fractions", "Units"},
	{actReplay, []chord{{key: ebiten.KeyT}}, "T", "play the emergence of the maps, or stop", "Units"},
	{actLive, []chord{{key: ebiten.KeyT, shift: true}}, "Shift+T", "back to the maps of now", "Units"},

	{actSelect, []chord{{key: ebiten.KeyV}}, "V", "edit the map: select, move, reshape by handles; drag a box for several", "Map"},
	{actWall, []chord{{key: ebiten.KeyW}}, "W", "draw walls", "Map"},
	{actDoor, []chord{{key: ebiten.KeyD}}, "D", "draw doors, or hang one in a wall with a click", "Map"},
	{actGoal, []chord{{key: ebiten.KeyG}}, "G", "set goals", "Map"},
	{actRat, []chord{{key: ebiten.KeyR}}, "R", "put the rat elsewhere, or drive it: arrows, A left, S back; Shift+Left and Right sideways", "Map"},
	{actErase, []chord{{key: ebiten.KeyE}}, "E", "erase walls, doors, goals", "Map"},
	{actAdd, []chord{{key: ebiten.KeyA}}, "A", "add a start, a spot on the floor, a patch on a wall, a distal cue or a new outer wall; again: the next of these", "Map"},
	{actWorkDoor, []chord{{key: ebiten.KeyO}}, "O", "open or close the door under the mouse, as a click does", "Map"},
	{actDelete, []chord{{key: ebiten.KeyDelete}}, "Delete", "delete what is selected", "Map"},
	{actDouble, []chord{{key: ebiten.KeyD, ctrl: true}}, "Ctrl+D", "duplicate what is selected", "Map"},
	{actFit, []chord{{key: ebiten.KeyF}}, "F", "show all of the map", "Map"},
	{actMazes, []chord{{key: ebiten.KeyM, ctrl: true}}, "Ctrl+M", "mazes to choose from, recent maps, and a new one", "Map"},
	{actEye, []chord{{key: ebiten.KeyQ}}, "Q", "what the rat sees: strip, strip and 3-D picture, off", "Map"},
	{actTasks, []chord{{key: ebiten.KeyP, ctrl: true}}, "Ctrl+P", "play a task yourself", "Map"},
	{actHere, []chord{{key: ebiten.KeyL, ctrl: true}}, "Ctrl+L", "start the recipe from scratch in the map that is shown; again: in the recipe's own enclosure", "Map"},
	{actKeepMaps, []chord{{key: ebiten.KeyL, shift: true}}, "Shift+L", "when the map that the network learns in is edited, its rate maps restart, or continue", "Map"},
	{actSaveMapAs, []chord{{key: ebiten.KeyS, ctrl: true, shift: true}}, "Ctrl+Shift+S", "save the map under another name", "Map"},

	{actSave, []chord{{key: ebiten.KeyS, ctrl: true}}, "Ctrl+S", "save the network; while the map is edited: save the map", "Files"},
	{actOpen, []chord{{key: ebiten.KeyO, ctrl: true}}, "Ctrl+O", "open a saved network, a folder of published weights, a map, a trajectory, or cells recorded along it (or drop it)", "Files"},
	{actForage, []chord{{key: ebiten.KeyO, shift: true}}, "Shift+O", "let the rat leave an opened trajectory and forage again", "Files"},
	{actExport, []chord{{key: ebiten.KeyE, ctrl: true}}, "Ctrl+E", "export the chosen unit, the contact sheets, the scores and the arrays", "Files"},
	{actFilm, []chord{{key: ebiten.KeyG, ctrl: true}}, "Ctrl+G", "save a film (GIF) of the emergence of the maps", "Files"},
	{actShot, []chord{{key: ebiten.KeyF12}}, "F12", "save a picture of the window", "Files"},
	{actRecord, []chord{{key: ebiten.KeyF9}}, "F9", "film the window (GIF) until F9 or Esc, at most two minutes", "Files"},

	{actHelp, []chord{{key: ebiten.KeyF1}, {key: ebiten.KeySlash, shift: true}}, "F1 or ?", "this help", "Window"},
	{actInfo, []chord{{key: ebiten.KeyF2}}, "F2", "what the numbers mean; again: the scores of a unit", "Window"},
	{actProfiler, []chord{{key: ebiten.KeyF3}}, "F3", "frame and update times", "Window"},
	{actFull, []chord{{key: ebiten.KeyF11}}, "F11", "full screen", "Window"},
	{actHide, []chord{{key: ebiten.KeyTab}}, "Tab", "hide or show the panels", "Window"},
	{actBigger, []chord{{key: ebiten.KeyEqual, ctrl: true}}, "Ctrl+=", "larger text and controls", "Window"},
	{actSmaller, []chord{{key: ebiten.KeyMinus, ctrl: true}}, "Ctrl+−", "smaller text and controls", "Window"},
	{actCancel, []chord{{key: ebiten.KeyEscape}}, "Esc", "close what is open, cancel what is drawn, end editing", "Window"},
}

// driving are the lines of the table that hold while a task is played, in
// place of those that have the same keys.
var driving = []binding{
	{driveForward, []chord{{key: ebiten.KeyArrowUp}, {key: ebiten.KeyW}, {key: ebiten.KeyArrowUp, shift: true}, {key: ebiten.KeyW, shift: true}}, "Up or W", "drive the rat ahead", playing},
	{driveBack, []chord{{key: ebiten.KeyArrowDown}, {key: ebiten.KeyS}, {key: ebiten.KeyArrowDown, shift: true}, {key: ebiten.KeyS, shift: true}}, "Down or S", "drive it backwards", playing},
	{driveTurnLeft, []chord{{key: ebiten.KeyArrowLeft}, {key: ebiten.KeyA}}, "Left or A", "turn it left", playing},
	{driveTurnRight, []chord{{key: ebiten.KeyArrowRight}, {key: ebiten.KeyD}}, "Right or D", "turn it right", playing},
	{driveLeft, []chord{{key: ebiten.KeyArrowLeft, shift: true}, {key: ebiten.KeyA, shift: true}}, "Shift+Left", "drive it sideways to its left", playing},
	{driveRight, []chord{{key: ebiten.KeyArrowRight, shift: true}, {key: ebiten.KeyD, shift: true}}, "Shift+Right", "drive it sideways to its right", playing},
	{actPauseEpisode, []chord{{key: ebiten.KeySpace}}, "Space", "pause, with learning, or go on", playing},
	{actAgainEpisode, []chord{{key: ebiten.KeyBackspace}}, "Backspace", "begin the same episode again", playing},
	{actNewEpisode, []chord{{key: ebiten.KeyN}}, "N", "begin an episode of a new seed", playing},
	{actEndEpisode, []chord{{key: ebiten.KeyEscape}}, "Esc", "end the episode; unfinished, it does not count", playing},
}

const playing = "Playing a task"

// keyLines are all lines of the table of keys.
func keyLines() []binding { return append(slices.Clone(bindings), driving...) }

// shownKey returns the keys of an action as people read them.
func shownKey(a action) string {
	for _, b := range keyLines() {
		if b.action == a {
			return b.shown
		}
	}
	return ""
}

// repeats tells whether a key that is held down acts again in this tick: after
// 0.4 s, 20 times a second.
func repeats(k ebiten.Key) bool {
	d := inpututil.KeyPressDuration(k)
	return d > 24 && d%3 == 0
}

// pressed returns the actions whose keys went down in this tick, or are held
// down and act again; keys that are taken, without Ctrl, do something else.
func pressed(taken func(ebiten.Key) bool) []action {
	ctrl := ebiten.IsKeyPressed(ebiten.KeyControl) || ebiten.IsKeyPressed(ebiten.KeyMeta)
	shift := ebiten.IsKeyPressed(ebiten.KeyShift)
	var out []action
	for _, b := range bindings {
		for _, c := range b.chords {
			if !ctrl && taken(c.key) {
				continue
			}
			if c.ctrl == ctrl && c.shift == shift && (inpututil.IsKeyJustPressed(c.key) || repeated[b.action] && repeats(c.key)) {
				out = append(out, b.action)
				break
			}
		}
	}
	return out
}
