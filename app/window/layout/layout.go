// Package layout says where everything is in the window. It is a pure function
// of the window's size and of what it would show, and knows the sizes of panels.
package layout

import (
	"image"
	"math"

	"gridrat/app/room"
	"gridrat/app/settings"
	"gridrat/render/panel"
)

// Layout says where everything is on the screen, in pixels.
type Layout struct {
	Scale                       float64 // pixels per point
	Tools, Arena, Eye, Numbers  image.Rectangle
	Seen                        string // what there is room for of what the rat sees
	Wall, Inspector, Population image.Rectangle
	Timeline, Notice, Bar       image.Rectangle
	Foot                        image.Rectangle // strips of rooms that have no place of their own
	Clock                       image.Rectangle // empty unless a task is played
	Memory                      image.Rectangle // of the agents' tab, where there is room for it
	Properties                  image.Rectangle // empty unless the map is edited
	Tab                         room.Tab        // whose panels have the places
	Diagnosed                   bool            // diagnostics have the place of trials
	Racing                      bool            // the clock is that of a race
	Experimenting               bool            // experiments have
}

// Rects are the places of panes, by their names.
func (l *Layout) Rects() map[string]image.Rectangle {
	if l.Tab == room.Navigate {
		trials := "agent-trials"
		if l.Diagnosed {
			trials = "agent-diagnostics"
		}
		if l.Experimenting {
			trials = "agent-experiment"
		}
		clock := "agent-clock"
		if l.Racing {
			clock = "race-clock"
		}
		return map[string]image.Rectangle{
			"notice": l.Notice, "tools": l.Tools, clock: l.Clock, "agent-memory": l.Memory, "eye": l.Eye,
			"agent-score": l.Wall.Union(l.Timeline), "agent-codes": l.Inspector, trials: l.Population, "properties": l.Properties,
		}
	}
	return map[string]image.Rectangle{
		"notice": l.Notice, "tools": l.Tools, "clock": l.Clock, "numbers": l.Numbers, "inspector": l.Inspector, "wall": l.Wall,
		"population": l.Population, "emergence": l.Timeline, "eye": l.Eye, "properties": l.Properties,
	}
}

// Below so many points the window does not hold what it shows, and everything
// gets smaller instead.
const (
	leastWidth  = 640.0
	leastHeight = 460.0
)

// ScaleFor is the largest scale up to the wanted one at which a window of
// w x h pixels holds its contents.
func ScaleFor(w, h int, wanted float64) float64 {
	return max(min(wanted, float64(w)/leastWidth, float64(h)/leastHeight), 0.3)
}

// FirstScale is the scale of text and controls for a window of w x h points
// whose user has not set one: larger on a large screen, which is looked at
// from further away.
func FirstScale(w, h float64) float64 {
	const step = 0.25
	fits := math.Floor(min(w/1280, h/800)/step) * step
	return min(max(fits, 1), settings.GreatestScale)
}

// Wishes are what the window would show.
type Wishes struct {
	Tab                     room.Tab
	Diagnosed               bool    // in the tab of agents, diagnostics in the place of trials
	Racing                  bool    // there, and the clock of a race in the place of the agent's
	Experimenting           bool    // in it, experiments
	Scale                   float64 // pixels per point
	Panels                  bool    // all panels; else arena, eye and maps remain, and a sentence if there is one
	Eye                     string  // the most to be shown of what the rat sees
	Foot                    float64 // height of the strips of rooms without a place of their own, in points
	Clock                   bool    // a task is played
	Editing                 bool
	BarHeight, NoticeHeight func(width int, scale float64) int // that those need in so many pixels of width
}

// Arrange lays out a window of w x h pixels: the arena under its strip of
// tools, what the rat sees and the numbers on the left, the maps over their
// timeline, inspector and population on the right, below them a sentence and
// the bar.
func Arrange(w, h int, want Wishes) Layout {
	l := arrangePanels(w, h, want)
	l.makeRoom(want.Editing, want.Panels)
	if want.Clock { // takes its room from the arena
		l.Clock = l.Arena
		l.Clock.Max.Y = min(l.Clock.Min.Y+int(panel.EpisodeHeight*l.Scale), l.Clock.Min.Y+l.Clock.Dy()/3)
		l.Arena.Min.Y = l.Clock.Max.Y
	}
	if want.Tab == room.Navigate && want.Panels && !want.Racing {
		l.remember()
	}
	return l
}

// leastBelow is the height in points that the strip of what choices depend on leaves
// the arena: more than what cannot be done without.
const leastBelow = 260

// remember gives the strip of what choices depend on its place below the clock, where
// there is room for both.
func (l *Layout) remember() {
	high := int(panel.MemoryHeight * l.Scale)
	if l.Arena.Dy()-high < int(leastBelow*l.Scale) {
		return
	}
	l.Memory = l.Arena
	l.Memory.Max.Y = l.Memory.Min.Y + high
	l.Arena.Min.Y = l.Memory.Max.Y
}

