package sense

// Kind groups inputs of a policy by what they come from.
type Kind uint8

// Kinds.
const (
	KindSight  Kind = iota // what rays meet
	KindMotion             // felt motion, and the heading that it adds up to
	KindReward             // the last reward and the last action
	KindPlace              // where the rat believes to be, and how new it is there
	KindGoal               // made from what it kept of the goal: the vector, the code, the way on its map

	NumKinds = 5
)

// String names a kind for people.
func (k Kind) String() string {
	return [NumKinds]string{"sight", "motion, compass", "reward, action", "own place", "goal"}[k]
}

// Kinds returns the kind of each input. The two codes of the block of codes are of
// two kinds.
func (r *Rats) Kinds() []Kind {
	p := r.plan
	kinds := make([]Kind, p.total)
	set := func(k Kind, blocks ...Block) {
		for _, b := range blocks {
			for i := range b.Len {
				kinds[b.Offset+i] = k
			}
		}
	}
	now, goal := p.raw, p.raw
	now.Len /= 2
	goal.Offset, goal.Len = goal.Offset+now.Len, now.Len
	set(KindSight, p.rays, p.goals, p.doors, p.colors)
	set(KindMotion, p.felt, p.compass, p.axis)
	set(KindReward, p.action, p.reward)
	set(KindPlace, p.own, p.familiar, now)
	set(KindGoal, p.flag, p.vector, p.way, goal)
	return kinds
}
