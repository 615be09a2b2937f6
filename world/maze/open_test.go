package maze

import (
	"strings"
	"testing"

	"gridrat/world"
	"gridrat/world/presets"
)

// Tables, whatever separates their columns, are no maps; text mazes are, also
// those with a mistake further down.
func TestDetect(t *testing.T) {
	square := presets.File("square")
	for _, c := range []struct {
		name, text string
		want       bool
	}{
		{"square.json", string(square), true},
		{"dropped", string(square), true},
		{"other.json", `{"a": 1}`, true}, // Open says what is wrong
		{"maze.txt", "*****\n*P G*\n*****\n", true},
		{"maze.TXT", "\r\n***\r\n*P*\r\n", true},
		{"maze.txt", "***\n*9*\n***\n", true},
		{"maze.txt", " ***\n P *\n", true},
		{"maze.txt", "\ufeff*****\n*P G*\n*****\n", true},
		{"maze.txt", "#####\n#S.G#\n#####\n", true},
		{"maze.txt", "WGWGWGWG\nWG>>  WG\nWGWGWGWG\n", true},
		{"path.txt", "#####\n# rat 3 #\n#####\n0 0 0\n", false},
		{"path.txt", "t,x,y\n0,0,0\n", false},
		{"path.txt", "# *** rat 3 ***\n0 0.1 0.2\n", false},
		{"path.txt", "t x y\n0 0 0\n", false},
		{"path.txt", "0\t*\t1\n", false},
		{"path.csv", "t,x,y\n0,0,0\n", false},
		{"weights.npz", "PK", false},
		{"empty.txt", "", false},
	} {
		if got := Detect(c.name, []byte(c.text)); got != c.want {
			t.Errorf("%s %q: %v, want %v", c.name, c.text, got, c.want)
		}
	}
}

func TestOpen(t *testing.T) {
	m, err := Open("dir/My maze.txt", []byte("*****\n*P G*\n*****\n"))
	if err != nil || m.Name != "My maze" || len(m.Goals) != 1 || len(m.Starts) != 1 {
		t.Errorf("%+v, %v", m, err)
	}
	for _, name := range []string{strings.Repeat("é", 200) + ".txt", ".txt", "\xff.txt"} {
		if m, err := Open(name, []byte("*PPP*")); err != nil || m.Check() != nil {
			t.Errorf("%q: %v, %v", name, err, m.Check())
		}
	}
	if _, err := Open("a.txt", []byte("***\n*é*\n")); err == nil || !strings.Contains(err.Error(), "line 2, column 2") {
		t.Errorf("a wrong cell: %v", err)
	}
	if _, err := Open("a.json", []byte(`{"a": 1}`)); err == nil {
		t.Error("a file without a format was read")
	}
}

// A point inside stays, one outside comes to the nearest point of the wall.
func TestInside(t *testing.T) {
	square := Outline{Corners: []world.Vec{{X: -1, Y: -1}, {X: 1, Y: -1}, {X: 1, Y: 1}, {X: -1, Y: 1}}}
	round := Outline{Diameter: 2}
	for _, c := range []struct {
		o        Outline
		at, want world.Vec
	}{
		{square, world.Vec{X: 0.3, Y: 1}, world.Vec{X: 0.3, Y: 1}}, {square, world.Vec{X: 0.3, Y: 2}, world.Vec{X: 0.3, Y: 1}},
		{square, world.Vec{X: 4, Y: -9}, world.Vec{X: 1, Y: -1}}, {round, world.Vec{X: 0, Y: 5}, world.Vec{X: 0, Y: 1}}, {round, world.Vec{X: 0.2}, world.Vec{X: 0.2}},
	} {
		if got := c.o.Inside(c.at); got.Sub(c.want).Norm() > 1e-12 {
			t.Errorf("%v: %v, want %v", c.at, got, c.want)
		}
	}
}

// FuzzOpen: whatever a file holds, what is read of it passes Check.
func FuzzOpen(f *testing.F) {
	f.Add("a.txt", []byte("*****\n*P G*\n*****\n"))
	f.Add("a.json", []byte(`{"format": "gridrat map", "version": 1, "name": "a", "outline": {"circle": 2}}`))
	f.Add("\x00.txt", []byte("****\n*PP*\n*PP*"))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		Detect(name, data)
		m, err := Open(name, data)
		if err == nil {
			err = m.Check()
			if err != nil {
				t.Errorf("%q was opened, but %v", data, err)
			}
		} else if strings.TrimSpace(err.Error()) == "" {
			t.Error("an error without a text")
		}
	})
}
