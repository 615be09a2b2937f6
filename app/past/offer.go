package past

import (
	"time"

	"gridrat/app/room"
	"gridrat/render/panel"
)

// Offer is what the room offers the window.
func (r *Room) Offer() room.Offer {
	return room.Offer{
		Name: "past",
		Actions: []room.Action{
			{
				ID: panel.SpotReplay, Keys: []string{"T"}, Shown: "T", Section: "Units",
				Help: "play the emergence of the maps, or stop", Do: r.replay,
			},
			{
				ID: panel.SpotLive, Keys: []string{"Shift+T"}, Shown: "Shift+T", Section: "Units",
				Help: "back to the maps of now", Do: r.GoLive,
			},
			{
				ID: panel.SpotAnimate, Keys: []string{"Ctrl+G"}, Shown: "Ctrl+G", Section: "Files",
				Help: "save a film (GIF) of the emergence of the maps", Do: r.saveFilm,
			},
		},
		Panes: []*room.Pane{r.pane},
		Tick: func(now time.Time) {
			r.play(now)
			r.showSaving()
		},
	}
}
