package status

// Recording is what was read of a trajectory and of cells along it.
type Recording struct {
	Box     float64 `json:"box"`     // longer side or diameter, m; 0 is none
	Part    string  `json:"part"`    // that was chosen of several; "" is no choice
	Length  string  `json:"length"`  // the unit of x
	Down    bool    `json:"down"`    // y grows downwards
	Refused string  `json:"refused"` // why a file could not be read as was said; "" is none
	Busy    bool    `json:"busy"`    // a file is being read
}
