package navigating

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
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
	if err = p.Recipe.Grow(ctx, &o, arena, p.Seed, workers, func(what string, share float64) {
		if last != "" && what != last {
			show.Done(last, "done")
		}
		last = what
		show.Show(what, share, "")
	}); ctx.Err() != nil {
		return o, Pretraining{}, fmt.Errorf("the agent had not begun to learn from reward, and nothing was written: %w", ctx.Err())
	} else if err != nil {
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
		prune(folder, mostKept)
	}
	return o, grown, nil
}

// mostKept is how many organs are kept, of about 1 MB each.
const mostKept = 32

// prune removes the oldest organs of a folder, but for so many.
func prune(folder string, keep int) {
	paths, _ := filepath.Glob(filepath.Join(folder, "organs-*.npz"))
	age := func(path string) time.Time {
		info, err := os.Stat(path)
		if err != nil {
			return time.Time{}
		}
		return info.ModTime()
	}
	slices.SortFunc(paths, func(a, b string) int { return age(b).Compare(age(a)) })
	for _, path := range paths[min(keep, len(paths)):] {
		_ = os.Remove(path) // another may have removed it
	}
}

// Cache is the folder of the user where organs are kept; "" if there is none.
func Cache() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "gridrat", "organs")
}
