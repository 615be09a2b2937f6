package play

import (
	"gridrat/app/room"
	"gridrat/world/body"
)

// Actions that steer a rat while their keys are held down.
const (
	driveForward   = "drive-forward"
	driveBack      = "drive-back"
	driveTurnLeft  = "drive-turn-left"
	driveTurnRight = "drive-turn-right"
	driveLeft      = "drive-left"
	driveRight     = "drive-right"
)

// driving are their lines. Forward and back hold with Shift too, with which
// left and right go sideways.
var driving = []room.Action{
	{ID: driveForward, Keys: []string{"ArrowUp", "W", "Shift+ArrowUp", "Shift+W"}, Shown: "Up or W", Help: "drive the rat ahead", Section: playing},
	{ID: driveBack, Keys: []string{"ArrowDown", "S", "Shift+ArrowDown", "Shift+S"}, Shown: "Down or S", Help: "drive it backwards", Section: playing},
	{ID: driveTurnLeft, Keys: []string{"ArrowLeft", "A"}, Shown: "Left or A", Help: "turn it left", Section: playing},
	{ID: driveTurnRight, Keys: []string{"ArrowRight", "D"}, Shown: "Right or D", Help: "turn it right", Section: playing},
	{ID: driveLeft, Keys: []string{"Shift+ArrowLeft", "Shift+A"}, Shown: "Shift+Left", Help: "drive it sideways to its left", Section: playing},
	{ID: driveRight, Keys: []string{"Shift+ArrowRight", "Shift+D"}, Shown: "Shift+Right", Help: "drive it sideways to its right", Section: playing},
}

// Commanded is what the keys that are down tell a rat to do: that of an episode,
// or another that is driven by the same keys. down tells whether the key of a
// chord is, with its modifiers and no others. Keys may be combined.
func Commanded(down func(c room.Chord) bool) body.Command {
	held := map[string]float64{} // 1 is that a key of the action is
	for _, a := range driving {
		for _, k := range a.Keys {
			if down(room.ParseChord(k)) {
				held[a.ID] = 1
			}
		}
	}
	return body.Command{
		Forward: held[driveForward] - held[driveBack],
		Left:    held[driveLeft] - held[driveRight],
		Turn:    held[driveTurnLeft] - held[driveTurnRight],
	}
}
