package maze

import (
	"strings"
	"testing"
)

// Text mazes of other programs come to the cells of a Grid.
func TestPlain(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"DeepMind Lab, with signs that are floor":  {"*****\n*.P,*\n*9-G*\n*****\n", "*****\n* P *\n*  G*\n*****\n"},
		"a byte-order mark":                        {"\ufeff***\n*P*\n***\n", "***\n*P*\n***\n"},
		"walls of #":                               {"#####\r\n#S.E#\r\n#####\r\n", "*****\n*P E*\n*****\n"},
		"walls of #, with P":                       {"####\n#PS#\n####\n", "****\n*PS*\n****\n"},
		"# among walls of *":                       {"****\n*P#*\n****\n", "****\n*P *\n****\n"},
		"Minigrid: agent, key, goal, open door":    {"WGWGWGWGWG\nWG>>WGKYWG\nWG  __GGWG\nWGWGWGWGWG\n", "*****\n*P* *\n* IG*\n*****\n"},
		"Minigrid: a locked door passed up, lava":  {"WGWGWGWG\nWGVVV WG\nWGWGLRWG\nWG    WG\nWGWGWGWG", "****\n*P *\n**H*\n*  *\n****\n"},
		"no Minigrid: letters are goals otherwise": {"WGWG\nW P \nWGWG\n", "WGWG\nW P \nWGWG\n"},
	} {
		g, err := ParseGrid(c.text)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := g.String(); got != c.want {
			t.Errorf("%s is %q, want %q", name, got, c.want)
		}
	}
	for _, text := range []string{"****\n*P\x01*\n", "####\n####\n####\n"} {
		if g, err := ParseGrid(text); err == nil || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q is %q (%v)", text, g, err)
		}
	}
}
