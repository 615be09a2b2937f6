package reward

import (
	"math"

	"gridrat/brain/nn"
)

// terms are sums over decisions.
type terms struct {
	policy, value, entropy float64
	divergence             float64 // of the new from the old distribution, nats
	clipped                float64 // decisions whose ratio has left the range
}

func (a *terms) add(b terms) {
	a.policy += b.policy
	a.value += b.value
	a.entropy += b.entropy
	a.divergence += b.divergence
	a.clipped += b.clipped
}

// decision is what is known of one decision when its loss is computed.
type decision struct {
	action    int
	old       float32 // log-probability at the time
	advantage float32
	target    float32 // of the value
}

// weights of the terms of the loss; scale is of all.
type lossWeights struct{ scale, clip, value, entropy float32 }

// cost adds the loss of a decision to t and writes its gradient, with respect
// to the logits and, last, the value, to d. logp, p and v are what the policy
// says now.
//
// ppo (PPO, eqs. 7 and 9), with ratio = exp(log p(action) - old):
//
//	loss = -min(ratio A, clip(ratio, 1±clip) A) + value (v - target)² - entropy H
//
// a3c (A3C, section 4, algorithm S3):
//
//	loss = -log p(action) A + value (v - target)² - entropy H
func (t *terms) cost(a Algorithm, w lossWeights, d, logp, p []float32, v float32, s decision) {
	now := logp[s.action]
	var dlog float32
	if a == A3C {
		t.policy -= float64(now) * float64(s.advantage)
		dlog = -s.advantage
	} else {
		ratio := float32(math.Exp(float64(now - s.old)))
		bounded := min(max(ratio, 1-w.clip), 1+w.clip)
		plain, cut := ratio*s.advantage, bounded*s.advantage
		t.policy -= float64(min(plain, cut))
		if plain <= cut {
			dlog = -plain
		}
		if bounded != ratio {
			t.clipped++
		}
	}
	entropy := nn.Entropy(logp, p)
	e := v - s.target
	t.value += float64(e) * float64(e)
	t.entropy += float64(entropy)
	nn.CategoricalBackward(d[:len(p)], logp, p, s.action, w.scale*dlog, -w.scale*w.entropy, entropy)
	d[len(p)] = w.scale * w.value * 2 * e
}
