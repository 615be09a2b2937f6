package pages

import "gridrat/app/room"

// Offer is what the room offers the window.
func (r *Room) Offer() room.Offer {
	return room.Offer{Name: "pages", Actions: []room.Action{
		{
			ID: "settings", Keys: []string{"F4"}, Shown: "F4", Help: "all settings of the recipe, to read and to change", Section: "Network",
			Label: "settings", Tip: "All settings of the recipe, to read and to change", InBar: true, Do: r.settings,
		},
		{
			ID: "help", Keys: []string{"F1", "Shift+Slash"}, Shown: "F1 or ?", Help: "this help", Section: "Window",
			Label: "help", Tip: "Keys and mouse", InBar: true, Do: r.help,
		},
		{
			ID: "info", Keys: []string{"F2"}, Shown: "F2", Help: "what the numbers mean; again: the next page of them", Section: "Window",
			Label: "numbers", Tip: "What the numbers mean and how they are computed", InBar: true, Do: r.info,
		},
	}}
}
