// Package widget has the controls that need a window: the bar and the dialog,
// made of ebitenui's widgets.
package widget

import (
	"cmp"
	"image"
	"image/color"
	"slices"
	"time"

	"github.com/ebitenui/ebitenui"
	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/inpututil"
	"github.com/hajimehoshi/ebiten/v2/vector"

	"gridrat/render/figure"
	"gridrat/render/panel"
)

// Bar is the row, or rows, of controls at the bottom of the window. It knows
// neither what its controls mean nor what they change: states in, events out.
// It belongs to the game's goroutine.
type Bar struct {
	Rect image.Rectangle

	items    []panel.Item
	style    *style
	ui       *ebitenui.UI
	controls map[string]*control
	events   []panel.Event
	width    int
	height   int
	tip      *widget.Window // the tooltip that shows
	changed  bool           // a control does not look as it was drawn
}

// control is an item's widget.
type control struct {
	item   panel.Item
	state  panel.State
	widget widget.PreferredSizeLocateableWidget
	button *widget.Button
	label  *widget.Text
	slider *widget.Slider
	set    [2]int // where this Update has put the slider, and the one before: changes are told one Update later
	input  *widget.TextInput
	tip    *widget.Text
}

// NewBar returns a bar; Fit it before anything else.
func NewBar(items []panel.Item) *Bar { return &Bar{items: items} }

// Fit arranges the bar in so many pixels of width and returns its height.
func (b *Bar) Fit(width int, scale float64) (height int) {
	if b.style == nil || b.style.scale != scale {
		b.style = newStyle(scale)
		b.build()
		b.width = 0
	}
	if b.width != width {
		b.width = width
		b.height = b.flow(nil)
	}
	return b.height
}

// Place puts the bar into a rectangle of the screen.
func (b *Bar) Place(r image.Rectangle) {
	b.Rect = r
	b.ui.Container.RequestRelayout()
}

// PreferredSize and Layout make the bar the layout of its own container.
func (b *Bar) PreferredSize([]widget.PreferredSizeLocateableWidget) (int, int) {
	return b.width, b.height
}

// Layout places the controls.
func (b *Bar) Layout([]widget.PreferredSizeLocateableWidget, image.Rectangle) {
	b.flow(func(c *control, r image.Rectangle) { c.widget.SetLocation(r.Add(b.Rect.Min)) })
}

// tipDelay is how long the mouse rests on a control before its tip shows.
const tipDelay = 500 * time.Millisecond

const (
	rowHeight = 26.0 // points
	barPad    = 5.0
	itemGap   = 3.0
	groupGap  = 14.0
	sliderGap = 6.0
)

// flow lays the controls out from left to right, a group at a time, and
// returns the height of what came out.
func (b *Bar) flow(place func(*control, image.Rectangle)) int {
	s := b.style
	pad, row, gap, space := s.px(barPad), s.px(rowHeight), s.px(itemGap), s.px(groupGap)
	x, y := pad, pad
	for i := 0; i < len(b.items); {
		end, width := i, 0
		for ; end < len(b.items) && b.items[end].Group == b.items[i].Group; end++ {
			width += b.itemWidth(b.items[end]) + gap
			if b.items[end].Kind == panel.Slider {
				width += s.px(sliderGap)
			}
		}
		if x > pad && x+width-gap > b.width-pad {
			x, y = pad, y+row+gap
		}
		for ; i < end; i++ {
			w := b.itemWidth(b.items[i])
			if x > pad && x+w > b.width-pad { // a group wider than the bar
				x, y = pad, y+row+gap
			}
			if place != nil {
				place(b.controls[b.items[i].ID], image.Rect(x, y, x+w, y+row))
			}
			x += w + gap
			if b.items[i].Kind == panel.Slider {
				x += s.px(sliderGap) // its handle stands out at the end
			}
		}
		x += space - gap
	}
	return y + row + pad
}

func (b *Bar) itemWidth(i panel.Item) int {
	s := b.style
	switch i.Kind {
	case panel.Slider:
		return s.px(110)
	case panel.Input:
		return s.px(76)
	}
	widest := i.Label
	if i.Wide != "" {
		widest = i.Wide
	}
	if i.Kind == panel.Label {
		return s.width(widest) + s.px(2)
	}
	return max(s.width(widest)+s.px(14), s.px(26))
}

