package command

import (
	"bytes"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gridrat/app/internal/program"
	"gridrat/assets"
)

// TestMazesCommand draws the mazes of the program, and a map with a text maze,
// on sheets as large as they need, and refuses what it cannot do in a sentence.
func TestMazesCommand(t *testing.T) {
	dir := t.TempDir()
	text, mine := program.Write(t, dir, "small.txt", "*******\n*P I G*\n*******\n"), program.Write(t, dir, "mine.json", string(assets.TMaze.File()))
	sheet := func(out string, args ...string) (w, h int) {
		t.Helper()
		printed, errors, code := program.Run(t, append([]string{"mazes", "-out", out}, args...)...)
		if code != 0 || errors != "" || !strings.Contains(printed, out) {
			t.Fatalf("%v: status %d, printed %q and %q", args, code, printed, errors)
		}
		img, err := png.DecodeConfig(bytes.NewReader(program.Read(t, out, "mazes.png")))
		if err != nil {
			t.Fatal(err)
		}
		return img.Width, img.Height
	}
	w, h := sheet(filepath.Join(dir, "all"))
	if w < 2000 || h < 1000 {
		t.Errorf("15 mazes on %d x %d pixels", w, h)
	}
	w2, h2 := sheet(filepath.Join(dir, "two"), "-format", "png,svg", text, mine)
	if w2 >= w || h2 >= h {
		t.Errorf("two maps on %d x %d pixels, 15 on %d x %d", w2, h2, w, h)
	}
	if svg := program.Read(t, filepath.Join(dir, "two"), "mazes.svg"); !bytes.Contains(svg, []byte("T-maze")) || !bytes.Contains(svg, []byte("small")) {
		t.Error("the SVG lacks the names of the maps")
	}
	bad := program.Write(t, dir, "bad.txt", "*******\n*P é G*\n*******\n")
	for _, c := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{"-out", filepath.Join(dir, "all")}, ExitMisuse, "already holds mazes.png"},
		{[]string{"-format", "gif"}, ExitMisuse, `-format is "gif"`},
		{[]string{bad}, ExitFailed, `bad.txt: line 2, column 4: "é" is no cell`},
		{[]string{filepath.Join(dir, "none.json")}, ExitFailed, "none.json"},
	} {
		args := c.args
		if args[0] != "-out" {
			args = append([]string{"-out", filepath.Join(dir, "refused")}, args...)
		}
		if _, errors, code := program.Run(t, append([]string{"mazes"}, args...)...); code != c.code || !strings.Contains(errors, c.want) || strings.Count(errors, "\n") != 1 {
			t.Errorf("%v: status %d, %q", args, code, errors)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "refused")); err == nil {
		t.Error("what was refused has left a folder")
	}
}
