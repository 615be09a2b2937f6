package experiment

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"gridrat/brain/agent"
	"gridrat/brain/agent/shortcut"
	"gridrat/render/panel"
)

// TestTakenWords: what is taken is named as the command has it, and for people.
func TestTakenWords(t *testing.T) {
	for _, c := range []struct {
		taken               Taken
		words, what, phrase string
	}{
		{Taken{}, "", "nothing", ""},
		{Taken{Units: "grid=0.25"}, "grid=0.25", "grid-like quarter", "grid-like quarter silenced"},
		{Taken{Units: "random=0.25", Draw: 3}, "random=0.25", "random quarter, draw 3", "random quarter, draw 3 silenced"},
		{Taken{Units: "module=2", Vision: true, Noise: 0.25}, "module=2+vision", "module 2, vision, noise 25 %", "module 2 silenced, without vision, with noise of 25 % on self-motion"},
		{Taken{Reward: true}, "reward", "news of rewards", "without news of rewards"},
		{Taken{Units: "3,17"}, "3,17", "units 3,17", "units 3,17 silenced"},
		{Taken{Noise: 1}, "", "noise 100 %", "with noise of 100 % on self-motion"},
	} {
		if got := [3]string{c.taken.Words(), c.taken.What(), c.taken.Phrase()}; got != [3]string{c.words, c.what, c.phrase} {
			t.Errorf("%+v is %q", c.taken, got)
		}
		if c.taken.Nothing() != (c.what == "nothing") {
			t.Errorf("%+v is nothing: %v", c.taken, c.taken.Nothing())
		}
	}
}

// wound is a clock that tests set.
type wound struct{ now time.Time }

func (c *wound) Now() time.Time                       { return c.now }
func (c *wound) After(time.Duration) <-chan time.Time { return nil }

// TestTime: as many episodes are played as end in time, the least at any rate, and no
// more than the most; each batch is shown, the last one as such.
func TestTime(t *testing.T) {
	for name, c := range map[string]struct {
		each     time.Duration // an episode
		most     int
		episodes int
	}{
		"quick":                {10 * time.Millisecond, 100, 100},
		"in time":              {139 * time.Millisecond, 100, 50},
		"few more":             {300 * time.Millisecond, 100, 20},
		"slow":                 {2 * time.Second, 100, 20},
		"nothing takes time":   {0, 100, 100},
		"fewer than the least": {2 * time.Second, 3, 3},
	} {
		clock := &wound{}
		l := &Lab{Host: Host{Clock: clock, Most: c.most}}
		played, shown, ended := 0, 0, 0
		share := 0.0
		err := l.play(context.Background(), func(s float64) {
			if s < 0 || s > 1 {
				t.Errorf("%s: the progress is %v", name, s)
			}
			share = s
		}, func(_ context.Context, first, n int, tell func(float64)) error {
			if first != played || n < 1 {
				t.Fatalf("%s: %d episodes from %d on, after %d", name, n, first, played)
			}
			for range n {
				clock.now = clock.now.Add(c.each)
			}
			tell(1)
			played += n
			return nil
		}, func(n int, going bool) error {
			if shown = n; !going {
				ended++
			}
			return nil
		})
		if err != nil || played != c.episodes || shown != played || ended != 1 || share == 0 {
			t.Errorf("%s: %d episodes, of which %d are shown, %d ends (%v)", name, played, shown, ended, err)
		}
		if least := min(least, c.most); time.Duration(played)*c.each > enough && played > least {
			t.Errorf("%s: %d episodes took %v", name, played, time.Duration(played)*c.each)
		}
	}
	stop := errors.New("stopped")
	l := &Lab{Host: Host{Clock: &wound{}, Most: 100}}
	err := l.play(context.Background(), func(float64) {}, func(context.Context, int, int, func(float64)) error { return stop }, func(int, bool) error { t.Error("it is shown"); return nil })
	if err != stop {
		t.Errorf("it ends with %v", err)
	}
}

