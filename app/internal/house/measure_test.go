package house

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The measure of the program's house. Tests count.
const (
	mostOfPackage = 3000 // lines of a package of app
	mostOfFile    = 400  // lines of a file of app
	mostFields    = 25   // of the window's Game
	mostMethods   = 40   // of the window's Game
)

// sources are the Go files of a folder below dir, by name.
func sources(t *testing.T, dir, folder string) (names []string) {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, filepath.FromSlash(folder), "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range paths {
		names = append(names, filepath.Base(p))
	}
	return names
}

// topLevel is what stands at the top of the repository, and all that may.
var topLevel = []string{".ci", ".gitignore", "LICENSE", "README.md", "app", "assets", "brain", "go.mod", "go.sum", "render", "world"}

// TestTopLevel: nothing stands beside the parts of the house but findings.
func TestTopLevel(t *testing.T) {
	dir := root(t)
	if _, err := os.Stat(filepath.Join(dir, ".git")); err != nil {
		t.Skip("skipped: these sources are not in a repository")
	}
	// What git knows changes with its index, which the test has to read itself,
	// as root does the sources; of a second work tree that lies elsewhere.
	_, _ = os.ReadFile(filepath.Join(dir, ".git", "index"))
	cmd := exec.Command("git", "ls-files", "-z")
	cmd.Dir = dir
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("could not list what git tracks: %v", err)
	}
	seen := map[string]bool{"findings": true}
	for _, path := range strings.Split(strings.TrimSuffix(string(out), "\x00"), "\x00") {
		top, _, _ := strings.Cut(path, "/")
		if !seen[top] && !slices.Contains(topLevel, top) {
			t.Errorf("%s stands at the top of the repository; only %v may, and findings", top, topLevel)
		}
		seen[top] = true
	}
	for _, top := range topLevel {
		if !seen[top] {
			t.Errorf("%s does not stand at the top of the repository", top)
		}
	}
}

// TestLines: no file and no package of app is too long to be read.
func TestLines(t *testing.T) {
	dir := root(t)
	files := 0
	err := filepath.WalkDir(filepath.Join(dir, "app"), func(folder string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		folder, err = filepath.Rel(dir, folder)
		if err != nil {
			return err
		}
		folder = filepath.ToSlash(folder)
		all := 0
		for _, name := range sources(t, dir, folder) {
			data, err := os.ReadFile(filepath.Join(dir, folder, name))
			if err != nil {
				return err
			}
			lines := bytes.Count(data, []byte("\n"))
			if lines > mostOfFile {
				t.Errorf("%s/%s has %d lines; at most %d", folder, name, lines, mostOfFile)
			}
			files++
			all += lines
		}
		if all > mostOfPackage {
			t.Errorf("%s has %d lines, with its tests; at most %d", folder, all, mostOfPackage)
		}
		return nil
	})
	if err != nil || files == 0 {
		t.Fatalf("%d files in app (%v)", files, err)
	}
}

// TestGame: the window's Game holds little and does little; the rest is with
// the rooms.
func TestGame(t *testing.T) {
	dir := root(t)
	var fields, methods []string
	for _, name := range sources(t, dir, "app/window") {
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(dir, "app", "window", name), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Recv != nil && receiver(d) == "Game" {
					methods = append(methods, d.Name.Name)
				}
			case *ast.GenDecl:
				fields = append(fields, gameFields(d)...)
			}
		}
	}
	if len(fields) == 0 || len(methods) == 0 {
		t.Fatalf("the window's Game has %d fields and %d methods: this test looks for the wrong name", len(fields), len(methods))
	}
	if len(fields) > mostFields {
		t.Errorf("the window's Game has %d fields; at most %d: %s", len(fields), mostFields, strings.Join(fields, " "))
	}
	if len(methods) > mostMethods {
		slices.Sort(methods)
		t.Errorf("the window's Game has %d methods; at most %d: %s", len(methods), mostMethods, strings.Join(methods, " "))
	}
}

// receiver is the type of a method, without its star.
func receiver(d *ast.FuncDecl) string {
	of := d.Recv.List[0].Type
	if star, ok := of.(*ast.StarExpr); ok {
		of = star.X
	}
	name, _ := of.(*ast.Ident)
	if name == nil {
		return ""
	}
	return name.Name
}

// gameFields are the fields of the struct Game, if that is declared here.
func gameFields(d *ast.GenDecl) (names []string) {
	for _, spec := range d.Specs {
		of, ok := spec.(*ast.TypeSpec)
		if !ok || of.Name.Name != "Game" {
			continue
		}
		body, ok := of.Type.(*ast.StructType)
		if !ok {
			continue
		}
		for _, f := range body.Fields.List {
			if len(f.Names) == 0 {
				names = append(names, "(embedded)")
			}
			for _, n := range f.Names {
				names = append(names, n.Name)
			}
		}
	}
	return names
}
