package editing

import (
	"image"
	"strings"
	"time"

	"gridrat/render/panel"
)

// Numbers of the properties change by the wheel, or by a drag over them.

// settleTime is how long the wheel rests before its turns are an edit.
const settleTime = 500 * time.Millisecond

// dragStep is how many points of a drag are a step of a number.
const dragStep = 6.0

// wheel is what the wheel does to a number.
type wheel struct {
	turned  float64   // less than a step
	settles time.Time // when what was turned is an edit
}

// drag is a drag over a number.
type drag struct {
	field string // "" is none
	from  image.Point
	steps int  // it has come to
	moved bool // it is more than a click
}

// Wheel lets the wheel change the number under the mouse, and tells whether it
// does. turns are those of the wheel in this tick, up above 0. It is called in
// every tick while the map is edited, so that what was turned becomes an edit.
func (r *Room) Wheel(at image.Point, turns float64, now time.Time) bool {
	name, ok := r.numberAt(at)
	if !ok {
		r.settle()
		return false
	}
	if r.wheel.settles.Before(now) {
		r.settle()
	}
	if turns == 0 {
		return false
	}
	r.EndTyping(true)
	r.wheel.turned += turns
	if steps := int(r.wheel.turned); steps != 0 {
		r.wheel.turned -= float64(steps)
		r.Nudge(name, steps)
	}
	r.wheel.settles = now.Add(settleTime)
	return true
}

// settle makes what the wheel has changed an edit.
func (r *Room) settle() {
	if r.Nudging() && r.drag.field == "" {
		r.Settle()
	}
	r.wheel.turned = 0
}

// numberAt is the number at a point of the screen.
func (r *Room) numberAt(at image.Point) (name string, ok bool) {
	spot, ok := r.panel.SpotAt(at)
	if !ok {
		return "", false
	}
	return r.numberOf(spot.ID)
}

// numberOf is the number whose field a spot is.
func (r *Room) numberOf(spot string) (name string, ok bool) {
	if name, ok = strings.CutPrefix(spot, panel.SpotProperty); !ok {
		return "", false
	}
	f, ok := r.field(name)
	return name, ok && f.Kind == panel.NumberField
}

// BeginDrag begins a drag on a spot, and tells whether it is one over which is
// dragged: a number. A drag that goes nowhere is a click.
func (r *Room) BeginDrag(spot string, at image.Point) bool {
	name, ok := r.numberOf(spot)
	if ok {
		r.drag = drag{field: name, from: at}
	}
	return ok
}

// Drag carries a drag on or, if the button is not held any more, ends it. It
// tells whether there is one.
func (r *Room) Drag(at image.Point, held bool) bool {
	d := r.drag
	if d.field == "" {
		return false
	}
	if steps := int(float64(at.X-d.from.X) / r.panel.Canvas.Px0(dragStep)); steps != d.steps {
		r.EndTyping(true)
		r.Nudge(d.field, steps-d.steps)
		d.steps, d.moved = steps, true
	}
	if held {
		r.drag = d
		return true
	}
	r.drag = drag{}
	r.Settle()
	if !d.moved {
		r.use(d.field)
	}
	return true
}
