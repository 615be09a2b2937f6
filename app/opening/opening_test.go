package opening

import (
	"archive/zip"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gridrat/app/files"
	"gridrat/app/internal/program"
	"gridrat/app/room"
	"gridrat/brain/learner"
	"gridrat/brain/recording"
)

// window notes what the room asks of it.
type window struct {
	room  *Room
	log   []string
	use   func(path string) // of the question that is open
	asked string
}

func newWindow(t *testing.T) *window {
	w := &window{}
	note := func(format string, values ...any) { w.log = append(w.log, fmt.Sprintf(format, values...)) }
	tell := func(failure bool, text string) {
		if failure {
			text = "failure: " + text
		}
		note("%s", text)
	}
	w.room = New(Host{
		Tell: tell, Background: room.NewBackground(t.Context(), tell, func() {}),
		Ask:    func(title, _, _ string, use func(string)) { w.asked, w.use = title, use },
		Redraw: func() { note("redraw") },
		Clear:  func() { note("clear") },
		Map:    func(name, path string, _ []byte) { note("map %s at %q", name, path) },
		Network: func(r learner.Request) {
			switch r := r.(type) {
			case learner.Load:
				note("network %s", r.Path)
			case learner.LoadBytes:
				note("network %T %s", r, r.Name)
			case learner.LoadFolder:
				note("network %T %s", r, r.Name)
			}
		},
		Recorded: func(f files.File) bool {
			if recording.Detect(f.Name, f.Data) == recording.Unknown {
				return false
			}
			note("recorded %s", f.Name)
			return true
		},
		Agent: func(name string, data []byte) { note("agent %s of %d bytes", name, len(data)) },
		Pair:  func(trajectory, cells files.File) { note("cells %s along %s", cells.Name, trajectory.Name) },
	})
	return w
}

func size(t *testing.T, path string) int64 {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info.Size()
}

// workbook is an Excel workbook as far as its first bytes and names go.
func workbook(t *testing.T) string {
	var b strings.Builder
	z := zip.NewWriter(&b)
	for _, name := range []string{"[Content_Types].xml", "xl/workbook.xml"} {
		if _, err := z.Create(name); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// await waits for what is read in the background.
func (w *window) await() {
	for !w.room.Background.Take() {
		time.Sleep(time.Millisecond)
	}
}

// A file that the user names goes to whom it is for, a folder and what is
// nothing else to the learner, which says what is wrong with it.
func TestOpen(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string { return program.Write(t, dir, name, text) }
	large := write("large.csv", "")
	if err := os.Truncate(large, files.Limit+1); err != nil {
		t.Fatal(err)
	}
	maze, network := write("maze.json", "{}"), write("net.npz", "PK")
	for path, want := range map[string]string{
		maze:                               "map maze.json at " + fmt.Sprintf("%q", maze),
		write("rat.csv", "t,x,y\n0,0,0\n"): "recorded rat.csv",
		network:                            "network " + network,
		write("rat.xlsx", workbook(t)):     "failure: Could not open rat.xlsx: it is an Excel workbook (.xlsx); save the sheet as CSV.",
		write("rat.pdf", "%PDF-1.7\n"):     "failure: Could not open rat.pdf: it is a PDF document; the numbers must be in a CSV file.",
		dir:                                "network " + dir,
		filepath.Join("..", "..", "assets", "agents", "arena-none.npz"): fmt.Sprintf("agent arena-none.npz of %d bytes", size(t, filepath.Join("..", "..", "assets", "agents", "arena-none.npz"))),
		filepath.Join(dir, "none.npz"):                                  "network " + filepath.Join(dir, "none.npz"),
		filepath.Join(dir, "none.json"):                                 "failure: Could not open the map none.json: stat " + filepath.Join(dir, "none.json") + ": no such file or directory.",
		large:                                                           "failure: could not open " + large + ": it is larger than 256 MB; the command score reads larger recordings",
	} {
		w := newWindow(t)
		w.room.Open(path)
		w.await()
		if got := strings.Join(w.log, ", "); got != want {
			t.Errorf("%s: %s; want %s", path, got, want)
		}
	}
}

// Ctrl+O asks for a path; one of the files of a published network stands for
// their folder.
func TestAsk(t *testing.T) {
	w := newWindow(t)
	table := room.NewTable(w.room.Offer())
	id, ok := table.Pressed(room.ParseChord("Ctrl+O"))
	if !ok || id != "open" || !table.Do(id) || w.asked != "Open a network, an agent, a map, a trajectory or recorded cells" {
		t.Fatalf("Ctrl+O is %q and asks %q", id, w.asked)
	}
	dir := t.TempDir()
	w.use(filepath.Join(dir, "pc_means.npy"))
	w.await()
	if got := strings.Join(w.log, ", "); got != "network "+dir {
		t.Errorf("a file of a published network: %s; want its folder", got)
	}
}
