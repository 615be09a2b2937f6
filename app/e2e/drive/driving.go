package drive

import (
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/app/status"
	"gridrat/world"
)

// Keys holds keys down, and lets go all others of driving.
func (w *Window) Keys(keys ...ebiten.Key) {
	for _, k := range []ebiten.Key{ebiten.KeyArrowUp, ebiten.KeyArrowDown, ebiten.KeyArrowLeft, ebiten.KeyArrowRight, ebiten.KeyShiftLeft} {
		w.guest.ReleaseKey(k)
	}
	for _, k := range keys {
		w.guest.PressKey(k)
	}
}

// Steer holds the keys that lead along the shortest way.
func (w *Window) Steer(s status.Episode) {
	if len(s.Way) < 2 {
		w.Keys()
		return
	}
	at := world.Vec{X: s.Rat[0], Y: s.Rat[1]}
	aim, left := s.Way[len(s.Way)-1], 0.1
	for i := range s.Way[1:] {
		a, b := s.Way[i], s.Way[i+1]
		if d := math.Hypot(b[0]-a[0], b[1]-a[1]); d < left {
			left -= d
		} else {
			aim = [2]float64{a[0] + (b[0]-a[0])*left/d, a[1] + (b[1]-a[1])*left/d}
			break
		}
	}
	w.SteerTo(at, s.Rat[2], world.Vec{X: aim[0], Y: aim[1]})
}

// SteerTo holds the arrows that drive a rat to a place.
func (w *Window) SteerTo(at world.Vec, heading float64, aim world.Vec) {
	off := world.WrapAngle(aim.Sub(at).Angle() - heading)
	var keys []ebiten.Key
	if off > 0.2 {
		keys = append(keys, ebiten.KeyArrowLeft)
	}
	if off < -0.2 {
		keys = append(keys, ebiten.KeyArrowRight)
	}
	if math.Abs(off) < 0.5 {
		keys = append(keys, ebiten.KeyArrowUp)
	}
	w.Keys(keys...)
}
