package figure

import (
	"encoding/binary"
	"image"
	"math"

	"gridrat/world"
	"gridrat/world/maze"
	"gridrat/world/retina"
	"gridrat/world/sight"
)

// ViewField is the angle that FirstPerson shows, in rad.
const ViewField = 100 * math.Pi / 180

// Eye draws what a rat sees ahead, as pictures of rooms were drawn by casting
// a ray per column: walls with their height, shaded by their side and by
// distance, visible goals as posts on the floor, spots on it, distal cues at
// infinity. Columns are evenly spaced on a plane before the eye, and a wall's
// height goes by its depth, not by the length of the ray: straight edges are
// straight. It keeps its memory, and belongs to one goroutine.
type Eye struct {
	w, h    int
	pix     []byte // rgba, row by row
	columns []viewColumn
	f       float64 // pixels: of an object of size 1 at depth 1
	horizon float64 // its row
	goals   []post
	discs   []floorDisc
}

// viewColumn is a column of the picture. Rows are in pixels from the top.
type viewColumn struct {
	ray         world.Vec // way on the floor per metre of depth
	depth       float64   // of the wall, m
	top, bottom float64   // rows of the wall
	wall        uint32
	cue         uint32
	cueTop      float64
	door        bool
	jamb        bool // the edge of a door
}

// post is a goal before the eye.
type post struct {
	x, z, radius float64 // to the right and ahead, m
	color        retina.Color
}

// floorDisc is a coloured disc on the floor.
type floorDisc struct {
	x, z, radius float64
	color        retina.Color
}

// mostPixels bounds the picture; a larger one is drawn with larger pixels.
const mostPixels = 120_000

// FirstPerson draws what a rat sees ahead into a rectangle.
func (c *Canvas) FirstPerson(r image.Rectangle, s *sight.Sight, rat world.Pose, e *Eye) {
	if r.Dx() < 2 || r.Dy() < 2 {
		return
	}
	pixel := 1
	for (r.Dx()/pixel)*(r.Dy()/pixel) > mostPixels {
		pixel++
	}
	e.resize((r.Dx()+pixel-1)/pixel, (r.Dy()+pixel-1)/pixel)
	e.look(s, rat)
	e.paint(s)
	e.stand()
	c.enlarge(r, e.pix, e.w, pixel)
}

// enlarge puts rgba pixels onto the canvas, each as a square.
func (c *Canvas) enlarge(r image.Rectangle, pix []byte, w, pixel int) {
	clip := r.Intersect(c.clip)
	if clip.Empty() {
		return
	}
	above := -1
	for y := clip.Min.Y; y < clip.Max.Y; y++ {
		line := c.Img.Pix[c.Img.PixOffset(clip.Min.X, y) : c.Img.PixOffset(clip.Max.X-1, y)+4]
		row := (y - r.Min.Y) / pixel
		switch {
		case row == above:
			copy(line, c.Img.Pix[c.Img.PixOffset(clip.Min.X, y-1):])
		case pixel == 1:
			copy(line, pix[4*(row*w+clip.Min.X-r.Min.X):])
		default:
			for x := range clip.Dx() {
				at := 4 * (row*w + (x+clip.Min.X-r.Min.X)/pixel)
				copy(line[4*x:4*x+4], pix[at:at+4])
			}
		}
		above = row
	}
}

func (e *Eye) resize(w, h int) {
	if w == e.w && h == e.h {
		return
	}
	e.w, e.h = w, h
	e.pix = make([]byte, 4*w*h)
	e.columns = make([]viewColumn, w)
	e.f = float64(w) / 2 / math.Tan(ViewField/2)
	e.horizon = 0.56 * float64(h)
}

// ambience: colours of nothing in particular.
var (
	skyTop     = retina.Color{0.10, 0.13, 0.20}
	skyHorizon = retina.Color{0.24, 0.30, 0.41}
	dusk       = retina.Color{0.13, 0.15, 0.19} // what is far away fades into it
	joint      = retina.Color{0.10, 0.16, 0.20} // around doors
)

