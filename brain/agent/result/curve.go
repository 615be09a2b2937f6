package result

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"gridrat/brain/agent"
	"gridrat/brain/agent/reward"
)

// Point is a moment of the learning curve. Of the updates since the one before it
// are means; NaN is what was not measured.
type Point struct {
	Decisions  int     // made until then
	Seconds    float64 // of learning until then
	Experience float64 // seconds of the worlds until then

	Score agent.Interval // on frozen episodes
	Learning
}

// Learning is what updates said of themselves.
type Learning struct {
	Return            float64 // mean of training episodes, bonuses with it
	PolicyLoss        float64
	ValueLoss         float64
	Entropy           float64 // nats
	Divergence        float64 // Kullback-Leibler, nats
	ClipFraction      float64
	ExplainedVariance float64
	GradientNorm      float64
	Turns             float64 // share of turns on the spot among actions
}

// Mean sums up updates.
type Mean struct {
	n, episodes int
	sum         Learning
}

// Add adds an update.
func (m *Mean) Add(d reward.Diagnostics, turns float64) {
	m.n++
	m.episodes += d.Episodes
	s := &m.sum
	s.Return += d.MeanReturn * float64(d.Episodes)
	s.PolicyLoss += d.PolicyLoss
	s.ValueLoss += d.ValueLoss
	s.Entropy += d.Entropy
	s.Divergence += d.Divergence
	s.ClipFraction += d.ClipFraction
	s.ExplainedVariance += d.ExplainedVariance
	s.GradientNorm += d.GradientNorm
	s.Turns += turns
}

// Take returns the mean, NaN of nothing, and begins anew.
func (m *Mean) Take() Learning {
	n, s := float64(m.n), m.sum
	l := Learning{
		Return: s.Return / float64(m.episodes), PolicyLoss: s.PolicyLoss / n, ValueLoss: s.ValueLoss / n, Entropy: s.Entropy / n,
		Divergence: s.Divergence / n, ClipFraction: s.ClipFraction / n, ExplainedVariance: s.ExplainedVariance / n,
		GradientNorm: s.GradientNorm / n, Turns: s.Turns / n,
	}
	*m = Mean{}
	return l
}

// Curve is the learning curve of a run, curve.csv.
type Curve []Point

const curveHeader = "decisions,seconds,experience_seconds,score,score_low,score_high,training_return,policy_loss,value_loss,entropy_nats,divergence_nats,clip_fraction,explained_variance,gradient_norm,turns"

// numbers lists what stands behind the decisions in a row.
func (p *Point) numbers() []*float64 {
	l := &p.Learning
	return []*float64{
		&p.Seconds, &p.Experience, &p.Score.Mean, &p.Score.Low, &p.Score.High, &l.Return, &l.PolicyLoss, &l.ValueLoss, &l.Entropy,
		&l.Divergence, &l.ClipFraction, &l.ExplainedVariance, &l.GradientNorm, &l.Turns,
	}
}

// CSV returns curve.csv.
func (c Curve) CSV() []byte {
	var b bytes.Buffer
	b.WriteString(curveHeader + "\n")
	for _, p := range c {
		b.WriteString(strconv.Itoa(p.Decisions))
		for _, v := range p.numbers() {
			b.WriteString("," + number(*v))
		}
		b.WriteByte('\n')
	}
	return b.Bytes()
}

// number prints at most six digits; nothing for what is no number.
func number(x float64) string {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return ""
	}
	return strconv.FormatFloat(x, 'g', 6, 64)
}

// ReadCurve reads a curve.csv as far as a number of decisions.
func ReadCurve(data []byte, upTo int) (Curve, error) {
	r := csv.NewReader(bytes.NewReader(data))
	head, err := r.Read()
	if err != nil || strings.Join(head, ",") != curveHeader {
		return nil, fmt.Errorf("it does not begin with the line %s", curveHeader)
	}
	var c Curve
	for line := 2; ; line++ {
		row, err := r.Read()
		switch {
		case err == io.EOF:
			return c, nil
		case err != nil:
			return nil, err
		}
		var p Point
		if p.Decisions, err = strconv.Atoi(row[0]); err != nil || p.Decisions < 0 || len(c) > 0 && p.Decisions <= c[len(c)-1].Decisions {
			return nil, fmt.Errorf("its line %d has %q decisions; they must be whole numbers that grow", line, row[0])
		}
		for i, to := range p.numbers() {
			*to = math.NaN()
			if text := row[i+1]; text == "" {
				continue
			} else if *to, err = strconv.ParseFloat(text, 64); err != nil {
				return nil, fmt.Errorf("its line %d has %q where a number must be", line, text)
			}
		}
		if p.Decisions > upTo {
			return c, nil
		}
		c = append(c, p)
	}
}

// Measured tells whether the last point is of so many decisions.
func (c Curve) Measured(decisions int) bool { return len(c) > 0 && c[len(c)-1].Decisions == decisions }

// Last describes the newest score in a few words.
func (c Curve) Last() string {
	for i := len(c) - 1; i >= 0; i-- {
		if s := c[i].Score; !math.IsNaN(s.Mean) {
			return fmt.Sprintf("score %.0f (%.0f to %.0f)", s.Mean, s.Low, s.High)
		}
	}
	return "not tested yet"
}
