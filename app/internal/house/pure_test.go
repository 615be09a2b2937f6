package house

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// TestWorldIsPure: the world has no clock, no files, no goroutines and no
// randomness but what is passed to it. What is for tests reads the files that
// they need.
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
		if folder, err := filepath.Rel(dir, filepath.Dir(name)); err != nil {
			t.Fatal(err)
		} else if strings.HasSuffix(name, "_test.go") || withinAny("gridrat/world/"+filepath.ToSlash(folder), forTests) {
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
