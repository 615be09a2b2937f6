package recorded

import (
	"time"

	"gridrat/app/room"
	"gridrat/render/panel"
)

// Offer is the action that ends a route, and the scoring of cells that wait.
func (r *Room) Offer() room.Offer {
	return room.Offer{
		Name: "recorded",
		Actions: []room.Action{{
			ID: "forage", Keys: []string{"Shift+O"}, Shown: "Shift+O", Section: "Files",
			Help: "let the rat leave an opened trajectory and forage again",
			Do:   r.Leave,
		}, {
			ID: actRead, Keys: []string{"Ctrl+I"}, Shown: "Ctrl+I", Section: "Files",
			Help:  "what was read of an opened recording, and its units, box, body part, to correct",
			Label: "data", InBar: true, Do: r.toggle,
			State: func() panel.State {
				return panel.State{Why: room.Why(!r.readable(), "no recording is open")}
			},
		}},
		Tick: func(time.Time) { r.scoreWaiting() },
	}
}
