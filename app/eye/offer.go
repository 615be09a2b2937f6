package eye

import (
	"gridrat/app/room"
	"gridrat/render/panel"
)

// Offer has the choice of what is shown, by key and by a click on the panel.
func (r *Room) Offer() room.Offer {
	return room.Offer{
		Name: "eye",
		Actions: []room.Action{{
			ID: panel.SpotEye, Keys: []string{"Q"}, Shown: "Q", Help: "what the rat sees: strip, strip and 3-D picture, off", Section: "Map", Do: r.next,
		}},
		Panes: []*room.Pane{r.pane},
	}
}
