package sheet

import (
	"fmt"
	"image"

	"gridrat/brain/recording"
	"gridrat/render/figure"
)

// pathStep is the time between drawn points of a path, s: finer ones are not
// to be seen.
const pathStep = 0.1

// Paths is the contact sheet of the path with the spikes of every cell.
func (d *Survey) Paths(track recording.Track, spikes recording.Spikes) *figure.Canvas {
	at := spikes.Positions(track)
	var parts [][]figure.Pt
	for _, segment := range track.Resample(pathStep) {
		var part []figure.Pt
		for _, p := range segment {
			part = append(part, figure.Pt(p.Pos))
		}
		parts = append(parts, part)
	}
	var cells []figure.Cell
	order := d.v.Order()
	for _, u := range order {
		p := figure.Path{Half: d.v.Enclosure.Half(), Walls: figure.NewMapWalls(d.v.Enclosure, d.v.Walls), Parts: parts}
		for _, q := range at[u] {
			p.Spikes = append(p.Spikes, figure.Pt(q))
		}
		cells = append(cells, figure.Cell{
			Left: fmt.Sprintf("unit %d", d.v.Units[u]), Right: figure.Score(d.v.Scores[u].Score60),
			Draw: func(c *figure.Canvas, r image.Rectangle) { c.Path(r, p) },
		})
	}
	lines := []string{fmt.Sprintf("The path in grey, a dot where the cell fired; nothing is drawn across gaps. %.0f s of trajectory %s. Right: grid score.", track.Seconds(), d.r.Source.Trajectory)}
	return figure.Sheet(fmt.Sprintf("%s: %d units, spikes on the path, by grid score", d.Name(), len(order)), lines, cells, min(max(len(order), 6), 12), &figure.Light, Scale)
}
