// Package settings are what the window remembers from one session to the next.
// They are a small value that rooms share: each changes what is its own. They
// belong to the window's goroutine.
package settings

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"gridrat/app/files"
	"gridrat/brain/versioned"
	"gridrat/render/figure"
)

// Settings are the file.
type Settings struct {
	Version  int     `json:"version"`
	UIScale  float64 `json:"ui_scale"`  // 0.75 to 3; 0 goes by the size of the window
	ColorMap string  `json:"color_map"` // of rate maps
	Grouped  bool    `json:"grouped"`   // maps by module
	KeepMaps bool    `json:"keep_maps"` // rate maps continue when the map that the network learns in is edited
	Width    int     `json:"width"`     // of the window, in device-independent pixels
	Height   int     `json:"height"`

	Eye      string `json:"eye,omitempty"`           // what is shown of what the rat sees: strip, picture, off; "" is strip
	EyeRays  int    `json:"eye_rays,omitempty"`      // of its retina, 8 to 512; 0 is 64
	EyeField int    `json:"eye_field_deg,omitempty"` // of view, 60 to 360; 0 is 240

	RecentMaps []string `json:"recent_maps,omitempty"` // paths, the newest first
}

const (
	version = 1
	name    = "settings.json"
)

// Bounds of the scale of text and controls.
const (
	LeastScale    = 0.75
	GreatestScale = 3.0
)

// MostRecent is how many maps are remembered.
const MostRecent = 6

// Default returns the settings of a first start.
func Default() Settings {
	return Settings{Version: version, UIScale: 0, ColorMap: figure.Viridis.Name, Grouped: true, Width: 1280, Height: 800}
}

// Load reads the settings, or returns the defaults and why.
func Load(dir string) (Settings, error) {
	path := filepath.Join(dir, name)
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return Default(), nil
	}
	if err != nil {
		return Default(), fmt.Errorf("could not read the settings: %w", err)
	}
	s, err := parse(data)
	if err != nil {
		return Default(), fmt.Errorf("the settings in %s are not used, and none will be kept while that file is there: %w", path, err)
	}
	return s, nil
}

func parse(data []byte) (Settings, error) {
	var s Settings
	if err := versioned.Read(data, version, &s, "they are no JSON of settings"); err != nil {
		return s, err
	}
	if s.UIScale != 0 && !(s.UIScale >= LeastScale && s.UIScale <= GreatestScale) {
		return s, fmt.Errorf("ui_scale is %v; it must lie between %v and %v, or be 0 to go by the size of the window", s.UIScale, LeastScale, GreatestScale)
	}
	if s.Width < 320 || s.Height < 240 || s.Width > 16384 || s.Height > 16384 {
		return s, fmt.Errorf("width and height are %d and %d; they must lie between 320 x 240 and 16384 x 16384", s.Width, s.Height)
	}
	if len(s.RecentMaps) > MostRecent || slices.Contains(s.RecentMaps, "") {
		return s, fmt.Errorf("recent_maps has %d paths; it may have at most %d, none of them empty", len(s.RecentMaps), MostRecent)
	}
	if err := s.checkEye(); err != nil {
		return s, err
	}
	if _, err := figure.ColorMapByName(s.ColorMap); err != nil {
		return s, fmt.Errorf("color_map: %w", err)
	}
	return s, nil
}

// Save writes the settings.
func (s *Settings) Save(dir string) error {
	data, err := versioned.Encode(s)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("could not keep the settings: %w", err)
	}
	return files.Write(dir, name, data)
}

// Remember notes the path of a map that was opened or saved as the newest of
// the recent ones.
func (s *Settings) Remember(path string) {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	all := slices.DeleteFunc(slices.Clone(s.RecentMaps), func(p string) bool { return p == path })
	all = append([]string{path}, all...)
	s.RecentMaps = all[:min(len(all), MostRecent)]
}
