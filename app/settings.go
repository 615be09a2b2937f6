package main

import (
	"encoding/json"
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

// settings are what the window remembers from one session to the next.
type settings struct {
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
	settingsVersion = 1
	settingsName    = "settings.json"
	leastScale      = 0.75
	greatestScale   = 3.0
)

func defaultSettings() settings {
	return settings{Version: settingsVersion, UIScale: 0, ColorMap: figure.Viridis.Name, Grouped: true, Width: 1280, Height: 800}
}

// loadSettings reads the settings, or returns the defaults and why.
func loadSettings(dir string) (settings, error) {
	path := filepath.Join(dir, settingsName)
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return defaultSettings(), nil
	}
	if err != nil {
		return defaultSettings(), fmt.Errorf("could not read the settings: %w", err)
	}
	s, err := parseSettings(data)
	if err != nil {
		return defaultSettings(), fmt.Errorf("the settings in %s are not used, and none will be kept while that file is there: %w", path, err)
	}
	return s, nil
}

func parseSettings(data []byte) (settings, error) {
	var s settings
	if err := versioned.Read(data, settingsVersion, &s, "they are no JSON of settings"); err != nil {
		return s, err
	}
	if s.UIScale != 0 && !(s.UIScale >= leastScale && s.UIScale <= greatestScale) {
		return s, fmt.Errorf("ui_scale is %v; it must lie between %v and %v, or be 0 to go by the size of the window", s.UIScale, leastScale, greatestScale)
	}
	if s.Width < 320 || s.Height < 240 || s.Width > 16384 || s.Height > 16384 {
		return s, fmt.Errorf("width and height are %d and %d; they must lie between 320 x 240 and 16384 x 16384", s.Width, s.Height)
	}
	if len(s.RecentMaps) > mostRecent || slices.Contains(s.RecentMaps, "") {
		return s, fmt.Errorf("recent_maps has %d paths; it may have at most %d, none of them empty", len(s.RecentMaps), mostRecent)
	}
	if err := s.checkEye(); err != nil {
		return s, err
	}
	if _, err := figure.ColorMapByName(s.ColorMap); err != nil {
		return s, fmt.Errorf("color_map: %w", err)
	}
	return s, nil
}

// save writes the settings.
func (s settings) save(dir string) error {
	data, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("could not keep the settings: %w", err)
	}
	return files.Write(dir, settingsName, append(data, '\n'))
}