func arrangePanels(w, h int, want Wishes) Layout {
	scale, panels, eye := want.Scale, want.Panels, want.Eye
	l := Layout{Scale: ScaleFor(w, h, scale), Tab: want.Tab, Diagnosed: want.Diagnosed, Experimenting: want.Experimenting, Racing: want.Racing}
	gap := int(l.Scale*4 + 0.5)
	bottom := h
	if panels {
		l.Bar = image.Rect(0, h-want.BarHeight(w, l.Scale), w, h)
		bottom = l.Bar.Min.Y
	}
	l.Foot = image.Rect(0, bottom-int(want.Foot*l.Scale), w, bottom)
	l.Notice = image.Rect(0, l.Foot.Min.Y-want.NoticeHeight(w, l.Scale), w, l.Foot.Min.Y)
	bottom = l.Notice.Min.Y
	inner := image.Rect(gap, gap, w-gap, bottom-gap/2)
	if !panels {
		side := min(inner.Dy(), inner.Dx()*9/20)
		var high int
		l.Seen, high = eyeFor(eye, inner.Dy(), side, gap, l.Scale)
		l.Arena = image.Rect(inner.Min.X, inner.Min.Y, inner.Min.X+side, inner.Max.Y-high)
		l.Wall = image.Rect(l.Arena.Max.X+gap, inner.Min.Y, inner.Max.X, inner.Max.Y)
		l.Eye = below(l.Arena, high, gap)
		l.Tools, l.Arena = arenaRects(l.Arena, l.Scale)
		return l
	}
	// The curves go before a large arena, a small one before the curves.
	column := float64(inner.Dy()) / l.Scale
	numbers := int(panel.NumbersHeight(column, true) * l.Scale)
	if inner.Dy()-numbers-gap < int(leastArena*l.Scale) {
		numbers = int(panel.NumbersHeight(column, false) * l.Scale)
	}
	if numbers = min(numbers, inner.Dy()*3/5); want.Tab == room.Navigate {
		numbers = 0
	}
	side := min(inner.Dy()-numbers-gap, inner.Dx()*2/5)
	width := max(side, min(int(330*l.Scale), inner.Dx()*2/5))
	if eye == panel.EyeView { // which takes the place of the curves
		numbers = min(numbers, int(panel.NumbersHeight(column, false)*l.Scale))
	}
	var high int
	l.Seen, high = eyeFor(eye, inner.Dy()-numbers-gap, width, gap, l.Scale)
	side = min(side, inner.Dy()-numbers-gap-high)
	l.Arena = image.Rect(inner.Min.X, inner.Min.Y, inner.Min.X+width, inner.Min.Y+side)
	l.Eye = below(l.Arena, high, gap)
	l.Numbers = image.Rect(inner.Min.X, l.Arena.Max.Y+high+gap, l.Arena.Max.X, inner.Max.Y)
	if want.Tab == room.Navigate { // which has none
		l.Numbers = image.Rectangle{}
		l.Arena.Max.Y = inner.Max.Y - high
		l.Eye = below(l.Arena, high, gap)
	}
	l.Tools, l.Arena = arenaRects(l.Arena, l.Scale)
	right := image.Rect(l.Arena.Max.X+gap, inner.Min.Y, inner.Max.X, inner.Max.Y)
	lower := max(min(int(300*l.Scale), right.Dy()*9/20), right.Dy()*2/5)
	l.Wall = image.Rect(right.Min.X, right.Min.Y, right.Max.X, right.Max.Y-lower-gap)
	l.Timeline = image.Rect(right.Min.X, l.Wall.Max.Y-int(panel.EmergenceHeight*l.Scale), right.Max.X, l.Wall.Max.Y)
	l.Wall.Max.Y = l.Timeline.Min.Y - gap
	low := image.Rect(right.Min.X, l.Timeline.Max.Y+gap, right.Max.X, right.Max.Y)
	middle := low.Min.X + low.Dx()*11/20
	l.Inspector = image.Rect(low.Min.X, low.Min.Y, middle, low.Max.Y)
	l.Population = image.Rect(middle+gap, low.Min.Y, low.Max.X, low.Max.Y)
	return l
}

// leastArena is the height in points that what else is shown leaves the arena.
const leastArena = 210

// eyeFor returns how much of what the rat sees there is room for below an
// arena, of what is wanted, and the height in pixels that it takes from a
// column of so many pixels, with a gap.
func eyeFor(wanted string, column, width, gap int, scale float64) (mode string, high int) {
	for _, mode = range []string{wanted, panel.EyeStrip} {
		if high = int(panel.EyeHeight(mode, float64(width)/scale) * scale); high == 0 {
			break
		}
		if column-high-gap >= int(leastArena*scale) {
			return mode, high + gap
		}
	}
	return panel.EyeOff, 0
}

// below is what of so many pixels lies below a rectangle and a gap.
func below(r image.Rectangle, high, gap int) image.Rectangle {
	if high == 0 {
		return image.Rectangle{}
	}
	return image.Rect(r.Min.X, r.Max.Y+gap, r.Max.X, r.Max.Y+high)
}

// arenaRects are the strip's and the arena's rectangles within what both have.
func arenaRects(r image.Rectangle, scale float64) (strip, arena image.Rectangle) {
	h := min(int(panel.ToolsHeight*scale), r.Dy()/4)
	return image.Rect(r.Min.X, r.Min.Y, r.Max.X, r.Min.Y+h), image.Rect(r.Min.X, r.Min.Y+h, r.Max.X, r.Max.Y)
}

// makeRoom gives the properties their place while the map is edited: below the
// numbers, instead of the curves; without panels, and in the tab of agents, which has
// no numbers, below the arena.
func (l *Layout) makeRoom(editing, panels bool) {
	l.Properties = image.Rectangle{}
	if !editing {
		return
	}
	h := int(panel.PropertiesHeight * l.Scale)
	gap := int(l.Scale*4 + 0.5)
	if !panels || l.Tab == room.Navigate {
		l.Properties = l.Arena
		l.Properties.Min.Y = max(l.Arena.Max.Y-h, l.Arena.Min.Y+l.Arena.Dy()/2)
		l.Arena.Max.Y = l.Properties.Min.Y - gap
		return
	}
	l.Properties = l.Numbers
	if top := l.Numbers.Max.Y - h; top-gap-l.Numbers.Min.Y >= int(panel.NumbersHeight(0, false)*l.Scale) {
		l.Properties.Min.Y = top
		l.Numbers.Max.Y = top - gap
		return
	}
	l.Numbers = image.Rectangle{}
}
