package views

// Limits of what is kept.
const (
	capacity = 600
	spacing  = 0.08 // m between places of views
	side     = 32   // squares of the index
	square   = 0.25 // m
)

// view is a panorama that is kept, and where it was seen: relative to the goal,
// or to the start of the trial while it waits.
type view struct {
	at   vec
	code [words]uint64
}

// store is the views of an episode. Those of trials whose place is known come
// first, those that wait after them.
type store struct {
	views    [capacity]view
	placed   int // views whose place is known
	kept     int // all views
	replaced int // the next to make room

	// The index of placed views: those of square s are order[start[s]:start[s+1]].
	order [capacity]int16
	start [side*side + 1]int16
}

func (s *store) clear() {
	s.placed, s.kept, s.replaced = 0, 0, 0
	clear(s.start[:])
}

// keep adds a view that waits. One whose place is known makes room if there is
// none or, without such, one that waits.
func (s *store) keep(at vec, p *panorama) {
	if s.kept == capacity {
		if s.placed > 0 {
			s.placed--
			s.replaced %= s.placed + 1
			s.views[s.replaced] = s.views[s.placed]
			s.views[s.placed] = s.views[capacity-1]
			s.kept--
			s.index()
		} else {
			s.replaced %= capacity
			s.views[s.replaced] = s.views[capacity-1]
			s.kept--
		}
		s.replaced++
	}
	s.views[s.kept] = view{at, p.code}
	s.kept++
}

// place tells that the trial began at off relative to the goal, and so where all
// views are that wait. They take the place of older ones that show as much of
// the same spot.
func (s *store) place(off vec) {
	before := s.placed
	for i := before; i < s.kept; i++ {
		v := s.views[i]
		v.at = v.at.add(off)
		to := s.placed
		for j := range before {
			if s.views[j].at.sub(v.at).square() < 0.05*0.05 {
				if common, _ := compare(&s.views[j].code, &v.code); common >= alike {
					to = j
					break
				}
			}
		}
		s.views[to] = v
		if to == s.placed {
			s.placed++
		}
	}
	s.kept = s.placed
	s.index()
}

// alike is in how many directions a view must have looked where another did, to
// take its place.
const alike = 40

// index sorts placed views into squares.
func (s *store) index() {
	clear(s.start[:])
	for i := range s.placed {
		s.start[squareOf(s.views[i].at)+1]++
	}
	for k := range side * side {
		s.start[k+1] += s.start[k]
	}
	for i := s.placed - 1; i >= 0; i-- { // leaves each start at the end of its square
		k := squareOf(s.views[i].at)
		s.start[k+1]--
		s.order[s.start[k+1]] = int16(i)
	}
	// What was counted down to the beginning of each square is one place late.
	copy(s.start[:side*side], s.start[1:])
	s.start[side*side] = int16(s.placed)
}

func squareOf(p vec) int { return column(p.y)*side + column(p.x) }

func column(x float32) int { return min(max(int(x/square+side/2), 0), side-1) }

// nearest finds up to len(found) placed views nearest to a place and within reach,
// nearest first, and returns how many.
func (s *store) nearest(p vec, reach float32, found []int16) (n int) {
	var far [4]float32
	low, high := column(p.x-reach), column(p.x+reach)
	for y := column(p.y - reach); y <= column(p.y+reach); y++ {
		for _, i := range s.order[s.start[y*side+low]:s.start[y*side+high+1]] {
			d := s.views[i].at.sub(p).square()
			if d > reach*reach || n == len(found) && d >= far[n-1] {
				continue
			}
			k := min(n, len(found)-1)
			for ; k > 0 && far[k-1] > d; k-- {
				found[k], far[k] = found[k-1], far[k-1]
			}
			found[k], far[k] = i, d
			n = min(n+1, len(found))
		}
	}
	return n
}

// shift moves all placed views.
func (s *store) shift(by vec) {
	for i := range s.placed {
		s.views[i].at = s.views[i].at.add(by)
	}
	s.index()
}
