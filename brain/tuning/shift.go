package tuning

import (
	"math"
	"math/rand/v2"
	"sort"
	"sync"

	"gridrat/brain/tensor"
	"gridrat/world"
)

// LeastShift is the shortest time, s, by which the activity of a recorded
// animal is shifted against its motion: long beside the time over which both
// stay alike.
const LeastShift = 20.0

// ShiftNulls are nulls by shifts: what scores are where activity is put beside
// the motion of another time, or of another rat. Both keep what makes samples
// alike that follow each other; only what ties activity to motion is lost.
// Without draws, they are empty.
type ShiftNulls struct {
	Speed       Null // of the absolute value of the speed score
	Direction   Null // of the resultant length
	Information Null // of the spatial information
}

// Pick returns the nulls of some of the units, by their place.
func (s ShiftNulls) Pick(places []int) ShiftNulls {
	return ShiftNulls{s.Speed.pick(places), s.Direction.pick(places), s.Information.pick(places)}
}

// JoinShifts returns the nulls of the units of all parts, in their order.
func JoinShifts(parts []ShiftNulls) ShiftNulls {
	var speed, direction, information [][]float64
	for _, p := range parts {
		speed, direction, information = append(speed, p.Speed.Draws...), append(direction, p.Direction.Draws...), append(information, p.Information.Draws...)
	}
	return ShiftNulls{newNull(speed), newNull(direction), newNull(information)}
}

// Shifts gathers the nulls of shifts in one pass over the activity of all
// units. The motion of all samples must be known before their activity; what
// is kept of the activity are sums, by draw, of each unit in each bin, and its
// products with speed. One goroutine at a time may use it.
type Shifts struct {
	n, units, workers int
	half              float64
	rng               *rand.Rand

	// Of the samples to come, by their number.
	speeds          []float32 // from the mean
	mean            float64
	places, heading []int32 // bins; -1 is not known
	turns           []int   // by draw
	group           int     // samples that are turned in a circle
	// Of samples that do not last equally long, else nil: how long, in median
	// steps, and when each begins, and all end.
	lasts, begins []float64

	// A block of samples.
	activity      tensor.Mat // [shiftBlock, units]
	at            []int
	beside        tensor.Mat // [draws, shiftBlock] speeds
	placed, faced []int32    // [draws, shiftBlock] bins
	product       tensor.Mat // [draws, units]

	// Sums over all that was added.
	own   moments   // of activity
	draws []shifted // by draw
}

// shifted are the sums of one draw.
type shifted struct {
	places, headings binned
	x, xx            float64
	ax               []float64 // [units]
}

// A block has shiftBlock samples, counted for shiftUnits units at a time: the
// sums of one draw then stay in the cache.
const (
	shiftBlock = 4096
	shiftUnits = 256
)

// NewShifts returns empty sums for so many draws, with maps of n x n bins over
// the square of half side half metres. Its memory grows with draws times units;
// workers goroutines count, and results do not depend on their number.
func NewShifts(n, units int, half float64, draws, workers int, rng *rand.Rand) *Shifts {
	s := &Shifts{
		n: n, units: units, workers: workers, half: half, rng: rng,
		activity: tensor.New(shiftBlock, units), beside: tensor.New(draws, shiftBlock), product: tensor.New(draws, units),
		placed: make([]int32, draws*shiftBlock), faced: make([]int32, draws*shiftBlock),
		own: newMoments(units), draws: make([]shifted, draws), turns: make([]int, draws),
	}
	for k := range s.draws {
		s.draws[k] = shifted{newBinned(n*n, units), newBinned(DirectionBins, units), 0, 0, make([]float64, units)}
	}
	return s
}

// Moving is a pose with the speed that a rat has there, m/s.
type Moving struct {
	world.Pose
	Speed float64
	Lasts float64 // how much the sample weighs, in median steps; 0 is 1
}

