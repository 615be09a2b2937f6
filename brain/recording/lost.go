package recording

import (
	"fmt"
	"slices"
	"strings"

	"gridrat/world"
)

// Fastest is the speed, m/s, beyond which a move is taken for an error of
// tracking unless another is given: rats and mice gallop at 2 to 3 m/s.
const Fastest = 4.0

// reach is what a move may be longer by, m: a tracked spot leaps by as much
// from one side of the head to the other.
const reach = 0.02

// Lost says which rows of a track were left out as not being where the animal
// was.
type Lost struct {
	Marks  []Mark  // places that stand for none, the most frequent first
	Jumped int     // rows elsewhere that a move faster than Fastest leads to and from
	Beyond int     // rows more than 1000 m away
	Breaks int     // such moves with both ends kept: another segment begins
	Limit  float64 // m/s
	// Unlikely is the number of moves that are faster, and of all, where most
	// are: nothing was left out. Else both are 0.
	Unlikely [2]int
}

// Mark is a place that a tracker writes where it has lost the animal, as
// (-1, -1), (0, 0) or a corner of its picture.
type Mark struct {
	At   world.Vec // m, as in the file
	Rows int
}

// Rows is the number of rows that were left out.
func (l Lost) Rows() int {
	n := l.Jumped + l.Beyond
	for _, m := range l.Marks {
		n += m.Rows
	}
	return n
}

