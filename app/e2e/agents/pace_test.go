package agents

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gridrat/app/command/navigating"
	"gridrat/app/status"
	"gridrat/brain/agent"
	"gridrat/brain/learner/agents"
	"gridrat/brain/learner/loop"
)

// sideBySide are the codes of the two agents that learn side by side.
var sideBySide = []string{"grid", "place"}

// measured is how long a benchmark of pace measures, once both learn.
const measured = 15 * time.Second

// BenchmarkWindow lets two agents learn in the tab that shows them, in a window of
// the display, and measures the decisions per second from which they learn, and the
// ticks per second of the window. BenchmarkWithoutWindow is the same learning
// without one: what the window costs is told by the two in one run, each several
// times in turn.
func BenchmarkWindow(b *testing.B) {
	if os.Getenv("DISPLAY") == "" {
		b.Skip("skipped: this benchmark opens the program's window and there is no display")
	}
	dir := b.TempDir()
	program, file := filepath.Join(dir, "gridrat"), filepath.Join(dir, "status.json")
	if out, err := exec.Command("go", "build", "-o", program, "gridrat/app").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	for b.Loop() {
		c := exec.Command(program, "-agents", strings.Join(sideBySide, ","), "-config", filepath.Join(dir, "config"), "-status", file)
		if err := c.Start(); err != nil {
			b.Fatal(err)
		}
		now := func() (s status.Status) {
			data, err := os.ReadFile(file)
			if err != nil || json.Unmarshal(data, &s) != nil {
				return status.Status{} // it is being written
			}
			return s
		}
		decisions, ticks := pace(b, func() (int, int) {
			s := now()
			return total(s.Agents.Decisions), s.Ticks
		})
		_ = c.Process.Signal(os.Interrupt)
		_ = c.Wait()
		b.ReportMetric(decisions, "decisions/s")
		b.ReportMetric(ticks, "ticks/s")
	}
}

// total is what both have learnt from; 0 while one has learnt nothing.
func total(decisions map[string]int) (n int) {
	for _, code := range sideBySide {
		if decisions[code] == 0 {
			return 0
		}
		n += decisions[code]
	}
	return n
}

// pace measures by how much two counts grow in a second, once the first is above 0
// and for a few seconds more.
func pace(b *testing.B, counts func() (n, m int)) (perSecondN, perSecondM float64) {
	read := func() (n, m int, at time.Time) { // when it has changed
		old, _ := counts()
		for end := time.Now().Add(2 * time.Minute); ; time.Sleep(2 * time.Millisecond) {
			if n, m = counts(); n > 0 && n != old {
				return n, m, time.Now()
			}
			if time.Now().After(end) {
				b.Fatal("nobody learns")
			}
		}
	}
	read()
	time.Sleep(3 * time.Second)
	n0, m0, begun := read()
	time.Sleep(measured)
	n1, m1, ended := read()
	seconds := ended.Sub(begun).Seconds()
	return float64(n1-n0) / seconds, float64(m1-m0) / seconds
}

// BenchmarkWithoutWindow lets the same two agents learn, tests beside learning
// included, with one worker each, and nothing else.
func BenchmarkWithoutWindow(b *testing.B) {
	lib := navigating.Library()
	arena, err := lib.Task("square-arena")
	if err != nil {
		b.Fatal(err)
	}
	network, err := lib.Network("modules")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		learnt, done := make(map[string]int), []func(){}
		all := map[string]*agents.Learner{}
		for _, code := range sideBySide {
			p := agent.Plan{Task: arena, Seed: 1}
			if p.Recipe, err = agent.NewRecipe(&arena, code); err != nil {
				b.Fatal(err)
			}
			if code == "grid" {
				p.Network = network
			}
			l, err := agents.Start(agents.Config{
				Config: loop.Config{Clock: systemClock{}}, Plan: p, Library: lib, Arena: arena, Workers: 1, Test: agent.Options{Episodes: 60},
			})
			if err != nil {
				b.Fatal(err)
			}
			all[code], done = l, append(done, l.Close)
		}
		decisions, _ := pace(b, func() (int, int) {
			for code, l := range all {
				select {
				case s := <-l.Snapshots():
					if s.Agent != nil {
						learnt[code] = s.Agent.Decisions
					}
				default:
				}
			}
			return total(learnt), 0
		})
		for _, end := range done {
			end()
		}
		b.ReportMetric(decisions, "decisions/s")
	}
}

type systemClock struct{}

func (systemClock) Now() time.Time                         { return time.Now() }
func (systemClock) After(d time.Duration) <-chan time.Time { return time.After(d) }
