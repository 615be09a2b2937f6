package panel

import (
	"fmt"
	"image"
	"strings"
	"testing"

	"gridrat/render/internal/golden"
)

// reading is a page of a trajectory with two body parts and cells along it.
func reading() *Reading {
	p := &Reading{Refused: `Could not use rat.csv: its positions span 400.000 x 300.000 m, but a box must lie between 0.1 and 50 m (are the units of length right?).`}
	p.Title, p.Foot = "What was read", "Files are read again as you say. Ctrl+I or Esc closes this page."
	p.Blocks = []Block{
		{Heading: "Trajectory rat.csv", Rows: []Row{
			{Term: "format", Text: "CSV, DeepLabCut"}, {Term: "t", Text: "“frame” in 1/30 s, as you say"}, {Term: "x", Text: "“nose x” in 0.25 cm, as you say"},
			{Term: "part", Text: "“nose”, one of 2"}, {Term: "box", Text: "square, 0.80 m, estimated from the positions"},
			{Term: "note", Text: "12 of 3000 positions have a likelihood below 0.6, which is DeepLabCut's own limit; they are not known."},
		}},
		{Heading: "Cells spikes.csv", Rows: []Row{{Term: "cells", Text: "5: 3210 spikes along rat.csv (12 outside of it or in its gaps are left out)"}}},
	}
	p.Settings = []Settle{
		{Heading: "Trajectory", Name: "time", Why: "s, as the file says"},
		{Name: "length", Options: []Option{{ID: "length=m", Label: "m"}, {ID: "length=cm", Label: "cm", On: true, Tip: "The unit of length is cm (-length)"}, {ID: "length=other", Label: "other ..."}}},
		{Name: "part", Options: []Option{{ID: "part=nose", Label: "nose", On: true}}},
		{Heading: "Cells", Name: "time", Options: []Option{{ID: "cells time=s", Label: "s", On: true}, {ID: "cells time=ms", Label: "ms"}}},
	}
	for i := range 11 {
		p.Settings[2].Options = append(p.Settings[2].Options, Option{ID: fmt.Sprintf("part=%d", i), Label: fmt.Sprintf("body part %d", i)})
	}
	return p
}

// TestReadingGolden: the page of what was read looks as it did, at the size of the
// smallest window and at 1280 x 800.
func TestReadingGolden(t *testing.T) {
	for name, size := range map[string]image.Point{"reading": {1240, 600}, "reading-small": {984, 560}} {
		p := reading()
		p.Place(image.Rectangle{Max: size}, 1)
		p.Over = "length=cm"
		p.Redraw()
		golden.Check(t, name, p.Canvas.Img)
	}
}

// Every option can be found where it is, and lies within the page.
func TestReadingOptions(t *testing.T) {
	p := reading()
	p.Place(image.Rect(20, 20, 1004, 580), 1)
	p.Redraw()
	for _, s := range p.Settings {
		for _, o := range s.Options {
			r := p.OptionRect(o.ID)
			if at, ok := p.OptionAt(r.Min.Add(image.Pt(2, 2))); !ok || at != o || !r.In(p.Rect) {
				t.Errorf("%s lies at %v, where there is %q", o.ID, r, at.ID)
			}
		}
	}
	if p.Over = "part=nose"; p.Lit() != p.OptionRect("part=nose") || p.Lit().Empty() {
		t.Errorf("under the mouse is %v", p.Lit())
	}
}

// What does not fit is counted, and the rows that do lie within the page.
func TestReadingOverflows(t *testing.T) {
	p := reading()
	for range 200 {
		p.Blocks[1].Rows = append(p.Blocks[1].Rows, Row{Term: "note", Text: strings.Repeat("a sentence on what was left out ", 8)})
	}
	p.Place(image.Rect(0, 0, 984, 560), 1)
	p.Redraw()
	last := p.lines[len(p.lines)-1]
	if !strings.HasPrefix(last.text, "and ") || !strings.Contains(last.text, " more, which") || last.y > 560-18 {
		t.Errorf("the last line is %q at %v", last.text, last.y)
	}
	if n := len(p.Blocks[1].Rows); n != 201 {
		t.Errorf("of 201 rows %d are left", n)
	}
}
