package house

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// mostLines is how long the README may be that a newcomer reads first.
const mostLines = 150

// document is a README.
type document struct {
	path string // from the folder of go.mod, with slashes
	text string
}

// documents are all READMEs, that of the project first.
func documents(t *testing.T) []document {
	t.Helper()
	dir := root(t)
	var all []document
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && name != "." && (strings.HasPrefix(d.Name(), ".") || name == "runs"):
			return fs.SkipDir
		case d.Name() == "README.md":
			data, err := os.ReadFile(filepath.Join(dir, name))
			all = append(all, document{name, string(data)})
			return err
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(all, func(d document) bool { return d.path == "README.md" })
	if i < 0 {
		t.Fatal("the project has no README.md")
	}
	first := all[i]
	return slices.Insert(slices.Delete(all, i, i+1), 0, first)
}

var (
	span     = regexp.MustCompile("`([^`]+)`")
	codeLine = regexp.MustCompile(`(?m)^    .*$`)
	link     = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	heading  = regexp.MustCompile(`(?m)^#+ +(.*)$`)
	ours     = regexp.MustCompile(`^(app|assets|brain|render|world|\.ci)(/[\w.-]+)*$`)
	source   = regexp.MustCompile(`^\w+\.go$`)
)

// words are those of code: in lines of it and between backticks.
func words(text string) []string {
	var all []string
	for _, line := range codeLine.FindAllString(text, -1) {
		all = append(all, strings.Fields(line)...)
	}
	for _, m := range span.FindAllStringSubmatch(codeLine.ReplaceAllString(text, ""), -1) {
		all = append(all, strings.Fields(m[1])...)
	}
	return all
}

// named are the files and folders of the project among words of code.
func named(text string) []string {
	var all []string
	for _, w := range words(text) {
		w = strings.TrimSuffix(strings.TrimSuffix(strings.TrimPrefix(w, "./"), "/..."), "/")
		if ours.MatchString(w) {
			all = append(all, w)
		}
	}
	return all
}

// anchor is how a heading is called in links, as GitHub has it.
func anchor(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r):
			return unicode.ToLower(r)
		}
		return -1
	}, text)
}

// TestReadmeIsShort: a newcomer reads the README in a few minutes.
func TestReadmeIsShort(t *testing.T) {
	if n := strings.Count(documents(t)[0].text, "\n"); n > mostLines {
		t.Errorf("README.md has %d lines; it may have %d", n, mostLines)
	}
}

// TestReadmesNameWhatIsThere: where a README leads, and each file and folder
// that it names, is there. A source file without its folder is in that of the
// README, or of something else that the same line names.
func TestReadmesNameWhatIsThere(t *testing.T) {
	dir := root(t)
	there := func(name string) bool {
		_, err := os.Stat(filepath.Join(dir, filepath.FromSlash(name)))
		return err == nil
	}
	all := documents(t)
	anchors := map[string][]string{}
	for _, d := range all {
		for _, m := range heading.FindAllStringSubmatch(d.text, -1) {
			anchors[d.path] = append(anchors[d.path], anchor(m[1]))
		}
	}
	for _, d := range all {
		home := path.Dir(d.path)
		for _, m := range link.FindAllStringSubmatch(d.text, -1) {
			if strings.Contains(m[1], "://") {
				continue
			}
			to, part, _ := strings.Cut(m[1], "#")
			if to = path.Join(home, to); m[1][0] == '#' {
				to = d.path
			}
			if !there(to) || part != "" && !slices.Contains(anchors[to], part) {
				t.Errorf("%s leads to %s, which is not there", d.path, m[1])
			}
		}
		for _, name := range named(d.text) {
			if !there(name) {
				t.Errorf("%s names %s, which is not there", d.path, name)
			}
		}
		for _, line := range strings.Split(d.text, "\n") {
			folders := []string{home}
			for _, name := range named(line) {
				folders = append(folders, name, path.Dir(name))
			}
			for _, w := range words(line) {
				if source.MatchString(w) && !slices.ContainsFunc(folders, func(f string) bool { return there(path.Join(f, w)) }) {
					t.Errorf("%s names %s, which is in none of %q", d.path, w, folders)
				}
			}
		}
	}
}

// TestReadmeNamesAllParts: what a newcomer looks for has its place in the
// README: every folder of every part of the house.
func TestReadmeNamesAllParts(t *testing.T) {
	dir := root(t)
	all := named(documents(t)[0].text)
	for part := range arrows {
		part = strings.TrimPrefix(part, module+"/")
		entries, err := os.ReadDir(filepath.Join(dir, part))
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			name := path.Join(part, e.Name())
			if !e.IsDir() || part == "assets" || withinAny(module+"/"+name, forTests) {
				continue
			}
			if !slices.ContainsFunc(all, func(n string) bool { return within(n, name) }) {
				t.Errorf("README.md does not say what %s is", name)
			}
		}
	}
}
