// Package sight makes of a map (world/maze) what there is to see in it
// (world/retina): walls in their colours, shut doors, goals that can be seen,
// local cues, and distal cues as a skyline. Lengths are metres, angles radians.
package sight

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"gridrat/world"
	"gridrat/world/ground"
	"gridrat/world/maze"
	"gridrat/world/retina"
	"gridrat/world/space"
)

// Tags of the first patch and of the first goal. Walls and doors have the tags
// of their ground, sides of the outline negative ones.
const (
	PatchTag = ground.DoorTag + maze.MaxOthers
	GoalTag  = PatchTag + maze.MaxOthers
	tags     = GoalTag + maze.MaxOthers
)

// Heights above the floor, for pictures: Banino et al. 2018 do not state them,
// these are this project's. The retina's rays are level and have none.
const (
	Eye        = 0.08 // m, of the rat's eye
	WallHeight = 0.3  // m, of walls, doors and patches
	GoalHeight = 0.2  // m, of the post that marks a goal
)

// Colours of what a map gives none.
const (
	DoorColor maze.Color = "#5cc8ff"
	GoalColor maze.Color = "#ffb74d"
)

// Sight is what there is to see. Its Scene serves any number of rats and
// retinas, of one goroutine; Clone gives another its own.
type Sight struct {
	retina.Scene
	Map    maze.Map
	colors [tags + 1]retina.Color // by tag + 1; the outline is the first
}

// skyParts is the number of directions of the skyline.
const skyParts = 1440

// relief is how far a patch stands out from its wall.
const relief = 0.001

// New returns what is seen in a map that passes Check, with the doors as they
// are drawn.
func New(m maze.Map) (*Sight, error) {
	s := &Sight{Map: m}
	outline, walls := ground.Walls(m)
	faces := slices.Clone(walls[:4*len(m.Walls)]) // not those of doors
	for i, a := range outline {
		faces = append(faces, space.Wall{A: a, B: outline[(i+1)%len(outline)]})
	}
	for i, p := range m.Patches {
		for _, at := range onFaces(p, m.Outline, faces) {
			walls = append(walls, space.Wall{A: at[0], B: at[1], Thickness: 2 * relief, Tag: int32(PatchTag + i)})
		}
	}
	var err error
	if s.Space, err = space.New(outline, walls); err != nil {
		return nil, fmt.Errorf("could not see map %q: %w", m.Name, err)
	}
	for i, d := range m.Doors {
		s.Shut(i, !d.Open)
	}
	for i, g := range m.Goals {
		if g.Visible {
			s.Discs = append(s.Discs, retina.Disc{Centre: g.At, Radius: PostRadius(g), Tag: int32(GoalTag + i)})
		}
	}
	s.paint()
	s.Palette = s.color
	s.Skyline, s.SkyColors = skyline(m.Distal)
	return s, nil
}

// PostRadius is the radius of the post that stands in the middle of a visible
// goal: what is seen of it from afar.
func PostRadius(g maze.Goal) float64 { return min(g.Radius/2, 0.05) }

// Shut shuts or opens a door of the map, for the eye.
func (s *Sight) Shut(door int, shut bool) { s.Space.Set(int32(ground.DoorTag+door), shut) }

// Match shuts the doors that are shut in a ground of the same map, and opens
// the others; it tells whether that changed any.
func (s *Sight) Match(g *ground.Ground) (changed bool) {
	for i := range s.Map.Doors {
		tag := int32(ground.DoorTag + i)
		if on := g.On(tag); on != s.Space.On(tag) {
			s.Space.Set(tag, on)
			changed = true
		}
	}
	return changed
}

// Clone returns the same with doors of its own.
func (s *Sight) Clone() *Sight {
	c := *s
	c.Space = s.Space.Clone()
	c.Palette = c.color
	return &c
}

func (s *Sight) color(tag int32) retina.Color {
	if tag >= tags {
		return retina.Color{}
	}
	return s.colors[max(tag, -1)+1]
}

func (s *Sight) paint() {
	m := &s.Map
	set := func(tag int, c maze.Color) { s.colors[tag+1] = Levels(c) }
	set(-1, cmp.Or(m.Wall, maze.WallGrey))
	for i, w := range m.Walls {
		set(i, m.ColorOf(w))
	}
	for i := range m.Doors {
		set(ground.DoorTag+i, DoorColor)
	}
	for i, p := range m.Patches {
		set(PatchTag+i, p.Color)
	}
	for i := range m.Goals {
		set(GoalTag+i, GoalColor)
	}
}

// Levels turns a colour of a map into one of the retina.
func Levels(c maze.Color) retina.Color {
	r, g, b := c.RGB()
	return retina.Color{float32(r) / 255, float32(g) / 255, float32(b) / 255}
}

// skyline returns the heights of distal cues by direction, with their colours.
// Of cues behind one another the highest is seen.
func skyline(cues []maze.DistalCue) ([]float64, []retina.Color) {
	if len(cues) == 0 {
		return nil, nil
	}
	heights, colors := make([]float64, skyParts), make([]retina.Color, skyParts)
	const part = 2 * math.Pi / skyParts
	for i := range heights {
		at := -math.Pi + part*float64(i)
		for _, c := range cues {
			off := math.Abs(world.WrapAngle(at - c.Direction*math.Pi/180))
			half, height := c.Width/2*math.Pi/180, c.Height*math.Pi/180
			switch {
			case off <= half+1e-9 && height > heights[i]:
				heights[i], colors[i] = height, Levels(c.Color)
			case off <= half+part && heights[i] == 0: // its height falls off here
				colors[i] = Levels(c.Color)
			}
		}
	}
	return heights, colors
}

// Door returns the door that has a tag, if one has.
func (s *Sight) Door(tag int32) (d maze.Door, ok bool) {
	i := int(tag) - ground.DoorTag
	if i < 0 || i >= len(s.Map.Doors) {
		return d, false
	}
	return s.Map.Doors[i], true
}
