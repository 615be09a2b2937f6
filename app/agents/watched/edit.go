package watched

import (
	"errors"
	"fmt"
	"math"

	"gridrat/app/agents/edited"
	"gridrat/app/agents/later"
	"gridrat/render/figure"
	"gridrat/world"
	"gridrat/world/maze"
	"gridrat/world/task"
)

// edits are what the user makes of the map of the episode. They stay: in a task with
// one map for the episodes after, in one whose mazes are its own for that of the
// seed, whenever it comes again.
type edits struct {
	doc  *edited.Document // nil before the first episode
	seed uint64           // of it

	made    later.Later[prepared]
	applied maze.Map     // of the document, that the world has
	seen    int          // changes of the world that the document knows
	now     *task.Edited // that the world has; nil is the task's own map
	hold    bool         // the rat waits until its world is edited, as its episode begins so
	floors  int          // edits of floors, for what is made of one

	old *oldWay // of the last edit; nil is none

	asked lostKey // where it was asked for a way
	lost  bool    // and there was none
}

// lostKey is where there is a way or none.
type lostKey struct {
	episode *episode
	changes int
	at      world.Vec
}

// prepared is an edit made ready.
type prepared struct {
	edit    *task.Edited
	of      maze.Map // of the document
	changes int      // of the world for which it was made
	episode *episode
	err     error
}

// oldWay is the shortest way before an edit, and the length of the one since.
type oldWay struct {
	episode  *episode
	trial    int
	path     []world.Vec // from where the rat was
	was, now float64     // m, to the rim of the goal; +Inf is none
}

// Doc is the map of the episode as it is edited; nil where there is no rat. What is
// done to it is done to the world in a tick after, once nothing in it is open.
func (r *Rat) Doc() *maze.History {
	if r.episode == nil || r.edits.doc == nil {
		return nil
	}
	return r.edits.doc.History
}

// Edited tells whether the world is another than the task has it, or is to be.
func (r *Rat) Edited() bool { return r.episode != nil && r.edits.doc != nil && r.edits.doc.Edited() }

// World is the task in which the rat acts now and, in a task with one map, in its
// episodes after; edited tells that its map was edited. An edit of a maze that is of
// one episode alone is not in it.
func (r *Rat) World() (t task.Task, edited bool) {
	if r.player == nil {
		return r.task, false
	}
	if e := r.edits.now; e != nil && r.episode != nil {
		if t, ok := e.Task(); ok {
			return t, true
		}
	}
	return r.in, false
}

// AsTask takes all edits back; they can be brought back by undo.
func (r *Rat) AsTask() error {
	if r.edits.doc == nil {
		return errors.New("there is no rat yet")
	}
	return r.edits.doc.Reset()
}

// follow begins or goes on with the document of an episode that has begun.
func (d *edits) follow(r *Rat) {
	w := r.player.Rats().World(0)
	now := w.Map()
	d.old, d.hold, d.seen = nil, false, w.Changes()
	if d.doc == nil || r.in.Plan.W > 0 && d.seed != r.episode.seed {
		doc, err := edited.New(&r.in, now)
		if err != nil { // a map of a task passes Check
			r.tell(true, err.Error()+".")
			return
		}
		d.doc, d.now = doc, nil
		d.applied = doc.Map()
	} else {
		edited := !d.doc.Map().Equal(d.applied)
		d.doc.Follow(now, !w.Edited())
		if d.applied = d.doc.Map(); edited || w.Edited() != d.doc.Edited() {
			d.applied = maze.Map{} // it is yet to be applied
			d.hold = true
		}
	}
	d.seed = r.episode.seed
}

// drop forgets the edits, for another task.
func (d *edits) drop() { d.doc, d.now, d.old, d.hold = nil, nil, nil, false }

// take has edits made ready in the background, and applies them.
func (d *edits) take(r *Rat) {
	if r.episode == nil || d.doc == nil {
		d.made.Take()
		return
	}
	w := r.player.Rats().World(0)
	if p, ok := d.made.Take(); ok && p.episode == r.episode && p.changes == w.Changes() {
		d.apply(r, p)
	}
	if d.doc.Open() {
		return
	}
	if n := w.Changes(); n != d.seen { // rules have moved doors, or a hand
		done := d.doc.Map().Equal(d.applied)
		d.doc.Follow(w.Map(), !w.Edited())
		if d.seen = n; done {
			d.applied = d.doc.Map()
		}
	}
	if d.doc.Map().Equal(d.applied) || d.made.Busy() {
		return
	}
	p := prepared{of: d.doc.Map(), changes: w.Changes(), episode: r.episode}
	own, m, t := d.doc.Own(), d.doc.World(), r.in
	d.made.Begin(func() prepared {
		p.edit, p.err = t.Edit(own, m)
		return p
	})
}

