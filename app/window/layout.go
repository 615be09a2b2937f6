package window

import (
	"image"
	"math"

	"gridrat/app/settings"
	"gridrat/render/panel"
)

// layout says where everything is on the screen, in pixels.
type layout struct {
	scale                       float64 // pixels per point
	tools, arena, eye, numbers  image.Rectangle
	seen                        string // what there is room for of what the rat sees
	wall, inspector, population image.Rectangle
	timeline, notice, bar       image.Rectangle
	foot                        image.Rectangle // strips of rooms that have no place of their own
	clock                       image.Rectangle // empty unless a task is played
	properties                  image.Rectangle // empty unless the map is edited
}

// rects are the places of panes, by their names.
func (l *layout) rects() map[string]image.Rectangle {
	return map[string]image.Rectangle{
		"notice": l.notice, "tools": l.tools, "clock": l.clock, "numbers": l.numbers, "inspector": l.inspector, "wall": l.wall,
		"population": l.population, "emergence": l.timeline, "eye": l.eye, "properties": l.properties,
	}
}

// Below so many points the window does not hold what it shows, and everything
// gets smaller instead.
const (
	leastWidth  = 640.0
	leastHeight = 460.0
)

// scaleFor is the largest scale up to the wanted one at which a window of
// w x h pixels holds its contents.
func scaleFor(w, h int, wanted float64) float64 {
	return max(min(wanted, float64(w)/leastWidth, float64(h)/leastHeight), 0.3)
}

// firstScale is the scale of text and controls for a window of w x h points
// whose user has not set one: larger on a large screen, which is looked at
// from further away.
func firstScale(w, h float64) float64 {
	const step = 0.25
	fits := math.Floor(min(w/1280, h/800)/step) * step
	return min(max(fits, 1), settings.GreatestScale)
}

// wishes are what the window would show.
type wishes struct {
	scale                   float64 // pixels per point
	panels                  bool    // all panels; else arena, eye and maps remain, and a sentence if there is one
	eye                     string  // the most to be shown of what the rat sees
	foot                    float64 // height of the strips of rooms without a place of their own, in points
	clock                   bool    // a task is played
	editing                 bool
	barHeight, noticeHeight func(width int, scale float64) int // that those need in so many pixels of width
}

// arrange lays out a window of w x h pixels: the arena under its strip of
// tools, what the rat sees and the numbers on the left, the maps over their
// timeline, inspector and population on the right, below them a sentence and
// the bar.
func arrange(w, h int, want wishes) layout {
	l := arrangePanels(w, h, want)
	l.makeRoom(want.editing, want.panels)
	if want.clock { // takes its room from the arena
		l.clock = l.arena
		l.clock.Max.Y = min(l.clock.Min.Y+int(panel.EpisodeHeight*l.scale), l.clock.Min.Y+l.clock.Dy()/3)
		l.arena.Min.Y = l.clock.Max.Y
	}
	return l
}

func arrangePanels(w, h int, want wishes) layout {
	scale, panels, eye := want.scale, want.panels, want.eye
	l := layout{scale: scaleFor(w, h, scale)}
	gap := int(l.scale*4 + 0.5)
	bottom := h
	if panels {
		l.bar = image.Rect(0, h-want.barHeight(w, l.scale), w, h)
		bottom = l.bar.Min.Y
	}
	l.foot = image.Rect(0, bottom-int(want.foot*l.scale), w, bottom)
	l.notice = image.Rect(0, l.foot.Min.Y-want.noticeHeight(w, l.scale), w, l.foot.Min.Y)
	bottom = l.notice.Min.Y
	room := image.Rect(gap, gap, w-gap, bottom-gap/2)
	if !panels {
		side := min(room.Dy(), room.Dx()*9/20)
		var high int
		l.seen, high = eyeFor(eye, room.Dy(), side, gap, l.scale)
		l.arena = image.Rect(room.Min.X, room.Min.Y, room.Min.X+side, room.Max.Y-high)
		l.wall = image.Rect(l.arena.Max.X+gap, room.Min.Y, room.Max.X, room.Max.Y)
		l.eye = below(l.arena, high, gap)
		l.tools, l.arena = arenaRects(l.arena, l.scale)
		return l
	}
	// The curves go before a large arena, a small one before the curves.
	column := float64(room.Dy()) / l.scale
	numbers := int(panel.NumbersHeight(column, true) * l.scale)
	if room.Dy()-numbers-gap < int(leastArena*l.scale) {
		numbers = int(panel.NumbersHeight(column, false) * l.scale)
	}
	numbers = min(numbers, room.Dy()*3/5)
	side := min(room.Dy()-numbers-gap, room.Dx()*2/5)
	width := max(side, min(int(330*l.scale), room.Dx()*2/5))
	if eye == panel.EyeView { // which takes the place of the curves
		numbers = min(numbers, int(panel.NumbersHeight(column, false)*l.scale))
	}
	var high int
	l.seen, high = eyeFor(eye, room.Dy()-numbers-gap, width, gap, l.scale)
	side = min(side, room.Dy()-numbers-gap-high)
	l.arena = image.Rect(room.Min.X, room.Min.Y, room.Min.X+width, room.Min.Y+side)
	l.eye = below(l.arena, high, gap)
	l.numbers = image.Rect(room.Min.X, l.arena.Max.Y+high+gap, l.arena.Max.X, room.Max.Y)
	l.tools, l.arena = arenaRects(l.arena, l.scale)
	right := image.Rect(l.arena.Max.X+gap, room.Min.Y, room.Max.X, room.Max.Y)
	lower := max(min(int(300*l.scale), right.Dy()*9/20), right.Dy()*2/5)
	l.wall = image.Rect(right.Min.X, right.Min.Y, right.Max.X, right.Max.Y-lower-gap)
	l.timeline = image.Rect(right.Min.X, l.wall.Max.Y-int(panel.EmergenceHeight*l.scale), right.Max.X, l.wall.Max.Y)
	l.wall.Max.Y = l.timeline.Min.Y - gap
	low := image.Rect(right.Min.X, l.timeline.Max.Y+gap, right.Max.X, right.Max.Y)
	middle := low.Min.X + low.Dx()*11/20
	l.inspector = image.Rect(low.Min.X, low.Min.Y, middle, low.Max.Y)
	l.population = image.Rect(middle+gap, low.Min.Y, low.Max.X, low.Max.Y)
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
// numbers, instead of the curves, or without panels below the arena.
func (l *layout) makeRoom(editing, panels bool) {
	l.properties = image.Rectangle{}
	if !editing {
		return
	}
	h := int(panel.PropertiesHeight * l.scale)
	gap := int(l.scale*4 + 0.5)
	if !panels {
		l.properties = l.arena
		l.properties.Min.Y = max(l.arena.Max.Y-h, l.arena.Min.Y+l.arena.Dy()/2)
		l.arena.Max.Y = l.properties.Min.Y - gap
		return
	}
	l.properties = l.numbers
	if top := l.numbers.Max.Y - h; top-gap-l.numbers.Min.Y >= int(panel.NumbersHeight(0, false)*l.scale) {
		l.properties.Min.Y = top
		l.numbers.Max.Y = top - gap
		return
	}
	l.numbers = image.Rectangle{}
}