// String says it in words; "" if nothing was left out.
func (l Lost) String() string {
	if n := l.Unlikely; n[1] > 0 {
		return fmt.Sprintf("%d of %d moves are faster than %.3g m/s, and none was left out: are the units of length and time right?", n[0], n[1], l.Limit)
	}
	if l.Rows() == 0 && l.Breaks == 0 {
		return ""
	}
	var parts []string
	const named = 3
	for i, m := range l.Marks {
		if i == named {
			rest := 0
			for _, m := range l.Marks[i:] {
				rest += m.Rows
			}
			parts = append(parts, fmt.Sprintf("%s at %d other places", count(rest, "row"), len(l.Marks)-named))
			break
		}
		parts = append(parts, fmt.Sprintf("%s at (%.4g, %.4g) m", count(m.Rows, "row"), m.At.X, m.At.Y))
	}
	if l.Jumped > 0 {
		parts = append(parts, count(l.Jumped, "row")+" elsewhere")
	}
	text := ""
	if l.Beyond > 0 {
		text = fmt.Sprintf("left out as no positions: %s more than %d m away", count(l.Beyond, "row"), mostMetres)
	}
	if parts != nil {
		if text != "" {
			text += "; "
		}
		text += "left out as lost by the tracker: " + strings.Join(parts, ", ") + fmt.Sprintf(", which moves of more than %.3g m/s lead to and from", l.Limit)
	}
	if l.Breaks > 0 {
		if text != "" {
			text += "; "
		}
		text += fmt.Sprintf("another segment begins after each of %s of more than %.3g m/s", count(l.Breaks, "move"), l.Limit)
	}
	return text
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// piece is a run of rows with positions, without a gap or a jump in it.
type piece struct {
	low, high int // rows low to high-1
	changes   int // moves to another place
}

func (p piece) still() bool { return p.changes == 0 }

// WithoutLost returns the track without the rows at which the tracker had lost
// the animal. A move is impossible if it is faster than fastest (m/s; 0 is
// Fastest) by more than 2 cm; stamps that come in bursts are taken as even. Of
// the runs between such moves, those are kept that follow each other at
// possible speeds and in which the animal moves most; the others are left out
// where the position stands still in them, or if they are few. An animal that
// sits still is kept: it got there by moves that are possible. Nothing is said
// of moves across gaps, and nothing is left out where more moves are impossible
// than not. Its error is that hardly anything is left.
func (k Track) WithoutLost(fastest float64) (Track, Lost, error) {
	if fastest == 0 {
		fastest = Fastest
	}
	c := cleaner{k: k, limit: fastest, period: period(k.T), drop: make([]bool, len(k.T)), after: map[int]bool{}}
	l := Lost{Limit: fastest}
	if far, all, unlikely := c.unlikely(); unlikely {
		l.Unlikely = [2]int{far, all}
	} else {
		for _, s := range k.Segments() {
			c.segment(s)
		}
	}
	for _, i := range k.beyond {
		c.drop[i] = true
	}
	if !slices.Contains(c.drop, true) && len(c.after) == 0 {
		return k, l, nil
	}
	c.atMarks()
	marks := map[world.Vec]int{}
	out := Track{Headings: k.Headings}
	for i, t := range k.T {
		if c.drop[i] {
			switch p := k.Poses[i].Pos; {
			case c.marks[p]:
				marks[p]++
			case p.Finite():
				l.Jumped++
			default:
				l.Beyond++
			}
			continue
		}
		if c.after[i] || k.broken(i) {
			out.breaks = append(out.breaks, len(out.T))
		}
		out.T, out.Poses = append(out.T, t), append(out.Poses, k.Poses[i])
	}
	for at, n := range marks {
		l.Marks = append(l.Marks, Mark{at, n})
	}
	slices.SortFunc(l.Marks, func(a, b Mark) int {
		switch {
		case a.Rows != b.Rows:
			return b.Rows - a.Rows
		case a.At.X != b.At.X:
			return sign(a.At.X - b.At.X)
		}
		return sign(a.At.Y - b.At.Y)
	})
	l.Breaks = len(c.after)
	if err := out.settle(); err != nil {
		return k, l, fmt.Errorf("after %s: %w", l, err)
	}
	return out, l, nil
}

func sign(x float64) int {
	switch {
	case x < 0:
		return -1
	case x > 0:
		return 1
	}
	return 0
}

// cleaner finds the rows of a track that are to be left out.
type cleaner struct {
	k      Track
	limit  float64
	period float64
	drop   []bool
	after  map[int]bool       // rows after a jump whose ends are kept
	marks  map[world.Vec]bool // places that stand for none
}

// far tells whether the animal cannot have come from row i to row j.
func (c *cleaner) far(i, j int, limit float64) bool {
	d := c.k.Poses[j].Pos.Sub(c.k.Poses[i].Pos).Norm()
	return d > reach+limit*max(c.k.T[j]-c.k.T[i], float64(j-i)*c.period)
}

// unlikely tells whether more moves are impossible than not: then it is the
// limit, or the units, that are wrong.
func (c *cleaner) unlikely() (far, all int, unlikely bool) {
	for _, s := range c.k.Segments() {
		for i := s.Low + 1; i < s.High; i++ {
			if all++; c.far(i-1, i, c.limit) {
				far++
			}
		}
	}
	return far, all, 2*far > all
}

// segment looks for jumps in a segment.
func (c *cleaner) segment(s Segment) {
	var pieces []piece
	p := piece{low: s.Low}
	for i := s.Low + 1; i < s.High; i++ {
		switch {
		case c.far(i-1, i, c.limit):
			p.high = i
			pieces = append(pieces, p)
			p = piece{low: i}
		case c.k.Poses[i].Pos != c.k.Poses[i-1].Pos:
			p.changes++
		}
	}
	p.high = s.High
	if pieces = append(pieces, p); len(pieces) == 1 {
		return
	}
	c.findMarks(pieces)
	kept := c.chain(pieces)
	// What stands still while the animal else moves is a mark. Other runs are
	// errors if they are few: an animal may be set down elsewhere again and
	// again, or sit in one place and then in another.
	const moves, some, few = 0.05, 0.25, 0.02
	rows, changes, gone := 0, 0, 0
	for i, p := range pieces {
		if kept[i] {
			rows, changes = rows+p.high-p.low, changes+p.changes
		} else if !p.still() {
			gone += p.high - p.low
		}
	}
	moving := float64(changes) >= moves*float64(rows)
	limit := some
	if !moving {
		gone, limit = s.High-s.Low-rows, few
	}
	brief := float64(gone) <= limit*float64(s.High-s.Low)
	last := -1
	for i, p := range pieces {
		if !kept[i] && (brief || moving && p.still()) {
			for j := p.low; j < p.high; j++ {
				c.drop[j] = true
			}
			continue
		}
		if last >= 0 && c.far(pieces[last].high-1, p.low, c.limit) {
			c.after[p.low] = true
		}
		last = i
	}
}

// findMarks adds the places at which the position stands still between two
// jumps more than once, or for long enough to be no chance.
func (c *cleaner) findMarks(pieces []piece) {
	if c.marks == nil {
		c.marks = map[world.Vec]bool{}
	}
	stood := map[world.Vec]int{}
	for _, p := range pieces {
		if p.still() {
			at := c.k.Poses[p.low].Pos
			if stood[at]++; stood[at] > 1 || p.high-p.low > 1 {
				c.marks[at] = true
			}
		}
	}
}

// chain tells which of the pieces are kept: those that follow each other at
// possible speeds and have the most changes of place. Rows without one count
// little, and at a mark next to nothing.
func (c *cleaner) chain(pieces []piece) []bool {
	const row, marked, back = 0.1, 1e-6, 200
	best, from := make([]float64, len(pieces)), make([]int, len(pieces))
	end := 0
	for i, p := range pieces {
		from[i] = -1
		most := 0.0
		for j := i - 1; j >= max(0, i-back); j-- {
			if best[j] > most && !c.far(pieces[j].high-1, p.low, c.limit) {
				most, from[i] = best[j], j
			}
		}
		value := float64(p.changes) + row*float64(p.high-p.low)
		if p.still() && c.marks[c.k.Poses[p.low].Pos] {
			value = marked * float64(p.high-p.low)
		}
		if best[i] = most + value; best[i] > best[end] {
			end = i
		}
	}
	kept := make([]bool, len(pieces))
	for i := end; i >= 0; i = from[i] {
		kept[i] = true
	}
	return kept
}

// atMarks drops rows at the places that were found to stand for none, also
// where they are so near that the move there is possible, if those that lead
// there and away are faster than a quarter of the limit.
func (c *cleaner) atMarks() {
	k := c.k
	dropped := map[world.Vec]bool{}
	for i, d := range c.drop {
		if d && c.marks[k.Poses[i].Pos] {
			dropped[k.Poses[i].Pos] = true
		}
	}
	for at := range c.marks {
		if !dropped[at] {
			delete(c.marks, at)
		}
	}
	if len(c.marks) == 0 {
		return
	}
	for _, s := range k.Segments() {
		for low := s.Low; low < s.High; {
			high := low + 1
			for high < s.High && k.Poses[high].Pos == k.Poses[low].Pos {
				high++
			}
			if c.marks[k.Poses[low].Pos] && !c.drop[low] && c.apart(s, low, high) {
				for j := low; j < high; j++ {
					c.drop[j] = true
				}
			}
			low = high
		}
	}
}

// apart tells whether the moves between rows low to high-1 and those that are
// kept before and after them in a segment are that fast, or there is only one.
func (c *cleaner) apart(s Segment, low, high int) bool {
	before, after := low-1, high
	for before >= s.Low && c.drop[before] {
		before--
	}
	for after < s.High && c.drop[after] {
		after++
	}
	in, out := before < s.Low, after >= s.High
	if in && out {
		return false
	}
	return (in || c.far(before, low, c.limit/4)) && (out || c.far(high-1, after, c.limit/4))
}