// Around prepares for the activity of a recorded animal, of which these are
// all samples in the order of time: every draw turns the motion in a circle, by
// the time of at least least median samples (e.g. Kropff et al. 2015). It tells
// whether there are samples enough, at least three times as many; if not,
// nothing may be added.
func (s *Shifts) Around(samples []Moving, least int) bool {
	s.timed(samples)
	all := len(samples)
	if s.lasts != nil {
		all = int(s.begins[len(samples)])
	}
	if all < 3*max(least, 1) {
		return false
	}
	s.take(samples, len(samples))
	for k := range s.turns {
		s.turns[k] = least + s.rng.IntN(all-2*least+1)
	}
	return true
}

// timed keeps how long samples last, unless all last equally long.
func (s *Shifts) timed(samples []Moving) {
	s.lasts, s.begins = nil, nil
	even := true
	for _, m := range samples {
		even = even && (m.Lasts == 0 || m.Lasts == 1)
	}
	if even {
		return
	}
	s.begins = append(s.begins, 0)
	for i, m := range samples {
		w := m.Lasts
		if w == 0 {
			w = 1
		}
		s.lasts = append(s.lasts, w)
		s.begins = append(s.begins, s.begins[i]+w)
	}
}

// turned is the sample whose motion a draw puts beside sample i: what is there
// so many median samples after the middle of i. q is where to begin to look.
func (s *Shifts) turned(i, k, q int) int {
	all := s.begins[len(s.lasts)]
	at := s.begins[i] + s.lasts[i]/2 + float64(s.turns[k])
	if at >= all {
		at -= all
	}
	if q < 0 || at < s.begins[q] {
		q = sort.SearchFloat64s(s.begins, at) - 1
	}
	for q = max(q, 0); q < len(s.lasts)-1 && at >= s.begins[q+1]; q++ {
	}
	return q
}

// Among prepares for the activity of rats that walk side by side, sample i
// being of rat i modulo rats: every draw puts beside each rat the motion of
// another at the same time since both set out. There must be at least two.
func (s *Shifts) Among(samples []Moving, rats int) {
	s.lasts, s.begins = nil, nil
	s.take(samples, rats)
	for k := range s.turns {
		s.turns[k] = 1 + s.rng.IntN(rats-1)
	}
}

// take takes over the motion of the samples to come.
func (s *Shifts) take(samples []Moving, group int) {
	s.flush()
	s.group = group
	s.speeds, s.places, s.heading = s.speeds[:0], s.places[:0], s.heading[:0]
	if s.own.n == 0 { // any number near the mean keeps sums exact
		for _, m := range samples {
			s.mean += m.Speed / float64(len(samples))
		}
	}
	for _, m := range samples {
		heading := -1
		if m.Heading == m.Heading {
			heading = bin(world.WrapAngle(m.Heading), math.Pi, DirectionBins)
		}
		s.speeds = append(s.speeds, float32(m.Speed-s.mean))
		s.places = append(s.places, int32(bin(m.Pos.Y, s.half, s.n)*s.n+bin(m.Pos.X, s.half, s.n)))
		s.heading = append(s.heading, int32(heading))
	}
}

// Add counts the activity [units] of sample i; each sample is added once.
func (s *Shifts) Add(i int, activity []float32) {
	copy(s.activity.Row(len(s.at)), activity)
	weight := 1.0
	if s.lasts != nil {
		weight = s.lasts[i]
		tensor.Scale(s.activity.Row(len(s.at)), float32(weight))
	}
	s.own.addFor(float64(s.speeds[i]), activity, weight)
	if s.at = append(s.at, i); len(s.at) == shiftBlock {
		s.flush()
	}
}

// flush counts the block.
func (s *Shifts) flush() {
	if len(s.at) == 0 {
		return
	}
	var wait sync.WaitGroup
	workers := min(max(s.workers, 1), len(s.draws))
	for w := range workers {
		wait.Go(func() { s.count(w*len(s.draws)/workers, (w+1)*len(s.draws)/workers) })
	}
	wait.Wait()
	s.at = s.at[:0]
}

