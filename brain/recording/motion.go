package recording

import (
	"math"
	"slices"

	"gridrat/world"
)

// still is the displacement below which motion says nothing of heading: that
// much is the jitter of tracking, m.
const still = 0.002

// Resample returns every segment as poses period seconds apart, by linear
// interpolation between the rows of a segment, never across a gap. Headings
// that a pose has not are those of motion: of the move that led to it (of the
// first, of the move from it), or of the one before where the rat hardly
// moved.
func (k Track) Resample(period float64) [][]world.Pose {
	var out [][]world.Pose
	for _, s := range k.Segments() {
		begin := k.T[s.Low]
		steps := int((k.T[s.High-1]-begin)/period + 1e-9)
		if steps < 1 {
			continue
		}
		poses := make([]world.Pose, steps+1)
		for i := range poses {
			poses[i] = k.pose(s, begin+float64(i)*period)
		}
		fromMotion(poses)
		out = append(out, poses)
	}
	return out
}

// fromMotion gives headings to poses that have none.
func fromMotion(poses []world.Pose) {
	heading := 0.0
	for i := 1; i < len(poses); i++ {
		if d := poses[i].Pos.Sub(poses[i-1].Pos); d.Norm() > still {
			heading = d.Angle()
			break
		}
	}
	for i := range poses {
		if i > 0 {
			if d := poses[i].Pos.Sub(poses[i-1].Pos); d.Norm() > still {
				heading = d.Angle()
			}
		}
		if math.IsNaN(poses[i].Heading) {
			poses[i].Heading = heading
		}
	}
}

// Paths cuts resampled segments into paths: first those of moves moves, then
// those that are left over, by falling length, down to least moves. Paths of
// one length are walked side by side, at most most at a time.
func Paths(segments [][]world.Pose, moves, least, most int) []world.Paths {
	byLength := map[int][][]world.Pose{}
	for _, s := range segments {
		for len(s) > least {
			n := min(moves, len(s)-1)
			byLength[n] = append(byLength[n], s[:n+1])
			s = s[n:]
		}
	}
	var lengths []int
	for n := range byLength {
		lengths = append(lengths, n)
	}
	slices.Sort(lengths)
	var out []world.Paths
	for _, n := range slices.Backward(lengths) {
		for group := range slices.Chunk(byLength[n], most) {
			p := world.Paths{Steps: n, Rats: len(group), Poses: make([]world.Pose, (n+1)*len(group))}
			for r, poses := range group {
				for t, pose := range poses {
					p.Poses[t*p.Rats+r] = pose
				}
			}
			out = append(out, p)
		}
	}
	return out
}

// window is the time over which speed, and heading where the file has none,
// are taken from motion, s.
const window = 0.2

// Moving is a pose with the speed that the rat has there, m/s.
type Moving struct {
	world.Pose
	Speed float64
}

// moving returns the pose, speed and heading at time t of a segment: from the
// motion within window around it, as far as the segment goes.
func (k Track) moving(s Segment, t float64) Moving {
	m := Moving{Pose: k.pose(s, t)}
	from, to := max(t-window/2, k.T[s.Low]), min(t+window/2, k.T[s.High-1])
	d := k.pose(s, to).Pos.Sub(k.pose(s, from).Pos)
	m.Speed = d.Norm() / (to - from)
	if math.IsNaN(m.Heading) && !k.Headings && d.Norm() > still {
		m.Heading = d.Angle()
	}
	return m
}
