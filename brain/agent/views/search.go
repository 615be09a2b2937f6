package views

import "math"

// guess is where the trial may have begun. What is compared with views is not a
// place but this: all looks of a trial bear on it, however far apart. While the
// place is not known, every few decisions the views most like what is seen are
// aligned with it, and those that agree make guesses; guesses gain or lose by how
// well the views near the place that they tell agree. One that is far enough
// above all others, and above what chance gives, is believed; it goes on being
// compared, and is given up when it is contradicted for longer than it is
// trusted. The constants were chosen on episodes of goal-driven and goal-doors of
// seeds 1000 to 1029 and 2000 to 2099.
type guess struct {
	off   vec     // from the goal to where the trial began, m
	score float32 // sum of evidence, at most trust
}

const (
	every     = 4    // decisions between comparisons while the place is known
	everyLost = 2    // and while it is not
	least     = 20   // directions that two panoramas must have seen to be compared
	guesses   = 12   // at a time
	tried     = 12   // views that are aligned at a time
	unlike    = 0.5  // share of directions that differ, from which on a view is not tried
	trust     = 3    // the most evidence that a guess can have
	accept    = 0.75 // evidence to be believed
	lead      = 0.6  // of evidence, over guesses of other places
	neutral   = 0.75 // share of walls that agree which says nothing
	follow    = 0.2  // part of what fits best that a guess follows at a time
	reach     = 0.15 // m from a place within which views tell about it
	doubt     = 0.1  // evidence that is lost where no view tells anything
	arrived   = 0.7  // of the radius of the goal; nearer than this it would have been reached
	elsewhere = 0.25 // m; guesses nearer than this are of one place
	sound     = 0.85 // and from which on a guess follows what fits best
	drop      = -0.5 // evidence below which a guess is given up
	stride    = 0.2  // m, after which another look is new evidence,
	swing     = 1.2  // rad, or after such a turn
)

// compare weighs what is seen now.
func (m *Memory) compare(at vec) Event {
	weight := float32(min(1, m.way/stride+m.turned/swing))
	if m.located {
		g := &m.guesses[0]
		e, move, seen := m.weigh(g, at, weight)
		g.off = g.off.add(move.times(follow))
		if seen {
			g.score = min(g.score+e, trust)
		} else {
			g.score -= doubt
		}
		if g.score > 0 {
			return None
		}
		m.located, m.n = false, 0
		m.near = math.Inf(1)
		if e := m.search(at, weight); e == Located {
			return e
		}
		return Lost
	}
	return m.search(at, weight)
}

// weigh is the evidence for a guess, in [-1, 1], and whether there is any. A
// guess that fits moves a little to fit better.
func (m *Memory) weigh(g *guess, at vec, weight float32) (e float32, move vec, seen bool) {
	p := g.off.add(at)
	if m.hidden(p) || m.reached(p) {
		return -1, move, true
	}
	var found [2]int16
	best := fit{share: -1}
	for _, i := range found[:m.nearest(p, reach, found[:])] {
		v := &m.views[i]
		off := p.sub(v.at)
		to := m.now.aligned(v, off)
		if to.sub(off).square() > 0.08*0.08 {
			to = off
		}
		if f := m.now.judge(v, to); f.common >= least && f.share > best.share {
			best, move = f, to.sub(off)
		}
	}
	if best.share < 0 {
		return 0, move, false
	}
	if best.share < sound {
		move = vec{}
	}
	return evidence(best.share) * weight, move, true
}

func evidence(share float32) float32 { return max(-1, min(1, (share-neutral)/(1-neutral))) }

// reached tells that at p the goal would have been reached.
func (m *Memory) reached(p vec) bool { return float64(p.norm()) < arrived*m.eye.Goal }

// hidden tells that the post would be seen from p, and is not.
func (m *Memory) hidden(p vec) bool {
	d := p.norm()
	if gap := m.eye.Field / float64(m.eye.Rays); !m.post || d < 0.2 || float64(d) > 2*m.eye.Post/gap {
		return false // or a post that rays can miss
	}
	k := int(math.Round((math.Atan2(float64(-p.y), float64(-p.x))+math.Pi)/apart)) % directions
	for i := -1; i <= 1; i++ {
		if s := m.now.distance[wrap(k+i)]; s < d+0.15 {
			return false
		}
	}
	return true
}

// search compares what is seen with all views.
func (m *Memory) search(at vec, weight float32) Event {
	n := 0
	for _, g := range m.guesses[:m.n] {
		e, move, _ := m.weigh(&g, at, weight)
		g.off = g.off.add(move.times(follow))
		if g.score = min(g.score+e, trust); g.score > drop {
			m.guesses[n] = g
			n++
		}
	}
	m.n = n

	var like [tried]struct {
		differ float32
		view   int16
	}
	n = 0
	for i := range m.placed {
		common, differ := compare(&m.views[i].code, &m.now.code)
		if common < least {
			continue
		}
		share := float32(differ) / float32(common)
		if share > unlike || n == tried && share >= like[n-1].differ {
			continue
		}
		k := min(n, tried-1)
		for ; k > 0 && like[k-1].differ > share; k-- {
			like[k] = like[k-1]
		}
		like[k].differ, like[k].view = share, int16(i)
		n = min(n+1, tried)
	}
	for _, l := range like[:n] {
		m.propose(&m.views[l.view], at)
	}

	for i := 1; i < m.n; i++ {
		for k := i; k > 0 && m.guesses[k].score > m.guesses[k-1].score; k-- {
			m.guesses[k], m.guesses[k-1] = m.guesses[k-1], m.guesses[k]
		}
	}
	if m.n == 0 || m.guesses[0].score < accept {
		return None
	}
	for _, g := range m.guesses[1:m.n] {
		if g.score > m.guesses[0].score-lead && g.off.sub(m.guesses[0].off).square() > elsewhere*elsewhere {
			return None
		}
	}
	m.located, m.n = true, 1
	return Located
}

// propose makes a guess of a view, unless there is one already.
func (m *Memory) propose(v *view, at vec) {
	for _, g := range m.guesses[:m.n] {
		if g.off.add(at).sub(v.at).square() < 0.12*0.12 {
			return
		}
	}
	f := m.now.judge(v, m.now.aligned(v, vec{}))
	e := evidence(f.share)
	if f.common < least || e <= 0 || f.off.square() > 0.2*0.2 {
		return
	}
	g := guess{off: v.at.add(f.off).sub(at), score: e}
	if p := g.off.add(at); m.hidden(p) || m.reached(p) {
		return
	}
	for _, h := range m.guesses[:m.n] {
		if h.off.sub(g.off).square() < 0.1*0.1 {
			return
		}
	}
	if m.n < guesses {
		m.guesses[m.n] = g
		m.n++
		return
	}
	low := 0
	for i, h := range m.guesses[:m.n] {
		if h.score < m.guesses[low].score {
			low = i
		}
	}
	if m.guesses[low].score < g.score {
		m.guesses[low] = g
	}
}
