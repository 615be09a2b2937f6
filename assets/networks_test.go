package assets

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"testing"
	"time"
)

// TestNetworks: every network has a file and a whole provenance, and every file
// is listed.
func TestNetworks(t *testing.T) {
	data, err := networks.ReadFile("networks/networks.json")
	if err != nil {
		t.Fatal(err)
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	var strict []Network
	if err := dec.Decode(&strict); err != nil {
		t.Fatal(err)
	}
	listed := make(map[string]bool)
	total := 0
	for _, n := range Networks() {
		if listed[n.Name] {
			t.Errorf("%s is listed twice", n.Name)
		}
		listed[n.Name] = true
		total += len(n.File())
		want := []string{"-recipe " + n.Recipe, "-seed " + strconv.FormatUint(n.Seed, 10)}
		for _, flag := range want {
			if !strings.Contains(n.Command, flag) {
				t.Errorf("%s: command %q lacks %q", n.Name, n.Command, flag)
			}
		}
		if _, err := time.Parse(time.DateOnly, n.Date); err != nil || len(n.Version) != 12 || n.Updates < 1 {
			t.Errorf("%s: provenance is incomplete: %+v", n.Name, n)
		}
	}
	if total > 8<<20 {
		t.Errorf("the networks have %d bytes; they must stay below 8 MiB", total)
	}
	files, err := networks.ReadDir("networks")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if name, ok := strings.CutSuffix(f.Name(), ".npz"); ok && !listed[name] {
			t.Errorf("%s is not listed", f.Name())
		}
	}
}
