package watched

import (
	"image/color"
	"math"
	"slices"

	"gridrat/brain/agent/sense"
	"gridrat/render/figure"
	"gridrat/world"
	"gridrat/world/body"
)

// Shapes lists what is drawn over the world: the way of this trial by the value
// that was expected on it, the shortest way from where the rat is, the way to the
// goal that its code tells beside the true one, as the crow flies, where it believes to be, what it is made to believe the
// goal, and the chances of its actions.
func (r *Rat) Shapes() (shapes []figure.Shape) {
	m, choice := r.At()
	if m == nil {
		return nil
	}
	pose, _ := r.Pose()
	shapes = r.valued(pose.Pos)
	shapes = append(shapes, r.shortest(m)...)
	shapes = append(shapes, r.edits.shapes(r, m)...)
	if r.pretends != nil {
		shapes = append(shapes,
			figure.Shape{Kind: figure.CircleShape, At: [4]world.Vec{*r.pretends}, Radius: 0.1, Width: 2, Color: figure.Dark.Warn},
			figure.Shape{Kind: figure.TextShape, At: [4]world.Vec{*r.pretends}, Color: figure.Dark.Warn, Text: "pretended goal"})
	}
	if at, ok := r.Believed(m); ok {
		shapes = append(shapes, figure.Shape{Kind: figure.CircleShape, At: [4]world.Vec{at}, Radius: 0.06, Width: 1.5, Color: figure.Dark.Accent})
		if g := r.Goal(m); g != nil {
			shapes = append(shapes, line(pose.Pos, g.At, 1, figure.Dark.Muted))
			shapes = append(shapes, arrow(pose.Pos, pose.Pos.Add(turned(m.Belief.ToGoal, pose.Heading)), figure.Dark.Series[1])...)
		}
	}
	return append(shapes, chances(pose, choice)...)
}

// mostSegments bounds the segments of a way.
const mostSegments = 120

// valued is the way of the trial as far as it is looked at, to where the rat is
// shown, coloured by what was expected: from the least to the most of the episode.
func (r *Rat) valued(to world.Vec) (shapes []figure.Shape) {
	n := len(r.moments) - 1 - r.back
	under := n > 0 && r.back == 0 && r.phase < 1 // a decision is under way
	low, high := math.Inf(1), math.Inf(-1)
	for _, m := range r.moments[1 : n+1] {
		low, high = math.Min(low, float64(m.Value)), math.Max(high, float64(m.Value))
	}
	last := n
	if under {
		last--
	}
	trial := r.moments[last].Trial
	first := slices.IndexFunc(r.moments, func(m Moment) bool { return m.Trial == trial })
	stride := max(1, (last-first+mostSegments-1)/mostSegments)
	from := r.moments[first].Pose.Pos
	for i := first + 1; i <= last; i++ {
		if (i-first)%stride == 0 || i == last {
			at := r.moments[i].Came.Pos
			shapes = append(shapes, line(from, at, 2.5, colour(float64(r.moments[i].Value), low, high)))
			from = at
		}
	}
	if under {
		shapes = append(shapes, line(from, to, 2.5, colour(float64(r.moments[n].Value), low, high)))
	}
	return shapes
}

// colour is that of a value between two others.
func colour(v, low, high float64) color.RGBA {
	if !(high > low) {
		return figure.Viridis.At(0)
	}
	return figure.Viridis.At((v - low) / (high - low))
}

// shortest is the shortest way to the nearest goal from the moment's pose. It is
// found again where the moment is another.
func (r *Rat) shortest(m *Moment) (shapes []figure.Shape) {
	if r.back > 0 { // the doors may have stood otherwise
		return nil
	}
	if r.pathOf != m.Pose.Pos || r.path == nil {
		r.pathOf = m.Pose.Pos
		r.path = r.player.Rats().World(0).Path(r.path[:0], m.Pose.Pos)
	}
	for i := range max(len(r.path)-1, 0) {
		shapes = append(shapes, line(r.path[i], r.path[i+1], 1, figure.Dark.Series[2]))
	}
	return shapes
}

func line(a, b world.Vec, width float64, c color.RGBA) figure.Shape {
	return figure.Shape{Kind: figure.LineShape, At: [4]world.Vec{a, b}, Width: width, Color: c}
}

// arrow is a line with a head.
func arrow(from, to world.Vec, c color.RGBA) []figure.Shape {
	shapes := []figure.Shape{line(from, to, 2, c)}
	by := to.Sub(from)
	if by.Norm() < 0.05 {
		return shapes
	}
	for _, side := range []float64{-1, 1} {
		shapes = append(shapes, line(to, to.Add(world.Polar(0.06, by.Angle()+math.Pi+side*0.45)), 2, c))
	}
	return shapes
}

// directions are where actions lead, from ahead on, counter-clockwise: of turns,
// half-way to the side.
var directions = map[body.Action]float64{
	body.GoForward: 0, body.TurnLeft: math.Pi / 4, body.GoLeft: math.Pi / 2, body.GoBack: math.Pi, body.GoRight: -math.Pi / 2, body.TurnRight: -math.Pi / 4,
}

// chances are the probabilities of actions round the rat: the longer the likelier,
// and the one that was chosen in another colour.
func chances(pose world.Pose, choice *Moment) (shapes []figure.Shape) {
	const near, far = 0.09, 0.25
	if choice.Action < 0 {
		return nil
	}
	for i, p := range choice.Probs {
		c := figure.Dark.Muted
		if i == choice.Action {
			c = figure.Dark.Ink
		}
		angle := pose.Heading + directions[sense.Action(i)]
		shapes = append(shapes, line(pose.Pos.Add(world.Polar(near, angle)), pose.Pos.Add(world.Polar(near+far*float64(p), angle)), 2.5, c))
	}
	return shapes
}
