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

// Gather pairs cells whose activity is known at times, or at those of the
// trajectory if that is nil. What is gathered after ctx has ended is worth nothing.
func Gather(ctx context.Context, what string, units []int, times []float64, samples func(recording.Track, func(recording.Sample)) (int, int)) Gathering {
	return func(p *Path, o survey.Options) (subject survey.Subject, inside, outside int, _ string) {
		step := p.Track.Step()
		if times != nil {
			step = recording.Track{T: times}.Step()
		}
		subject = survey.Recorded(p.Box, units, step, func(use func(m tuning.Moving, activity []float32)) {
			inside, outside = samples(p.Track, func(s recording.Sample) {
				if ctx.Err() == nil {
					use(tuning.Moving(s.Moving), s.Rates)
				}
			})
		}, o)
		return subject, inside, outside, what
	}
}
