package survey

import "gridrat/world"

// Box is the box of a recording, as results say it.
type Box struct {
	Shape   string    `json:"shape"` // square, rectangle, circle or map
	WidthM  Number    `json:"width_m"`
	HeightM Number    `json:"height_m"`
	CornerM [2]Number `json:"lower_left_m"` // in the coordinates of the file, in m
	ZeroM   [2]Number `json:"zero_m"`       // where (0, 0) of maps and outlines is there
	Size    string    `json:"size"`         // given or estimated
	Place   string    `json:"place"`        // given or estimated
}

// outline is the outer wall of a subject's floor, m.
func (s *Subject) outline() []world.Vec {
	if s.Walls == nil {
		return s.Enclosure.Outline()
	}
	if s.Walls.Diameter > 0 {
		return world.Enclosure{Shape: world.Circle, Size: s.Walls.Diameter}.Outline()
	}
	var corners []world.Vec
	for _, f := range s.Walls.Faces[:s.Walls.Outer] {
		corners = append(corners, f.A)
	}
	return corners
}

// floor tells which bins of the maps have their middle on the floor, and how
// many these are, and how many of the bins were visited.
func (s *Subject) floor() (on []float64, bins, visited int) {
	n := s.Maps[0].N
	g := NewGround(n, s.Enclosure, s.Walls)
	on = make([]float64, n*n)
	side := s.Enclosure.Size / float64(n)
	for i := range on {
		p := world.Vec{X: (float64(i%n)+0.5)*side - s.Enclosure.Half(), Y: (float64(i/n)+0.5)*side - s.Enclosure.Half()}
		inside := s.Enclosure.Shape != world.Circle || s.Enclosure.Contains(p)
		if inside && g.Within(p).Sub(p).Norm() < side/1000 {
			on[i] = 1
			bins++
		}
		if s.Maps[0].Time[i] > 0 {
			visited++
		}
	}
	return on, bins, visited
}
