package program

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gridrat/brain/report"
	"gridrat/brain/survey"
	"gridrat/brain/versioned"
)

// tiny is a run of a fraction of a second: two modules with a joint read-out,
// dropout, and a stage that begins at update 5.
var tiny = []string{
	"train", "-modules", "2", "-set", "units=4", "-set", "dropout=0.2", "-set", "report_moves=2", "-set", "joint.hidden=8",
	"-set", `horizons=[{"from":0,"steps":4,"batch":8},{"from":5,"steps":6,"batch":8}]`,
}

// Files are what a run leaves behind.
var Files = []string{
	"curves.png", "emergence.csv", "ratemaps.npz", "ratemaps.png", "results.json", "scores.csv", "training.csv", "weights.npz",
}

// Trained runs the program without fault and returns the folder of its
// results.
func Trained(t *testing.T, args ...string) string {
	t.Helper()
	dir, _ := Written(t, args...)
	return dir
}

// Written runs the program without fault and returns the folder of its results
// and what it printed.
func Written(t *testing.T, args ...string) (dir, out string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "run")
	out, err, code := Run(t, append(slices.Clone(args), "-out", dir)...)
	if code != 0 || err != "" {
		t.Fatalf("status %d, printed %q and %q", code, out, err)
	}
	if !strings.HasSuffix(out, "written to "+dir+"\n") || strings.ContainsAny(out, "\r\x1b") {
		t.Errorf("printed %q, want lines of which the last names the folder", out)
	}
	return dir, out
}

// Read returns a file.
func Read(t *testing.T, dir, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// Write writes a file and returns its path.
func Write(t *testing.T, dir, name, text string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// Table returns the rows of a CSV file, with its header.
func Table(t *testing.T, dir, name string) [][]string {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(Read(t, dir, name))).ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return rows
}

// Reproduced compares files of two runs of one seed, which must be the same, and
// of one of another, which must not.
func Reproduced(t *testing.T, run, again, other string, names ...string) {
	t.Helper()
	for _, name := range names {
		if !bytes.Equal(Read(t, run, name), Read(t, again, name)) {
			t.Errorf("%s differs between two runs of one seed", name)
		}
		if bytes.Equal(Read(t, run, name), Read(t, other, name)) {
			t.Errorf("%s is the same for two seeds", name)
		}
	}
}

// Results returns the results of a run.
func Results(t *testing.T, dir string) report.Results {
	t.Helper()
	var r report.Results
	if err := json.Unmarshal(Read(t, dir, "results.json"), &r); err != nil {
		t.Fatal(err)
	}
	return r
}

// Tiny returns the arguments of a tiny run and others.
func Tiny(args ...string) []string { return append(slices.Clone(tiny), args...) }

// Names lists what lies in a folder.
func Names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

// Column returns a column of a table of a run.
func Column(t *testing.T, dir, name, head string) []string {
	t.Helper()
	lines := Table(t, dir, name)
	at := slices.Index(lines[0], head)
	if at < 0 {
		t.Fatalf("%s has no column %q", name, head)
	}
	var cells []string
	for _, line := range lines[1:] {
		cells = append(cells, line[at])
	}
	return cells
}

// Surveyed reads the results of `score` in a folder.
func Surveyed(t *testing.T, dir string) survey.Results {
	t.Helper()
	var r survey.Results
	if err := versioned.Strict(Read(t, dir, "results.json"), &r); err != nil {
		t.Fatal(err)
	}
	return r
}
