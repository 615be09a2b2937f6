package gridnet

import "testing"

// TestFingerprint compares with Python's hashlib over struct.pack("<ff", 1, -0.5).
func TestFingerprint(t *testing.T) {
	if got, want := Fingerprint([]float32{1, -0.5}), "e5e0ce39fac89cd93af5ba8bcad2fe35d88c75417c7e44941fe5ee4e48f1cf75"; got != want {
		t.Errorf("fingerprint %s, want %s", got, want)
	}
}
