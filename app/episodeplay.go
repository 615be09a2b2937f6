package main

import (
	"image"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/inpututil"

	"gridrat/world/body"
)

// steerEpisode turns the keys that are held into the command of the rat.
func (g *game) steerEpisode() {
	e := g.watch.episode
	if e == nil {
		return
	}
	e.command = body.Command{}
	if g.covered() || g.bar.Typing() {
		return
	}
	e.command = commanded(func(ebiten.Key) bool { return true })
}

// actInEpisode carries out what actions mean while a task is played, and tells
// whether the action is done with.
func (g *game) actInEpisode(a action) bool {
	e := g.watch.episode
	switch a {
	case actPlay, actPauseEpisode:
		if e.over {
			g.tell(false, "The episode is over: N begins another, Esc goes back to the map.")
		} else {
			g.play(!g.playing)
		}
	case actReset, actAgainEpisode:
		g.playAgain(e.seed)
	case actNewSeed, actNewEpisode:
		g.playAgain(newEpisodeSeed())
	case actEndEpisode:
		g.leaveEpisode()
	case actCancel:
		if g.covered() || g.notice.Failure && g.notice.Text != "" || g.rec != nil || g.task.running("") || ebiten.IsFullscreen() {
			return false // that goes first
		}
		g.leaveEpisode()
	case actWorkDoor:
		g.workTaskDoor()
	case actTick, actBack, actStep, actPrev, actNext, actWall, actDoor, actAdd: // keys that drive
	case actFaster, actSlower:
		g.tell(false, "A task is played in real time.")
	case actHere:
		g.tell(false, "A task is played; Esc ends the episode, and then the network can learn in the map.")
	case actSelect, actGoal, actRat, actErase, actDelete, actDouble, actSaveMapAs:
		g.tell(false, notEdited)
	default:
		return false
	}
	g.moved = true
	return true
}

const notEdited = "The map is not edited while a task is played; Esc ends the episode."

// covered tells whether something lies over the window that stops the clock of
// an episode.
func (g *game) covered() bool { return g.dialog != nil || g.sheet != nil || g.page != nil }

// pointAtEpisode lets the mouse look at the world of the episode and work its
// doors, where the rules allow it.
func (g *game) pointAtEpisode(p image.Point) (busy bool) {
	in := p.In(g.layout.arena)
	g.lookAround(p, in)
	e := g.watch.episode
	e.door = -1
	if !in || e.over {
		return g.edit.panning
	}
	e.door = g.doorUnder(p)
	if e.door >= 0 && inpututil.IsMouseButtonJustPressed(ebiten.MouseButtonLeft) {
		g.workTaskDoor()
		return true
	}
	return g.edit.panning
}

// doorReach is how far from a door the mouse means it, in points.
const doorReach = 6

// doorUnder is the door of the episode's map at a place of the screen, -1 if
// there is none.
func (g *game) doorUnder(p image.Point) int {
	at, best, nearest := g.arena.Metres(p), -1, g.arena.Reach(doorReach)
	for i, d := range g.watch.episode.shown.Doors {
		if away := d.Distance(at); away <= nearest {
			best, nearest = i, away
		}
	}
	return best
}

// workTaskDoor opens or closes the door under the mouse.
func (g *game) workTaskDoor() {
	e := g.watch.episode
	if e.door >= 0 && !e.over {
		if err := e.world.Work(e.door); err != nil {
			g.tell(false, "The door stays as it is: "+err.Error()+".")
		}
		return
	}
	g.tell(false, "Put the mouse on a door, or click it, to open or close it.")
}