// build makes the widgets.
func (b *Bar) build() {
	root := widget.NewContainer(widget.ContainerOpts.Layout(b))
	b.controls = map[string]*control{}
	for _, item := range b.items {
		c := b.newControl(item)
		b.controls[item.ID] = c
		root.AddChild(c.widget)
	}
	b.tip = nil
	root.GetWidget().ToolTipEvent.AddHandler(b.tipped)
	b.ui = &ebitenui.UI{Container: root, DisableDefaultFocus: true}
}

func (b *Bar) newControl(item panel.Item) *control {
	s := b.style
	c := &control{item: item}
	options := widget.WidgetOpts.ToolTip(b.newTip(c)...)
	switch item.Kind {
	case panel.Button:
		c.button = s.newButton(item.Label, func() { b.fire(panel.Event{ID: item.ID}) },
			widget.ButtonOpts.ToggleMode(), widget.ButtonOpts.WidgetOpts(options))
		c.widget = c.button
	case panel.Label:
		c.label = widget.NewText(widget.TextOpts.Text(item.Label, s.face, figure.Dark.Muted),
			widget.TextOpts.Position(widget.TextPositionStart, widget.TextPositionCenter), widget.TextOpts.WidgetOpts(options))
		c.widget = c.label
	case panel.Slider:
		c.slider = widget.NewSlider(
			widget.SliderOpts.Orientation(widget.DirectionHorizontal), widget.SliderOpts.MinMax(0, panel.SliderMax),
			widget.SliderOpts.Images(s.track, s.handle), widget.SliderOpts.FixedHandleSize(s.px(9)),
			widget.SliderOpts.PageSizeFunc(func() int { return panel.SliderMax / 20 }), widget.SliderOpts.DisableDefaultKeys(true),
			widget.SliderOpts.ChangedHandler(func(e *widget.SliderChangedEventArgs) {
				if e.Dragging || !slices.Contains(c.set[:], e.Current) {
					b.fire(panel.Event{ID: item.ID, Value: e.Current})
				}
			}), widget.SliderOpts.WidgetOpts(options))
		c.widget = c.slider
	case panel.Input:
		c.input = s.newInput(item.Label,
			widget.TextInputOpts.SubmitHandler(func(e *widget.TextInputChangedEventArgs) {
				b.fire(panel.Event{ID: item.ID, Text: e.InputText})
				b.ui.ClearFocus()
			}), widget.TextInputOpts.WidgetOpts(options))
		c.widget = c.input
	}
	return c
}

// newTip returns a tooltip above the control, with its reason for being
// disabled, if it is.
func (b *Bar) newTip(c *control) []*widget.ToolTip {
	if c.item.Tip == "" {
		return nil
	}
	s := b.style
	c.tip = widget.NewText(widget.TextOpts.Text(c.item.Tip, s.face, figure.Dark.Ink), widget.TextOpts.MaxWidth(280*s.scale))
	box := widget.NewContainer(widget.ContainerOpts.BackgroundImage(s.tip),
		widget.ContainerOpts.Layout(widget.NewAnchorLayout(widget.AnchorLayoutOpts.Padding(&widget.Insets{
			Top: s.px(5), Bottom: s.px(5), Left: s.px(9), Right: s.px(9),
		}))))
	box.AddChild(c.tip)
	return []*widget.ToolTip{widget.NewToolTip(
		widget.ToolTipOpts.Content(box), widget.ToolTipOpts.Delay(tipDelay), widget.ToolTipOpts.Position(widget.TOOLTIP_POS_WIDGET),
		widget.ToolTipOpts.AnchorOriginHorizontal(widget.TOOLTIP_ANCHOR_START), widget.ToolTipOpts.AnchorOriginVertical(widget.TOOLTIP_ANCHOR_START),
		widget.ToolTipOpts.ContentOriginHorizontal(widget.TOOLTIP_ANCHOR_START), widget.ToolTipOpts.ContentOriginVertical(widget.TOOLTIP_ANCHOR_END),
		widget.ToolTipOpts.Offset(image.Pt(0, -s.px(6))),
	)}
}

