package navigating

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"

	"gridrat/brain/agent/result"
)

// recall goes on with the curve that lies beside the resumed agent, as far as
// that had come. One that is missing or damaged begins anew, and it says so; but
// a damaged one that the run would write over is an error. How long learning
// before took is known from it alone: agent.npz holds nothing but what a seed
// determines.
func (r *Run) recall() error {
	dir := filepath.Dir(r.Resume)
	if r.InPlace {
		dir = r.Out
	}
	data, err := os.ReadFile(filepath.Join(dir, CurveName))
	if err == nil {
		r.curve, err = result.ReadCurve(data, r.first)
	}
	switch {
	case err == nil:
	case r.InPlace && !errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("could not continue %s: %w; mend or remove it, or choose another folder with -out", filepath.Join(r.Out, CurveName), err)
	default:
		why := err.Error()
		if errors.Is(err, fs.ErrNotExist) {
			why = "there is none beside the agent"
		}
		r.curve = nil
		fmt.Printf("%s begins at decision %d: %s\n", CurveName, r.first, why)
	}
	r.before = math.NaN()
	if r.curve.Measured(r.first) {
		r.before = r.curve[len(r.curve)-1].Seconds
	}
	return nil
}
