package panel

// Kind is the kind of a control.
type Kind int

// Kinds of controls.
const (
	Button Kind = iota
	Label
	Slider // reports Event.Value, 0 to SliderMax
	Input  // reports Event.Text on Enter
)

// SliderMax is the value of a slider at its right end.
const SliderMax = 1000

// Item describes a control of the bar.
type Item struct {
	ID    string
	Kind  Kind
	Label string
	Wide  string // the widest label it will ever show; "" is Label
	Tip   string
	Group int // items of a group stay in one row
}

// State is how a control stands now.
type State struct {
	Label string // "" keeps the item's own
	Tip   string // "" keeps the item's own
	On    bool
	Why   string // why it cannot act now; "" is that it can
	Value int    // of a slider
	Text  string // of an input that is not being typed into
}

// Event is what the user did to a control.
type Event struct {
	ID    string
	Value int
	Text  string
}
