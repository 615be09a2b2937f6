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

// commanded is what the keys that are down tell the rat to do, those that are
// free for it. Keys may be combined.
func commanded(free func(ebiten.Key) bool) body.Command {
	if ebiten.IsKeyPressed(ebiten.KeyControl) || ebiten.IsKeyPressed(ebiten.KeyMeta) {
		return body.Command{} // Ctrl+S saves
	}
	return body.Command{
		Forward: held(driveForward, free) - held(driveBack, free),
		Left:    held(driveLeft, free) - held(driveRight, free),
		Turn:    held(driveTurnLeft, free) - held(driveTurnRight, free),
	}
}

// held is 1 while a free key of an action of driving is down.
func held(a action, free func(ebiten.Key) bool) float64 {
	shift := ebiten.IsKeyPressed(ebiten.KeyShift)
	for _, b := range driving {
		for _, c := range b.chords {
			if b.action == a && c.shift == shift && free(c.key) && ebiten.IsKeyPressed(c.key) {
				return 1
			}
		}
	}
	return 0
}
