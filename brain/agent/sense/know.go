package sense

import (
	"gridrat/world"
)

// find lets rats that remember views find out where they are.
func (p *part) find(rats []int) {
	if p.shape.Fix != Views || p.keep == nil || p.impaired.Blind {
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

// where they believe to be.
func (p *part) draw(rats []int) {
	if !p.shape.Map && !p.shape.Snap || p.impaired.Blind {
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
	seen := p.seen
	if p.impaired.Blind {
		seen = nil
	}
	p.keep.anchor(rats, p.poses, seen)
	if p.diary != nil {
		p.noteAnchors(rats)
	}
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
	r.own = ownGoal{true, r.place, p.keep.code(p.ownCodes.Row(i), i).Add(r.offset)}
	if !r.pretends {
		p.useOwn(i)
	}
}

// useOwn has a rat go by the goal that it was at.
func (p *part) useOwn(i int) {
	r := &p.rats[i]
	r.reached, r.goal, r.beyond = true, r.own.place, r.own.beyond
	copy(p.goalCodes.Row(i), p.ownCodes.Row(i))
	if len(p.impaired.Silenced) > 0 {
		p.readGoal(i)
	}
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
			if p.impaired.Blind {
				pose = world.Pose{Pos: p.middle}
				r.heading = 0
				break
			}
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
