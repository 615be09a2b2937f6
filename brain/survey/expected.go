package survey

// ExpectPublished adds what is known, from outside this project, of the
// network that the original authors exported: re-scored and re-run by
// independent implementations. Trajectories are drawn anew here and a few of
// 256 units may fall otherwise, so that fractions count as met within 0.03.
func (r *Results) ExpectPublished() {
	const source = "the authors' exported weights, re-run and re-scored independently"
	const room = 3 // per cent
	if p := r.Positions; p != nil && len(p.Top3) > 0 {
		r.Expect("position error after 15 s", "15 to 21 cm", "cm", source, 15, 21, float64(p.Top3[len(p.Top3)-1]))
	}
	r.Expect("units with a grid score above 0.37, released formula", "24.6 %", "%", source, 24.6-room, 24.6+room, 100*float64(r.Fraction("grid_60_released").Units))
	r.Expect("units with a grid score above 0.37, min/max formula", "18.8 %", "%", source, 18.8-room, 18.8+room, 100*float64(r.Fraction("grid_60_minmax").Units))
}
