package window

import (
	"errors"
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/app/files"
	"gridrat/app/filming"
	"gridrat/app/window/camera"
	"gridrat/app/window/pace"
)

// pictures are those that are taken of the window, and films.
type pictures struct {
	out    string // folder
	shot   string // path of a picture to be taken; "" is none
	camera *camera.Camera
	strip  *filming.Strip
	writer *filming.Writer
	failed error // of a strip, which has no user to tell
}

// ask asks for a picture of the window.
func (p *pictures) ask() { p.shot = files.Free(p.out, "gridrat", ".png") }

// begin begins a film of a screen of some size.
func (p *pictures) begin(size image.Point, c *pace.Clock) {
	f := camera.New(size, c.Now)
	p.camera = f
	p.writer.Go(func() filming.Saved { return f.Run(p.out) })
}

// end ends the film. All of the screen is to be drawn then, without the red dot.
func (p *pictures) end(c *pace.Clock) {
	p.camera.Stop(c.Now)
	p.camera.Free()
	p.camera = nil
}

// take writes the screen to the path that was asked for.
func (p *pictures) take(screen *ebiten.Image) {
	path := p.shot
	if path == "" {
		return
	}
	p.shot = ""
	img := image.NewRGBA(screen.Bounds())
	screen.ReadPixels(img.Pix)
	p.strip.Add(img)
	p.writer.Go(func() filming.Saved { return filming.WritePicture(path, img) })
}

// tick asks for the next picture of the strip when its time has come. It tells
// whether the strip is written, with which the window closes, and why a film has
// to end, "" if it has not.
func (p *pictures) tick(c *pace.Clock) (closing bool, why string) {
	if path, ok := p.strip.Due(c.Seconds()); ok {
		p.shot = path
	}
	closing, err := p.strip.Finish()
	p.failed = errors.Join(p.failed, err)
	if p.camera != nil {
		why = p.camera.Over(c.Now)
	}
	return closing, why
}

// close waits for all that is being written, and returns what could not be.
func (p *pictures) close(c *pace.Clock) error {
	if p.camera != nil {
		p.camera.Stop(c.Now)
	}
	return errors.Join(p.failed, p.writer.Close())
}
