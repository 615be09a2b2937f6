package export

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"gridrat/app/internal/rat"
	"gridrat/app/room"
	"gridrat/app/study"
	"gridrat/brain/gridnet"
	"gridrat/brain/learner"
	"gridrat/brain/recording"
	"gridrat/brain/survey"
	"gridrat/render/figure"
)

// window notes what is told.
type window struct {
	*testing.T
	room  *Room
	table *room.Table
	log   []string
}

func newWindow(t *testing.T, shown Shown) *window {
	w := &window{T: t}
	background := room.NewBackground(t.Context(), func(failure bool, text string) {
		if failure {
			text = "failure: " + text
		}
		w.log = append(w.log, text)
	}, func() {})
	t.Cleanup(background.Close)
	shown.Colors = figure.Viridis
	w.room = New(Host{Background: background, Out: t.TempDir(), Program: "test", Shown: func() Shown { return shown }})
	w.table = room.NewTable(w.room.Offer())
	return w
}

// export asks for an export by its key and, if it is to be stopped, stops it;
// it returns the names of the files in the folder that it was written to.
func (w *window) export(stop bool) []string {
	w.Helper()
	id, ok := w.table.Pressed(room.ParseChord("Ctrl+E"))
	if !ok || !w.table.Do(id) {
		w.Fatal("Ctrl+E does nothing")
	}
	if s, _ := w.table.State("export"); !s.On || s.Why != "" {
		w.Errorf("while it exports the button is %+v", s)
	}
	if stop {
		w.room.Background.Stop()
	}
	for end := time.Now().Add(time.Minute); !w.room.Background.Finish(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			w.Fatal("it does not end within a minute")
		}
	}
	if s, _ := w.table.State("export"); s.On {
		w.Error("when it has ended the button is on")
	}
	found, err := filepath.Glob(filepath.Join(w.room.Out, "export-*", "*"))
	if err != nil {
		w.Fatal(err)
	}
	for i, f := range found {
		found[i] = filepath.Base(f)
	}
	return found
}

// cells are two recorded ones along a drawn path.
func cells(t *testing.T) study.Cells {
	t.Helper()
	rng := rand.New(rand.NewPCG(1, 1))
	rows := rat.Foraged(rng, 1, 60)
	var fired strings.Builder
	for _, r := range rows {
		if rng.Float64() < 0.1 {
			fmt.Fprintf(&fired, "%.2f,%d\n", r.Seconds, 4+3*rng.IntN(2))
		}
	}
	read := func(text string) *recording.File {
		f, err := recording.Read("text", strings.NewReader(text), int64(len(text)), recording.Options{})
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	path, err := study.NewPath("rat.csv", *read(rat.CSV(rows)).Track, recording.Said{}, 0)
	if err != nil {
		t.Fatal(err)
	}
	spikes := read(fired.String()).Spikes
	o := survey.Options{Draws: 2, Seed: 1, Workers: 1, Progress: func(float64) {}}
	subject, _, _, _ := study.Gather(t.Context(), "spikes", spikes.Units, nil, spikes.Samples)(path, o)
	v, err := survey.Make(t.Context(), subject, nil, o)
	if err != nil {
		t.Fatal(err)
	}
	return study.Cells{Name: "spikes.csv", Path: path, Survey: v, Seed: 1, Spikes: spikes}
}

// Recorded cells that are shown are exported: a page of the chosen one by its
// number, the path, and all that score writes.
func TestExportCells(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped: long with the race detector, which nothing in it needs")
	}
	c := cells(t)
	w := newWindow(t, Shown{Cells: &c, Unit: 1})
	found := w.export(false)
	for _, name := range []string{"unit-0007.png", "unit-0007.svg", "paths.png", "scores.csv", "ratemaps.npz", "results.json"} {
		if !slices.Contains(found, name) {
			t.Errorf("it wrote %v, want %s too", found, name)
		}
	}
	if len(w.log) != 1 || !strings.HasPrefix(w.log[0], "Exported cell 7, the contact sheets, scores.csv and ratemaps.npz of spikes.csv along rat.csv to "+w.room.Out) {
		t.Errorf("it says %q", w.log)
	}
}

// An export of the network takes a while; stopped, it leaves nothing. While a
// film is saved there is none.
func TestExportStops(t *testing.T) {
	recipe := gridnet.NewModules(1)
	net := gridnet.NewNetwork(recipe, 1)
	s := &learner.Snapshot{Recipe: recipe, Seed: 1, Net: net, Weights: net.Init(1), Update: 7, State: learner.State{Origin: "from scratch"}}
	c := cells(t)
	for _, along := range []*study.Path{nil, c.Path} {
		w := newWindow(t, Shown{Snap: s, Along: along, Unit: 3})
		if found := w.export(true); len(found) != 0 {
			t.Errorf("stopped, it leaves %v", found)
		}
		if len(w.log) != 1 || w.log[0] != "Exporting was stopped; nothing has come of it." {
			t.Errorf("it says %q", w.log)
		}
	}

	w := newWindow(t, Shown{Snap: s})
	w.room.Background.Start("film", "Saving the film", func(ctx context.Context, _ func(float64)) (string, error) {
		<-ctx.Done()
		return "", ctx.Err()
	})
	if s, _ := w.table.State("export"); s.Why != "a film is being saved" {
		t.Errorf("during a film the button is %+v", s)
	}
	w.table.Do("export")
	if len(w.log) != 1 || !strings.HasPrefix(w.log[0], "Saving the film is under way") {
		t.Errorf("it says %q", w.log)
	}
}

// A folder that cannot be made is a failure with its reason.
func TestExportFails(t *testing.T) {
	c := cells(t)
	w := newWindow(t, Shown{Cells: &c})
	blocked := filepath.Join(w.room.Out, "file")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	w.room.Out = blocked
	w.export(false)
	if len(w.log) != 1 || !strings.HasPrefix(w.log[0], "failure: Exporting failed: could not make the folder for the files: ") {
		t.Errorf("it says %q", w.log)
	}
}
