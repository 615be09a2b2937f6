package window

import (
	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/app/settings"
)

// kept are the settings with their file.
type kept struct {
	*settings.Settings
	dir     string
	foreign bool // the file is not ours to write over
}

// loadKept reads the settings of a folder; with an error they are the defaults,
// and none will be kept.
func loadKept(dir string) (kept, error) {
	s, err := settings.Load(dir)
	return kept{Settings: &s, dir: dir, foreign: err != nil}, err
}

// save writes the settings, if they may be.
func (k *kept) save() error {
	if k.foreign {
		return nil
	}
	return k.Save(k.dir)
}

// keepSize notes the size of the window for the next one, while there is a
// window.
func (k *kept) keepSize() {
	if ebiten.IsFullscreen() {
		return
	}
	if w, h := ebiten.WindowSize(); w > 0 && h > 0 {
		k.Width, k.Height = w, h
	}
}
