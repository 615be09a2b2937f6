package editing

import (
	"image"
	"testing"

	"gridrat/app/internal/visit"
)

// Fields are clicked, typed into, turned and dragged over; each is one edit.
func TestFields(t *testing.T) {
	d := open(t, box())
	d.do("tool-select")
	d.click(0.3, 0.5)
	thickness := func(want float64) {
		t.Helper()
		if w := d.h.Map().Walls[0]; w.Thickness != want {
			t.Errorf("the wall is %v m thick, want %v; it says %q", w.Thickness, want, d.told)
		}
	}
	d.clickSpot("property:thickness")
	if d.Typing() != "thickness" {
		t.Fatalf("a click types into %q", d.Typing())
	}
	d.write("6 cm")
	thickness(0.06)
	if d.Typing() != "" {
		t.Errorf("after Enter it types into %q", d.Typing())
	}
	// Escape leaves it as it was; Tab goes on, and sets.
	d.clickSpot("property:thickness")
	d.press(Keys{Runes: []rune("9")})
	d.press(Keys{Escape: true})
	thickness(0.06)
	d.clickSpot("property:thickness")
	d.press(Keys{Runes: []rune("0.07")})
	d.press(Keys{Tab: true})
	thickness(0.07)
	if d.Typing() != "length" {
		t.Errorf("Tab goes to %q", d.Typing())
	}
	d.press(Keys{BackTab: true})
	d.tick()
	d.press(Keys{Up: true})
	thickness(0.08)
	if d.Typing() != "thickness" {
		t.Errorf("after Up it types into %q", d.Typing())
	}
	d.press(Keys{Down: true})
	thickness(0.07)
	for _, k := range []Keys{{End: true}, {Backspace: true}, {Left: true}, {Delete: true}, {Runes: []rune("2")}, {Home: true}, {Right: true}, {All: true}} {
		d.press(k)
	}
	d.EndTyping(true)
	thickness(0.2) // from 0.07 by 0.0, 0., and 0.2
	d.Set("thickness", "0.07")
	d.tick()
	// The wheel.
	entries := visit.Undoable(d.h)
	over := d.spot("property:thickness")
	for _, turns := range []float64{1, 0.5, 0.5, -3} {
		if !d.Wheel(over, turns, d.now) {
			t.Error("the wheel is not for the number under the mouse")
		}
		d.tick()
	}
	thickness(0.06)
	for range 2 {
		d.now = d.now.Add(settleTime)
		if d.Wheel(over, 0, d.now) {
			t.Error("a wheel that rests is used")
		}
	}
	if d.Nudging() || visit.Undoable(d.h) != entries+1 {
		t.Errorf("after a while it is being turned: %v", d.Nudging())
	}
	if d.Wheel(image.Pt(0, 0), 1, d.now) {
		t.Error("the wheel is used elsewhere")
	}
	// A drag.
	d.tick()
	if over = d.spot("property:thickness"); !d.BeginDrag("property:thickness", over) {
		t.Fatal("a number cannot be dragged over")
	}
	d.Drag(over.Add(image.Pt(3*dragStep, 0)), true)
	thickness(0.09)
	if !d.Drag(over.Add(image.Pt(2*dragStep, 0)), false) || d.Drag(over, false) {
		t.Error("a drag does not end when the button goes up")
	}
	thickness(0.08)
	if d.Typing() != "" || d.Nudging() {
		t.Errorf("a drag types into %q", d.Typing())
	}
	// Escape takes it back.
	d.BeginDrag("property:thickness", over)
	d.Drag(over.Add(image.Pt(5*dragStep, 0)), true)
	d.do("cancel")
	thickness(0.08)
	if d.Drag(over, true) || !d.Editing() {
		t.Error("after Escape the drag goes on")
	}
	d.clickSpot("property:color=#e05d52")
	if c := d.h.Map().Walls[0].Color; c != "#e05d52" {
		t.Errorf("red was clicked, the wall is %q", c)
	}
	d.click(0.55, -0.45)
	d.clickSpot("property:visible")
	if d.h.Map().Goals[0].Visible {
		t.Error("the goal is still visible")
	}
	if d.BeginDrag("property:visible", over) || d.BeginDrag("scrub", over) {
		t.Error("what is no number is dragged over")
	}
	d.clickSpot("duplicate")
	if len(d.h.Map().Goals) != 2 {
		t.Error("a click on duplicate doubles nothing")
	}
	d.do("cancel")
	if d.clickSpot("property:radius"); d.Typing() != "" { // of what the panel had shown
		t.Errorf("without a tool it types into %q", d.Typing())
	}
}

// A click into the field that is typed in puts the caret there.
func TestCaret(t *testing.T) {
	d := open(t, box())
	d.do("tool-select")
	d.clickSpot("property:name")
	d.mouse = d.spot("property:name")
	d.mouse.X -= 1000
	d.table.UseSpot("property:name")
	d.write("a ")
	if name := d.h.Map().Name; name != "a square" {
		t.Errorf("typed at the beginning, the name is %q", name)
	}
}
