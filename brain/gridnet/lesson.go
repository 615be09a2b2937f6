package gridnet

import (
	"fmt"
	"slices"

	"gridrat/world"
)

// path is what a pass learns from: At(0, r) is the pose that the start layers
// are told, and after step t of rat r, of which Move and Turn are felt, At(t+1, r)
// is the target. For paths that are drawn (world.Paths) all of it is one path.
type path interface {
	At(t, r int) world.Pose
	Move(t, r int) world.Vec
	Turn(t, r int) float64
}

// Lesson is paths to learn from that were gone elsewhere, in metres of the
// network's box: Poses 0 are where the rats were told to be, the later ones where
// they were after each step. What they felt need not lead there. Rats are not
// to be fewer than the shards of the recipe.
type Lesson struct {
	world.Paths
	Felt []Move // [steps, rats]
}

// NewLesson returns room for a lesson. It panics if it has no steps or no rats.
func NewLesson(steps, rats int) *Lesson {
	if steps < 1 || rats < 1 {
		panic(fmt.Sprintf("gridnet: a lesson of %d steps of %d rats", steps, rats))
	}
	return &Lesson{
		Paths: world.Paths{Steps: steps, Rats: rats, Poses: make([]world.Pose, (steps+1)*rats)},
		Felt:  make([]Move, steps*rats),
	}
}

// Move is the displacement that rat r felt in step t.
func (l *Lesson) Move(t, r int) world.Vec { return l.Felt[t*l.Rats+r].By }

// Turn is the turn that rat r felt in step t, rad.
func (l *Lesson) Turn(t, r int) float64 { return l.Felt[t*l.Rats+r].Turn }

// share is a shard's part of a lesson: its rats from low on.
type share struct {
	*Lesson
	low int
}

func (s *share) At(t, r int) world.Pose  { return s.Lesson.At(t, s.low+r) }
func (s *share) Move(t, r int) world.Vec { return s.Lesson.Move(t, s.low+r) }
func (s *share) Turn(t, r int) float64   { return s.Lesson.Turn(t, s.low+r) }

// Diary notes the ways of some rats of a Herd as lessons: from where a rat was
// anchored, the step of no move with which that ends, and the steps that follow. So
// a pass over a lesson gives the codes that the herd gave, to the bit. Of each rat
// the last way that was long enough is kept. One goroutine at a time may use it;
// nothing but NewDiary allocates.
type Diary struct {
	frame Frame
	steps int
	rats  []entry
}

// entry is what is noted of a rat.
type entry struct {
	open, last page
	noted      int  // steps in open; 0 is that no way is open
	whole      bool // there is a last way
}

// page is a way.
type page struct {
	poses []world.Pose // [steps+1]
	felt  []Move       // [steps]
}

// NewDiary returns a diary of ways of so many steps after an anchor, on the floor
// of the frame. It panics if there are no rats or no steps.
func NewDiary(rats, steps int, f Frame) *Diary {
	if rats < 1 || steps < 1 {
		panic(fmt.Sprintf("gridnet: a diary of %d rats and %d steps", rats, steps))
	}
	d := &Diary{frame: f, steps: steps + 1, rats: make([]entry, rats)}
	for i := range d.rats {
		for _, p := range []*page{&d.rats[i].open, &d.rats[i].last} {
			*p = page{make([]world.Pose, d.steps+1), make([]Move, d.steps)}
		}
	}
	return d
}

// Anchor begins a way of a rat that was told to be at one pose of the world and is
// at another.
func (d *Diary) Anchor(rat int, told, is world.Pose) {
	e := &d.rats[rat]
	e.open.poses[0], e.open.felt[0], e.open.poses[1] = d.inward(told), Move{}, d.inward(is)
	e.noted = 1
}

// Step goes on with a step of the network, in the world, and where it led.
func (d *Diary) Step(rat int, m Move, to world.Pose) {
	e := &d.rats[rat]
	if e.noted == 0 {
		return
	}
	e.open.felt[e.noted] = Move{By: m.By.Mul(d.frame.Factor), Turn: m.Turn}
	e.noted++
	e.open.poses[e.noted] = d.inward(to)
	if e.noted == d.steps {
		e.open, e.last = e.last, e.open
		e.noted, e.whole = 0, true
	}
}

// Break leaves the present way of a rat at that.
func (d *Diary) Break(rat int) { d.rats[rat].noted = 0 }

func (d *Diary) inward(p world.Pose) world.Pose {
	return world.Pose{Pos: d.frame.inward(p.Pos), Heading: p.Heading}
}

// Steps is their number in its lessons, the one of no move with them.
func (d *Diary) Steps() int { return d.steps }

// Has tells whether a way of a rat is kept.
func (d *Diary) Has(rat int) bool { return d.rats[rat].whole }

// Copy copies the way of a rat to column r of a lesson.
func (d *Diary) Copy(dst *Lesson, r, rat int) {
	p := &d.rats[rat].last
	for t, pose := range p.poses {
		dst.Poses[t*dst.Rats+r] = pose
	}
	for t, m := range p.felt {
		dst.Felt[t*dst.Rats+r] = m
	}
}

// Way is what is kept of a rat, for a file: its way, empty if there is none.
type Way struct {
	Poses []world.Pose
	Felt  []Move
}

// Way returns a copy of the way of a rat.
func (d *Diary) Way(rat int) Way {
	e := &d.rats[rat]
	if !e.whole {
		return Way{}
	}
	return Way{slices.Clone(e.last.poses), slices.Clone(e.last.felt)}
}

// SetWay brings the way of a rat back; the present one goes on. One that cannot
// have been kept is an error.
func (d *Diary) SetWay(rat int, w Way) error {
	e := &d.rats[rat]
	if e.whole = len(w.Poses) > 0; !e.whole && len(w.Felt) == 0 {
		return nil
	}
	if len(w.Poses) != d.steps+1 || len(w.Felt) != d.steps {
		return fmt.Errorf("a way has %d poses and %d steps; it must have %d and %d", len(w.Poses), len(w.Felt), d.steps+1, d.steps)
	}
	for _, p := range w.Poses {
		if !finite(p.Pos.X) || !finite(p.Pos.Y) || !finite(p.Heading) {
			return fmt.Errorf("a way leads to %v", p)
		}
	}
	for _, m := range w.Felt {
		if !finite(m.By.X) || !finite(m.By.Y) || !finite(m.Turn) {
			return fmt.Errorf("a way has the step %v", m)
		}
	}
	copy(e.last.poses, w.Poses)
	copy(e.last.felt, w.Felt)
	return nil
}
