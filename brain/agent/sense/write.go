package sense

import (
	"math"

	"gridrat/brain/tensor"
	"gridrat/world/ground"
	"gridrat/world/maze"
	"gridrat/world/sight"
)

// write fills the inputs of a rat.
func (p *part) write(i int) {
	r, row, s, at := &p.rats[i], p.x.Row(i), &p.shape, p.plan
	clear(row)
	if s.LastAction && r.last >= 0 {
		at.action.of(row)[r.last] = 1
	}
	if s.LastReward && !p.impaired.Unrewarded {
		at.reward.of(row)[0] = r.reward / 10
	}
	if s.Felt {
		f := at.felt.of(row)
		f[0], f[1], f[2] = float32(r.felt.Forward/0.05), float32(r.felt.Left/0.05), float32(r.felt.Turn/0.2)
		if r.felt.Touched {
			f[3] = 1
		}
	}
	switch s.Compass {
	case CompassCells:
		p.compass.Encode(at.compass.of(row), r.heading)
	case CompassAngle:
		sin, cos := math.Sincos(r.heading)
		at.compass.of(row)[0], at.compass.of(row)[1] = float32(cos), float32(sin)
	}
	if s.Axis {
		sin, cos := math.Sincos(4 * r.heading)
		at.axis.of(row)[0], at.axis.of(row)[1] = float32(cos), float32(sin)
	}
	p.writeGoal(r, row)
	if s.Raw > 0 {
		p.writeRaw(i, row)
	}
	p.writeRays(i, row)
}

// writeRaw fills in the codes themselves.
func (p *part) writeRaw(i int, row []float32) {
	raw := p.plan.raw.of(row)
	n := len(raw) / 2
	p.keep.code(raw[:n], i)
	copy(raw[n:], p.goalCodes.Row(i))
	p.keep.level(tensor.Mat{Rows: 2, Cols: n, Stride: n, Data: raw})
	tensor.Scale(raw, float32(p.shape.Raw))
}

// writeGoal fills what a rat knows of goal and place.
func (p *part) writeGoal(r *rat, row []float32) {
	s, at := &p.shape, p.plan
	if at.flag.Len > 0 && r.reached {
		at.flag.of(row)[0] = 1
		if r.known {
			at.flag.of(row)[1] = 1
		}
	}
	if s.Map && r.framed() {
		r.chart.Plan(r.place, r.heading, at.way.of(row))
	}
	if s.Vector && r.reached && r.known {
		v := r.vector()
		d := v.Norm()
		u := v.Mul(1 / (d + 0.1)) // the unit vector, shorter near the goal
		for k, x := range [vectorLen]float64{v.X / 0.5, v.Y / 0.5, u.X, u.Y, math.Exp(-d / 0.2), d} {
			at.vector.of(row)[k] = float32(x)
		}
	}
	if s.Own {
		at.own.of(row)[0], at.own.of(row)[1] = float32(r.place.X/0.6), float32(r.place.Y/0.6)
	}
	if s.Familiar && !r.reached {
		r.familiar.around(at.familiar.of(row), r.place, r.heading, r.decision, s.Forget)
	}
}

// writeRays fills what a rat sees.
func (p *part) writeRays(i int, row []float32) {
	s, at := &p.shape, p.plan
	if !s.looks() || p.impaired.Blind {
		return
	}
	n := p.retina.Len()
	first := p.rows[i] * n
	for k := range n {
		tag := p.view.Tag[first+k]
		if s.Rays {
			row[at.rays.Offset+k] = float32(0.25 / (0.1 + p.view.Distance[first+k]))
		}
		if s.RayGoals && tag >= sight.GoalTag {
			row[at.goals.Offset+k] = 1
		}
		if s.RayDoors && tag >= ground.DoorTag && tag < ground.DoorTag+maze.MaxOthers {
			row[at.doors.Offset+k] = 1
		}
		if s.RayColors {
			c := p.view.Color[first+k]
			for j := range 3 {
				row[at.colors.Offset+3*k+j] = c[j] - 0.5
			}
		}
	}
}
