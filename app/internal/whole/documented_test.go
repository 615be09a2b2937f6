package whole

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"gridrat/app/command"
)

var (
	called = regexp.MustCompile(`go run \./app([^;#\x60\n]*)`)
	token  = regexp.MustCompile(`'[^']*'|"[^"]*"|\S+`)
	dashed = regexp.MustCompile(`^-([a-z][a-z-]+)`)
)

// TestDocumented: every command line in the READMEs is understood.
func TestDocumented(t *testing.T) {
	found := 0
	err := filepath.WalkDir("../../..", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (strings.HasPrefix(d.Name(), ".") && d.Name() != ".." || d.Name() == "runs"):
			return filepath.SkipDir
		case d.Name() != "README.md":
			return nil
		}
		text, err := os.ReadFile(path)
		for _, m := range called.FindAllStringSubmatch(string(text), -1) {
			var args []string
			for _, w := range token.FindAllString(m[1], -1) {
				args = append(args, dashed.ReplaceAllString(strings.Trim(w, `'"`), "--$1"))
			}
			if len(args) > 0 && args[len(args)-1] == "-h" {
				args = args[:len(args)-1] // would end the test
			}
			if _, err := command.NewParser(t.Context(), new(cli)).Parse(args); err != nil {
				t.Errorf("%s: go run ./app%s: %v", path, m[1], err)
			}
			found++
		}
		return err
	})
	if err != nil || found < 10 {
		t.Errorf("%d commands, %v", found, err)
	}
}
