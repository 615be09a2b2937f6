package figure

import (
	"math"

	"gridrat/world"
	"gridrat/world/maze"
)

// DistalFrame is how far from the floor Elements draws distal cues, in points.
const DistalFrame = 7.0

// DistalLine is the line that stands for a distal cue, on a frame so many
// metres around a floor: a part of a circle, or of a rectangle.
func DistalLine(o maze.Outline, c maze.DistalCue, off float64) []world.Vec {
	low, high := o.Box()
	middle, half := low.Add(high).Mul(0.5), high.Sub(low).Mul(0.5)
	w, h := half.X+off, half.Y+off
	from, to := (c.Direction-c.Width/2)*math.Pi/180, (c.Direction+c.Width/2)*math.Pi/180
	var line []world.Vec
	if o.Diameter > 0 {
		const parts = 16
		for i := range parts + 1 {
			line = append(line, middle.Add(world.Polar(w, from+(to-from)*float64(i)/parts)))
		}
		return line
	}
	at := func(angle float64) {
		sin, cos := math.Sincos(angle)
		line = append(line, middle.Add(world.Vec{X: cos, Y: sin}.Mul(1/max(math.Abs(cos)/w, math.Abs(sin)/h))))
	}
	at(from)
	for turn := -2 * math.Pi; turn <= 2*math.Pi; turn += math.Pi { // the corners of the frame in between
		for _, corner := range []float64{turn - math.Atan2(h, w), turn + math.Atan2(h, w)} {
			if corner > from && corner < to {
				at(corner)
			}
		}
	}
	at(to)
	return line
}
