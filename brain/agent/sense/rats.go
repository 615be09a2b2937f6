package sense

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"math/rand/v2"

	"gridrat/brain/crew"
	"gridrat/brain/tensor"
	"gridrat/world"
	"gridrat/world/retina"
	"gridrat/world/task"
)

// Config is what rats are made of.
type Config struct {
	Shape  Shape
	Task   task.Task
	Organs Organs
	Rats   int

	// Seeds gives the seed of an episode: the n-th, from 0, of a rat.
	Seeds func(rat, n int) uint64
	// Training has rats that are rewarded for new squares and whose episodes
	// end as Shape says, after a multiple of Steps decisions.
	Training bool
	Steps    int
	// Lanes begin with a rat whose number is a multiple of Batch; 0 is as 1.
	Batch int

	// Lesson is how many steps of the network after a look rats note as a way for
	// it to learn from; 0 is that they note none. Its weights may then change
	// between calls. Code grid, and fix told or seen.
	Lesson int

	Impaired Impairment
	Workers  int
}

// mostParts is the most parts that rats are divided into. Results do not depend
// on it, nor on the number of workers.
const mostParts = 8

// division tells with which rats the parts begin that so many workers go through,
// and last how many rats there are. Networks take many rats at once faster than
// few, and one worker needs one part; several need more than one each, so that
// none waits long for the last.
func division(workers, rats, batch int) []int {
	n := 1
	if workers > 1 {
		n = min(2*workers, mostParts, rats)
	}
	var lows []int
	for i := range n {
		low := i * rats / n / batch * batch
		if i == 0 || low > lows[len(lows)-1] {
			lows = append(lows, low)
		}
	}
	return append(lows, rats)
}

// Rats implements reward.Worlds.
type Rats struct {
	config Config
	plan   *plan
	parts  []*part
	crew   *crew.Crew
	count  []int // episodes begun, of each rat
	floor  Floor

	active [][]int // rats of each part that act
	begins [][]int

	// What the jobs of the present call are about.
	actions                  []int
	reward                   []float32
	over                     []bool
	actJob, againJob, newJob func(int)
}

// New returns rats whose episodes are to be begun with Renew. They own
// Workers-1 goroutines until Close.
func New(c Config) (*Rats, error) {
	if err := c.Shape.Validate(); err != nil {
		return nil, err
	}
	if c.Shape.Code == Grid && c.Organs.Network == nil || c.Shape.Fix == Seen && c.Shape.Code != None && c.Organs.Vision == nil {
		return nil, fmt.Errorf("an agent with code %s, corrected by what is %s, needs organs that it has not", c.Shape.Code, c.Shape.Fix)
	}
	if c.Lesson > 0 && (c.Shape.Code != Grid || c.Shape.Fix == Views) {
		return nil, fmt.Errorf("rats with code %s, corrected by %s, note no ways for a network", c.Shape.Code, c.Shape.Fix)
	}
	w, err := task.New(c.Task)
	if err != nil {
		return nil, err
	}
	first := w.Clone()
	first.Reset(rand.New(rand.NewPCG(c.Seeds(0, 0), task.Stream)))
	floor := FloorOf(first)
	if err := c.Impaired.Validate(); err != nil {
		return nil, err
	}
	units := 0
	switch c.Shape.Code {
	case Grid:
		units = c.Organs.Network.Units()
	case Place, PlaceStill:
		units = placeSide * placeSide
	}
	r := &Rats{config: c, plan: newPlan(c.Shape, units, retina.Rays), crew: crew.New(max(1, c.Workers)), count: make([]int, c.Rats), floor: floor}
	lows := division(c.Workers, c.Rats, max(1, c.Batch))
	for i, low := range lows[:len(lows)-1] {
		p := newPart(c, r.plan, low, lows[i+1]-low, floor, goalOf(first), w)
		p.impaired = c.Impaired
		r.parts = append(r.parts, p)
		r.active, r.begins = append(r.active, nil), append(r.begins, nil)
	}
	r.actJob = func(k int) { r.ActIn(k, r.actions, r.reward, r.over) }
	r.againJob = func(k int) { r.parts[k].act(r.active[k], r.actions) }
	r.newJob = func(k int) { r.parts[k].begin(r.begins[k]) }
	return r, nil
}

