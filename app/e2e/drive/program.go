package drive

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
)

// program is where the binary under test is, built when it is first wanted.
var program = sync.OnceValues(func() (string, error) {
	if err := lookAtSources(); err != nil {
		return "", err
	}
	dir, err := os.MkdirTemp("", "gridrat")
	if err != nil {
		return "", err
	}
	built = dir
	path := filepath.Join(dir, "gridrat")
	build := exec.Command("go", "build", "-tags", "ebitenginevmguest", "-o", path, "gridrat/app")
	if out, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("could not build the program: %w\n%s", err, out)
	}
	return path, nil
})

// built is the folder of the binary, "" if there is none.
var built string

func removeProgram() {
	if built != "" {
		_ = os.RemoveAll(built) // of the system's temporary files
	}
}

// lookAtSources reads the module's folders. go test repeats no test that passed
// while what it has looked at stays as it is, and it knows nothing of what the
// program is built from.
func lookAtSources() error {
	root, err := os.Getwd()
	if err != nil {
		return err
	}
	for !exists(filepath.Join(root, "go.mod")) {
		if root == filepath.Dir(root) {
			return fmt.Errorf("the tests do not run within the module")
		}
		root = filepath.Dir(root)
	}
	return filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && path != root && strings.HasPrefix(d.Name(), ".") {
			return filepath.SkipDir
		}
		return err
	})
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
