// Package house holds tests of how the project is built: which package may
// know which, and that generated files are up to date.
package house

import (
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
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

// packages lists the module's packages as they are built for a system.
func packages(t *testing.T, dir, system string) []listed {
	t.Helper()
	out := goCommand(t, dir, []string{"GOOS=" + system, "GOARCH=amd64", "CGO_ENABLED=0"},
		"list", "-json=ImportPath,Imports,TestImports,XTestImports,Deps", "./...")
	var all []listed
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := dec.Decode(&p); err == io.EOF {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
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

// arrows says what of the project each part of it may import.
var arrows = map[string][]string{
	"gridrat/app":    {"gridrat/app", "gridrat/render", "gridrat/brain", "gridrat/world", "gridrat/assets"},
	"gridrat/render": {"gridrat/render", "gridrat/brain", "gridrat/world", "gridrat/assets"},
	"gridrat/brain":  {"gridrat/brain", "gridrat/world"},
	"gridrat/world":  {"gridrat/world"},
	"gridrat/assets": {},
}

// forTests are packages that tests alone may import: of any part that may know
// theirs.
var forTests = []string{"gridrat/app/internal", "gridrat/render/internal", "gridrat/brain/reference"}

var systems = []string{"linux", "windows", "darwin"}

func TestArrows(t *testing.T) {
	dir := root(t)
	for _, system := range systems {
		seen := map[string]bool{}
		for _, p := range packages(t, dir, system) {
			part := strings.Join(strings.SplitN(p.ImportPath, "/", 3)[:2], "/")
			allowed, ok := arrows[part]
			if !ok {
				t.Errorf("%s: package %s belongs to no part of the house", system, p.ImportPath)
				continue
			}
			seen[part] = true
			for _, i := range p.Imports {
				if within(i, module) && !withinAny(i, allowed) {
					t.Errorf("%s: %s imports %s; it may import of the project %v", system, p.ImportPath, i, allowed)
				}
				if withinAny(i, forTests) && !withinAny(p.ImportPath, forTests) {
					t.Errorf("%s: %s imports %s, which is for tests", system, p.ImportPath, i)
				}
			}
			for _, i := range append(p.TestImports, p.XTestImports...) {
				if within(i, module) && i != p.ImportPath && !withinAny(i, allowed) {
					t.Errorf("%s: the tests of %s import %s; they may import of the project %v", system, p.ImportPath, i, allowed)
				}
			}
		}
		for part := range arrows {
			if !seen[part] {
				t.Errorf("%s: there is no package of %s", system, part)
			}
		}
	}
}

// TestWindowless: nothing that could do without a window is linked with one.
func TestWindowless(t *testing.T) {
	dir := root(t)
	windows := []string{"github.com/hajimehoshi/ebiten", "github.com/ebitenui", "github.com/ebitengine"}
	for _, system := range systems {
		with := 0
		for _, p := range packages(t, dir, system) {
			without := withinAny(p.ImportPath, []string{"gridrat/world", "gridrat/brain", "gridrat/assets", "gridrat/render/figure", "gridrat/render/panel", "gridrat/app/editor", "gridrat/app/files", "gridrat/app/room", "gridrat/app/settings"})
			for _, d := range p.Deps {
				switch {
				case !withinAny(d, windows):
				case without:
					t.Errorf("%s: %s depends on %s", system, p.ImportPath, d)
				default:
					with++
				}
			}
		}
		if with == 0 {
			t.Errorf("%s: no package depends on Ebiten: this test looks for the wrong names", system)
		}
	}
}

// TestWorldIsPure: the world has no clock, no files, no goroutines and no
// randomness but what is passed to it.
func TestWorldIsPure(t *testing.T) {
	dir := filepath.Join(root(t), "world")
	var files []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && filepath.Ext(path) == ".go" {
			files = append(files, path)
		}
		return err
	})
	if err != nil || len(files) == 0 {
		t.Fatalf("no files in %s (%v)", dir, err)
	}
	set := token.NewFileSet()
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(set, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range file.Imports {
			path := strings.Trim(i.Path.Value, `"`)
			if path != "math/rand/v2" && withinAny(path, []string{"time", "sync", "os", "net", "syscall", "math/rand"}) {
				t.Errorf("%s: world imports %s", set.Position(i.Pos()), path)
			}
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.GoStmt:
				t.Errorf("%s: world starts a goroutine", set.Position(n.Pos()))
			case *ast.SelectorExpr:
				if x, ok := n.X.(*ast.Ident); ok && x.Name == "rand" && n.Sel.Name != "Rand" {
					t.Errorf("%s: world uses rand.%s; a *rand.Rand is to be passed in", set.Position(n.Pos()), n.Sel.Name)
				}
			}
			return true
		})
	}
}