// Close ends the goroutines.
func (r *Rats) Close() { r.crew.Stop() }

// N implements reward.Worlds.
func (r *Rats) N() int { return r.config.Rats }

// Inputs implements reward.Worlds.
func (r *Rats) Inputs() int { return r.plan.total }

// Actions implements reward.Worlds.
func (r *Rats) Actions() int { return Actions }

// Blocks lists what reaches the policy, in the order of its inputs.
func (r *Rats) Blocks() []Block { return r.plan.blocks }

// Lanes implements reward.Worlds.
func (r *Rats) Lanes() []int {
	var lows []int
	for _, p := range r.parts {
		lows = append(lows, p.low)
	}
	return lows
}

// ActIn implements reward.Worlds. Rats whose episode is over rest.
func (r *Rats) ActIn(lane int, actions []int, reward []float32, over []bool) {
	p, active := r.parts[lane], r.active[lane][:0]
	for i := range p.rats {
		if p.rats[i].world.Done() {
			p.rats[i].reward, p.rats[i].bonus = 0, 0
			continue
		}
		active = append(active, i)
	}
	r.active[lane] = active
	p.act(active, actions)
	c := &r.config
	for i := range p.rats {
		rat := &p.rats[i]
		reward[p.low+i] = rat.reward
		over[p.low+i] = rat.world.Done()
		if c.Training {
			reward[p.low+i] += rat.bonus
			over[p.low+i] = rat.over(c.Steps, c.Shape.Visits)
		}
	}
}

// Act is ActIn in all lanes, side by side.
func (r *Rats) Act(actions []int, reward []float32, over []bool) {
	r.actions, r.reward, r.over = actions, reward, over
	r.run(r.actJob)
}

// run runs a job for every part. A panic in one goes on in the caller.
func (r *Rats) run(job func(int)) {
	if err := r.crew.Run(len(r.parts), job); err != nil {
		panic(err)
	}
}

// ObserveIn implements reward.Worlds.
func (r *Rats) ObserveIn(lane int, x tensor.Mat) {
	p := r.parts[lane]
	tensor.Copy(x.RowRange(p.low, p.low+len(p.rats)), p.x)
}

// Observe is ObserveIn in all lanes.
func (r *Rats) Observe(x tensor.Mat) {
	for k := range r.parts {
		r.ObserveIn(k, x)
	}
}

// Renew implements reward.Worlds.
func (r *Rats) Renew(begin []bool, x tensor.Mat) {
	for i, b := range begin {
		if b {
			p, k := r.at(i)
			p.rats[k].begin(r.config.Seeds(i, r.count[i]), r.limit(i, r.count[i]))
			r.count[i]++
		}
	}
	r.start(begin)
	for i, b := range begin {
		if b {
			p, k := r.at(i)
			copy(x.Row(i), p.x.Row(k))
		}
	}
}

// start lets rats whose episodes have begun look around.
func (r *Rats) start(begin []bool) {
	for k, p := range r.parts {
		r.begins[k] = r.begins[k][:0]
		for i := range p.rats {
			if begin[p.low+i] {
				r.begins[k] = append(r.begins[k], i)
			}
		}
	}
	r.run(r.newJob)
}

// limit is how many decisions the n-th episode of a rat may have: the first
// ones in training are cut so that ends are spread over time.
func (r *Rats) limit(i, n int) int {
	c := &r.config
	all := c.Task.Decisions()
	if !c.Training || !c.Shape.Stagger || n > 0 {
		return all
	}
	chunks := max(1, all/c.Steps)
	return (i%chunks + 1) * c.Steps
}

func (r *Rats) at(i int) (*part, int) {
	for _, p := range r.parts {
		if i < p.low+len(p.rats) {
			return p, i - p.low
		}
	}
	panic("sense: there is no such rat")
}

// World is the world of a rat, not to be changed.
func (r *Rats) World(i int) *task.World {
	p, k := r.at(i)
	return p.rats[k].world
}

