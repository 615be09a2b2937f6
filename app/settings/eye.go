package settings

import (
	"fmt"
	"math"
	"slices"

	"gridrat/render/panel"
	"gridrat/world/retina"
)

// Bounds of the settings of the eye.
const (
	LeastRays, MostRays   = 8, 512
	LeastField, MostField = 60, 360 // degrees
	FieldStep             = 30
)

// Eyes returns what the settings say of the eye, with the defaults for what
// they leave open.
func (s *Settings) Eyes() (mode string, rays, degrees int) {
	mode, rays, degrees = s.Eye, s.EyeRays, s.EyeField
	if mode == "" {
		mode = panel.EyeStrip
	}
	if rays == 0 {
		rays = retina.Rays
	}
	if degrees == 0 {
		degrees = int(math.Round(retina.Field * 180 / math.Pi))
	}
	return mode, rays, degrees
}

// checkEye says in one sentence what is wrong with the settings of the eye.
func (s *Settings) checkEye() error {
	mode, rays, degrees := s.Eyes()
	switch {
	case !slices.Contains(panel.EyeModes, mode):
		return fmt.Errorf("eye is %q; it must be strip, picture or off", mode)
	case rays < LeastRays || rays > MostRays:
		return fmt.Errorf("eye_rays is %d; it must lie between %d and %d, or be 0 for %d", rays, LeastRays, MostRays, retina.Rays)
	case degrees < LeastField || degrees > MostField:
		return fmt.Errorf("eye_field_deg is %d; it must lie between %d and %d degrees, or be 0 for 240", degrees, LeastField, MostField)
	}
	return nil
}
