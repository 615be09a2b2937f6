package assets

import (
	"embed"
	"io/fs"
)

//go:embed results
var results embed.FS

// Results are stored results of runs, as results/README.md says how to make.
func Results() fs.FS {
	f, err := fs.Sub(results, "results")
	if err != nil {
		panic("assets: " + err.Error()) // the folder is embedded
	}
	return f
}
