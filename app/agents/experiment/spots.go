package experiment

import (
	"image"
	"strconv"
	"strings"

	"gridrat/render/panel"
)

// Use carries out what a spot of the panel is for, without panel.SpotExperiment, and
// tells whether it is one of the lab's.
func (l *Lab) Use(spot string) bool {
	cut := func(prefix string) (string, bool) { return strings.CutPrefix(spot, prefix) }
	if page, ok := cut(panel.ToPage); ok {
		l.Page = page
		l.Changed()
		return true
	}
	if id, ok := cut(panel.ToggleLack); ok {
		l.Toggle(id)
		return true
	}
	if id, ok := cut(panel.ToMaze); ok {
		l.Maze(id)
		return true
	}
	if number, ok := cut(panel.ToShow); ok {
		if n, err := strconv.Atoi(number); err == nil {
			l.shown = n
			l.Changed()
		}
		return true
	}
	switch spot {
	case panel.ToCompare:
		l.Compare()
	case panel.ToCount:
		l.Count()
	default:
		return false
	}
	return true
}

// Slider is the drag of the slider of noise.
type Slider struct {
	held bool
	at   func(image.Point) float64 // the noise where a point of the screen is
	lab  *Lab
}

// NewSlider returns a slider of a lab.
func NewSlider(l *Lab, at func(image.Point) float64) *Slider { return &Slider{lab: l, at: at} }

// Begin begins a drag at a point of the screen, if the spot there is the slider, and
// tells whether it is.
func (s *Slider) Begin(spot string, p image.Point) bool {
	if spot != panel.SpotExperiment+panel.ToNoise {
		return false
	}
	s.held = true
	return true
}

// Drag carries the drag on to a point of the screen, or ends it there if the button
// is not held any more, and tells whether there is one.
func (s *Slider) Drag(p image.Point, held bool) bool {
	if !s.held {
		return false
	}
	now := s.at(p)
	if s.held = held; !held || now != s.lab.taken.Noise {
		s.lab.Noise(now, !held)
	}
	return true
}
