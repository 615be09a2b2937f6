package views

// fit is how a kept view and the present panorama go together.
type fit struct {
	off    vec     // from where the view was seen to here, m
	share  float32 // of the walls seen from both that agree, by weight
	common int     // directions compared
}

// aligned finds where here is relative to where a view was seen, starting from
// a guess: the move that brings the ends of the view's rays onto the walls that
// are seen now, by least squares over those that are nearer than a limit, which
// shrinks (after Chen and Medioni 1992: points to planes).
func (p *panorama) aligned(v *view, guess vec) vec {
	off := guess
	for _, limit := range [...]float32{0.12, 0.06, 0.04} {
		const hold = 0.5 // directions that would rather stay
		xx, xy, yy := float32(hold), float32(0), float32(hold)
		var b vec
		for k := range p.normal {
			n := p.normal[k]
			if n == (vec{}) {
				continue
			}
			c := byte(v.code[k/8] >> (8 * (k % 8)))
			if c == 0 {
				continue
			}
			miss := units[k].times(distances[c]).sub(off).sub(p.end[k]).dot(n)
			if miss > limit || miss < -limit {
				continue
			}
			xx += n.x * n.x
			xy += n.x * n.y
			yy += n.y * n.y
			b = b.add(n.times(miss))
		}
		det := xx*yy - xy*xy
		off = off.add(vec{yy*b.x - xy*b.y, xx*b.y - xy*b.x}.times(1 / det))
	}
	return off
}

// judge tells how well a view agrees with what is seen now, off from where it
// was seen.
func (p *panorama) judge(v *view, off vec) (f fit) {
	f.off = off
	var all, good float32
	for k, u := range units {
		c := byte(v.code[k/8] >> (8 * (k % 8)))
		if c == 0 {
			continue
		}
		to := u.times(distances[c]).sub(off) // the end of its ray, from here
		ahead := to.dot(u)
		slope := u.cross(to) / ahead
		if ahead <= 0.02 || slope > 0.7 || slope < -0.7 {
			continue
		}
		q := slope * slope
		turn := slope * (1 - q*(1.0/3-q*(0.2-q*(1.0/7)))) // arc tangent
		seen, other := p.at(k, turn*(1/apart))
		if seen == 0 {
			continue
		}
		d := to.norm()
		w := 0.2 + min(d, 1.5)
		all += w
		f.common++
		slack := 0.02 + 0.04*d
		if d > seen-slack && d < seen+slack || d > other-slack && d < other+slack {
			good += w
		}
	}
	if all > 0 {
		f.share = good / all
	}
	return f
}