// count counts the block for some of the draws.
func (s *Shifts) count(low, high int) {
	n := len(s.at)
	for k := low; k < high; k++ {
		d, speeds := &s.draws[k], s.beside.Row(k)
		placed, faced := s.placed[k*shiftBlock:][:n], s.faced[k*shiftBlock:][:n]
		q := -1
		for j, i := range s.at {
			w := 1.0
			if s.lasts != nil {
				w, q = s.lasts[i], s.turned(i, k, q)
			} else {
				first := i - i%s.group
				q = first + (i-first+s.turns[k])%s.group
			}
			v := s.speeds[q]
			d.x, d.xx = d.x+w*float64(v), d.xx+w*(float64(v)*float64(v))
			speeds[j], placed[j], faced[j] = v, s.places[q], s.heading[q]
			d.places.Time[placed[j]] += float32(w)
			if faced[j] >= 0 {
				d.headings.Time[faced[j]] += float32(w)
			}
		}
	}
	for first := 0; first < s.units; first += shiftUnits {
		end := min(first+shiftUnits, s.units)
		for k := low; k < high; k++ {
			places, headings := s.draws[k].places.Sum, s.draws[k].headings.Sum
			placed, faced := s.placed[k*shiftBlock:][:n], s.faced[k*shiftBlock:][:n]
			for j := range n {
				row := s.activity.Data[j*s.units+first : j*s.units+end]
				p := int(placed[j]) * s.units
				tensor.AddTo(places[p+first:p+end], row)
				if faced[j] >= 0 {
					h := int(faced[j]) * s.units
					tensor.AddTo(headings[h+first:h+end], row)
				}
			}
		}
	}
	for k := low; k < high; k++ {
		for _, g := range []*binned{&s.draws[k].places, &s.draws[k].headings} {
			for b, n := range g.Time {
				if n >= mostShort {
					g.flush(b)
				}
			}
		}
	}
	beside, product := s.beside.RowRange(low, high), s.product.RowRange(low, high)
	beside.Cols = n
	for from := 0; from < n; from += momentBlock { // short enough for single precision
		to := min(from+momentBlock, n)
		part := beside
		part.Data, part.Cols = beside.Data[from:], to-from
		tensor.Mul(product, part, s.activity.RowRange(from, to), false)
		for k := range high - low {
			ax := s.draws[low+k].ax
			for u, v := range product.Row(k) {
				ax[u] += float64(v)
			}
		}
	}
}

// Nulls returns the nulls of all that was added; they are empty if that is
// nothing.
func (s *Shifts) Nulls() ShiftNulls {
	s.flush()
	s.own.flush()
	if s.own.n == 0 || len(s.draws) == 0 {
		return ShiftNulls{}
	}
	speed, direction, information := make([][]float64, s.units), make([][]float64, s.units), make([][]float64, s.units)
	var wait sync.WaitGroup
	workers := max(s.workers, 1)
	for u := range s.units {
		speed[u], direction[u], information[u] = make([]float64, len(s.draws)), make([]float64, len(s.draws)), make([]float64, len(s.draws))
	}
	for w := range workers {
		wait.Go(func() {
			for k := w; k < len(s.draws); k += workers {
				d := &s.draws[k]
				rates, time := d.places.means()
				bins := len(time)
				for u, c := range d.headings.curves() {
					speed[u][k] = math.Abs(s.correlation(d, u))
					direction[u][k], _ = c.Resultant(Absolute)
					information[u][k] = Information(Map{N: s.n, Rate: rates[u*bins : (u+1)*bins], Time: time}, Absolute)
				}
			}
		})
	}
	wait.Wait()
	return ShiftNulls{newNull(speed), newNull(direction), newNull(information)}
}

// correlation is that of a unit's activity with speed in one draw; NaN where
// one of them does not vary.
func (s *Shifts) correlation(d *shifted, u int) float64 {
	n, a := s.own.n, s.own.a[u]
	aa, xx := s.own.aa[u]-a*a/n, d.xx-d.x*d.x/n
	if !(aa > steady*s.own.aa[u] && xx > steady*(d.xx+n*s.mean*s.mean)) {
		return math.NaN()
	}
	return (d.ax[u] - a*d.x/n) / math.Sqrt(aa*xx)
}
