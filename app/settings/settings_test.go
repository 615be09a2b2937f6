package settings

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"gridrat/render/figure"
)

// same compares all fields; no list is the same as an empty one.
func same(a, b Settings) bool {
	lists := slices.Equal(a.RecentMaps, b.RecentMaps)
	a.RecentMaps, b.RecentMaps = nil, nil
	return lists && reflect.DeepEqual(a, b)
}

func TestSettingsRoundTrip(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "not", "there", "yet")
	want := Settings{Version: version, UIScale: 1.5, ColorMap: figure.Jet.Name, Grouped: false, Width: 1920, Height: 1080, RecentMaps: []string{"/a/maze.json"}}
	if same(want, Default()) {
		t.Fatal("the test needs settings other than the defaults")
	}
	for range 2 { // the second time over the file of the first
		if err := want.Save(dir); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := Load(dir); err != nil || !same(got, want) {
		t.Errorf("read %+v (%v), want %+v", got, err, want)
	}
	if files, _ := os.ReadDir(dir); len(files) != 1 {
		t.Errorf("%d files in the folder, want 1", len(files))
	}
}

// TestDefaultSettings: without a file there are defaults and no complaint,
// and the defaults are valid.
func TestDefaultSettings(t *testing.T) {
	if got, err := Load(t.TempDir()); err != nil || !same(got, Default()) {
		t.Errorf("read %+v (%v), want the defaults", got, err)
	}
	if got, err := parse(text(t, Default())); err != nil || !same(got, Default()) {
		t.Errorf("the defaults are read as %+v (%v)", got, err)
	}
}

func ptr(s Settings) *Settings { return &s }

func text(t *testing.T, s Settings) []byte {
	t.Helper()
	data, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestBadSettings: wrong settings are not used, with a sentence that names
// the file, the field and what would be right.
func TestBadSettings(t *testing.T) {
	with := func(edit func(*Settings)) string {
		s := Default()
		edit(&s)
		return string(text(t, s))
	}
	good := string(text(t, Default()))
	for what, c := range map[string]struct{ text, want string }{
		"empty":        {"", "no JSON of settings"},
		"rubbish":      {"rat", "no JSON of settings"},
		"cut":          {good[:len(good)-1], "no JSON of settings"},
		"list":         {"[]", "no JSON of settings"},
		"type":         {strings.Replace(good, `"width":1280`, `"width":"wide"`, 1), "width"},
		"unknown":      {strings.Replace(good, `"width"`, `"wide"`, 1), `"wide"`},
		"more":         {good + good, "something follows the closing brace"},
		"later":        {with(func(s *Settings) { s.Version = 2 }), "version is 2; this program reads 1"},
		"no version":   {`{"ui_scale":1}`, "version is 0; this program reads 1"},
		"small":        {with(func(s *Settings) { s.UIScale = 0.74 }), "ui_scale is 0.74; it must lie between 0.75 and 3"},
		"large":        {with(func(s *Settings) { s.UIScale = 3.01 }), "ui_scale is 3.01; it must lie between 0.75 and 3"},
		"narrow":       {with(func(s *Settings) { s.Width = 319 }), "width and height are 319 and 800; they must lie between 320 x 240 and 16384 x 16384"},
		"wide":         {with(func(s *Settings) { s.Width = 16385 }), "width and height are 16385 and 800"},
		"low":          {with(func(s *Settings) { s.Height = 239 }), "width and height are 1280 and 239"},
		"tall":         {with(func(s *Settings) { s.Height = 16385 }), "width and height are 1280 and 16385"},
		"colour map":   {with(func(s *Settings) { s.ColorMap = "rainbow" }), `color_map: no colour map is called "rainbow"; there are viridis, `},
		"eye":          {with(func(s *Settings) { s.Eye = "both" }), `eye is "both"; it must be strip, picture or off`},
		"few rays":     {with(func(s *Settings) { s.EyeRays = 7 }), "eye_rays is 7; it must lie between 8 and 512, or be 0 for 64"},
		"many rays":    {with(func(s *Settings) { s.EyeRays = 513 }), "eye_rays is 513"},
		"narrow view":  {with(func(s *Settings) { s.EyeField = 59 }), "eye_field_deg is 59; it must lie between 60 and 360 degrees, or be 0 for 240"},
		"wide view":    {with(func(s *Settings) { s.EyeField = -361 }), "eye_field_deg is -361"},
		"no path":      {with(func(s *Settings) { s.RecentMaps = []string{""} }), "recent_maps has 1 paths"},
		"many paths":   {with(func(s *Settings) { s.RecentMaps = strings.Split("abcdefg", "") }), "recent_maps has 7 paths; it may have at most 6"},
		"no map named": {with(func(s *Settings) { s.ColorMap = "" }), "color_map: "},
	} {
		t.Run(what, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, name)
			if err := os.WriteFile(path, []byte(c.text), 0o644); err != nil {
				t.Fatal(err)
			}
			got, err := Load(dir)
			if !same(got, Default()) {
				t.Errorf("got %+v, want the defaults", got)
			}
			if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), path) {
				t.Errorf("error %v, want one with %q and the name of the file", err, c.want)
			}
			if left, _ := os.ReadFile(path); string(left) != c.text {
				t.Error("the file was changed")
			}
		})
	}
	for what, edit := range map[string]func(*Settings){
		"least":    func(s *Settings) { s.UIScale, s.Width, s.Height = LeastScale, 320, 240 },
		"greatest": func(s *Settings) { s.UIScale, s.Width, s.Height = GreatestScale, 16384, 16384 },
		"eye's":    func(s *Settings) { s.Eye, s.EyeRays, s.EyeField = "off", 8, 360 },
	} {
		if _, err := parse([]byte(with(edit))); err != nil {
			t.Errorf("the %s values are refused: %v", what, err)
		}
	}
}

// TestSettingsUnreadable: a folder in the file's place is told from a file
// that is not there.
func TestSettingsUnreadable(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, name), 0o755); err != nil {
		t.Fatal(err)
	}
	if got, err := Load(dir); err == nil || !same(got, Default()) {
		t.Errorf("read %+v (%v), want the defaults and an error", got, err)
	}
	if err := ptr(Default()).Save(dir); err == nil {
		t.Error("settings were written over a folder")
	}
}

// FuzzParseSettings: no text panics, and what is taken lies within the limits
// and reads the same when written again.
func FuzzParseSettings(f *testing.F) {
	good, err := json.Marshal(Default())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good)
	f.Add([]byte(`{"version":1,"ui_scale":1e400}`))
	f.Add([]byte(`{"version":1,"ui_scale":3,"color_map":"jet","width":320,"height":16384} {}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := parse(data)
		if err != nil {
			if strings.TrimSpace(err.Error()) == "" {
				t.Error("an error without a text")
			}
			return
		}
		_, unknown := figure.ColorMapByName(s.ColorMap)
		if s.Version != 1 || s.UIScale != 0 && !(s.UIScale >= 0.75 && s.UIScale <= 3) || unknown != nil ||
			s.checkEye() != nil || s.Width < 320 || s.Width > 16384 || s.Height < 240 || s.Height > 16384 {
			t.Errorf("%q was taken as %+v", data, s)
		}
		if again, err := parse(text(t, s)); err != nil || !same(again, s) {
			t.Errorf("%+v is read as %+v (%v)", s, again, err)
		}
	})
}
