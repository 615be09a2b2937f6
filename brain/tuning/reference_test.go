package tuning

import (
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"strconv"
	"testing"

	"github.com/sbinet/npyio/npz"

	"gridrat/brain/reference"
)

// unvisitedMap is the reference map with unvisited bins. The released scorer
// takes them for zeros; here they are left out of the overlap, so that its
// autocorrelogram and scores differ.
const unvisitedMap = 44

// TestReference compares autocorrelograms and scores with those of the
// authors' released scorer.
func TestReference(t *testing.T) {
	for _, n := range []int{20, 32} {
		rates, sac := referenceMaps(t, n)
		rows := readCSV(t, reference.Path(t, fmt.Sprintf("scores_%d.csv", n)))
		scorer := NewScorer(n)
		size := 2*n - 1
		for i, row := range rows {
			if i == unvisitedMap {
				continue
			}
			c := Autocorrelogram(Map{N: n, Rate: rates[i*n*n : (i+1)*n*n]})
			worst := 0.0
			for k, want := range sac[i*size*size : (i+1)*size*size] {
				got := c.R[k]
				if got != got {
					got = 0 // as the released scorer has it
				}
				worst = max(worst, math.Abs(got-want))
			}
			if worst > 1e-6 {
				t.Errorf("%d bins, map %d: autocorrelogram is off by %.2g", n, i, worst)
			}
			g := scorer.Gridness(c)
			for name, got := range map[string]float64{
				"released_60": g.Score60, "released_90": g.Score90, "minmax_60": g.MinMax60,
			} {
				want, err := strconv.ParseFloat(row[name], 64)
				if err != nil {
					t.Fatal(err)
				}
				if math.Abs(got-want) > 0.01 {
					t.Errorf("%d bins, map %d (%s): %s is %.4f, want %.4f", n, i, row["kind"], name, got, want)
				}
			}
			for name, got := range map[string]float64{
				"released_60_outer": g.Outer, "released_90_outer": g.Outer90, "minmax_60_outer": g.OuterMinMax,
			} {
				if want, _ := strconv.ParseFloat(row[name], 64); math.Abs(got/float64(n)-want) > 1e-4 && g.Score60 != 0 {
					t.Errorf("%d bins, map %d: %s is %.3f n, want %.3f n", n, i, name, got/float64(n), want)
				}
			}
		}
	}
}

// referenceMaps returns the maps of n bins per side and their
// autocorrelograms.
func referenceMaps(t *testing.T, n int) (rates, sac []float64) {
	t.Helper()
	f, err := npz.Open(reference.Path(t, fmt.Sprintf("ratemaps_%d.npz", n)))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := f.Read("rate_maps.npy", &rates); err != nil {
		t.Fatal(err)
	}
	if err := f.Read("sac.npy", &sac); err != nil {
		t.Fatal(err)
	}
	return rates, sac
}

func readCSV(t *testing.T, path string) []map[string]string {
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, line := range lines[1:] {
		row := map[string]string{}
		for i, v := range line {
			row[lines[0][i]] = v
		}
		rows = append(rows, row)
	}
	return rows
}