// apply lays an edit under the rat.
func (d *edits) apply(r *Rat, p prepared) {
	w := r.player.Rats().World(0)
	at, began := w.Pose().Pos, d.hold
	if began && p.err == nil && r.in.Plan.W == 0 { // as all episodes in that map begin
		r.player.Turn(0, p.edit)
		d.applied, d.hold = p.of, false
		d.has(p.edit)
		r.beginEpisode(r.episode.seed)
		return
	}
	old := &oldWay{episode: r.episode, trial: len(w.Trials()) - 1, path: w.Path(nil, at), was: w.Length(at)}
	way, err := false, p.err
	if err == nil {
		way, err = r.player.Edit(0, p.edit)
	}
	d.hold = false
	if err != nil {
		d.refuse(r, err, began)
		return
	}
	d.applied, d.seen = p.of, w.Changes()
	d.has(p.edit)
	r.phase = max(r.phase, 1) // what is shown is of the newest moment
	if math.IsInf(old.was, 1) {
		old.path = nil
	}
	switch old.now = w.Length(at); {
	case began:
		d.old = nil
	case old.now != old.was: // or it is no matter of ways, and what is shown stays
		d.old = old
	}
	r.observer.Edited(w)
	r.path = nil
	r.restate()
	r.codes.renew()
	r.changed()
	if !way {
		r.tell(false, "There is no way from the rat to the goal any more. Ctrl+Z while editing takes the edit back.")
	}
}

// has notes the edit that the world has.
func (d *edits) has(e *task.Edited) {
	d.floors++
	if d.now = e; e.Own() {
		d.now = nil
	}
}

// refuse goes back to the map that the world has.
func (d *edits) refuse(r *Rat, err error, began bool) {
	if began {
		d.doc.Return(d.base())
		d.applied = d.doc.Map()
		r.tell(true, fmt.Sprintf("The episode begins on the task's own map: %v.", err))
		return
	}
	r.tell(false, fmt.Sprintf("This cannot be: %v.", err))
	d.doc.Return(d.applied)
}

// base is the task's own map on the lattice of maps.
func (d *edits) base() maze.Map { return d.doc.Own().Rounded() }

// Ways says how long the shortest way from where the map was edited last is, and was
// before, in this trial; "" is that it was not.
func (r *Rat) Ways() string {
	o := r.edits.old
	if m, _ := r.At(); m == nil || o == nil || o.episode != r.episode || o.trial != m.Trial {
		return ""
	}
	length := func(x float64) string {
		if math.IsInf(x, 1) {
			return "none"
		}
		return fmt.Sprintf("%.2f m", x)
	}
	return fmt.Sprintf("way now %s, before the edit %s", length(o.now), length(o.was))
}

// Lost tells that no way leads from the rat to a goal, after an edit.
func (r *Rat) Lost() bool {
	if r.episode == nil || r.back > 0 {
		return false
	}
	w := r.player.Rats().World(0)
	at := w.Pose().Pos
	if k := (lostKey{r.episode, w.Changes(), at}); k != r.edits.asked {
		r.edits.asked, r.edits.lost = k, w.Edited() && !w.Reaches()
	}
	return r.edits.lost
}

// Dashes of the old way, m.
const (
	dashOn  = 0.06
	dashOff = 0.05
)

// shapes are the way before the last edit, dashed, and that there is none any more.
func (d *edits) shapes(r *Rat, m *Moment) (shapes []figure.Shape) {
	if o := d.old; o != nil && o.episode == r.episode && o.trial == m.Trial && r.back == 0 {
		shapes = dashed(o.path)
	}
	if r.Lost() {
		pose, _ := r.Pose()
		shapes = append(shapes, figure.Shape{Kind: figure.TextShape, At: [4]world.Vec{pose.Pos}, Color: figure.Dark.Warn, Text: "no way to the goal"})
	}
	return shapes
}

// dashed is a way in dashes.
func dashed(path []world.Vec) (shapes []figure.Shape) {
	const paler = 1.5
	at := 0.0 // along the way
	for i := range max(len(path)-1, 0) {
		a, by := path[i], path[i+1].Sub(path[i])
		length := by.Norm()
		for s := 0.0; s < length; {
			in := math.Mod(at+s, dashOn+dashOff)
			step := min(dashOn+dashOff-in, length-s)
			if in < dashOn-1e-9 {
				step = min(dashOn-in, length-s)
				shapes = append(shapes, line(a.Add(by.Mul(s/length)), a.Add(by.Mul((s+step)/length)), paler, figure.Dark.Warn))
			}
			s += max(step, 1e-6)
		}
		at += length
	}
	return shapes
}
