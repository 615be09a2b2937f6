package tuning

import "math/rand/v2"

// FieldShuffle makes maps of chance by moving a map's fields about (Banino et
// al. 2018, SI; after Barry & Burgess 2017): the watershed of the map, which
// is not smoothed for it, divides it into fields; in random order, each is set
// down with its maximum on a random free bin and its other bins around it as
// they were; where one is taken or not of the enclosure, the rate goes to the
// nearest free bin. Every rate occurs once, unvisited bins stay unvisited, and
// fields keep their shape where there is room. One goroutine at a time may use
// it.
type FieldShuffle struct {
	m       Map
	fields  [][]int
	visited []spot
	free    []spot // not yet taken
	place   []int  // of every bin in free; -1 if it is taken or unvisited
}

// spot is a bin by its column and row.
type spot struct{ x, y int }

// Fit takes the map whose fields are moved.
func (s *FieldShuffle) Fit(m Map) {
	s.m, s.fields = m, watershed(m)
	s.visited = s.visited[:0]
	for i, r := range m.Rate {
		if r == r {
			s.visited = append(s.visited, spot{i % m.N, i / m.N})
		}
	}
	s.place = append(s.place[:0], make([]int, len(m.Rate))...)
}

// Draw fills dst with a shuffled map.
func (s *FieldShuffle) Draw(dst Map, rng *rand.Rand) {
	copy(dst.Rate, s.m.Rate)
	s.free = append(s.free[:0], s.visited...)
	// Of equally near free bins the first is taken: chance decides which.
	rng.Shuffle(len(s.free), func(i, j int) { s.free[i], s.free[j] = s.free[j], s.free[i] })
	for i := range s.place {
		s.place[i] = -1
	}
	n := s.m.N
	for k, f := range s.free {
		s.place[f.y*n+f.x] = k
	}
	rng.Shuffle(len(s.fields), func(i, j int) { s.fields[i], s.fields[j] = s.fields[j], s.fields[i] })
	for _, field := range s.fields {
		top := field[0]
		to := s.free[rng.IntN(len(s.free))]
		for _, i := range field {
			x, y := i%n-top%n+to.x, i/n-top/n+to.y
			at := s.nearest(min(max(x, 0), n-1), min(max(y, 0), n-1))
			dst.Rate[at] = s.m.Rate[i]
			s.take(at)
		}
	}
}

// nearest returns the free bin nearest to (x, y).
func (s *FieldShuffle) nearest(x, y int) int {
	n := s.m.N
	if at := y*n + x; s.place[at] >= 0 {
		return at
	}
	best, distance := spot{}, 2*n*n
	for _, f := range s.free {
		dx, dy := f.x-x, f.y-y
		if d := dx*dx + dy*dy; d < distance {
			best, distance = f, d
		}
	}
	return best.y*n + best.x
}

// take removes a bin from the free ones.
func (s *FieldShuffle) take(at int) {
	k, last := s.place[at], len(s.free)-1
	moved := s.free[last]
	s.free[k], s.place[moved.y*s.m.N+moved.x] = moved, k
	s.free, s.place[at] = s.free[:last], -1
}
