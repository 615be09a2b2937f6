package pointer

import "testing"

// The wheel makes larger and smaller by the same steps.
func TestZoomFactor(t *testing.T) {
	if in, out := zoomFactor(2), zoomFactor(-2); in < 1.4 || in*out < 0.999 || in*out > 1.001 {
		t.Errorf("two turns in %v, out %v", in, out)
	}
	if half := zoomFactor(0.5); half <= 1 || half >= zoomFactor(1) {
		t.Errorf("half a turn enlarges by %v", half)
	}
}
