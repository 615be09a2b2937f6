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
	if o, seconds, ok := Kept(p, folder); ok {
		return o, Pretraining{seconds, true}, nil
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
	return o, grown, Keep(p, o, grown.Seconds, folder)
}

// nameOf is the name of the file of organs with a key.
func nameOf(key string) string { return "organs-" + key + ".npz" }

// Kept returns the organs of a plan that a folder keeps, if it does, and how long
// they had grown; "" keeps none.
func Kept(p agent.Plan, folder string) (o sense.Organs, seconds float64, ok bool) {
	key := agent.OrgansKey(p)
	if folder == "" || key == "" {
		return o, 0, false
	}
	data, err := os.ReadFile(filepath.Join(folder, nameOf(key)))
	if err != nil {
		return o, 0, false
	}
	o, seconds, err = agent.LoadOrgans(data, key)
	return o, seconds, err == nil
}

// Keep has a folder keep the organs of a plan, which took so long to grow; "" keeps
// none. Where nothing can be written, they grow again the next time.
func Keep(p agent.Plan, o sense.Organs, seconds float64, folder string) error {
	key := agent.OrgansKey(p)
	if folder == "" || key == "" {
		return nil
	}
	var b bytes.Buffer
	if err := agent.SaveOrgans(&b, o, key, seconds); err != nil {
		return err
	}
	_ = files.Put(filepath.Join(folder, nameOf(key)), b.Bytes())
	prune(folder, mostKept)
	return nil
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
