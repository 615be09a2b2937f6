package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"gridrat/brain/gridnet"
	"gridrat/brain/npz"
)

func trainer(t *testing.T, updates int) *gridnet.Trainer {
	t.Helper()
	r := gridnet.NewModules(2)
	for name, value := range map[string]string{
		"units": "6", "horizons": `[{"from":0,"steps":4,"batch":8}]`, "shards": "2", "report_moves": "5",
		"joint.hidden": "8", "joint.side": "4",
	} {
		if err := r.Set(name, value); err != nil {
			t.Fatal(err)
		}
	}
	tr, err := gridnet.NewTrainer(r, 1, 1)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(tr.Close)
	for range updates {
		if _, err := tr.Step(); err != nil {
			t.Fatal(err)
		}
	}
	return tr
}

// The same network is measured the same way each time, by any number of
// workers; everything written can be read again.
func TestMeasure(t *testing.T) {
	tr := trainer(t, 3)
	var texts []string
	for _, workers := range []int{1, 3} {
		last := 0.0
		m, err := Measure(t.Context(), tr, workers, func(share float64) {
			if share < last || share > 1 {
				t.Errorf("progress went from %v to %v", last, share)
			}
			last = share
		})
		if err != nil {
			t.Fatal(err)
		}
		res := NewResults(tr, Run{Seconds: 2, Updates: 3, Finished: true}, m)
		var results, scores, maps bytes.Buffer
		if err := res.WriteJSON(&results); err != nil {
			t.Fatal(err)
		}
		if err := WriteScores(&scores, tr.Network().Recipe, m); err != nil {
			t.Fatal(err)
		}
		if err := WriteMaps(&maps, tr.Network().Recipe.Enclosure.Half(), m); err != nil {
			t.Fatal(err)
		}
		texts = append(texts, results.String()+scores.String()+maps.String())
		checkResults(t, results.Bytes())
		checkScores(t, scores.String(), 12)
		z, err := npz.NewReader(bytes.NewReader(maps.Bytes()), int64(maps.Len()))
		if err != nil {
			t.Fatal(err)
		}
		_, shape, err := z.Floats("rate_maps")
		if want := []int{12, gridnet.ScoreBins, gridnet.ScoreBins}; err != nil || fmt.Sprint(shape) != fmt.Sprint(want) {
			t.Errorf("rate_maps has shape %v (%v), want %v", shape, err, want)
		}
	}
	if texts[0] != texts[1] {
		t.Error("one worker and three measure differently")
	}
}

func checkResults(t *testing.T, data []byte) {
	t.Helper()
	var r map[string]any
	if err := json.Unmarshal(data, &r); err != nil {
		t.Fatal(err)
	}
	for _, key := range strings.Fields(`recipe seed updates seconds updates_per_second gflop_per_update units grid_fraction
		grid_fraction_037 null_fraction_037 grid_fraction_080 null_fraction_080 grid_score_median grid_score_max
		position_error_cm position_error_median_cm position_error_never_moved_cm position_error_untrained_cm
		horizon_moves modules loss_place loss_head_direction`) {
		if _, ok := r[key]; !ok {
			t.Errorf("results.json lacks %q", key)
		}
	}
	if r["updates"] != 3.0 || r["updates_per_second"] != 1.5 || r["units"] != 12.0 || r["horizon_moves"] != 5.0 || len(r["modules"].([]any)) != 2 {
		t.Errorf("results.json says %s", data)
	}
}

func checkScores(t *testing.T, text string, units int) {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil || len(rows) != units+1 {
		t.Fatalf("scores.csv has %d rows (%v), want a header and %d units", len(rows), err, units)
	}
	if !strings.Contains(strings.Join(rows[0], " "), "_m") {
		t.Errorf("the header has no units of measure: %v", rows[0])
	}
}
