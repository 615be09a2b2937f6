package task

import (
	"math"

	"gridrat/world"
	"gridrat/world/ground"
	"gridrat/world/maze"
)

// site is a map made ready for episodes. It never changes and is shared by all
// worlds of the map.
//
// Its floor is sampled on a square lattice with all doors shut, locked ones as
// they are; neighbours are linked where the body moves straight between them.
// So parts of the floor that count as connected really are; a way is found for
// sure where its free strip is as wide as a pitch.
type site struct {
	m      maze.Map
	ground *ground.Ground // doors shut, locked ones as they are
	radius float64        // of the body

	low    world.Vec
	pitch  float64
	nx, ny int
	part   []int16 // of each node; 0 is not free, else the connected part
	parts  int     // they are 1 to parts
	links  []link
	begin  []int32 // nodes where rats may begin: see StartRule
	// Parts that can be reached from the starts with all doors open that can be.
	fromStarts []bool
}

// link is an open door between two parts.
type link struct {
	door int
	a, b int16
}

// pitches of the lattice: of mazes of cells, whose corridors have nodes in
// their middle, and of drawn maps.
const (
	cellPitch = maze.Cell / 2
	finePitch = 0.04
)

// mostParts bounds the parts of a floor that are told apart.
const mostParts = math.MaxInt16

func newSite(m maze.Map, t *Task, pitch float64) (*site, error) {
	g, err := ground.New(m)
	if err != nil {
		return nil, err
	}
	s := &site{m: m, ground: g, radius: t.Body.Radius, pitch: pitch}
	for i, d := range m.Doors {
		g.Set(tagOf(i), !(d.Open && d.Locked))
	}
	s.sample()
	s.link()
	begins := s.inStart
	if t.Start == StartsInRoom {
		room := s.partAt(m.Starts[0].At)
		begins = func(i int) bool { return s.part[i] == room }
	}
	for i, part := range s.part {
		if part > 0 && begins(i) {
			s.begin = append(s.begin, int32(i))
		}
	}
	s.fromStarts = make([]bool, s.parts+1)
	for _, i := range s.begin {
		s.fromStarts[s.part[i]] = true
	}
	for _, st := range m.Starts {
		s.markDisc(s.fromStarts, st.At, st.Radius)
	}
	s.mark(s.fromStarts, nil)
	return s, nil
}

func tagOf(door int) int32 { return ground.DoorTag + int32(door) }

func (s *site) node(i int) world.Vec {
	return s.low.Add(world.Vec{X: float64(i%s.nx) * s.pitch, Y: float64(i/s.nx) * s.pitch})
}

// inStart tells whether a node lies in a start disc, or there is none.
func (s *site) inStart(node int) bool {
	p := s.node(node)
	for _, st := range s.m.Starts {
		if within(p, st.At, st.Radius) {
			return true
		}
	}
	return len(s.m.Starts) == 0
}

// sample lays the lattice symmetrically over the floor and finds its parts.
func (s *site) sample() {
	low, high := s.ground.Bounds()
	count := func(length float64) int { return int(length/s.pitch+1e-9) + 1 }
	s.nx, s.ny = count(high.X-low.X), count(high.Y-low.Y)
	across := world.Vec{X: float64(s.nx-1) * s.pitch, Y: float64(s.ny-1) * s.pitch}
	s.low = low.Add(high).Sub(across).Mul(0.5)
	s.part = make([]int16, s.nx*s.ny)
	const unknown = -1
	for i := range s.part {
		if s.ground.Free(s.node(i), s.radius) {
			s.part[i] = unknown
		}
	}
	var edge []int
	for i := range s.part {
		if s.part[i] != unknown || s.parts == mostParts {
			continue
		}
		s.parts++
		s.part[i] = int16(s.parts)
		edge = append(edge[:0], i)
		for len(edge) > 0 {
			at := edge[len(edge)-1]
			edge = edge[:len(edge)-1]
			p, x, y := s.node(at), at%s.nx, at/s.nx
			for dy := -1; dy <= 1; dy++ {
				for dx := -1; dx <= 1; dx++ {
					if x+dx < 0 || x+dx >= s.nx || y+dy < 0 || y+dy >= s.ny {
						continue
					}
					if k := at + dy*s.nx + dx; s.part[k] == unknown && s.ground.Clear(p, s.node(k), s.radius) {
						s.part[k] = int16(s.parts)
						edge = append(edge, k)
					}
				}
			}
		}
	}
	for i := range s.part {
		s.part[i] = max(s.part[i], 0)
	}
}

// partAt is the part in which the body is at p, 0 if it does not fit there or
// no node near sees it.
func (s *site) partAt(p world.Vec) int16 {
	cx, cy := int(math.Round((p.X-s.low.X)/s.pitch)), int(math.Round((p.Y-s.low.Y)/s.pitch))
	if !s.ground.Free(p, s.radius) {
		return 0
	}
	for y := max(cy-1, 0); y <= min(cy+1, s.ny-1); y++ {
		for x := max(cx-1, 0); x <= min(cx+1, s.nx-1); x++ {
			if i := y*s.nx + x; s.part[i] > 0 && s.ground.Clear(p, s.node(i), s.radius) {
				return s.part[i]
			}
		}
	}
	return 0
}

// link finds, for every door that is not locked, the parts that it joins when
// it is open: it is passed straight across, at places a pitch apart.
func (s *site) link() {
	for i, d := range s.m.Doors {
		if d.Locked {
			continue
		}
		along := d.B.Sub(d.A)
		length := along.Norm()
		u := along.Mul(1 / length)
		out := world.Vec{X: -u.Y, Y: u.X}.Mul(d.Thickness/2 + s.radius + 1e-3)
		s.ground.Set(tagOf(i), false)
		n := max(int(math.Ceil(length/finePitch)), 2)
		for k := 1; k < n; k++ {
			middle := d.A.Add(along.Mul(float64(k) / float64(n)))
			from, to := middle.Add(out), middle.Sub(out)
			if !s.ground.Clear(from, to, s.radius) {
				continue
			}
			s.ground.Set(tagOf(i), true)
			a, b := s.partAt(from), s.partAt(to)
			s.ground.Set(tagOf(i), false)
			if l := (link{i, a, b}); a > 0 && b > 0 && a != b && !s.has(l) {
				s.links = append(s.links, l)
			}
		}
		s.ground.Set(tagOf(i), true)
	}
}

func (s *site) has(l link) bool {
	for _, k := range s.links {
		if k == l {
			return true
		}
	}
	return false
}

// mark sets reached for each part that is connected with one that is marked
// already by doors of which open says so; nil is all. reached has parts + 1
// entries.
func (s *site) mark(reached, open []bool) {
	for again := true; again; {
		again = false
		for _, l := range s.links {
			if (open == nil || open[l.door]) && reached[l.a] != reached[l.b] {
				reached[l.a], reached[l.b], again = true, true, true
			}
		}
	}
}

// markDisc marks the parts in which the body can be within a disc; none if it
// fits nowhere there.
func (s *site) markDisc(reached []bool, at world.Vec, radius float64) {
	const turns, rings = 16, 4
	reached[s.partAt(at)] = true
	for ring := 1; ring <= rings; ring++ {
		for k := range turns {
			p := at.Add(world.Polar(radius*float64(ring)/rings, 2*math.Pi*float64(k)/turns))
			reached[s.partAt(p)] = true
		}
	}
	reached[0] = false
}
