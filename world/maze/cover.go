package maze

// block is a rectangle of cells, x0 <= x < x1, y0 <= y < y1.
type block struct{ x0, y0, x1, y1 int }

func (b block) cells() int { return (b.x1 - b.x0) * (b.y1 - b.y0) }

// cover returns few rectangles, which may overlap, that together are exactly
// the wall cells of a part of g: greedily the one that covers the most cells
// not covered yet, and in the end none that the others make superfluous.
func (g Grid) cover(x0, y0, x1, y1 int) []block {
	candidates := g.blocks(x0, y0, x1, y1)
	times := make([]int, len(g.Cells)) // covered
	each := func(b block, f func(i int)) {
		for y := b.y0; y < b.y1; y++ {
			for x := b.x0; x < b.x1; x++ {
				f(y*g.W + x)
			}
		}
	}
	var chosen []block
	for {
		var best block
		most := 0
		for _, b := range candidates {
			if b.cells() <= most {
				continue
			}
			fresh := 0
			each(b, func(i int) {
				if times[i] == 0 {
					fresh++
				}
			})
			if fresh > most {
				best, most = b, fresh
			}
		}
		if most == 0 {
			break
		}
		chosen = append(chosen, best)
		each(best, func(i int) { times[i]++ })
	}
	kept := chosen[:0]
	for _, b := range chosen {
		needed := false
		each(b, func(i int) { needed = needed || times[i] == 1 })
		if needed {
			kept = append(kept, b)
			continue
		}
		each(b, func(i int) { times[i]-- })
	}
	return kept
}

// blocks lists the rectangles of wall cells within a part of g that no larger
// one contains, row by row of their upper left cells.
func (g Grid) blocks(x0, y0, x1, y1 int) []block {
	wall := func(b block) bool {
		if b.x0 < x0 || b.y0 < y0 || b.x1 > x1 || b.y1 > y1 {
			return false
		}
		for y := b.y0; y < b.y1; y++ {
			for x := b.x0; x < b.x1; x++ {
				if !g.wall(x, y) {
					return false
				}
			}
		}
		return true
	}
	var all []block
	for y := y0; y < y1; y++ {
		for x := x0; x < x1; x++ {
			widest := x1
			for bottom := y; bottom < y1 && g.wall(x, bottom); bottom++ {
				end := x
				for end < widest && g.wall(end, bottom) {
					end++
				}
				widest = end
				b := block{x, y, end, bottom + 1}
				if !wall(block{x - 1, y, x, b.y1}) && !wall(block{x, y - 1, end, y}) && !wall(block{x, b.y1, end, b.y1 + 1}) {
					all = append(all, b)
				}
			}
		}
	}
	return all
}
