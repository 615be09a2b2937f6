package window

import (
	"image"
	"time"

	"gridrat/render/figure"
	"gridrat/render/panel"
)

// profile measures how the window keeps up (F3), in real time.
type profile struct {
	panel.Picture
	on            bool
	ticks         []time.Time
	inUpdate      smooth // milliseconds
	inDraw        smooth
	longestUpdate float64 // of the last second
	since         time.Time
	longest       float64
	shown         time.Time
}

// smooth is a running mean.
type smooth float64

func (s *smooth) add(d time.Duration) { *s += smooth(0.05 * (1e3*d.Seconds() - float64(*s))) }

func (p *profile) update(now time.Time, took time.Duration) {
	p.inUpdate.add(took)
	p.longest = max(p.longest, 1e3*took.Seconds())
	if now.Sub(p.since) > time.Second {
		p.longestUpdate, p.longest, p.since = p.longest, 0, now
	}
	p.ticks = append(p.ticks, now)
	if len(p.ticks) > 120 {
		p.ticks = append(p.ticks[:0], p.ticks[60:]...)
	}
}

func (p *profile) drawn(took time.Duration) { p.inDraw.add(took) }

// tps is the number of updates per second over the last one or two seconds.
func (p *profile) tps() float64 {
	n := len(p.ticks)
	if n < 2 {
		return 0
	}
	return float64(n-1) / p.ticks[n-1].Sub(p.ticks[0]).Seconds()
}

func (p *profile) milliseconds() map[string]float64 {
	return map[string]float64{"update": float64(p.inUpdate), "draw": float64(p.inDraw), "longest_update": p.longestUpdate}
}

// due tells whether the measurements are to be drawn anew, a few times a second
// while they are shown.
func (p *profile) due(now time.Time) bool { return p.on && now.Sub(p.shown) >= 250*time.Millisecond }

// show draws lines at the upper left of the arena.
func (p *profile) show(now time.Time, at image.Point, scale float64, lines []string) {
	p.shown = now
	w, h := int(330*scale), int((16+17*float64(len(lines)))*scale)
	p.Place(image.Rect(at.X, at.Y, at.X+w, at.Y+h), scale)
	c := p.Canvas
	c.Fill(c.Bounds(), c.Theme.Background)
	f := figure.Font{Size: 11}
	for i, line := range lines {
		c.Text(c.Bounds(), c.Px0(8), c.Px0(18+17*float64(i)), f, figure.Left, c.Theme.Ink, line)
	}
	p.Touch(c.Bounds())
}