const (
	fading   = 0.11 // share per metre, at first
	tile     = 0.25 // m, of the checks of the floor
	contrast = 0.09 // of the checks
	jamb     = 0.02 // m, on either side of a door
)

// lamp is where light comes from, so that the sides of a room differ.
var lamp = world.Polar(1, 1.15)

// faded mixes in the dusk of so many metres, and multiplies by the light.
func faded(c retina.Color, light, metres float64) retina.Color {
	near := float32(1 / (1 + fading*metres))
	for i := range c {
		c[i] = c[i]*float32(light)*near + dusk[i]*(1-near)
	}
	return c
}

func mix(a, b retina.Color, share float64) retina.Color {
	for i := range a {
		a[i] += (b[i] - a[i]) * float32(share)
	}
	return a
}

// packed is a colour as a pixel in memory.
func packed(c retina.Color) uint32 {
	return uint32(level(float64(c[0]))) | uint32(level(float64(c[1])))<<8 | uint32(level(float64(c[2])))<<16 | 255<<24
}

// over mixes two pixels; share is that of b.
func over(a, b uint32, share float64) uint32 {
	t := uint32(share * 256)
	even := (a&0xff00ff)*(256-t) + (b&0xff00ff)*t
	odd := (a>>8&0xff00ff)*(256-t) + (b>>8&0xff00ff)*t
	return even>>8&0xff00ff | odd&0xff00ff00
}

// look casts the rays, and finds what stands and lies before the eye.
func (e *Eye) look(s *sight.Sight, rat world.Pose) {
	ahead := world.Polar(1, rat.Heading)
	right := world.Vec{X: ahead.Y, Y: -ahead.X}
	var before struct {
		tag    int32
		normal world.Vec
		depth  float64
	}
	for x := range e.columns {
		v := &e.columns[x]
		side := (float64(x) + 0.5 - float64(e.w)/2) / e.f
		v.ray = ahead.Add(right.Mul(side))
		long := math.Sqrt(1 + side*side)
		hit, ok := s.Space.Cast(rat.Pos, v.ray.Mul(1/long), 100)
		v.depth = max(hit.Distance/long, 1e-3)
		v.top = e.horizon - e.f*(sight.WallHeight-sight.Eye)/v.depth
		v.bottom = e.horizon + e.f*sight.Eye/v.depth
		light := 0.9 + 0.17*hit.Normal.Dot(lamp)
		if x > 0 && (hit.Normal.Sub(before.normal).Norm() > 0.3 || hit.Tag != before.tag && math.Abs(v.depth-before.depth) > 0.08*v.depth) {
			light *= 0.85 // edges
		}
		before.tag, before.normal, before.depth = hit.Tag, hit.Normal, v.depth
		var d maze.Door
		if d, v.door = s.Door(hit.Tag); v.door {
			along := d.B.Sub(d.A)
			at := rat.Pos.Add(v.ray.Mul(v.depth)).Sub(d.A).Dot(along) / along.Norm()
			v.jamb = min(at, along.Norm()-at) < jamb
		}
		if !ok {
			v.top, v.bottom = e.horizon, e.horizon
		}
		v.wall = packed(faded(s.Palette(hit.Tag), light, v.depth))
		height, color := s.Sky(rat.Heading - math.Atan(side))
		v.cueTop = e.horizon
		if height > 0 {
			v.cueTop -= e.f * math.Tan(min(height, 1.5)) * long
			v.cue = packed(color)
		}
	}
	place := func(p world.Vec) (x, z float64) {
		d := p.Sub(rat.Pos)
		return d.Dot(right), d.Dot(ahead)
	}
	e.goals, e.discs = e.goals[:0], e.discs[:0]
	for _, p := range s.Map.Spots {
		x, z := place(p.At)
		e.discs = append(e.discs, floorDisc{x, z, p.Radius, sight.Levels(p.Color)})
	}
	for _, g := range s.Map.Goals {
		if !g.Visible {
			continue
		}
		x, z := place(g.At)
		gold := sight.Levels(sight.GoalColor)
		e.discs = append(e.discs, floorDisc{x, z, g.Radius, gold}, floorDisc{x, z, 0.8 * g.Radius, sight.Levels(s.Map.FloorColor())})
		p := post{x, z, sight.PostRadius(g), gold}
		if z > 0 && x*x+z*z > p.radius*p.radius {
			at := len(e.goals)
			e.goals = append(e.goals, p)
			for ; at > 0 && e.goals[at-1].z < p.z; at-- { // the farthest first
				e.goals[at-1], e.goals[at] = e.goals[at], e.goals[at-1]
			}
		}
	}
	e.ground(s, rat)
}

