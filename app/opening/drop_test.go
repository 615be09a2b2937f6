package opening

import (
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"gridrat/brain/gridnet"
	"gridrat/brain/learner"
	"gridrat/brain/pupil"
	"gridrat/brain/reference"
)

// What is dropped on the window and cannot be opened gets a sentence; the rest
// becomes a request.
func TestSortOut(t *testing.T) {
	for _, c := range []struct {
		dropped fstest.MapFS
		want    string
	}{
		{fstest.MapFS{}, "nothing was dropped"},
		{fstest.MapFS{"a.npz": {}, "b.npz": {}}, "do not go together"},
		{fstest.MapFS{"a.csv": {Data: []byte("t,x,y\n")}, "b.csv": {Data: []byte("t,x,y\n")}}, "do not go together"},
		{fstest.MapFS{"a.csv": {Data: []byte("t,unit\n")}, "b.csv": {Data: []byte("t,unit,rate\n")}}, "do not go together"},
		{fstest.MapFS{"a.csv": {}, "b.csv": {}, "c.csv": {}}, "3 files were dropped"},
		{fstest.MapFS{"a.npz": {}, "b.npy": {}}, "2 files were dropped"},
		{fstest.MapFS{"a.json": {}, "b.json": {}}, "do not go together"},
		{fstest.MapFS{"pc_means.npy": {}}, "pc_means.npy is one of several"},
	} {
		if _, _, err := sortOut(c.dropped); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("want %q, got %v", c.want, err)
		}
	}
	if all, _, err := sortOut(fstest.MapFS{"a.npz": {Data: []byte("x")}}); err != nil || len(all) != 1 || all[0].Name != "a.npz" || string(all[0].Data) != "x" {
		t.Errorf("a file became %+v, %v", all, err)
	}
	if all, _, err := sortOut(fstest.MapFS{"a.json": {Data: []byte("{}")}}); err != nil || len(all) != 1 || all[0].Name != "a.json" {
		t.Errorf("a map became %+v, %v", all, err)
	}
	if all, _, err := sortOut(fstest.MapFS{"a.csv": {Data: []byte("t_ms,unit\n")}, "b.csv": {Data: []byte("t,x,y\n")}}); err != nil || len(all) != 2 || all[0].Name != "b.csv" {
		t.Errorf("cells and their trajectory became %+v, %v", all, err)
	}
	for _, dropped := range []fstest.MapFS{{"folder/pc_means.npy": {}}, {"pc_means.npy": {}, "pc_vars.npy": {}}} {
		_, r, err := sortOut(dropped)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := r.(learner.LoadFolder).Folder.Open("pc_means.npy"); err != nil {
			t.Errorf("%v became %+v: %v", dropped, r, err)
		}
	}
}

// What was dropped goes to whom it is for, after the window was cleared for
// it; of what cannot be opened a sentence is all that comes.
func TestDrop(t *testing.T) {
	path, spikes := []byte("t,x,y\n0,0,0\n"), []byte("t,unit\n0,1\n")
	for _, c := range []struct {
		dropped fstest.MapFS
		want    string
	}{
		{fstest.MapFS{"maze.json": {Data: []byte("{}")}}, `redraw, clear, map maze.json at ""`},
		{fstest.MapFS{"rat.csv": {Data: path}}, "redraw, clear, recorded rat.csv"},
		{fstest.MapFS{"a.csv": {Data: spikes}, "rat.csv": {Data: path}}, "redraw, clear, cells a.csv along rat.csv"},
		{fstest.MapFS{"net.npz": {Data: []byte("PK")}}, "redraw, clear, network learner.LoadBytes net.npz"},
		{fstest.MapFS{"paper/pc_means.npy": {}}, "redraw, clear, network learner.LoadFolder paper"},
		{fstest.MapFS{}, "redraw, failure: nothing was dropped"},
	} {
		w := newWindow(t)
		w.room.Drop(c.dropped)
		w.await()
		if got := strings.Join(w.log, ", "); got != c.want {
			t.Errorf("%v: %s; want %s", c.dropped, got, c.want)
		}
	}
}

// openedBy starts a learner, drops files on the window and returns the
// snapshot after that.
func openedBy(t *testing.T, dropped fs.FS) *learner.Snapshot {
	t.Helper()
	l := pupil.Start(t, gridnet.NewModules(1), 1)
	<-l.Snapshots()
	w := newWindow(t)
	w.room.Network = l.Do
	w.room.Drop(dropped)
	w.await()
	for s := range l.Snapshots() {
		if s.Handled == 1 {
			return s
		}
	}
	t.Fatal("the learner ended")
	return nil
}

// A wrong file that is dropped leaves the run alone and gives a sentence that
// names it.
func TestDroppedRubbish(t *testing.T) {
	s := openedBy(t, fstest.MapFS{"holiday.npz": {Data: []byte("PK, but no network")}})
	if !s.Notice.Failure || !strings.Contains(s.Notice.Text, "holiday.npz") || s.Origin != "from scratch" {
		t.Errorf("notice %+v, origin %s", s.Notice, s.Origin)
	}
	s = openedBy(t, fstest.MapFS{"photos/holiday.jpg": {Data: []byte("no network")}})
	if !s.Notice.Failure || !strings.Contains(s.Notice.Text, "photos") || s.Origin != "from scratch" {
		t.Errorf("notice %+v, origin %s", s.Notice, s.Origin)
	}
}

// A dropped folder of published weights is opened and scored.
func TestDroppedPublished(t *testing.T) {
	s := openedBy(t, os.DirFS(reference.Path(t, "published-weights")))
	if s.Notice.Failure || s.Recipe.Name != "paper" || s.Net.Units() != 256 || s.Maps == nil {
		t.Errorf("notice %+v, recipe %s of %d units", s.Notice, s.Recipe.Name, s.Net.Units())
	}
}
