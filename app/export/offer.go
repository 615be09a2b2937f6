package export

import (
	"gridrat/app/room"
	"gridrat/render/panel"
)

// Offer is the action that exports.
func (r *Room) Offer() room.Offer {
	return room.Offer{Name: "export", Actions: []room.Action{{
		ID: "export", Keys: []string{"Ctrl+E"}, Shown: "Ctrl+E", Section: "Files",
		Help:  "export the chosen unit, the contact sheets, the scores and the arrays",
		Label: "export", InBar: true,
		State: func() panel.State {
			return panel.State{On: r.Background.Running(exporting), Why: room.Why(r.Background.Running("film"), "a film is being saved")}
		},
		Do: r.export,
	}}}
}
