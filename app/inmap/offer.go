package inmap

import "gridrat/app/room"

// Offer is what the room offers the window.
func (r *Room) Offer() room.Offer {
	return room.Offer{Name: "inmap", Actions: []room.Action{
		{
			ID: "learn-here", Keys: []string{"Ctrl+L"}, Shown: "Ctrl+L", Section: "Map",
			Help: "start the recipe from scratch in the map that is shown; again: in the recipe's own enclosure", Do: r.toggle,
		},
		{
			ID: "keep-maps", Keys: []string{"Shift+L"}, Shown: "Shift+L", Section: "Map",
			Help: "when the map that the network learns in is edited, its rate maps restart, or continue", Do: r.toggleKeep,
		},
	}}
}
