package views

import (
	"math"

	"gridrat/world"
)

// directions of a panorama: every 5 degrees from -π on, counter-clockwise, in
// the frame of the room.
const (
	directions = 72
	apart      = 2 * math.Pi / directions // rad
)

// vec is a place or displacement in m, as views keep it.
type vec struct{ x, y float32 }

func (v vec) sub(w vec) vec           { return vec{v.x - w.x, v.y - w.y} }
func (v vec) add(w vec) vec           { return vec{v.x + w.x, v.y + w.y} }
func (v vec) dot(w vec) float32       { return v.x*w.x + v.y*w.y }
func (v vec) cross(w vec) float32     { return v.x*w.y - v.y*w.x }
func (v vec) square() float32         { return v.dot(v) }
func (v vec) norm() float32           { return float32(math.Sqrt(float64(v.square()))) }
func (v vec) times(s float32) vec     { return vec{v.x * s, v.y * s} }
func (v vec) wide() world.Vec         { return world.Vec{X: float64(v.x), Y: float64(v.y)} }
func narrow(v world.Vec) vec          { return vec{float32(v.X), float32(v.Y)} }
func unitAt(angle float64) vec        { s, c := math.Sincos(angle); return vec{float32(c), float32(s)} }
func direction(k int) (a float64)     { return -math.Pi + apart*float64(k) }
func wrap(k int) int                  { return (k%directions + directions) % directions }
func between(a, b, t float32) float32 { return a + (b-a)*t }

// units are the directions as vectors.
var units = func() (u [directions]vec) {
	for k := range u {
		u[k] = unitAt(direction(k))
	}
	return u
}()

// panorama is what is seen at once, turned into the frame of the room.
type panorama struct {
	distance [directions]float32 // m; 0 is not seen
	end      [directions]vec     // of the rays, from the rat, m
	normal   [directions]vec     // of the wall there, of length 1; 0 where it is not smooth
	code     [words]uint64       // see pack
}

// smooth is by how much of the nearer one's distance neighbouring rays may
// differ to be on one wall.
const smooth = 0.35

// fill makes the panorama of a fan of rays, from left to right over field rad.
// Between rays on one wall, where the reciprocal distance is all but linear, it
// interpolates; elsewhere it takes the nearer ray.
func (p *panorama) fill(heading, field float64, distance []float64) {
	n := len(distance)
	gap := field / float64(n)
	for k := range p.distance {
		p.distance[k] = 0
		off := world.WrapAngle(heading - direction(k)) // to the right
		at := (off+field/2)/gap - 0.5
		if at < -0.5 || at > float64(n)-0.5 {
			continue
		}
		i := min(max(int(at), 0), n-2)
		t := min(max(float32(at)-float32(i), 0), 1)
		a, b := float32(distance[i]), float32(distance[i+1])
		p.distance[k] = max(mix(a, b, t), nearest)
	}
	for k, d := range p.distance {
		p.end[k] = units[k].times(d)
	}
	for k, d := range p.distance {
		l, r := (k+directions-1)%directions, (k+1)%directions
		dl, dr := p.distance[l], p.distance[r]
		p.normal[k] = vec{}
		if d == 0 || dl == 0 || dr == 0 {
			continue
		}
		along := p.end[r].sub(p.end[l])
		// The middle one of three on a wall lies on the line through the others.
		n := vec{-along.y, along.x}.times(1 / along.norm())
		if out := n.dot(p.end[k].sub(p.end[l])); out < 0.02 && out > -0.02 {
			p.normal[k] = n
		}
	}
	p.pack()
}

// mix is the distance at part t of the way from one direction to the next.
func mix(a, b, t float32) float32 {
	if a > b*(1+smooth) || b > a*(1+smooth) {
		if t < 0.5 {
			return a
		}
		return b
	}
	return a * b / between(b, a, t)
}

// at is the distance seen in the direction of p, which is the k-th turned by
// turn directions; 0 is not seen. It gives both neighbours where they are not on
// one wall.
func (p *panorama) at(k int, turn float32) (d, other float32) {
	low := int(turn)
	if turn < 0 {
		low--
	}
	t := turn - float32(low)
	i := wrap(k + low)
	a, b := p.distance[i], p.distance[(i+1)%directions]
	switch {
	case a == 0 || b == 0:
		return 0, 0
	case a > b*(1+smooth) || b > a*(1+smooth):
		return a, b
	}
	d = a * b / between(b, a, t)
	return d, d
}
