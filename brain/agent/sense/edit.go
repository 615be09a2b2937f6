package sense

import "gridrat/world/task"

// Edit has the map of rat i's world become another one at once; see task.World.Edit.
// What it sees at its next decision is of that map. What it knows, of place, goal,
// views and map, is not touched: of what it cannot see it learns nothing. The
// episode can then not be kept by MarshalBinary.
func (r *Rats) Edit(i int, e *task.Edited) (way bool, err error) {
	p, k := r.at(i)
	rat := &p.rats[k]
	if way, err = rat.world.Edit(e); err != nil {
		return way, err
	}
	rat.sight, rat.edited = nil, true
	if p.shape.looks() {
		p.look([]int{k})
		row := p.x.Row(k)
		for _, b := range []Block{p.plan.rays, p.plan.goals, p.plan.doors, p.plan.colors} {
			clear(b.of(row))
		}
		p.writeRays(k, row)
	}
	return way, nil
}