// set and get are a pixel.
func (e *Eye) set(x, y int, p uint32) { binary.LittleEndian.PutUint32(e.pix[4*(y*e.w+x):], p) }
func (e *Eye) get(x, y int) uint32    { return binary.LittleEndian.Uint32(e.pix[4*(y*e.w+x):]) }

// ground draws the floor below the horizon, where no wall will stand.
func (e *Eye) ground(s *sight.Sight, rat world.Pose) {
	floor, check := sight.Levels(s.Map.FloorColor()), retina.Color{1, 1, 1}
	if floor[0]+floor[1]+floor[2] > 1.5 {
		check = retina.Color{}
	}
	for y := max(int(e.horizon), 0); y < e.h; y++ {
		below := float64(y) + 0.5 - e.horizon
		if below <= 0 {
			continue
		}
		z := e.f * sight.Eye / below
		checks := contrast * max(0, 1-z/3)
		var shades [2]uint32
		for i := range shades {
			shades[i] = packed(faded(mix(floor, check, checks*float64(i)), 1.1, z))
		}
		const even = 1 << 20 // tiles
		for x := range e.columns {
			v := &e.columns[x]
			if float64(y+1) < v.bottom {
				continue
			}
			// What is converted is positive, so that it is rounded down.
			i, j := int((rat.Pos.X+v.ray.X*z)/tile+even), int((rat.Pos.Y+v.ray.Y*z)/tile+even)
			e.set(x, y, shades[(i+j)&1])
		}
		for i := range e.discs {
			e.lie(&e.discs[i], y, z)
		}
	}
}

// lie draws what of a disc lies in a row of depth z.
func (e *Eye) lie(d *floorDisc, y int, z float64) {
	off := z - d.z
	if math.Abs(off) >= d.radius {
		return
	}
	half := math.Sqrt(d.radius*d.radius - off*off)
	from, to := float64(e.w)/2+e.f*(d.x-half)/z, float64(e.w)/2+e.f*(d.x+half)/z
	col := packed(faded(d.color, 1, z))
	for x := int(max(from, 0)); x < e.w && float64(x) < to; x++ {
		if float64(y+1) < e.columns[x].bottom {
			continue
		}
		covered := min(to, float64(x+1)) - max(from, float64(x))
		e.set(x, y, over(e.get(x, y), col, min(max(covered, 0), 1)))
	}
}

// paint draws sky and walls over the floor.
func (e *Eye) paint(s *sight.Sight) {
	sky := 0.0
	for y := range e.h {
		if top := e.horizon; float64(y) < top {
			sky = float64(y) / top
		}
		blue := packed(mix(skyTop, skyHorizon, sky))
		for x := range e.columns {
			v := &e.columns[x]
			row := float64(y)
			if row >= v.bottom {
				continue
			}
			if row >= v.top && row+1 <= v.bottom {
				e.set(x, y, v.wall)
				continue
			}
			behind := blue
			switch {
			case row >= e.horizon: // the foot of the wall
				e.set(x, y, over(e.get(x, y), v.wall, v.bottom-row))
				continue
			case row >= v.cueTop:
				behind = v.cue
			case row+1 > v.cueTop:
				behind = over(blue, v.cue, row+1-v.cueTop)
			}
			if row+1 > v.top {
				behind = over(behind, v.wall, min(row+1-v.top, 1))
			}
			e.set(x, y, behind)
		}
	}
	for x := range e.columns {
		if v := &e.columns[x]; v.door {
			col := packed(faded(joint, 1, v.depth))
			e.raise(x, v.depth, 0.9*sight.WallHeight, sight.WallHeight, col)
			if v.jamb {
				e.raise(x, v.depth, 0, sight.WallHeight, col)
			}
		}
	}
}

