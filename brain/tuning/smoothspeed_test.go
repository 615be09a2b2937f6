package tuning

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestSmoothSpeed compares with opexebo 0.5.5: speed_score(..., bandpass="none")
// of 12 s at 50 Hz, where speed is in part a slow wave and in part noise.
func TestSmoothSpeed(t *testing.T) {
	const n, dt = 600, 0.02
	s, other := NewSmoothSpeed(1), NewSmoothSpeed(3)
	spikes := 0
	for i := range n {
		at := float64(i) * dt
		speed := 10 + 8*math.Sin(at*1.3) + float64(i*7919%101)/101*6
		rate := float32(0)
		if float64(i*104729%97)/97 < 0.02*speed/2 {
			rate = 1 / dt
			spikes++
		}
		s.Add(at, dt, speed, []float32{rate}, i == 0)
		other.Add(at, dt, speed, []float32{rate, -rate, 3}, i == 0)
	}
	const want = 0.9164559574330051
	got, more := s.Scores()[0], other.Scores()
	if math.Abs(got-want) > 1e-5 || spikes != 84 {
		t.Errorf("%d spikes, score %v, want %v", spikes, got, want)
	}
	if math.Abs(more[0]-want) > 1e-5 || math.Abs(more[1]+want) > 1e-5 || more[2] == more[2] {
		t.Errorf("of three units %v", more)
	}
}

// TestSmoothSpeedByTime: the score is that of the definition, summed up
// directly, for steps of any length, short segments, and long ones of which
// rows are forgotten on the way; frames that are given in two halves change
// nothing.
func TestSmoothSpeedByTime(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	type row struct {
		t, lasts, speed float64
		rate            float32
	}
	for _, n := range []int{1, 7, 60, 400, 6000} {
		var rows []row
		s := NewSmoothSpeed(1)
		at := 0.0
		for range n {
			lasts := 0.01 + 0.02*rng.Float64()
			r := row{at, lasts, rng.Float64() + math.Sin(at), float32(rng.Float64() + math.Sin(at+0.3))}
			rows = append(rows, r)
			s.Add(r.t, r.lasts, r.speed, []float32{r.rate}, r.t == 0)
			at += lasts
		}
		begin, end := -rows[0].lasts/2, rows[n-1].t+rows[n-1].lasts/2
		var w, x, y, xx, yy, xy float64
		for _, r := range rows {
			var sum, speed, rate float64
			for _, q := range rows {
				for _, to := range []float64{q.t, 2*begin - q.t, 2*end - q.t} {
					if d := math.Abs(to - r.t); d <= speedReach*SpeedSigma {
						k := q.lasts * math.Exp(-d*d/(2*SpeedSigma*SpeedSigma))
						sum, speed, rate = sum+k, speed+k*q.speed, rate+k*float64(q.rate)
					}
				}
			}
			a, b := speed/sum, rate/sum
			w, x, y, xx, yy, xy = w+r.lasts, x+r.lasts*a, y+r.lasts*b, xx+r.lasts*a*a, yy+r.lasts*b*b, xy+r.lasts*a*b
		}
		want := (xy - x*y/w) / math.Sqrt((xx-x*x/w)*(yy-y*y/w))
		got := s.Scores()[0]
		if n < 60 { // hardly any variance is left of so short a time
			if !(math.Abs(got) <= 1+1e-6) && got == got {
				t.Errorf("%d rows: score %v", n, got)
			}
			continue
		}
		if math.Abs(got-want) > 1e-4 {
			t.Errorf("%d rows: score %v, want %v", n, got, want)
		}
	}
}