// TestLate: a further batch that takes too long is given up, and what there was before
// it is the end; one of the least is never given up.
func TestLate(t *testing.T) {
	clock := &wound{}
	l := &Lab{Host: Host{Clock: clock, Most: 100}}
	batches := 0
	var shown []int
	ended := false
	err := l.play(context.Background(), func(float64) {}, func(ctx context.Context, first, n int, _ func(float64)) error {
		if batches++; batches == 1 {
			clock.now = clock.now.Add(4 * time.Second)
			if _, bounded := ctx.Deadline(); bounded {
				t.Error("the least are bounded")
			}
			return nil
		}
		if _, bounded := ctx.Deadline(); !bounded {
			t.Error("more are not bounded")
		}
		clock.now = clock.now.Add(latest)
		<-ctx.Done()
		return ctx.Err()
	}, func(n int, going bool) error {
		shown, ended = append(shown, n), !going
		if n != least {
			t.Errorf("%d are shown", n)
		}
		clock.now = clock.now.Add(latest - 4*time.Second - time.Millisecond) // hardly any is left
		return nil
	})
	if err != nil || batches != 2 || !ended || len(shown) != 2 {
		t.Errorf("%d batches, shown %v, ended %v: %v", batches, shown, ended, err)
	}
}

// TestTables: tables have a line for each episode, and each class of doors, with all
// their columns; what is not known is empty.
func TestTables(t *testing.T) {
	who := Who{Agent: "grid", Code: "grid", Seed: 3, Decisions: 5, Task: "square-arena", Taken: Taken{Units: "3,17", Vision: true, Noise: 0.2}, Units: 2}
	k := &Comparison{Comparison: panel.Comparison{Number: 4, Before: []float64{10, 30}, After: []float64{20, 0}}, Who: who, First: 100}
	c := &Counted{Who: who}
	c.Episodes, c.Reached, c.First.N, c.First.By[shortcut.Again] = 3, 2, 2, 2
	c.Chance[shortcut.None] = math.NaN()
	l := &Lab{all: []*Comparison{k}, counts: map[string]*Counted{"sunburst": c}}
	files := l.Files()()
	if len(files) != 2 {
		t.Fatalf("there are %d tables", len(files))
	}
	read := func(data []byte) [][]string {
		rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		return rows
	}
	rows := read(files[0].Data)
	if got := strings.Join(rows[2], "|"); len(rows) != 3 || got != "4|grid|grid|3|5|square-arena|3,17+vision|2|0|0.2|101|30|0|-30" {
		t.Errorf("the comparisons are %q", rows)
	}
	rows = read(files[1].Data)
	if len(rows) != 1+int(shortcut.Classes) || rows[1][11] != "learnt" || rows[1][14] != "1.0000" || rows[5][12] != "" || rows[1][18] != "" {
		t.Errorf("the doors are %q", rows)
	}
	if len((&Lab{}).Files()()) != 0 {
		t.Error("there are tables of nothing")
	}
}

// TestBaseline: what an agent did before is kept for the same agent in the same task
// alone, and the most of it.
func TestBaseline(t *testing.T) {
	a, other := &agent.Agent{}, &agent.Agent{}
	l := &Lab{}
	l.remember(baseline{agent: a, list: make([]agent.Episode, 5)})
	l.remember(baseline{agent: a, list: make([]agent.Episode, 3)})
	task, another := l.base.task, l.base.task
	another.Name = "another"
	if len(l.base.of(a, &task)) != 5 || l.base.of(other, &task) != nil || l.base.of(a, &another) != nil {
		t.Errorf("%d episodes are kept", len(l.base.list))
	}
	l.remember(baseline{agent: other, list: make([]agent.Episode, 1)})
	if len(l.base.of(other, &task)) != 1 {
		t.Error("those of another agent are not")
	}
}
