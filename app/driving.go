package main

import (
	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/app/editor"
	"gridrat/world/body"
)

// taken tells whether a key steers the rat, whose tool is in use, and does
// nothing else.
func (g *game) taken(k ebiten.Key) bool {
	if g.edit.Tool != editor.Rat {
		return false
	}
	switch k {
	case ebiten.KeyArrowUp, ebiten.KeyArrowDown, ebiten.KeyArrowLeft, ebiten.KeyArrowRight, ebiten.KeyA, ebiten.KeyS:
		return true
	}
	return false
}

// driven is what the keys that are down tell the rat to do: arrows turn it and
// move it on and back, with Shift sideways; A turns left and S goes back.
func driven() body.Command {
	pressed := func(keys ...ebiten.Key) float64 {
		for _, k := range keys {
			if ebiten.IsKeyPressed(k) {
				return 1
			}
		}
		return 0
	}
	if pressed(ebiten.KeyControl, ebiten.KeyMeta) > 0 {
		return body.Command{} // Ctrl+S saves
	}
	c := body.Command{Forward: pressed(ebiten.KeyArrowUp) - pressed(ebiten.KeyArrowDown, ebiten.KeyS)}
	if side := pressed(ebiten.KeyArrowLeft) - pressed(ebiten.KeyArrowRight); pressed(ebiten.KeyShift) > 0 {
		c.Left = side
	} else {
		c.Turn = side
	}
	if pressed(ebiten.KeyA) > 0 {
		c.Turn = 1
	}
	return c
}
