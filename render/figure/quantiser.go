package figure

import (
	"bytes"
	"cmp"
	"image/color"
	"slices"
)

// quantiser has a palette that grows with the pictures it meets. Of each, the
// colours that cover most come first and stay as they are; rare ones become a
// near one, the more so the fuller the palette is.
type quantiser struct {
	palette []rgb // at most unchanged
	known   map[rgb]uint8
	unknown map[rgb]int // pixels of each colour that is to be learnt
}

type rgb [3]uint8

const (
	unchanged = 255     // the entry of the palette through which the frame before is seen
	mostKnown = 1 << 17 // colours remembered
)

func newQuantiser(exactly []color.RGBA) *quantiser {
	q := &quantiser{known: map[rgb]uint8{}, unknown: map[rgb]int{}}
	for _, c := range exactly {
		q.add(rgb{c.R, c.G, c.B})
	}
	return q
}

func (q *quantiser) add(c rgb) {
	if _, ok := q.known[c]; !ok && len(q.palette) < unchanged {
		q.known[c] = uint8(len(q.palette))
		q.palette = append(q.palette, c)
	}
}

// near is the difference in a channel up to which a colour is as good as one
// of a palette of n colours.
func near(n int) int {
	switch {
	case n < 64:
		return 2
	case n < 128:
		return 6
	case n < 192:
		return 10
	case n < 240:
		return 16
	}
	return 24
}

// meet counts a pixel of a colour.
func (q *quantiser) meet(c rgb) {
	if _, ok := q.known[c]; !ok {
		q.unknown[c]++
	}
}

// learn finds entries for the colours that were met.
func (q *quantiser) learn() {
	if len(q.known)+len(q.unknown) > mostKnown {
		clear(q.known)
	}
	colors := make([]rgb, 0, len(q.unknown))
	for c := range q.unknown {
		colors = append(colors, c)
	}
	slices.SortFunc(colors, func(a, b rgb) int {
		return cmp.Or(cmp.Compare(q.unknown[b], q.unknown[a]), bytes.Compare(a[:], b[:]))
	})
	for _, c := range colors {
		index, off := q.nearest(c)
		if off > near(len(q.palette)) && len(q.palette) < unchanged {
			q.add(c)
		} else {
			q.known[c] = uint8(index)
		}
	}
	clear(q.unknown)
}

// index is the entry of a colour.
func (q *quantiser) index(c rgb) uint8 {
	index, ok := q.known[c]
	if !ok {
		i, _ := q.nearest(c)
		index = uint8(i)
		q.known[c] = index
	}
	return index
}

// nearest is the entry that differs least, and by how much in any channel.
func (q *quantiser) nearest(c rgb) (index, off int) {
	least := 1 << 30
	for i, p := range q.palette {
		r, g, b := int(c[0])-int(p[0]), int(c[1])-int(p[1]), int(c[2])-int(p[2])
		if d := r*r + g*g + b*b; d < least {
			least, index = d, i
			off = max(r, -r, g, -g, b, -b)
		}
	}
	if least == 1<<30 {
		off = 256 // there is none yet
	}
	return index, off
}
