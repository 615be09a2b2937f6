package room

// Driving are the lines, in a section of the list of keys, of the actions that
// steer a rat while their keys are held down. Forward and back hold with Shift
// too, with which left and right go sideways.
func Driving(section string) []Action {
	return []Action{
		{ID: "drive-forward", Keys: []string{"ArrowUp", "W", "Shift+ArrowUp", "Shift+W"}, Shown: "Up or W", Help: "drive the rat ahead", Section: section},
		{ID: "drive-back", Keys: []string{"ArrowDown", "S", "Shift+ArrowDown", "Shift+S"}, Shown: "Down or S", Help: "drive it backwards", Section: section},
		{ID: "drive-turn-left", Keys: []string{"ArrowLeft", "A"}, Shown: "Left or A", Help: "turn it left", Section: section},
		{ID: "drive-turn-right", Keys: []string{"ArrowRight", "D"}, Shown: "Right or D", Help: "turn it right", Section: section},
		{ID: "drive-left", Keys: []string{"Shift+ArrowLeft", "Shift+A"}, Shown: "Shift+Left", Help: "drive it sideways to its left", Section: section},
		{ID: "drive-right", Keys: []string{"Shift+ArrowRight", "Shift+D"}, Shown: "Shift+Right", Help: "drive it sideways to its right", Section: section},
	}
}
