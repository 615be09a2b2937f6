package reward

// Diagnostics are what one update says of itself. Terms of the loss, entropy,
// divergence, share clipped and norm are means over the last epoch, each
// minibatch as it was before its step.
type Diagnostics struct {
	Update    int // updates before it
	Decisions int // decisions before it

	Rate          float64 // learning rate
	EntropyWeight float64

	Loss              float64 // as the gradient is of; per world and sequence for a3c
	PolicyLoss        float64 // per decision
	ValueLoss         float64 // mean squared error of the value, per decision
	Entropy           float64 // nats
	Divergence        float64 // Kullback-Leibler, of the new distribution from the old, nats
	ClipFraction      float64 // decisions whose ratio was out of the range
	GradientNorm      float64 // before it was limited
	ExplainedVariance float64 // of the targets, by the values at the time; 1 at best

	Reward     float64 // mean per decision, as the worlds gave it
	Episodes   int     // that ended
	MeanReturn float64 // of these, as the worlds gave it; 0 if none ended
}

// measure fills in what the sums of an epoch come to.
func (d *Diagnostics) measure(t terms, r Recipe) {
	n := float64(r.Worlds * r.Steps)
	d.PolicyLoss, d.ValueLoss, d.Entropy = t.policy/n, t.value/n, t.entropy/n
	d.Divergence, d.ClipFraction = t.divergence/n, t.clipped/n
	d.Loss = d.PolicyLoss + r.ValueWeight*d.ValueLoss - d.EntropyWeight*d.Entropy
	if r.Algorithm == A3C {
		d.Loss *= float64(r.Steps)
	}
}
