package layout

import (
	"image"
	"testing"

	"pgregory.net/rapid"

	"gridrat/app/room"
	"gridrat/app/settings"
	"gridrat/render/panel"
)

// On a large screen text and controls begin larger, never smaller than they
// are.
func TestFirstScale(t *testing.T) {
	for size, want := range map[[2]float64]float64{
		{1280, 800}: 1, {1024, 640}: 1, {1920, 1080}: 1.25, {2560, 1440}: 1.75, {3840, 2160}: 2.5, {3840, 900}: 1, {9000, 9000}: settings.GreatestScale,
	} {
		if got := FirstScale(size[0], size[1]); got != want {
			t.Errorf("in a window of %v the first scale is %v, want %v", size, got, want)
		}
	}
}

// At any size and scale everything is inside the window and nothing overlaps.
func TestArrange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tab := rapid.SampledFrom([]room.Tab{room.Forage, room.Navigate}).Draw(t, "tab")
		w := rapid.IntRange(320, 6000).Draw(t, "width")
		h := rapid.IntRange(240, 4000).Draw(t, "height")
		scale := rapid.Float64Range(0.5, 6).Draw(t, "scale")
		panels := rapid.Bool().Draw(t, "panels")
		// About what the real bar needs.
		bar := func(width int, scale float64) int {
			rows := int(1700*scale)/width + 1
			return int(float64(rows)*29*scale) + int(7*scale)
		}
		notice := func(width int, scale float64) int { return int(23 * scale) }
		eye := rapid.SampledFrom(panel.EyeModes).Draw(t, "eye")
		want := Wishes{Tab: tab, Scale: scale, Panels: panels, Eye: eye, BarHeight: bar, NoticeHeight: notice}
		want.Diagnosed, want.Experimenting = rapid.Bool().Draw(t, "diagnosed"), rapid.Bool().Draw(t, "experimenting")
		want.Clock = rapid.Bool().Draw(t, "clock")
		want.Editing = (!want.Clock || tab == room.Navigate) && rapid.Bool().Draw(t, "editing")
		if rapid.Bool().Draw(t, "foot") {
			want.Foot = 24
		}
		l := Arrange(w, h, want)
		rects := map[string]image.Rectangle{"tools": l.Tools, "arena": l.Arena, "wall": l.Wall, "notice": l.Notice}
		if want.Clock {
			rects["clock"] = l.Clock
		}
		if tab == room.Navigate && panels {
			if least := int(leastBelow * l.Scale); l.Memory.Empty() && l.Arena.Dy() >= least+int(panel.MemoryHeight*l.Scale) || !l.Memory.Empty() && l.Arena.Dy() < least {
				t.Errorf("with the strip of the memory at %v, the arena is at %v", l.Memory, l.Arena)
			}
		} else if !l.Memory.Empty() {
			t.Errorf("there is a strip of the memory at %v", l.Memory)
		}
		if !l.Memory.Empty() {
			rects["memory"] = l.Memory
		}
		if want.Editing {
			rects["properties"] = l.Properties
		}
		if want.Foot > 0 {
			rects["foot"] = l.Foot
		}
		if l.Seen != panel.EyeOff {
			rects["eye"] = l.Eye
			if whole := l.Clock.Union(l.Arena).Union(l.Memory); !want.Editing && whole.Dy() < l.Eye.Dy() {
				t.Errorf("the arena is %v, what the rat sees %v", l.Arena, l.Eye)
			}
		} else if !l.Eye.Empty() {
			t.Errorf("nothing is to be seen, yet the eye is at %v", l.Eye)
		}
		if panels {
			rects["inspector"], rects["population"], rects["timeline"], rects["bar"] = l.Inspector, l.Population, l.Timeline, l.Bar
			if tab == room.Forage && (!want.Editing || !l.Numbers.Empty()) { // which give way to the properties
				rects["numbers"] = l.Numbers
			}
		}
		for name, r := range rects {
			if r.Empty() || !r.In(image.Rect(0, 0, w, h)) {
				t.Errorf("%s is at %v in a window of %d x %d", name, r, w, h)
			}
			for other, q := range rects {
				if other != name && r.Overlaps(q) {
					t.Errorf("%s at %v overlaps %s at %v", name, r, other, q)
				}
			}
		}
		if l.Scale > scale {
			t.Errorf("scale %v was asked for, %v is used", scale, l.Scale)
		}
	})
}

// In the tab of agents one panel has the place beside the codes: the trials, unless
// diagnostics or experiments are asked for.
func TestLowerPanel(t *testing.T) {
	zero := func(int, float64) int { return 20 }
	for name, want := range map[string]Wishes{"agent-trials": {}, "agent-diagnostics": {Diagnosed: true}, "agent-experiment": {Experimenting: true}} {
		want.Tab, want.Scale, want.Panels, want.BarHeight, want.NoticeHeight = room.Navigate, 1, true, zero, zero
		l := Arrange(1280, 800, want)
		rects := l.Rects()
		for _, other := range []string{"agent-trials", "agent-diagnostics", "agent-experiment"} {
			if shown := !rects[other].Empty(); shown != (other == name) {
				t.Errorf("with %s asked for, %s is shown: %v", name, other, shown)
			}
		}
	}
}
