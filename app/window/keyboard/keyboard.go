// Package keyboard asks the keys of a table of actions: which went down in this
// tick, and which steer the rat while they are down. It belongs to Ebitengine's
// goroutine.
package keyboard

import (
	"slices"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/inpututil"

	"gridrat/app/editing"
	"gridrat/app/room"
	"gridrat/world/body"
)

// Of is the key of a chord. It panics if there is none of that name.
func Of(c room.Chord) ebiten.Key {
	var k ebiten.Key
	if err := k.UnmarshalText([]byte(c.Key)); err != nil {
		panic("keyboard: no key is called " + c.Key)
	}
	return k
}

// Keyboard asks the keys of a table.
type Keyboard struct {
	table   *room.Table
	chords  map[ebiten.Key][]room.Chord
	keys    []ebiten.Key // in a fixed order
	driving map[string][]bound
}

// bound is a chord with its key.
type bound struct {
	room.Chord
	key ebiten.Key
}

// Driving are the actions that steer the rat while their keys are down.
var Driving = []string{"drive-forward", "drive-back", "drive-left", "drive-right", "drive-turn-left", "drive-turn-right"}

// New returns the keyboard of a table.
func New(t *room.Table) *Keyboard {
	k := &Keyboard{table: t, chords: map[ebiten.Key][]room.Chord{}, driving: map[string][]bound{}}
	for _, id := range Driving {
		for _, c := range t.ChordsOf(id) {
			k.driving[id] = append(k.driving[id], bound{c, Of(c)})
		}
	}
	for _, c := range t.Chords() {
		key := Of(c)
		if !slices.Contains(k.keys, key) {
			k.keys = append(k.keys, key)
		}
		k.chords[key] = append(k.chords[key], c)
	}
	slices.Sort(k.keys)
	return k
}

// CtrlHeld tells whether Ctrl, or Cmd, is down.
func CtrlHeld() bool {
	return ebiten.IsKeyPressed(ebiten.KeyControl) || ebiten.IsKeyPressed(ebiten.KeyMeta)
}

// ShiftHeld tells whether Shift is down.
func ShiftHeld() bool { return ebiten.IsKeyPressed(ebiten.KeyShift) }

// repeats tells whether a key that is held down acts again in this tick: after
// 0.4 s, 20 times a second.
func repeats(k ebiten.Key) bool {
	d := inpututil.KeyPressDuration(k)
	return d > 24 && d%3 == 0
}

// Hit tells whether a key went down in this tick, or is held down and acts
// again.
func Hit(k ebiten.Key) bool { return inpututil.IsKeyJustPressed(k) || repeats(k) }

// Pressed returns the actions whose keys went down in this tick, or are held
// down and act again.
func (k *Keyboard) Pressed() []string {
	ctrl, shift := CtrlHeld(), ShiftHeld()
	var ids []string
	for _, key := range k.keys {
		down := inpututil.IsKeyJustPressed(key)
		if !down && !repeats(key) {
			continue
		}
		for _, c := range k.chords[key] {
			if c.Ctrl != ctrl || c.Shift != shift {
				continue
			}
			if id, ok := k.table.Pressed(c); ok && (down || k.table.Repeats(id)) {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// held is 1 while a key is down that drives the rat as an action says, 0 else.
// A key counts that means this action now, or steering at all.
func (k *Keyboard) held(id string) float64 {
	shift := ShiftHeld()
	for _, c := range k.driving[id] {
		if c.Shift != shift || !ebiten.IsKeyPressed(c.key) {
			continue
		}
		if now, ok := k.table.Pressed(c.Chord); ok && (now == id || now == editing.Steer) {
			return 1
		}
	}
	return 0
}

// Commanded is what the keys that are down tell the rat to do. Keys may be
// combined.
func (k *Keyboard) Commanded() body.Command {
	if CtrlHeld() {
		return body.Command{} // Ctrl+S saves
	}
	return body.Command{
		Forward: k.held("drive-forward") - k.held("drive-back"),
		Left:    k.held("drive-left") - k.held("drive-right"),
		Turn:    k.held("drive-turn-left") - k.held("drive-turn-right"),
	}
}
