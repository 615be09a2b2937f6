package house

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"testing"
)

// TestKernelsAreGenerated: the assembly in brain/tensor is byte for byte what
// its generators write, for every architecture.
func TestKernelsAreGenerated(t *testing.T) {
	tensor := filepath.Join(root(t), "brain", "tensor")
	source, err := os.ReadFile(filepath.Join(tensor, "kernels.go"))
	if err != nil {
		t.Fatal(err)
	}
	directives := regexp.MustCompile(`(?m)^//go:generate go run (\./internal/gen/\w+)(.*)$`).FindAllSubmatch(source, -1)
	generators, err := os.ReadDir(filepath.Join(tensor, "internal", "gen"))
	if err != nil {
		t.Fatal(err)
	}
	if len(directives) == 0 || len(directives) != len(generators) {
		t.Fatalf("kernels.go has %d lines that run a generator, and there are %d generators", len(directives), len(generators))
	}
	for _, d := range directives {
		generator := string(d[1])
		t.Run(filepath.Base(generator), func(t *testing.T) {
			dir := t.TempDir()
			gen := filepath.Join(dir, "gen")
			if runtime.GOOS == "windows" {
				gen += ".exe"
			}
			goCommand(t, tensor, nil, "build", "-o", gen, generator)
			out := filepath.Join(dir, "out")
			if err := os.Mkdir(out, 0o755); err != nil {
				t.Fatal(err)
			}
			// A generator may write its arguments into the files, so it
			// gets the same ones, in another folder.
			var args []string
			for _, arg := range bytes.Fields(d[2]) {
				args = append(args, string(arg))
			}
			cmd := exec.Command(gen, args...)
			cmd.Dir = out
			if text, err := cmd.CombinedOutput(); err != nil {
				t.Fatalf("the generator: %v\n%s", err, text)
			}
			compareGenerated(t, out, tensor)
		})
	}
}

// compareGenerated compares the two files that a generator wrote to out with
// those kept.
func compareGenerated(t *testing.T, out, kept string) {
	t.Helper()
	written, err := os.ReadDir(out)
	if err != nil {
		t.Fatal(err)
	}
	if len(written) != 2 {
		t.Fatalf("the generator wrote %d files, want 2", len(written))
	}
	for _, f := range written {
		fresh, err := os.ReadFile(filepath.Join(out, f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		old, err := os.ReadFile(filepath.Join(kept, f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(fresh, old) {
			t.Errorf("%s is not what its generator writes; run go generate ./brain/tensor", f.Name())
		}
	}
}
