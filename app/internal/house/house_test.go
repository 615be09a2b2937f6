// Package house holds tests of how the project is built: which package may
// know which, how large its parts may be, and that generated files are up to
// date.
package house

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const module = "gridrat"

// listed is what go list says of a package.
type listed struct {
	ImportPath                         string
	Imports, TestImports, XTestImports []string
	Deps                               []string
}

// root returns the folder of go.mod, after reading every source file in it.
// The go command keeps the result of a test until a file changes that the
// test itself has read; what the commands it starts have read does not count.
func root(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs(filepath.Join("..", "..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		switch ext := filepath.Ext(path); {
		case err != nil:
			return err
		case d.IsDir() && strings.HasPrefix(d.Name(), ".") && path != dir:
			return filepath.SkipDir
		case ext == ".go" || ext == ".s" || ext == ".mod":
			_, err = os.ReadFile(path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// goCommand runs the go command in dir and returns what it prints.
func goCommand(t *testing.T, dir string, env []string, args ...string) []byte {
	t.Helper()
	cmd := exec.Command("go", args...)
	cmd.Dir, cmd.Env = dir, append(os.Environ(), env...)
	out, err := cmd.Output()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			t.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, exit.Stderr)
		}
		t.Fatal(err)
	}
	return out
}

var systems = []string{"linux", "windows", "darwin"}

// built keeps what packages has listed.
var built = map[string][]listed{}

// packages lists the packages of the module in dir as they are built for a
// system.
func packages(t *testing.T, dir, system string) []listed {
	t.Helper()
	if all := built[system]; all != nil {
		return all
	}
	out := goCommand(t, dir, []string{"GOOS=" + system, "GOARCH=amd64", "CGO_ENABLED=0"},
		"list", "-json=ImportPath,Imports,TestImports,XTestImports,Deps", "./...")
	var all []listed
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := dec.Decode(&p); err == io.EOF {
			built[system] = all
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

// known finds packages of the module by their path.
func known(all []listed) map[string]listed {
	m := map[string]listed{}
	for _, p := range all {
		m[p.ImportPath] = p
	}
	return m
}

// reached is all that a package and its tests depend on: what they import, and
// what those of the project depend on.
func reached(p listed, all map[string]listed) []string {
	deps := slices.Clone(p.Deps)
	for _, i := range slices.Concat(p.TestImports, p.XTestImports) {
		deps = append(append(deps, i), all[i].Deps...)
	}
	slices.Sort(deps)
	return slices.Compact(deps)
}

// within tells whether a package is top or lies below it.
func within(pkg, top string) bool { return pkg == top || strings.HasPrefix(pkg, top+"/") }

func withinAny(pkg string, tops []string) bool {
	for _, top := range tops {
		if within(pkg, top) {
			return true
		}
	}
	return false
}
