package opening

import "gridrat/app/room"

// Offer is the action that asks for a file.
func (r *Room) Offer() room.Offer {
	return room.Offer{Name: "opening", Actions: []room.Action{{
		ID: "open", Keys: []string{"Ctrl+O"}, Shown: "Ctrl+O", Section: "Files",
		Help:  "open a saved network, a folder of published weights, a map, a trajectory, or cells recorded along it (or drop it)",
		Label: "open", InBar: true, Do: r.ask,
	}}}
}
