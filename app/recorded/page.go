package recorded

import (
	"fmt"
	"image"
	"slices"
	"strings"

	"gridrat/app/room"
	"gridrat/brain/recording"
	"gridrat/render/panel"
)

const actRead = "recording"

// beginsOption begins the names of the page's controls in the status.
const beginsOption = "read:"

// readable tells whether there is something to say on the page.
func (r *Room) readable() bool {
	return r.route != nil || r.path != nil || r.cells != nil || r.waits != nil
}

// toggle opens the page, or closes it.
func (r *Room) toggle() {
	switch {
	case r.Page() == actRead:
		r.OpenPage(nil)
	case !r.readable():
		r.Tell(false, "No recording is open: open or drop a trajectory, or cells recorded along one.")
	default:
		if r.path != nil && !r.path.busy && r.route != nil {
			r.path = nil // it was refused and left
		}
		r.openPage()
	}
}

// show opens the page if something is to be looked at and no other page is in
// the way, and brings it up to date.
func (r *Room) show(look bool) {
	if look && r.Page() == "" {
		r.openPage()
		return
	}
	r.renew()
}

// renew brings the page up to date, if it is open.
func (r *Room) renew() {
	switch {
	case r.Page() != actRead:
	case r.readable():
		r.openPage()
	default:
		r.OpenPage(nil)
	}
}

// openPage opens the page as things are now.
func (r *Room) openPage() {
	p := &panel.Reading{}
	p.Title, p.Foot = "What was read", "Files are read again as you say; flags in sentences are these controls. Ctrl+I or Esc closes this page."
	does := map[string]func(){}
	r.describePath(p, does)
	r.describeCells(p, does)
	r.OpenPage(&room.Page{
		Of: actRead, Picture: &p.Picture, Lit: p.Lit,
		Fit: func(within image.Rectangle, scale float64) {
			p.Place(within, scale)
			p.Redraw()
		},
		Point: func(at image.Point, clicked bool) (closed bool) {
			o, over := p.OptionAt(at)
			if o.ID != p.Over {
				p.Over = o.ID
				p.Redraw()
			}
			if do := does[o.ID]; clicked && over && do != nil {
				do()
			}
			return false
		},
		Rects: func(add func(name string, r image.Rectangle)) {
			for id := range does {
				add(id, p.OptionRect(id))
			}
		},
	})
}

// columns are a file's as rows.
func columns(u recording.Understood) (rows []panel.Row) {
	for _, c := range u.Columns {
		text := fmt.Sprintf("“%s”", c.Name)
		if c.Unit != "" {
			text += " in " + c.Unit
		}
		switch c.By {
		case "header":
			text += ", as the file says"
		case "flag":
			text += ", as you say"
		case "assumed":
			if c.Unit != "" {
				text += ", assumed"
			}
		}
		rows = append(rows, panel.Row{Term: c.Is, Text: text})
	}
	for _, c := range u.Choices {
		rows = append(rows, panel.Row{Term: c.What, Text: fmt.Sprintf("“%s”, one of %d", c.Chosen, len(c.Values))})
	}
	for _, n := range u.Notes {
		rows = append(rows, panel.Row{Term: "note", Text: n})
	}
	return rows
}

