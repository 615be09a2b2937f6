// Package presets reads the maps that travel with the program, for the tests of
// what lies below them. Tests alone import it.
package presets

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// All returns the files of all maps by their names without ending. It panics if
// it does not find them two or three folders above that of a package of world or
// brain, where tests run.
func All() map[string][]byte {
	files := filepath.Join("..", "..", "assets", "mazes", "*.json")
	paths, err := filepath.Glob(files)
	if len(paths) == 0 {
		paths, err = filepath.Glob(filepath.Join("..", files))
	}
	if err != nil || len(paths) < 10 {
		panic(fmt.Sprintf("presets: there are %d (%v)", len(paths), err))
	}
	read := map[string][]byte{}
	for _, path := range paths {
		if read[strings.TrimSuffix(filepath.Base(path), ".json")], err = os.ReadFile(path); err != nil {
			panic(fmt.Sprintf("presets: %v", err))
		}
	}
	return read
}

// File returns the file of a map. It panics if there is none of that name.
func File(name string) []byte {
	data, ok := All()[name]
	if !ok {
		panic(fmt.Sprintf("presets: there is no map %q", name))
	}
	return data
}
