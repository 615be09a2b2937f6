package tensor

import "math"

// Adam makes step t = 1, 2, ... of Adam (Kingma & Ba 2015) on weights w with
// gradient g: m and v are the decaying means of g and g², and w changes by
// -lr m̂ / (sqrt(v̂) + eps) with both means corrected for their start at 0.
func Adam(w, g, m, v []float32, lr, beta1, beta2, eps float32, t int) {
	same("Adam", len(w), len(g), len(m), len(v))
	// lr m̂/(sqrt(v̂)+eps) = step m/(sqrt(v)+eps') with the corrections
	// 1-beta^t taken out of the loop.
	c1 := 1 - math.Pow(float64(beta1), float64(t))
	c2 := math.Sqrt(1 - math.Pow(float64(beta2), float64(t)))
	step := float32(float64(lr) * c2 / c1)
	n := len(w)
	kernels.adam(w, g[:n], m[:n], v[:n], beta1, beta2, step, float32(float64(eps)*c2))
}

// RMSProp makes a step as TensorFlow 1 does, with eps inside the root:
//
//	ms = decay ms + (1-decay) g²
//	mom = momentum mom + lr g / sqrt(ms + eps)
//	w -= mom
func RMSProp(w, g, ms, mom []float32, lr, decay, momentum, eps float32) {
	same("RMSProp", len(w), len(g), len(ms), len(mom))
	n := len(w)
	kernels.rmsprop(w, g[:n], ms[:n], mom[:n], lr, decay, momentum, eps)
}

func portableAdam(w, g, m, v []float32, beta1, beta2, step, eps float32) {
	for i, d := range g {
		m[i] = beta1*m[i] + (1-beta1)*d
		v[i] = beta2*v[i] + (1-beta2)*d*d
		w[i] -= step * m[i] / (float32(math.Sqrt(float64(v[i]))) + eps)
	}
}

func portableRMSProp(w, g, ms, mom []float32, lr, decay, momentum, eps float32) {
	for i, d := range g {
		ms[i] = decay*ms[i] + (1-decay)*d*d
		mom[i] = momentum*mom[i] + lr*d/float32(math.Sqrt(float64(ms[i]+eps)))
		w[i] -= mom[i]
	}
}
