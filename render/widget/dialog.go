package widget

import (
	"image"
	"image/color"

	"github.com/ebitenui/ebitenui"
	"github.com/ebitenui/ebitenui/widget"
	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/inpututil"

	"gridrat/render/figure"
)

// Question is what a Dialog asks.
type Question struct {
	Title  string
	Verb   string // on the button that agrees
	Hint   string
	Text   string // to begin from
	Empty  string // shown while there is no text
	Browse bool   // offer the system's own dialog
	Low    bool   // at the bottom of the window, so that what is above can be read
	Bottom int    // pixels that a low dialog leaves free below it
}

// Dialog asks for a line of text. While it is open it has the keyboard and
// the mouse for itself.
type Dialog struct {
	style  *style
	ui     *ebitenui.UI
	input  *widget.TextInput
	ok     *widget.Button
	box    *widget.Container
	hint   *widget.Text
	answer Answer
}

// Answer is what the user decided in a tick.
type Answer struct {
	Done   bool   // the dialog was answered
	Text   string // "" if it was cancelled
	Browse bool   // the system's own dialog is asked for
}

// NewDialog opens a dialog.
func NewDialog(q Question, scale float64) *Dialog {
	s := newStyle(scale)
	d := &Dialog{style: s}
	d.input = s.newInput(q.Empty,
		widget.TextInputOpts.SubmitHandler(func(*widget.TextInputChangedEventArgs) { d.submit() }),
		widget.TextInputOpts.WidgetOpts(widget.WidgetOpts.MinSize(s.px(460), s.px(rowHeight))))
	d.input.SetText(q.Text)
	d.input.CursorMoveEnd()
	button := func(label string, clicked func()) *widget.Button {
		return s.newButton(label, clicked, widget.ButtonOpts.WidgetOpts(widget.WidgetOpts.MinSize(s.px(80), s.px(rowHeight))))
	}
	d.ok = button(q.Verb, d.submit)
	buttons := widget.NewContainer(widget.ContainerOpts.Layout(widget.NewRowLayout(widget.RowLayoutOpts.Spacing(s.px(6)))))
	buttons.AddChild(d.ok, button("cancel", func() { d.answer = Answer{Done: true} }))
	if q.Browse {
		buttons.AddChild(button("browse…", func() { d.answer.Browse = true }))
	}
	vertical := widget.AnchorLayoutPositionCenter
	if q.Low {
		vertical = widget.AnchorLayoutPositionEnd
	}
	box := widget.NewContainer(
		widget.ContainerOpts.BackgroundImage(s.tip),
		widget.ContainerOpts.Layout(widget.NewRowLayout(widget.RowLayoutOpts.Direction(widget.DirectionVertical),
			widget.RowLayoutOpts.Spacing(s.px(8)), widget.RowLayoutOpts.Padding(&widget.Insets{
				Top: s.px(12), Bottom: s.px(12), Left: s.px(14), Right: s.px(14),
			}))),
		widget.ContainerOpts.WidgetOpts(widget.WidgetOpts.LayoutData(widget.AnchorLayoutData{
			HorizontalPosition: widget.AnchorLayoutPositionCenter, VerticalPosition: vertical,
		})))
	line := func(text string, ink color.Color) *widget.Text {
		return widget.NewText(widget.TextOpts.Text(text, s.face, ink))
	}
	d.hint = widget.NewText(widget.TextOpts.Text(q.Hint, s.face, figure.Dark.Muted), widget.TextOpts.MaxWidth(620*scale))
	box.AddChild(line(q.Title, figure.Dark.Ink), d.input, d.hint, buttons)
	d.box = box
	root := widget.NewContainer(widget.ContainerOpts.Layout(widget.NewAnchorLayout(
		widget.AnchorLayoutOpts.Padding(&widget.Insets{Top: s.px(8), Left: s.px(8), Right: s.px(8), Bottom: s.px(8) + q.Bottom}))))
	root.AddChild(box)
	d.ui = &ebitenui.UI{Container: root, DisableDefaultFocus: true}
	d.ui.SetFocusedWidget(d.input)
	return d
}

func (d *Dialog) submit() {
	if text := d.input.GetText(); text != "" {
		d.answer = Answer{Done: true, Text: text}
	}
}

// Update returns what was decided.
func (d *Dialog) Update() Answer {
	d.answer = Answer{}
	d.ui.Update()
	if ctrl := ebiten.IsKeyPressed(ebiten.KeyControl) || ebiten.IsKeyPressed(ebiten.KeyMeta); ctrl && inpututil.IsKeyJustPressed(ebiten.KeyA) {
		d.input.SelectAll()
	}
	if !d.input.IsFocused() && !held() { // a click beside it takes the keys away
		d.ui.SetFocusedWidget(d.input)
		d.input.CursorMoveEnd()
	}
	return d.answer
}

// SetText replaces what was typed.
func (d *Dialog) SetText(text string) {
	d.input.SetText(text)
	d.input.CursorMoveEnd()
}

// Text returns what is in the field.
func (d *Dialog) Text() string { return d.input.GetText() }

// Tell puts a sentence where the hint was: why the answer will not do, or
// more about what was chosen.
func (d *Dialog) Tell(failure bool, text string) {
	d.hint.Label = text
	d.hint.SetColor(figure.Dark.Muted)
	if failure {
		d.hint.SetColor(figure.Dark.Warn)
	}
	d.box.RequestRelayout()
}

// Rect returns where the dialog is on screen.
func (d *Dialog) Rect() image.Rectangle { return d.box.GetWidget().Rect }

// OK returns where the button that agrees is on screen.
func (d *Dialog) OK() image.Rectangle { return d.ok.GetWidget().Rect }

// Draw draws the dialog over everything.
func (d *Dialog) Draw(screen *ebiten.Image) { d.ui.Draw(screen) }
