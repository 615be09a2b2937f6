package study

import (
	"context"

	"gridrat/brain/recording"
	"gridrat/brain/survey"
	"gridrat/brain/tuning"
)

// Gathering pairs cells with a trajectory, for a survey. inside and outside count
// what lies within the trajectory and what does not; what names them in words.
type Gathering func(p *Path, o survey.Options) (subject survey.Subject, inside, outside int, what string)

// Gather pairs cells whose activity is known at times or, if these are nil, whose
// spikes are. What is gathered after ctx has ended is worth nothing.
func Gather(ctx context.Context, what string, units []int, times []float64, samples func(recording.Track, func(recording.Sample)) (int, int)) Gathering {
	return func(p *Path, o survey.Options) (subject survey.Subject, inside, outside int, _ string) {
		step := p.Track.Step()
		if times != nil {
			step = recording.Track{T: times}.Step()
		}
		if step == 0 { // of a single time
			step = 1
		}
		subject = survey.Recorded{
			Enclosure: p.Box, Walls: p.Walls, Units: units, Step: step, Spiking: times == nil,
			Each: func(use func(s survey.Sample)) {
				inside, outside = samples(p.Track, func(s recording.Sample) {
					if ctx.Err() == nil {
						use(survey.Sample{Moving: tuning.Moving{Pose: s.Pose, Speed: s.Speed}, T: s.T, Seconds: s.Seconds, First: s.First, Rates: s.Rates})
					}
				})
			},
		}.Gather(o)
		subject.Box = p.Surveyed()
		return subject, inside, outside, what
	}
}
