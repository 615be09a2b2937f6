package main

import (
	"context"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"gridrat/brain/gridnet"
	"gridrat/brain/learner"
	"gridrat/brain/reference"
)

// What is dropped on the window and cannot be opened gets a sentence; the rest
// becomes a request.
func TestDropped(t *testing.T) {
	for _, c := range []struct {
		files fstest.MapFS
		want  string
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
		if _, _, err := dropped(c.files); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("want %q, got %v", c.want, err)
		}
	}
	if all, _, err := dropped(fstest.MapFS{"a.npz": {Data: []byte("x")}}); err != nil || len(all) != 1 || all[0].name != "a.npz" || string(all[0].data) != "x" {
		t.Errorf("a file became %+v, %v", all, err)
	}
	if all, _, err := dropped(fstest.MapFS{"a.json": {Data: []byte("{}")}}); err != nil || len(all) != 1 || all[0].name != "a.json" {
		t.Errorf("a map became %+v, %v", all, err)
	}
	if all, _, err := dropped(fstest.MapFS{"a.csv": {Data: []byte("t_ms,unit\n")}, "b.csv": {Data: []byte("t,x,y\n")}}); err != nil || len(all) != 2 || all[0].name != "b.csv" {
		t.Errorf("cells and their trajectory became %+v, %v", all, err)
	}
	for _, files := range []fstest.MapFS{{"folder/pc_means.npy": {}}, {"pc_means.npy": {}, "pc_vars.npy": {}}} {
		_, r, err := dropped(files)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := r.(learner.LoadFolder).Folder.Open("pc_means.npy"); err != nil {
			t.Errorf("%v became %+v: %v", files, r, err)
		}
	}
}

// openedBy starts a learner, drops files on the window and returns the
// snapshot after that.
func openedBy(t *testing.T, files fs.FS) *learner.Snapshot {
	t.Helper()
	l, err := learner.Start(learner.Config{Recipe: gridnet.NewModules(1), Seed: 1, Workers: 1, Clock: wallClock{}, Paused: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(l.Close)
	g := &game{ctx: context.Background(), learner: l, snap: <-l.Snapshots()}
	g.opened = time.Now()
	g.takeDropped(dropped(files))
	for s := range l.Snapshots() {
		if s.Handled == g.asked {
			return s
		}
	}
	t.Fatal("the learner ended")
	return nil
}

// A wrong file that is dropped leaves the run alone and gives a sentence that
// names it.
func TestDroppedRubbish(t *testing.T) {
	s := openedBy(t, fstest.MapFS{"holiday.jpg": {Data: []byte("no network")}})
	if !s.Notice.Failure || !strings.Contains(s.Notice.Text, "holiday.jpg") || s.Origin != "from scratch" {
		t.Errorf("notice %+v, origin %s", s.Notice, s.Origin)
	}
	s = openedBy(t, fstest.MapFS{"photos/holiday.jpg": {Data: []byte("no network")}})
	if !s.Notice.Failure || !strings.Contains(s.Notice.Text, "photos") || s.Origin != "from scratch" {
		t.Errorf("notice %+v, origin %s", s.Notice, s.Origin)
	}
}

// A dropped folder of published weights is opened and scored.
func TestDroppedPublished(t *testing.T) {
	files := os.DirFS(reference.Path(t, "published-weights"))
	s := openedBy(t, files)
	if s.Notice.Failure || s.Recipe.Name != "paper" || s.Net.Units() != 256 || s.Maps == nil {
		t.Errorf("notice %+v, recipe %s of %d units", s.Notice, s.Recipe.Name, s.Net.Units())
	}
}
