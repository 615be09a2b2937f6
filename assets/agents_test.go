package assets

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"testing"
	"time"
)

// TestAgents: every agent has a file and a whole provenance, and every file is
// listed.
func TestAgents(t *testing.T) {
	data, err := agents.ReadFile("agents/agents.json")
	if err != nil {
		t.Fatal(err)
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	var strict []Agent
	if err := dec.Decode(&strict); err != nil {
		t.Fatal(err)
	}
	listed := make(map[string]bool)
	total := 0
	for _, a := range Agents() {
		if listed[a.Name] {
			t.Errorf("%s is listed twice", a.Name)
		}
		listed[a.Name] = true
		if found, ok := AgentNamed(a.Name); !ok || found != a {
			t.Errorf("%s is not found by its name", a.Name)
		}
		total += len(a.File())
		for _, flag := range []string{"navigate", "-task " + a.Task, "-code " + a.Code, "-seed " + strconv.FormatUint(a.Seed, 10), "-decisions "} {
			if !strings.Contains(a.Command, flag) {
				t.Errorf("%s: command %q lacks %q", a.Name, a.Command, flag)
			}
		}
		if _, err := time.Parse(time.DateOnly, a.Date); err != nil || len(a.Version) != 12 || a.Decisions < 1 || a.Episodes < 100 || !(a.Low <= a.Score && a.Score <= a.High) {
			t.Errorf("%s: provenance is incomplete: %+v", a.Name, a)
		}
	}
	if total > 4<<20 {
		t.Errorf("the agents have %d bytes; they must stay below 4 MiB", total)
	}
	files, err := agents.ReadDir("agents")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if name, ok := strings.CutSuffix(f.Name(), ".npz"); ok && !listed[name] {
			t.Errorf("%s is not listed", f.Name())
		}
	}
	if _, ok := AgentNamed("nobody"); ok {
		t.Error("nobody is an agent")
	}
}
