package house

import (
	"slices"
	"strings"
	"testing"
)

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
var forTests = []string{
	"gridrat/app/internal", "gridrat/app/e2e", "gridrat/render/internal", "gridrat/brain/pupil", "gridrat/brain/reference",
	"gridrat/world/internal", "gridrat/world/presets",
}

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
			for _, i := range slices.Concat(p.TestImports, p.XTestImports) {
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
		for _, path := range forTests {
			if !slices.ContainsFunc(packages(t, dir, system), func(p listed) bool { return within(p.ImportPath, path) }) {
				t.Errorf("%s: there is no package of %s", system, path)
			}
		}
	}
}

// windowless are the packages that could do without a window, and those below
// them. The rooms of the program are others.
var windowless = []string{
	"gridrat/world", "gridrat/brain", "gridrat/assets",
	"gridrat/render/figure", "gridrat/render/panel", "gridrat/render/paper", "gridrat/render/sheet",
	"gridrat/app/command", "gridrat/app/editor", "gridrat/app/files", "gridrat/app/filming", "gridrat/app/room",
	"gridrat/app/settings", "gridrat/app/study", "gridrat/app/tasks",
}

// ebitengine are the modules that need a window, the best known first.
var ebitengine = []string{"github.com/hajimehoshi/ebiten", "github.com/ebitenui", "github.com/ebitengine"}

// needsWindow finds a package among others that needs a window; "" is none.
func needsWindow(pkgs []string) string {
	for _, module := range ebitengine {
		for _, p := range pkgs {
			if within(p, module) {
				return p
			}
		}
	}
	return ""
}

// TestWindowless: nothing that could do without a window is linked with one,
// nor are its tests.
func TestWindowless(t *testing.T) {
	dir := root(t)
	for _, system := range systems {
		with := 0
		all := known(packages(t, dir, system))
		for path, p := range all {
			if !withinAny(path, windowless) {
				if needsWindow(p.Deps) != "" {
					with++
				}
			} else if d := needsWindow(reached(p, all)); d != "" {
				t.Errorf("%s: %s, or its tests, depends on %s", system, path, d)
			}
		}
		for _, path := range windowless {
			if !slices.ContainsFunc(packages(t, dir, system), func(p listed) bool { return within(p.ImportPath, path) }) {
				t.Errorf("%s: there is no package of %s", system, path)
			}
		}
		if with == 0 {
			t.Errorf("%s: no package depends on Ebiten: this test looks for the wrong names", system)
		}
	}
}
