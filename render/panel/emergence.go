package panel

import (
	"fmt"
	"image"

	"gridrat/brain/learner"
	"gridrat/render/figure"
)

// Spots of the timeline.
const (
	SpotScrub    = "emergence-slider"
	SpotReplay   = "emergence-play"
	SpotLive     = "emergence-live"
	SpotAnimate  = "film"
	emergenceRow = 24.0 // points
)

// EmergenceHeight is the height of the timeline in points.
const EmergenceHeight = emergenceRow

// Emergence is the timeline of a run: one moment per appraisal, to be scrubbed
// through, played, and saved as a film.
type Emergence struct {
	Picture
	track image.Rectangle // within the picture
}

// Replay is what the timeline shows.
type Replay struct {
	Timeline []*learner.Moment
	At       *learner.Moment // nil is live
	Playing  bool
	Busy     bool // a film is being saved
}

// Pieces lists what has to be drawn anew.
func (p *Emergence) Pieces(r Replay) []Piece {
	return p.list(func(todo *work) { p.lay(todo, r) })
}

func (p *Emergence) lay(todo *work, r Replay) {
	c := p.Canvas
	area := c.Bounds().Inset(c.Px(4))
	area.Min.X += c.Px(4)
	play := button{SpotReplay, "play", "Play the emergence of the maps, about eight moments a second", r.Playing, false}
	if r.Playing {
		play.label = "stop"
	}
	rest := todo.buttons(area, play,
		button{SpotLive, "live", "Back to the maps of now", r.At == nil, false},
		button{SpotAnimate, "save film", "Save the emergence of the maps as a GIF", r.Busy, false})
	f := figure.Font{Size: 11}
	name := rest
	name.Max.X = min(rest.Max.X, name.Min.X+int(c.TextWidth(f, "Emergence"))+c.Px(8))
	todo.text("name", name, f, muted, "Emergence", "")
	label := rest
	label.Min.X = max(name.Max.X, rest.Max.X-int(c.TextWidth(f, "as of update 000000 (100 of 100)"))-c.Px(4))
	texts, hue := p.label(r)
	todo.text("label", label, f, hue, texts...)
	track := image.Rect(name.Max.X, rest.Min.Y, label.Min.X-c.Px(8), rest.Max.Y)
	p.track = track
	if track.Dx() < c.Px(40) {
		return
	}
	todo.add("track", track, [2]any{len(r.Timeline), r.At}, func() { p.draw(track, r) })
	todo.spot(SpotScrub, track, "Scrub through the emergence of the maps: one moment per scoring since this run began")
}

func (p *Emergence) label(r Replay) ([]string, inkOf) {
	n := len(r.Timeline)
	if r.At == nil {
		return []string{"live, " + figure.Plural(n, "moment", "moments") + " kept", "live"}, muted
	}
	return []string{fmt.Sprintf("as of update %d (%d of %d)", r.At.Update, index(r)+1, n), fmt.Sprintf("update %d", r.At.Update)}, warn
}

// index is the place of the moment shown; that of live is the last.
func index(r Replay) int {
	for i, m := range r.Timeline {
		if m == r.At {
			return i
		}
	}
	return len(r.Timeline) - 1
}

func (p *Emergence) draw(r image.Rectangle, v Replay) {
	c := p.Canvas
	c.Fill(r, c.Theme.Panel)
	middle := (r.Min.Y + r.Max.Y) / 2
	c.Fill(image.Rect(r.Min.X, middle-c.Px(1), r.Max.X, middle+c.Px(1)), c.Theme.Raised)
	n := len(v.Timeline)
	x := func(i int) int { return r.Min.X + c.Px(4) + i*(r.Dx()-c.Px(8))/max(n-1, 1) }
	for i := range n {
		c.Fill(image.Rect(x(i), middle-c.Px(3), x(i)+c.Px(1), middle+c.Px(3)), c.Theme.Faint)
	}
	at, col := r.Max.X-c.Px(4), c.Theme.Muted
	if v.At != nil {
		at, col = x(index(v)), c.Theme.Warn
	}
	c.Fill(image.Rect(at-c.Px(4), r.Min.Y+c.Px(1), at+c.Px(4), r.Max.Y-c.Px(1)), col)
}

// MomentAt is the moment at a column of the screen; nil at the right end,
// which is live.
func (p *Emergence) MomentAt(x int, timeline []*learner.Moment) *learner.Moment {
	n := len(timeline)
	left, width := p.Rect.Min.X+p.track.Min.X+p.Canvas.Px(4), p.track.Dx()-p.Canvas.Px(8)
	if n < 2 || width < 1 {
		return nil
	}
	i := (2*(x-left)*(n-1) + width) / (2 * width)
	if i >= n-1 {
		return nil
	}
	return timeline[max(i, 0)]
}
