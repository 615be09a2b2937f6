package navigating

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"time"

	"gridrat/app/command/progress"
	"gridrat/app/files"
	"gridrat/brain/agent"
	"gridrat/brain/agent/sense"
)

// Pretraining is how organs came to be.
type Pretraining struct {
	Seconds float64 // that they grew
	Kept    bool    // before this call
}

// Organs returns the organs of a plan: those that a folder keeps or, where it has
// none or damaged ones, such as grow now and are kept there. "" keeps none.
func Organs(ctx context.Context, p agent.Plan, folder string, workers int, show *progress.Progress) (sense.Organs, Pretraining, error) {
	key := agent.OrgansKey(p)
	if key == "" {
		return sense.Organs{}, Pretraining{}, nil
	}
	name := "organs-" + key + ".npz"
	if folder != "" {
		if data, err := os.ReadFile(filepath.Join(folder, name)); err == nil {
			if o, seconds, err := agent.LoadOrgans(data, key); err == nil {
				return o, Pretraining{seconds, true}, nil
			}
		}
	}
	arena, err := namedTask("square-arena")
	if err != nil {
		return sense.Organs{}, Pretraining{}, err
	}
	o := sense.Organs{Network: p.Network.Net, NetworkWeights: p.Network.Weights}
	begun := time.Now()
	last := ""
	err = p.Recipe.Grow(ctx, &o, arena, p.Seed, workers, func(what string, share float64) {
		if last != "" && what != last {
			show.Done(last, "done")
		}
		last = what
		show.Show(what, share, "")
	})
	if err != nil {
		return o, Pretraining{}, err
	}
	grown := Pretraining{Seconds: time.Since(begun).Seconds()}
	show.Done(last, "done")
	if folder != "" {
		var b bytes.Buffer
		if err := agent.SaveOrgans(&b, o, key, grown.Seconds); err != nil {
			return o, grown, err
		}
		// Where nothing can be kept, they grow again the next time.
		_ = files.Put(filepath.Join(folder, name), b.Bytes())
	}
	return o, grown, nil
}

// Cache is the folder of the user where organs are kept; "" if there is none.
func Cache() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "gridrat", "organs")
}
