// Package profile measures how the window keeps up, in real time, and draws that
// over the arena. It belongs to the window's goroutine and knows nobody else.
package profile

import (
	"image"
	"time"

	"gridrat/render/figure"
	"gridrat/render/panel"
)

// Profile is the measurements. The zero value has none.
type Profile struct {
	panel.Picture
	On            bool   // they are shown
	InUpdate      Smooth // milliseconds
	InDraw        Smooth
	LongestUpdate float64 // of the last second, ms

	ticks   []time.Time
	since   time.Time
	longest float64
	shown   time.Time
}

// Smooth is a running mean.
type Smooth float64

func (s *Smooth) add(d time.Duration) { *s += Smooth(0.05 * (1e3*d.Seconds() - float64(*s))) }

// Update takes in a tick that ends now and took so long.
func (p *Profile) Update(now time.Time, took time.Duration) {
	p.InUpdate.add(took)
	p.longest = max(p.longest, 1e3*took.Seconds())
	if now.Sub(p.since) > time.Second {
		p.LongestUpdate, p.longest, p.since = p.longest, 0, now
	}
	p.ticks = append(p.ticks, now)
	if len(p.ticks) > 120 {
		p.ticks = append(p.ticks[:0], p.ticks[60:]...)
	}
}

// Drawn takes in what drawing took.
func (p *Profile) Drawn(took time.Duration) { p.InDraw.add(took) }

// TPS is the number of updates per second over the last one or two seconds.
func (p *Profile) TPS() float64 {
	n := len(p.ticks)
	if n < 2 {
		return 0
	}
	return float64(n-1) / p.ticks[n-1].Sub(p.ticks[0]).Seconds()
}

// Milliseconds are the measurements by name, for scripts.
func (p *Profile) Milliseconds() map[string]float64 {
	return map[string]float64{"update": float64(p.InUpdate), "draw": float64(p.InDraw), "longest_update": p.LongestUpdate}
}

// Due tells whether the measurements are to be drawn anew, a few times a second
// while they are shown.
func (p *Profile) Due(now time.Time) bool { return p.On && now.Sub(p.shown) >= 250*time.Millisecond }

// Show draws lines at the upper left of the arena.
func (p *Profile) Show(now time.Time, at image.Point, scale float64, lines []string) {
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
