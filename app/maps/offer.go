package maps

import (
	"gridrat/app/room"
	"gridrat/render/panel"
)

// Offer is what the room offers the window.
func (r *Room) Offer() room.Offer {
	return room.Offer{
		Name: "maps",
		Actions: []room.Action{
			{
				ID: "save", While: r.edited,
				State: func() panel.State {
					return panel.State{Label: "save map", Tip: "Save the map; outside editing, the network" + r.Keys("save")}
				},
				Do: r.save,
			},
			{
				ID: actMazes, Keys: []string{"Ctrl+M"}, Shown: "Ctrl+M", Section: "Map",
				Help: "mazes to choose from, recent maps, and a new one", Do: r.choose,
			},
			{
				ID: "save-map-as", Keys: []string{"Ctrl+Shift+S"}, Shown: "Ctrl+Shift+S", Section: "Map",
				Help: "save the map under another name", Do: r.askSave,
			},
		},
		Panes: []*room.Pane{r.pane},
		Spots: map[string]func(string){panel.SpotMap: func(string) { r.useName() }},
		Tick:  r.tick,
	}
}
