package play

import (
	"strings"
	"testing"
	"time"

	"gridrat/world"
	"gridrat/world/maze"
	rules "gridrat/world/task"
)

// manyWalls is a map whose world takes long to make.
func manyWalls() maze.Map {
	m := maze.OfEnclosure(world.Enclosure{Shape: world.Square, Size: 20})
	m.Goals = []maze.Goal{{At: world.Vec{X: 5}, Radius: 0.1}}
	for i := range 80 {
		at := world.Vec{X: -9 + 0.9*float64(i%20), Y: -9 + 0.9*float64(i/20)}
		m.Walls = append(m.Walls, maze.Wall{A: at, B: at.Add(world.Vec{X: 0.3, Y: 0.2}), Thickness: 0.02})
	}
	return m
}

// TestReady: a world is made once for a map, in the background where that takes
// long, and again for another map.
func TestReady(t *testing.T) {
	mine := manyWalls()
	s := newStage(t)
	z := s.ready(rules.YourMap(mine, false))
	if again := s.ready(rules.YourMap(mine, false)); again != z {
		t.Error("the same map is made ready twice")
	}
	if z.made != nil {
		z.take(<-z.made)
	}
	if z.err != nil || z.world == nil || s.ready(rules.YourMap(mine, false)) != z {
		t.Errorf("the map is ready with %v", z.err)
	}
	mine.Goals = nil
	z = s.ready(rules.YourMap(mine, false))
	if z.made != nil {
		z.take(<-z.made)
	}
	if z.err == nil || z.world != nil {
		t.Error("a map without a goal is ready")
	}
}

// TestWaiting: an episode that was chosen begins once its world is ready, unless
// the page is opened again; the page then says how the task stands.
func TestWaiting(t *testing.T) {
	s := newStage(t)
	k := rules.YourMap(corridor(), false)
	s.drawn = corridor()
	slow := func() chan made { // as if it took long
		z := &readied{title: k.Title, of: k.Map, made: make(chan made, 1)}
		s.readied[k.Name] = z
		return z.made
	}
	ready := func(c chan made) {
		w, err := rules.New(k)
		c <- made{w, err}
		s.tick(time.Second)
	}

	c := slow()
	s.playChosen(k)
	if s.Episode() != nil || s.told != "The map is being made ready; the episode begins in a moment." {
		t.Fatalf("without a world %v is played, told %q", s.Episode(), s.told)
	}
	if ready(c); s.Episode() == nil || s.told != "" {
		t.Fatal("nothing is played in the world that is ready")
	}
	s.End()

	c = slow()
	s.playChosen(k)
	s.press("Ctrl+P")
	tiles := s.page.Picture
	standing := s.standing(offered{Task: k})
	if ready(c); s.Episode() != nil || s.page == nil || s.page.Picture == tiles {
		t.Errorf("with the page open %v is played, the page is %v", s.Episode(), s.page)
	}
	if now := s.standing(offered{Task: k}); standing != "being made ready" || now != "not played yet" {
		t.Errorf("the task was %q and is %q", standing, now)
	}

	s.drawn.Goals = nil
	k = rules.YourMap(s.drawn, false)
	if z := s.ready(k); z.made != nil {
		z.take(<-z.made)
	}
	if says := s.standing(offered{Task: k}); !strings.HasPrefix(says, "not now: ") {
		t.Errorf("without a goal the task is %q", says)
	}
}
