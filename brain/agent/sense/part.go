package sense

import (
	"math"
	"math/rand/v2"

	"gridrat/brain/agent/vision"
	"gridrat/brain/cells"
	"gridrat/brain/tensor"
	"gridrat/world"
	"gridrat/world/ground"
	"gridrat/world/maze"
	"gridrat/world/retina"
	"gridrat/world/sight"
	"gridrat/world/task"
)

// part is a fixed group of rats that one goroutine at a time runs.
type part struct {
	shape Shape
	plan  *plan
	low   int // index of its first rat
	rats  []rat
	x     tensor.Mat // [rats, inputs]: what reaches the policy
	unit  float64    // metres that the reader reads in one of the world

	keep    keeper // nil without a code
	reader  reader
	compass *cells.HeadDirection
	retina  *retina.Retina
	eye     *vision.Eye
	weights []float32             // of the eye
	seen    func(i int) []float32 // place cells that it saw last; nil without an eye

	goalCodes tensor.Mat // [rats, units]; only where they are needed
	silenced  []int      // units of the code at the goal

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
		shape: s, plan: plan, low: low, rats: make([]rat, n), x: tensor.New(n, plan.total), unit: 1,
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
		r.source = rand.NewPCG(0, 0)
		r.chance = rand.New(r.source)
		r.actions = make([]byte, 0, c.Task.Decisions())
		if s.Familiar || s.Bonus > 0 {
			r.familiar.last = make([]int32, familiarSide*familiarSide)
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
	p.goalCodes = tensor.New(n, p.keep.units())
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
	p.look(rats)
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
		by, o := r.act(actions[p.low+i])
		p.outcomes[i] = o
		if p.keep != nil {
			p.keep.feel(i, by, o.Felt.Turn)
		}
		r.place = r.place.Add(by)
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
	for _, i := range p.visited {
		p.keepGoal(i)
		p.rats[i].reach()
	}
	if p.shape.looks() {
		p.look(rats)
	}
	for _, i := range rats {
		r := &p.rats[i]
		chance := r.chance.Float64() // drawn by all, so that rats that differ in it alone stay alike
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

// find lets rats that remember views find out where they are.
func (p *part) find(rats []int) {
	if p.shape.Fix != Views || p.keep == nil {
		return
	}
	p.lost, p.poses = p.lost[:0], p.poses[:0]
	n := p.retina.Len()
	for _, i := range rats {
		first := p.rows[i] * n
		r := &p.rats[i]
		if at, correct := r.find(p.view.Distance[first:first+n], p.view.Tag[first:first+n], p.shape.Snap); correct {
			p.lost = append(p.lost, i)
			p.poses = append(p.poses, world.Pose{Pos: at, Heading: r.heading})
		}
	}
	p.anchor(p.lost)
}

// draw lets rats that have a map draw what they see, and the walls correct
// where they believe to be.
func (p *part) draw(rats []int) {
	if !p.shape.Map && !p.shape.Snap {
		return
	}
	p.lost, p.poses = p.lost[:0], p.poses[:0]
	n := p.retina.Len()
	for _, i := range rats {
		first := p.rows[i] * n
		r := &p.rats[i]
		if !r.framed() {
			continue
		}
		distance := p.view.Distance[first : first+n]
		if p.shape.Snap {
			if d, ok := r.chart.Snap(r.place, r.heading, distance); ok {
				r.offset, r.place = r.offset.Add(d), r.place.Add(d)
				r.looked = r.looked.Add(d) // the frame has moved, not the rat
			}
			if r.offset.Norm() > corrects {
				p.lost = append(p.lost, i)
				p.poses = append(p.poses, world.Pose{Pos: r.place, Heading: r.heading})
			}
		}
		if p.shape.Map {
			r.draw(p.retina, distance, p.view.Tag[first:first+n])
		}
	}
	p.anchor(p.lost)
}

// anchor tells the codes of some rats where they are, p.poses.
func (p *part) anchor(rats []int) {
	if len(rats) == 0 {
		return
	}
	for _, i := range rats {
		p.rats[i].offset, p.rats[i].since = world.Vec{}, 0
	}
	p.keep.anchor(rats, p.poses, p.seen)
	p.read(rats)
	for _, i := range rats {
		p.rats[i].looked = p.rats[i].place
	}
}

// note marks where rats that search have been, and rewards them for new
// squares. A rat that reached a goal is done with searching.
func (p *part) note(rats []int) {
	for _, i := range rats {
		r := &p.rats[i]
		r.bonus = 0
		if r.familiar.last != nil && r.world.Visits() == 0 {
			r.bonus = float32(p.shape.Bonus * r.familiar.visit(p.noted(r), r.decision, p.shape.Forget))
		}
	}
}

// noted is the place in whose squares a rat notes where it was: the true one
// for rats without a code, whom the bonus alone concerns.
func (p *part) noted(r *rat) world.Vec {
	if p.keep == nil {
		return r.world.Pose().Pos
	}
	return r.place
}

// read finds out where some rats believe to be.
func (p *part) read(rats []int) {
	n := len(rats)
	if n == 0 {
		return
	}
	for k, i := range rats {
		p.rest[k] = p.keep.code(p.codes.Row(k), i)
	}
	p.reader.read(p.places[:n], p.codes.RowRange(0, n))
	for k, i := range rats {
		r := &p.rats[i]
		r.place = p.places[k].Mul(1 / p.unit).Add(p.rest[k]).Add(r.offset)
	}
}

// keepGoal keeps the code of a rat at a goal, and where it believed to be.
func (p *part) keepGoal(i int) {
	r := &p.rats[i]
	if p.keep == nil || p.shape.Withheld {
		return
	}
	r.reached = true
	code := p.goalCodes.Row(i)
	rest := p.keep.code(code, i)
	if len(p.silenced) == 0 {
		r.goal = r.place
		return
	}
	for _, u := range p.silenced {
		code[u] = 0
	}
	p.reader.read(p.places[:1], p.goalCodes.RowRange(i, i+1))
	r.goal = p.places[0].Mul(1 / p.unit).Add(rest).Add(r.offset)
}

// fix corrects where some rats believe to be.
func (p *part) fix(rats []int) {
	if p.keep == nil || len(rats) == 0 {
		return
	}
	p.poses = p.poses[:0]
	for _, i := range rats {
		r := &p.rats[i]
		pose := r.world.Pose()
		switch p.shape.Fix {
		case Seen:
			pose = world.Pose{Pos: p.eye.Place(p.rows[i]), Heading: p.eye.Heading(p.rows[i])}
			r.heading = pose.Heading
		case Told:
			r.heading = pose.Heading
		default: // it calls the place where it is put the origin, until it finds out
			pose = world.Pose{Heading: r.heading}
		}
		p.poses = append(p.poses, pose)
	}
	p.anchor(rats)
}

// look lets some rats look around, and their eyes tell where they are.
func (p *part) look(rats []int) {
	if len(rats) == 0 || !p.shape.looks() && p.shape.Fix != Seen {
		return
	}
	p.scenes, p.poses = p.scenes[:0], p.poses[:0]
	for k, i := range rats {
		r := &p.rats[i]
		p.rows[i] = k
		p.scenes = append(p.scenes, &r.see(p.eye == nil).Scene)
		p.poses = append(p.poses, r.world.Pose())
	}
	p.retina.Look(p.view, p.scenes, p.poses)
	if p.eye != nil {
		p.eye.See(p.weights, p.view, len(rats))
	}
}

// write fills the inputs of a rat.
func (p *part) write(i int) {
	r, row, s, at := &p.rats[i], p.x.Row(i), &p.shape, p.plan
	clear(row)
	if s.LastAction && r.last >= 0 {
		at.action.of(row)[r.last] = 1
	}
	if s.LastReward {
		at.reward.of(row)[0] = r.reward / 10
	}
	if s.Felt {
		f := at.felt.of(row)
		f[0], f[1], f[2] = float32(r.felt.Forward/0.05), float32(r.felt.Left/0.05), float32(r.felt.Turn/0.2)
		if r.felt.Touched {
			f[3] = 1
		}
	}
	switch s.Compass {
	case CompassCells:
		p.compass.Encode(at.compass.of(row), r.heading)
	case CompassAngle:
		sin, cos := math.Sincos(r.heading)
		at.compass.of(row)[0], at.compass.of(row)[1] = float32(cos), float32(sin)
	}
	if s.Axis {
		sin, cos := math.Sincos(4 * r.heading)
		at.axis.of(row)[0], at.axis.of(row)[1] = float32(cos), float32(sin)
	}
	p.writeGoal(r, row)
	if s.Raw > 0 {
		raw := at.raw.of(row)
		n := len(raw) / 2
		p.keep.code(raw[:n], i)
		copy(raw[n:], p.goalCodes.Row(i))
		p.keep.level(tensor.Mat{Rows: 2, Cols: n, Stride: n, Data: raw})
		tensor.Scale(raw, float32(s.Raw))
	}
	p.writeRays(i, row)
}

// writeGoal fills what a rat knows of goal and place.
func (p *part) writeGoal(r *rat, row []float32) {
	s, at := &p.shape, p.plan
	if at.flag.Len > 0 && r.reached {
		at.flag.of(row)[0] = 1
		if r.known {
			at.flag.of(row)[1] = 1
		}
	}
	if s.Map && r.framed() {
		r.chart.Plan(r.place, r.heading, at.way.of(row))
	}
	if s.Vector && r.reached && r.known {
		v := r.vector()
		d := v.Norm()
		u := v.Mul(1 / (d + 0.1)) // the unit vector, shorter near the goal
		for k, x := range [vectorLen]float64{v.X / 0.5, v.Y / 0.5, u.X, u.Y, math.Exp(-d / 0.2), d} {
			at.vector.of(row)[k] = float32(x)
		}
	}
	if s.Own {
		at.own.of(row)[0], at.own.of(row)[1] = float32(r.place.X/0.6), float32(r.place.Y/0.6)
	}
	if s.Familiar && !r.reached {
		f := at.familiar.of(row)
		f[0] = float32(r.familiar.novelty(r.place, r.decision, s.Forget))
		for k := 1; k < familiarLen; k++ {
			around := r.place.Add(world.Polar(0.3, r.heading+float64(k-1)*math.Pi/4))
			f[k] = float32(r.familiar.novelty(around, r.decision, s.Forget))
		}
	}
}

// writeRays fills what a rat sees.
func (p *part) writeRays(i int, row []float32) {
	s, at := &p.shape, p.plan
	if !s.looks() {
		return
	}
	n := p.retina.Len()
	first := p.rows[i] * n
	for k := range n {
		tag := p.view.Tag[first+k]
		if s.Rays {
			row[at.rays.Offset+k] = float32(0.25 / (0.1 + p.view.Distance[first+k]))
		}
		if s.RayGoals && tag >= sight.GoalTag {
			row[at.goals.Offset+k] = 1
		}
		if s.RayDoors && tag >= ground.DoorTag && tag < ground.DoorTag+maze.MaxOthers {
			row[at.doors.Offset+k] = 1
		}
		if s.RayColors {
			c := p.view.Color[first+k]
			for j := range 3 {
				row[at.colors.Offset+3*k+j] = c[j] - 0.5
			}
		}
	}
}