// describePath puts the trajectory on the page.
func (r *Room) describePath(p *panel.Reading, does map[string]func()) {
	t, route := r.path, r.route
	var u recording.Understood
	switch {
	case t != nil && route != nil && same(t.source, route.from.source):
		u = route.from.Understood
		if t.refused != "" { // what is said is the last that was good
			p.Refused = sentence(t.refused)
			t = &trial{source: route.from.source, box: route.in}
		}
	case t != nil:
		if p.Refused, route = sentence(t.refused), nil; t.read != nil {
			u = t.read.Understood
		}
	case route != nil:
		t, u = &trial{source: route.from.source, box: route.in}, route.from.Understood
	default:
		return
	}
	b := panel.Block{Heading: "Trajectory " + t.Name}
	if t.busy {
		b.Heading += ", being read"
	}
	if u.Format != "" {
		b.Rows = append([]panel.Row{{Term: "format", Text: u.Format}}, columns(u)...)
	}
	if route != nil {
		b.Rows = append(b.Rows, panel.Row{Term: "box", Text: strings.TrimPrefix(route.Sides.String(), "box: ")})
		for _, n := range route.found {
			if n == route.Sides.String() {
				continue
			}
			b.Rows = append(b.Rows, panel.Row{Term: "path", Text: strings.TrimPrefix(n, t.Name+": ")})
		}
	} else if t.refused != "" {
		b.Rows = append(b.Rows, panel.Row{Term: "refused", Text: "Say on the right how it is to be read."})
	}
	p.Blocks = append(p.Blocks, b)
	say := func(change func(*trial)) {
		n := &trial{source: t.source, box: t.box, with: t.with}
		change(n)
		r.openRoute(n)
	}
	c := &controlsOf{room: r, page: p, does: does, begin: beginsOption, heading: "Trajectory", said: &t.said, made: u,
		say: func(change func(*said)) { say(func(n *trial) { change(&n.said) }) }}
	c.unit("time", "t", []string{"s", "ms", "us", "min"}, func(s *said) *string { return &s.time }, "as 100ms, or frames in a second, as 30Hz")
	c.unit("length", "x", []string{"m", "cm", "mm"}, func(s *said) *string { return &s.length }, "or the size of a pixel, as 0.25cm")
	c.unit("angle", "hd", []string{"rad", "deg"}, func(s *said) *string { return &s.angle }, "as 2deg")
	c.parts()
	c.row("y grows", panel.Option{ID: "up", Label: "up", On: !t.down, Tip: "y grows upwards in the file, as in a plot"},
		panel.Option{ID: "down", Label: "down", On: t.down, Tip: "y grows downwards in the file, as in video: it is turned, headings with it (-y-down)"})
	does[c.id("y grows", "up")] = func() { c.say(func(s *said) { s.down = false }) }
	does[c.id("y grows", "down")] = func() { c.say(func(s *said) { s.down = true }) }
	inBox := func(put func(b *box, text string)) func(text string) error {
		return func(text string) error {
			b := t.box
			put(&b, text)
			_, _, err := b.parse()
			return err
		}
	}
	c.text("box", "estimated", t.box.size, "width x height in m, as 0.8x1.2, or one number (-box)", inBox(func(b *box, text string) { b.size = text }), func(text string) { say(func(n *trial) { n.box.size = text }) })
	c.text("origin", "estimated", t.box.origin, "lower left corner of the box in the file's coordinates, m, as -0.5,0 (-origin)", inBox(func(b *box, text string) { b.origin = text }), func(text string) { say(func(n *trial) { n.box.origin = text }) })
	c.row("walls", panel.Option{ID: "straight", Label: "straight", On: !t.box.round, Tip: "The box has four straight walls"},
		panel.Option{ID: "round", Label: "round", On: t.box.round, Tip: "The box is round; its size is the diameter (-round)"})
	does[c.id("walls", "straight")] = func() { say(func(n *trial) { n.box.round = false }) }
	does[c.id("walls", "round")] = func() { say(func(n *trial) { n.box.round = true }) }
	if slices.ContainsFunc(u.Notes, func(n string) bool { return strings.Contains(n, "ikelihood") }) || t.likelihood != "" {
		c.text("likelihood", "usual", t.likelihood, "that below which a position is not known, 0 to 1 (-likelihood)", c.saidWell(func(s *said) *string { return &s.likelihood }), func(text string) { c.say(func(s *said) { s.likelihood = text }) })
	}
	c.text("columns", "by their names", t.columns, "names or numbers, as t=clock,x=2,y=3 (-columns)", nil, func(text string) { c.say(func(s *said) { s.columns = text }) })
}

// describeCells puts the cells on the page.
func (r *Room) describeCells(p *panel.Reading, does map[string]func()) {
	t, set := r.cells, r.set
	if r.waits != nil {
		t = r.waits
	}
	var u recording.Understood
	refused := ""
	switch {
	case t != nil && t.refused != "" && set != nil && same(t.source, set.from.source):
		refused = t.refused
		t, u = &trial{source: set.from.source, pair: set.pair}, set.from.Understood
	case t != nil:
		refused = t.refused
		if set = nil; t.read != nil {
			u = t.read.Understood
		}
	case set != nil:
		t, u = &trial{source: set.from.source, pair: set.pair}, set.from.Understood
	default:
		return
	}
	if refused != "" && p.Refused != "" {
		p.Refused += " "
	}
	p.Refused += sentence(refused)
	b := panel.Block{Heading: "Cells " + t.Name}
	if u.Format != "" {
		b.Rows = append(b.Rows, panel.Row{Term: "format", Text: u.Format})
	}
	b.Rows = append(b.Rows, columns(u)...)
	switch {
	case set != nil:
		b.Rows = append(b.Rows, panel.Row{Term: "cells", Text: fmt.Sprintf("%d: %s", set.View.Units(), set.Note)})
	case r.waits != nil && r.route == nil:
		b.Rows = append(b.Rows, panel.Row{Term: "cells", Text: "they wait for their trajectory"})
	case t.busy:
		b.Rows = append(b.Rows, panel.Row{Term: "cells", Text: "they are being scored"})
	}
	p.Blocks = append(p.Blocks, b)
	c := &controlsOf{room: r, page: p, does: does, begin: beginsOption + "cells ", heading: "Cells", said: &t.said, made: u, say: func(change func(*said)) {
		n := &trial{source: t.source, pair: t.pair}
		change(&n.said)
		r.openCells(n)
	}}
	c.unit("time", "t", []string{"s", "ms", "us"}, func(s *said) *string { return &s.time }, "or samples in a second, as 30000Hz")
	c.parts()
	c.text("columns", "by their names", t.columns, "names or numbers, as t=clock,unit=2 (-cells-columns)", nil, func(text string) { c.say(func(s *said) { s.columns = text }) })
}

// sentence makes a sentence of an error's text.
func sentence(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:] + "."
}

// same tells whether two sources are of the same bytes.
func same(a, b source) bool {
	return a.Name == b.Name && len(a.Data) == len(b.Data) && (len(a.Data) == 0 || &a.Data[0] == &b.Data[0])
}
