package recorded

import (
	"time"

	"gridrat/app/room"
)

// Offer is the action that ends a route, and the scoring of cells that wait.
func (r *Room) Offer() room.Offer {
	return room.Offer{
		Name: "recorded",
		Actions: []room.Action{{
			ID: "forage", Keys: []string{"Shift+O"}, Shown: "Shift+O", Section: "Files",
			Help: "let the rat leave an opened trajectory and forage again",
			Do:   r.Leave,
		}},
		Tick: func(time.Time) { r.scoreWaiting() },
	}
}
