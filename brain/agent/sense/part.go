package sense

import (
	"math/rand/v2"

	"gridrat/brain/agent/vision"
	"gridrat/brain/cells"
	"gridrat/brain/gridnet"
	"gridrat/brain/stream"
	"gridrat/brain/tensor"
	"gridrat/world"
	"gridrat/world/maze"
	"gridrat/world/retina"
	"gridrat/world/task"
)

// part is a fixed group of rats that one goroutine at a time runs.
type part struct {
	shape  Shape
	plan   *plan
	low    int // index of its first rat
	rats   []rat
	x      tensor.Mat // [rats, inputs]: what reaches the policy
	unit   float64    // metres that the reader reads in one of the world
	middle world.Vec  // of the floor

	keep    keeper         // nil without a code
	diary   *gridnet.Diary // of ways to learn from; nil where the network does not learn
	reader  reader
	compass *cells.HeadDirection
	retina  *retina.Retina
	eye     *vision.Eye
	weights []float32             // of the eye
	seen    func(i int) []float32 // place cells that it saw last; nil without an eye

	goalCodes tensor.Mat // [rats, units]; only where they are needed
	ownCodes  tensor.Mat // the same as they were at visits, whatever is silenced or pretended
	impaired  Impairment

	// What is done to some of the rats: their numbers, and what belongs to each.
	codes    tensor.Mat // [rats, units]
	rest     []world.Vec
	places   []world.Vec
	visited  []int
	lost     []int
	outcomes []task.Outcome
	poses    []world.Pose
	scenes   []*retina.Scene
	view     *retina.View
	rows     []int // of each rat in the view
}

func newPart(c Config, plan *plan, low, n int, floor Floor, goal maze.Goal, w *task.World) *part {
	s := c.Shape
	p := &part{
		shape: s, plan: plan, low: low, middle: floor.Middle, rats: make([]rat, n), x: tensor.New(n, plan.total), unit: 1,
		compass: newCompass(), retina: retina.New(retina.Rays, retina.Field),
		outcomes: make([]task.Outcome, n), rows: make([]int, n),
		rest: make([]world.Vec, n), places: make([]world.Vec, n),
	}
	p.view = p.retina.NewDepth(n)
	if s.RayColors || s.Fix == Seen && s.Code != None {
		p.view = p.retina.NewView(n)
	}
	for i := range p.rats {
		r := &p.rats[i]
		r.world = w.Clone()
		r.finder = newFinder(s, floor, goal)
		r.source = stream.Alone(0, 0)
		r.chance = rand.New(r.source)
		r.jitter = stream.Alone(0, 0)
		r.noise = rand.New(r.jitter)
		r.actions = make([]byte, 0, c.Task.Decisions())
		if s.Familiar || s.Bonus > 0 {
			r.familiar = newFamiliarity()
		}
	}
	p.grow(c, n, floor)
	return p
}

// grow makes the code and what reads it.
func (p *part) grow(c Config, n int, floor Floor) {
	s, o := p.shape, c.Organs
	switch s.Code {
	case Grid:
		f := floor.frame(o.Network, c.Task.Body.Radius, s.Fix)
		k := newGridKeeper(o, n, f, s.Stride)
		p.keep, p.unit = k, f.Factor
		p.reader = ownReader{k.herd, f.Factor}
		if c.Lesson > 0 {
			p.diary = gridnet.NewDiary(n, c.Lesson, f)
			k.strides.Made = func(i int, m gridnet.Move) { p.noteStep(i, m, k.strides.Gathered(i).By) }
		}
	case Place, PlaceStill:
		places, locator := placeCells(floor)
		p.keep = newPlaceKeeper(n, places, s.Code == PlaceStill)
		p.reader = placeReader{locator}
	default:
		return
	}
	if o.Head != nil {
		p.reader = headReader{o.Head.NewReader(n), o.HeadWeights, p.keep, tensor.New(n, p.keep.units())}
	}
	if s.Fix == Seen {
		p.eye, p.weights = o.Vision.NewEye(n), o.VisionWeights
		p.seen = func(i int) []float32 { return p.eye.PlaceCells(p.rows[i]) }
	}
	p.codes = tensor.New(n, p.keep.units())
	p.goalCodes, p.ownCodes = tensor.New(n, p.keep.units()), tensor.New(n, p.keep.units())
}

// begin starts episodes in some rats, listed by their numbers in the part.
func (p *part) begin(rats []int) {
	for _, i := range rats {
		r := &p.rats[i]
		r.known = p.shape.Fix != Views
		if p.goalCodes.Rows > 0 {
			clear(p.goalCodes.Row(i))
		}
	}
	if !p.impaired.Blind {
		p.look(rats)
	}
	p.fix(rats)
	p.find(rats)
	p.draw(rats)
	for _, i := range rats {
		r := &p.rats[i]
		if r.familiar.last != nil {
			at := p.noted(r)
			r.familiar.visit(at, 0, p.shape.Forget)
		}
		p.write(i)
	}
}

// act lets some rats make the decisions actions[low+i].
func (p *part) act(rats, actions []int) {
	p.visited, p.lost = p.visited[:0], p.lost[:0]
	for _, i := range rats {
		r := &p.rats[i]
		by, o := r.act(actions[p.low+i], p.impaired.Noise)
		p.outcomes[i] = o
		if p.keep != nil {
			p.keep.feel(i, by, o.Felt.Turn)
		}
		if p.shape.Code != PlaceStill { // which knows of no way since the last look
			r.place = r.place.Add(by)
		}
		if o.Teleported {
			p.visited = append(p.visited, i)
			if p.eye == nil { // its compass tells
				r.heading = r.world.Pose().Heading
			}
		}
	}
	if p.keep != nil {
		p.read(p.keep.step())
	}
	p.note(rats)
	dark := p.impaired.Blind
	for _, i := range p.visited {
		p.keepGoal(i)
		p.rats[i].reach()
		if dark && p.shape.Fix == Views { // which would tell it where it was put
			p.rats[i].known = false
		}
	}
	if p.shape.looks() && !dark {
		p.look(rats)
	}
	for _, i := range rats {
		r := &p.rats[i]
		chance := r.chance.Float64() // drawn by all, so that rats that differ in it alone stay alike
		if dark && p.shape.Fix == Seen {
			continue // nothing tells it that it was put elsewhere
		}
		if p.outcomes[i].Teleported || p.shape.Fix != Views && chance < p.shape.Sight {
			p.lost = append(p.lost, i)
		}
	}
	if p.shape.Fix == Seen && !p.shape.looks() {
		p.look(p.lost)
	}
	p.fix(p.lost)
	p.find(rats)
	p.draw(rats)
	for _, i := range rats {
		p.write(i)
	}
}

// draw lets rats that have a map draw what they see, and the walls correct
// noted is the place in whose squares a rat notes where it was: the true one
