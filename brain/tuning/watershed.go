package tuning

import (
	"cmp"
	"slices"
)

// watershed divides the visited bins of a map into fields, one around every
// local maximum (of eight neighbours; a level top counts once). Bins are taken
// from the highest down: each joins the field of its highest neighbour already
// taken, or founds one. The first bin of a field is its maximum; the others
// follow by distance from it.
func watershed(m Map) [][]int {
	label := make([]int, len(m.Rate)) // 0 unseen, else field + 1
	var fields [][]int
	order := make([]int, 0, len(m.Rate))
	for i, r := range m.Rate {
		if r == r {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(m.Rate[b], m.Rate[a]) })
	// Level by level, from the top: bins of one level join fields that they
	// touch, in widening rings; what touches none is a new top.
	for len(order) > 0 {
		level := 1
		for level < len(order) && m.Rate[order[level]] == m.Rate[order[0]] {
			level++
		}
		var queue []int
		for _, i := range order[:level] {
			if l := m.touches(label, i); l > 0 {
				queue = append(queue, i)
			}
		}
		m.spread(label, queue, m.Rate[order[0]])
		for _, i := range order[:level] {
			if label[i] == 0 {
				fields = append(fields, nil)
				label[i] = len(fields)
				m.spread(label, m.around(nil, i), m.Rate[i])
			}
		}
		order = order[level:]
	}
	for i, l := range label {
		if l > 0 {
			fields[l-1] = append(fields[l-1], i)
		}
	}
	for _, f := range fields {
		top := f[0]
		for _, i := range f {
			if m.Rate[i] > m.Rate[top] {
				top = i
			}
		}
		slices.SortStableFunc(f, func(a, b int) int { return squaredDistance(a, top, m.N) - squaredDistance(b, top, m.N) })
	}
	return fields
}

// spread labels the unseen bins of one level that the queue leads to, ring by
// ring, each like the highest labelled neighbour that it is reached from.
func (m Map) spread(label []int, queue []int, level float64) {
	for len(queue) > 0 {
		i := queue[0]
		queue = queue[1:]
		if label[i] != 0 || m.Rate[i] != level {
			continue
		}
		label[i] = m.touches(label, i)
		queue = m.around(queue, i)
	}
}

// touches is the label of bin i's highest labelled neighbour; 0 if there is
// none.
func (m Map) touches(label []int, i int) int {
	best := -1
	for _, j := range m.around(nil, i) {
		if label[j] > 0 && (best < 0 || m.Rate[j] > m.Rate[best]) {
			best = j
		}
	}
	if best < 0 {
		return 0
	}
	return label[best]
}

// around appends the eight neighbours of bin i, fewer at a wall.
func (m Map) around(dst []int, i int) []int {
	x, y := i%m.N, i/m.N
	for v := max(y-1, 0); v <= min(y+1, m.N-1); v++ {
		for u := max(x-1, 0); u <= min(x+1, m.N-1); u++ {
			if j := v*m.N + u; j != i {
				dst = append(dst, j)
			}
		}
	}
	return dst
}

// squaredDistance is that of two bins of a map of n bins per side.
func squaredDistance(a, b, n int) int {
	dx, dy := a%n-b%n, a/n-b/n
	return dx*dx + dy*dy
}