func (b *Bar) fire(e panel.Event) { b.events = append(b.events, e) }

// Update shows the states and returns what the user has done since the last
// call.
func (b *Bar) Update(states map[string]panel.State) []panel.Event {
	for id, c := range b.controls {
		if s, ok := states[id]; ok {
			b.show(c, s)
		}
	}
	b.ui.Update()
	if !b.Typing() && b.ui.HasFocus() && !held() {
		b.ui.ClearFocus() // keys are for the program's table, not for the last control
	}
	events := b.events
	b.events = nil
	return events
}

// show brings a control up to date.
func (b *Bar) show(c *control, s panel.State) {
	if s.Label == "" {
		s.Label = c.item.Label
	}
	before := c.state
	c.state = s
	b.changed = b.changed || s != before
	c.widget.GetWidget().Disabled = s.Why != ""
	if c.tip != nil && (s.Why != before.Why || s.Tip != before.Tip) {
		c.tip.Label = cmp.Or(s.Tip, c.item.Tip)
		if s.Why != "" {
			c.tip.Label += "\nNot now: " + s.Why + "."
		}
	}
	switch {
	case c.button != nil:
		if s.Label != before.Label {
			c.button.SetText(s.Label)
		}
		want := widget.WidgetUnchecked
		if s.On {
			want = widget.WidgetChecked
		}
		c.button.SetState(want)
	case c.label != nil:
		c.label.Label = s.Label
	case c.slider != nil:
		if c.set[1] = c.set[0]; !held() { // the hand knows better than the state
			c.slider.Current, c.set[0] = s.Value, s.Value
		}
	case c.input != nil:
		if !c.input.IsFocused() && c.input.GetText() != s.Text {
			c.input.SetText(s.Text)
		}
	}
}

// held tells whether the left mouse button is down or was let go just now.
func held() bool {
	return ebiten.IsMouseButtonPressed(ebiten.MouseButtonLeft) || inpututil.IsMouseButtonJustReleased(ebiten.MouseButtonLeft)
}

// Typing reports whether keys go into a text field.
func (b *Bar) Typing() bool {
	for _, c := range b.controls {
		if c.input != nil && c.input.IsFocused() {
			return true
		}
	}
	return false
}

// Leave ends typing.
func (b *Bar) Leave() { b.ui.ClearFocus() }

// RectOf returns where a control is on screen; empty if there is none.
func (b *Bar) RectOf(id string) image.Rectangle {
	if c := b.controls[id]; c != nil {
		return c.widget.GetWidget().Rect
	}
	return image.Rectangle{}
}

// IDs lists the controls.
func (b *Bar) IDs() []string {
	ids := make([]string, len(b.items))
	for i, item := range b.items {
		ids[i] = item.ID
	}
	return ids
}

// tipped hears of tooltips that come and go.
func (b *Bar) tipped(args any) {
	a, ok := args.(*widget.WidgetToolTipEventArgs)
	switch {
	case !ok:
	case a.Show:
		b.tip = a.Window
	case b.tip == a.Window:
		b.tip = nil
	}
}

// Tip returns where the tooltip is on screen; empty if none shows.
func (b *Bar) Tip() image.Rectangle {
	if b.tip == nil {
		return image.Rectangle{}
	}
	return b.tip.GetContainer().GetWidget().Rect
}

// Changed tells whether a control does not look as it was drawn last.
func (b *Bar) Changed() bool { return b.changed }

// Draw draws the bar, and the tooltip over whatever lies above it.
func (b *Bar) Draw(screen *ebiten.Image) {
	b.changed = false
	r := b.Rect
	fill(screen, r, figure.Dark.Background)
	b.ui.Draw(screen)
}

func fill(screen *ebiten.Image, r image.Rectangle, c color.Color) {
	vector.FillRect(screen, float32(r.Min.X), float32(r.Min.Y), float32(r.Dx()), float32(r.Dy()), c, false)
}
