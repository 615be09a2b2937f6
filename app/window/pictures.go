package window

import (
	"errors"
	"image"

	"github.com/hajimehoshi/ebiten/v2"

	"gridrat/app/filming"
)

// Pictures and films of the window.

// film begins a film of the window, or ends it.
func (g *Game) film() {
	if g.camera != nil {
		g.endFilm("")
		return
	}
	f := newCamera(image.Pt(g.screen.width, g.screen.height), g.clock.now)
	g.camera = f
	g.writer.Go(func() filming.Saved { return f.Run(g.folders.Out) })
}

// endFilm ends the film; why says what has ended it if it was not the user.
func (g *Game) endFilm(why string) {
	g.camera.Stop(g.clock.now)
	if why != "" {
		g.tell(false, "The film ends: "+why+".")
	}
	g.camera.free()
	g.camera, g.screen.whole = nil, true // no red dot
}

// paintAndFilm draws the window, with a red dot that the film does not have.
func (g *Game) paintAndFilm(screen *ebiten.Image) {
	f, now := g.camera, g.clock.now
	f.lift(screen)
	f.changed = g.paint(screen) || f.changed
	if err := f.film(screen, g.mouse.at, now); err != nil {
		g.endFilm(err.Error())
		return
	}
	f.lay(screen, g.screen.arena, g.screen.scale, now)
}

// takeShot writes the screen to the path that was asked for.
func (g *Game) takeShot(screen *ebiten.Image) {
	path := g.screen.shot
	if path == "" {
		return
	}
	g.screen.shot = ""
	img := image.NewRGBA(screen.Bounds())
	screen.ReadPixels(img.Pix)
	g.strip.Add(img)
	g.writer.Go(func() filming.Saved { return filming.WritePicture(path, img) })
}

// filming asks for the next picture of the strip when its time has come, closes
// the window once it is written, and ends a film that has become too long or
// too large.
func (g *Game) filming() {
	if path, ok := g.strip.Due(g.clock.seconds()); ok {
		g.screen.shot = path
	}
	if ended, err := g.strip.Finish(); ended {
		g.failed, g.closing = errors.Join(g.failed, err), true
	}
	if g.camera != nil {
		if why := g.camera.Over(g.clock.now); why != "" {
			g.endFilm(why)
		}
	}
}