// raise draws a part of a column from one height above the floor to another.
func (e *Eye) raise(x int, depth, low, high float64, col uint32) {
	top, bottom := e.horizon-e.f*(high-sight.Eye)/depth, e.horizon-e.f*(low-sight.Eye)/depth
	for y := max(int(math.Floor(max(top, -1))), 0); y < e.h && float64(y) < bottom; y++ {
		covered := min(bottom, float64(y+1)) - max(top, float64(y))
		e.set(x, y, over(e.get(x, y), col, min(max(covered, 0), 1)))
	}
}

// stand draws the posts of goals, where no wall is before them.
func (e *Eye) stand() {
	for _, p := range e.goals {
		reach := p.radius * 1.5
		near := max(p.z-reach, 0.01)
		from := float64(e.w)/2 + e.f*min((p.x-reach)/near, (p.x-reach)/(p.z+reach))
		to := float64(e.w)/2 + e.f*max((p.x+reach)/near, (p.x+reach)/(p.z+reach))
		for x := int(max(from, 0)); x < e.w && float64(x) < to; x++ {
			v := &e.columns[x]
			side := (float64(x) + 0.5 - float64(e.w)/2) / e.f
			// |(side, 1) t - (x, z)| = radius
			a, b, c := 1+side*side, side*p.x+p.z, p.x*p.x+p.z*p.z-p.radius*p.radius
			under := b*b - a*c
			if under < 0 {
				continue
			}
			t := (b - math.Sqrt(under)) / a
			if t <= 0 || t >= v.depth {
				continue
			}
			// Round, with the light from the left.
			turned := (side*t - p.x) / p.radius
			light := 1 - 0.45*max(turned+0.25, -0.9*(turned+0.25))
			e.raise(x, t, 0, sight.GoalHeight, packed(faded(p.color, light, t)))
			e.raise(x, t, 0.62*sight.GoalHeight, 0.82*sight.GoalHeight, packed(faded(retina.Color{0.98, 0.97, 0.93}, light, t)))
		}
	}
}

// Panorama draws what the rays of a retina meet as a strip: from left to right
// a block per ray in the colour of what it meets, darker with distance, and
// above it the skyline of distal cues, up to 50 degrees.
func (c *Canvas) Panorama(r image.Rectangle, v *retina.View) {
	clip := r.Intersect(c.clip)
	n := len(v.Color)
	if clip.Empty() || n == 0 {
		return
	}
	const most = 50 * math.Pi / 180
	sky := float64(r.Dy()) * 0.48
	above := false // the line above shows what the rays meet
	for y := clip.Min.Y; y < clip.Max.Y; y++ {
		line := c.Img.Pix[c.Img.PixOffset(clip.Min.X, y) : c.Img.PixOffset(clip.Max.X-1, y)+4]
		row := float64(y - r.Min.Y)
		if above {
			copy(line, c.Img.Pix[c.Img.PixOffset(clip.Min.X, y-1):])
			continue
		}
		above = row+1 > sky
		blue := packed(mix(skyTop, skyHorizon, row/sky))
		last, p := -1, uint32(0)
		for x := range clip.Dx() {
			if ray := (x + clip.Min.X - r.Min.X) * n / r.Dx(); ray != last {
				last, p = ray, blue
				top := sky * (1 - min(v.Sky[ray], most)/most)
				switch {
				case above && math.IsInf(v.Distance[ray], 1):
					p = packed(dusk)
				case above:
					p = packed(faded(v.Color[ray], 1, 3.5*v.Distance[ray]))
				case v.Sky[ray] > 0 && row+1 > top:
					p = over(blue, packed(v.SkyColor[ray]), min(row+1-top, 1))
				}
			}
			binary.LittleEndian.PutUint32(line[4*x:], p)
		}
	}
}