// Belief is what a rat believes, for whoever watches it.
type Belief struct {
	Heading float64
	Place   world.Vec // m, from where it calls the origin (Rats.Origin), up to a constant with a head that it taught itself; of rats with a code
	Known   bool      // Place is of the frame of its map, and of ToGoal
	Reached bool      // it has kept a code of the goal
	ToGoal  world.Vec // in its own frame: ahead and to the left, m
}

// Belief returns what a rat believes.
func (r *Rats) Belief(i int) Belief {
	p, k := r.at(i)
	rat := &p.rats[k]
	b := Belief{Heading: rat.heading, Place: rat.place, Known: p.keep != nil && rat.framed(), Reached: rat.reached}
	if rat.reached {
		b.ToGoal = rat.vector()
	}
	return b
}

// Moment is what a vector head learns from: see vector.Walks.
type Moment struct {
	By    world.Vec // felt in the last decision, along the axes of the world, m
	Since world.Vec // felt since the code was made, m
	Lost  bool      // the rat was put elsewhere
}

// Moment copies the levelled code of a rat to dst [units], and tells how it came
// there.
func (r *Rats) Moment(dst []float32, i int) Moment {
	p, k := r.at(i)
	m := Moment{By: p.rats[k].by, Since: p.keep.code(dst, k), Lost: p.outcomes[k].Teleported}
	p.keep.level(tensor.Mat{Rows: 1, Cols: len(dst), Stride: len(dst), Data: dst})
	return m
}

// Unit is how many metres a head reads in one of the world.
func (r *Rats) Unit() float64 { return r.parts[0].unit }

// Units is the number of units of the code.
func (r *Rats) Units() int { return r.parts[0].keep.units() }

// history is an episode under way: what it takes to play it again.
type history struct {
	Count   int
	Seed    uint64
	Limit   int
	Actions []byte
	Mind    *mind // of rats whose network learns on
}

// MarshalBinary implements reward.Worlds. It refuses rats whose worlds were edited
// in their episode, which does not come again from its seed.
func (r *Rats) MarshalBinary() ([]byte, error) {
	list := make([]history, r.N())
	for i := range list {
		p, k := r.at(i)
		rat := &p.rats[k]
		if rat.edited {
			return nil, fmt.Errorf("the world of rat %d was edited in its episode; that cannot be kept", i)
		}
		list[i] = history{r.count[i], rat.seed, rat.limit, rat.actions, p.mind(k)}
	}
	var b bytes.Buffer
	err := gob.NewEncoder(&b).Encode(list)
	return b.Bytes(), err
}

// UnmarshalBinary implements reward.Worlds: episodes are played again, from
// their seeds, up to where they were. What rats have in mind comes from the file
// where their network is not what it was.
func (r *Rats) UnmarshalBinary(data []byte) error {
	var list []history
	if err := gob.NewDecoder(bytes.NewReader(data)).Decode(&list); err != nil {
		return err
	}
	if len(list) != r.N() {
		return fmt.Errorf("there are %d episodes of %d rats", len(list), r.N())
	}
	longest, begin := 0, make([]bool, len(list))
	for i, h := range list {
		if len(h.Actions) > r.config.Task.Decisions() || bytes.ContainsFunc(h.Actions, func(a rune) bool { return int(a) >= Actions }) {
			return fmt.Errorf("the episode of rat %d has actions that there are not", i)
		}
		longest = max(longest, len(h.Actions))
		p, k := r.at(i)
		p.rats[k].begin(h.Seed, h.Limit)
		r.count[i], begin[i] = h.Count, true
	}
	r.start(begin)
	r.actions = make([]int, len(list))
	for t := range longest {
		for k, p := range r.parts {
			r.active[k] = r.active[k][:0]
			for i := range p.rats {
				// All come to their present decision at the same time.
				h := list[p.low+i].Actions
				if step := t - (longest - len(h)); step >= 0 {
					r.actions[p.low+i] = int(h[step])
					r.active[k] = append(r.active[k], i)
				}
			}
		}
		r.run(r.againJob)
	}
	for i, h := range list {
		p, k := r.at(i)
		if err := p.remind(k, h.Mind); err != nil {
			return fmt.Errorf("what rat %d has in mind is not to be brought back: %w", i, err)
		}
	}
	return nil
}
