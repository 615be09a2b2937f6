package command

import (
	"strings"
	"testing"
)

func TestDoubleDashes(t *testing.T) {
	got := doubleDashes([]string{"train", "-out", "-set=lambda=0", "--seed", "-h", "-3d", "-", "--", "a-b", "-set=a\nb"})
	want := []string{"train", "--out", "--set=lambda=0", "--seed", "-h", "-3d", "-", "--", "a-b", "--set=a\nb"}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("got %q, want %q", got, want)
	}
}

// FuzzDoubleDashes: an argument gains a dash or stays; doing it twice changes
// nothing more; the caller's slice is not touched.
func FuzzDoubleDashes(f *testing.F) {
	for _, a := range []string{"-out", "-out=x", "-h", "--out", "-3", "-3d", "-", "", "out", "-set=a\nb", "-é", "-a--"} {
		f.Add(a, "train")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		args := []string{a, b}
		once := doubleDashes(args)
		if len(once) != 2 || args[0] != a || args[1] != b {
			t.Fatalf("%q became %q", args, once)
		}
		for i, s := range once {
			name, _, _ := strings.Cut(args[i], "=")
			long := len(name) > 2 && name[0] == '-' && name[1] >= 'a' && name[1] <= 'z' &&
				strings.Trim(name[2:], "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
			switch {
			case long && s != "-"+args[i]:
				t.Errorf("%q became %q, want one dash more", args[i], s)
			case !long && s != args[i]:
				t.Errorf("%q became %q, want no change", args[i], s)
			}
		}
		if twice := doubleDashes(once); twice[0] != once[0] || twice[1] != once[1] {
			t.Errorf("twice gives %q, once %q", twice, once)
		}
	})
}
