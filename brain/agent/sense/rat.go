package sense

import (
	"math"
	"math/rand/v2"

	"gridrat/world"
	"gridrat/world/body"
	"gridrat/world/sight"
	"gridrat/world/task"
)

// rat is one of a part: its episode, and what it knows beside its code.
type rat struct {
	world *task.World
	sight *sight.Sight // nil until it looks in this episode
	// Episodes are drawn from one stream, the rat's own chance from another.
	seed   uint64
	source *rand.PCG
	chance *rand.Rand
	jitter *rand.PCG // of noise on what it feels of its motion
	noise  *rand.Rand

	limit    int    // of decisions, in training below those of the task
	decision int    // in this episode
	actions  []byte // of this episode, by which it is played again
	begun    bool
	edited   bool // its world was, in this episode

	heading float64 // that it believes in
	last    int8    // action, -1 is none
	reward  float32
	felt    body.Sensed
	by      world.Vec // felt in the last decision, along the axes of the world
	reached bool      // a goal, in this episode

	own      ownGoal
	made     world.Vec // the place that it was given, of its world
	pretends bool      // the code of the goal is that of a place that it was given
	beyond   world.Vec // from where that code says to where it believed to be then

	place  world.Vec // that it believes in, m, up to a constant
	goal   world.Vec // where it believed to be at the goal
	known  bool      // that the two are of one frame
	offset world.Vec // from what the code says to place, by the walls that were seen

	finder

	familiar familiarity
	bonus    float32 // of the last decision
}

// ownGoal is what a rat kept of the goal at its last visit, beside its code.
type ownGoal struct {
	reached bool
	place   world.Vec // where it believed to be then
	beyond  world.Vec // from where the code says to there
}

// Streams of an episode, beside task.Stream.
const (
	forChance = 0xc4a1
	forNoise  = 0x9015e
)

// begin starts the episode of a seed.
func (r *rat) begin(seed uint64, limit int) {
	r.seed, r.limit, r.begun = seed, limit, true
	r.world.Reset(rand.New(rand.NewPCG(seed, task.Stream)))
	r.source.Seed(seed, forChance)
	r.jitter.Seed(seed, forNoise)
	r.sight, r.edited = nil, false
	r.decision, r.actions = 0, r.actions[:0]
	r.last, r.reward, r.felt, r.bonus = -1, 0, body.Sensed{}, 0
	r.reached, r.pretends, r.offset, r.own = false, false, world.Vec{}, ownGoal{}
	r.finder.begin()
	r.heading = r.world.Pose().Heading
	r.familiar.clear()
}

// act makes a decision and returns the displacement that was felt, along the
// axes of the world as the rat believes in them. A displacement is turned by
// the heading in the middle of the turn. What is felt is noisy by a share; see
// Impairment.
func (r *rat) act(action int, noise float64) (by world.Vec, o task.Outcome) {
	r.actions = append(r.actions, byte(action))
	r.decision++
	o = r.world.Act(Action(action))
	if noise > 0 {
		r.disturb(&o.Felt, noise)
	}
	r.last, r.reward, r.felt = int8(action), float32(o.Reward), o.Felt
	sin, cos := math.Sincos(r.heading + o.Felt.Turn/2)
	r.heading = world.WrapAngle(r.heading + o.Felt.Turn)
	r.by = world.Vec{X: o.Felt.Forward*cos - o.Felt.Left*sin, Y: o.Felt.Forward*sin + o.Felt.Left*cos}
	return r.by, o
}

// over tells that the episode is, in training or else.
func (r *rat) over(steps, visits int) bool {
	if r.decision >= r.limit {
		return true
	}
	return visits > 0 && r.world.Visits() >= visits && r.decision%steps == 0
}

// vector is from the rat to the goal, in the rat's frame.
func (r *rat) vector() world.Vec {
	to := r.goal.Sub(r.place)
	sin, cos := math.Sincos(r.heading)
	return world.Vec{X: to.X*cos + to.Y*sin, Y: -to.X*sin + to.Y*cos}
}

// see returns what there is to see for the rat now.
func (r *rat) see(plain bool) *sight.Sight {
	if r.sight == nil {
		s, err := sight.New(r.world.Map())
		if err != nil {
			panic("sense: " + err.Error()) // the world has begun on this map
		}
		if plain {
			s.Skyline, s.SkyColors = nil, nil
		}
		r.sight = s
	}
	r.sight.Match(r.world.Ground())
	return r.sight
}

// familiarity is when squares were last swept, in the coordinates of the place
// that a rat believes in: a square is while its middle lies within reach.
type familiarity struct {
	last    []int32 // decision, from 1; 0 is never
	squares []int32 // that are not 0
}

// familiarSide squares lie along a side, around the origin; what is beyond counts
// as the outermost. A rat that passes a place within reach would have met a goal
// there.
const (
	familiarSide = 64
	square       = 0.125
	reach        = task.GoalRadius
	worth        = square * square / (0.25 * 0.25) // of a square, in those of 0.25 m
)

func newFamiliarity() familiarity {
	return familiarity{last: make([]int32, familiarSide*familiarSide)}
}

func (f *familiarity) clear() {
	if f.last == nil {
		return
	}
	for _, i := range f.squares {
		f.last[i] = 0
	}
	f.squares = f.squares[:0]
}

// column is the column of a coordinate, or its row.
func column(x float64) int {
	return int(min(max(math.Floor(x/square)+familiarSide/2, 0), familiarSide-1))
}

// middle is the coordinate of the middle of a column.
func middle(i int) float64 { return (float64(i-familiarSide/2) + 0.5) * square }

// novelty is 1 where the rat never was, and grows again with the time since.
func (f *familiarity) novelty(p world.Vec, now int, forget float64) float64 {
	return f.fresh(column(p.Y)*familiarSide+column(p.X), now, forget)
}

func (f *familiarity) fresh(i, now int, forget float64) float64 {
	last := f.last[i]
	if last == 0 {
		return 1
	}
	return -math.Expm1(-float64(now+1-int(last)) / forget)
}

// visit marks what the rat sweeps on its way to a place, and returns how new that
// was, in squares of 0.25 m.
func (f *familiarity) visit(to world.Vec, now int, forget float64) (gain float64) {
	for y := column(to.Y - reach); y <= column(to.Y+reach); y++ {
		for x := column(to.X - reach); x <= column(to.X+reach); x++ {
			dx, dy := middle(x)-to.X, middle(y)-to.Y
			if dx*dx+dy*dy > reach*reach {
				continue
			}
			i := y*familiarSide + x
			gain += worth * f.fresh(i, now, forget)
			if f.last[i] == 0 {
				f.squares = append(f.squares, int32(i))
			}
			f.last[i] = int32(now + 1)
		}
	}
	return gain
}

// around writes how new it is at a place and 0.3 m away in eight directions, from
// ahead on, counter-clockwise.
func (f *familiarity) around(dst []float32, p world.Vec, heading float64, now int, forget float64) {
	dst[0] = float32(f.novelty(p, now, forget))
	for k := 1; k < familiarLen; k++ {
		dst[k] = float32(f.novelty(p.Add(world.Polar(0.3, heading+float64(k-1)*math.Pi/4)), now, forget))
	}
}
