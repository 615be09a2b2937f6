package widget

import (
	"image/color"

	"github.com/ebitenui/ebitenui/image"
	"github.com/ebitenui/ebitenui/widget"
	"github.com/golang/freetype/truetype"
	"github.com/hajimehoshi/ebiten/v2/text/v2"

	"gridrat/assets"
	"gridrat/render/figure"
)

// style is how the widgets look at one scale.
type style struct {
	scale  float64
	face   *text.Face
	button *widget.ButtonImage
	ink    *widget.ButtonTextColor
	pad    *widget.Insets
	track  *widget.SliderTrackImage
	handle *widget.ButtonImage
	input  *widget.TextInputImage
	typed  *widget.TextInputColor
	tip    *image.NineSlice
}

func newStyle(scale float64) *style {
	f, err := truetype.Parse(assets.FontRegular)
	if err != nil {
		panic("widget: the embedded font is damaged: " + err.Error())
	}
	var face text.Face = text.NewGoXFace(truetype.NewFace(f, &truetype.Options{Size: 12 * scale, DPI: 72}))
	t := figure.Dark
	flat := func(c color.Color) *image.NineSlice { return image.NewNineSliceColor(c) }
	edged := func(in, edge color.Color) *image.NineSlice { return image.NewBorderedNineSliceColor(in, edge, 1) }
	lit := color.RGBA{32, 84, 112, 255}
	s := &style{scale: scale, face: &face}
	s.button = &widget.ButtonImage{
		Idle: flat(t.Raised), Hover: flat(t.Faint), Pressed: edged(lit, t.Accent), PressedHover: edged(color.RGBA{40, 102, 136, 255}, t.Accent),
		Disabled: flat(color.RGBA{36, 41, 49, 255}), PressedDisabled: edged(color.RGBA{36, 41, 49, 255}, t.Faint),
	}
	s.ink = &widget.ButtonTextColor{Idle: t.Ink, Hover: t.Ink, Pressed: t.Ink, Disabled: color.RGBA{102, 110, 122, 255}}
	s.pad = &widget.Insets{Left: s.px(4), Right: s.px(4), Top: s.px(3), Bottom: s.px(3)}
	s.track = &widget.SliderTrackImage{Idle: edged(t.Background, t.Faint), Hover: edged(t.Background, t.Muted), Disabled: flat(t.Panel)}
	s.handle = &widget.ButtonImage{
		Idle: flat(t.Muted), Hover: flat(t.Ink), Pressed: flat(t.Accent), PressedHover: flat(t.Accent), Disabled: flat(t.Faint),
	}
	s.input = &widget.TextInputImage{
		Idle: edged(t.Background, t.Faint), Disabled: flat(t.Panel), Highlight: flat(color.NRGBA{60, 130, 200, 120}),
	}
	s.typed = &widget.TextInputColor{Idle: t.Ink, Disabled: t.Muted, Caret: t.Accent, DisabledCaret: t.Faint}
	s.tip = edged(t.Background, t.Muted)
	return s
}

func (s *style) px(points float64) int { return max(int(points*s.scale+0.5), 1) }

func (s *style) width(label string) int {
	w, _ := text.Measure(label, *s.face, 0)
	return int(w + 0.5)
}

func (s *style) newInput(placeholder string, opts ...widget.TextInputOpt) *widget.TextInput {
	return widget.NewTextInput(append([]widget.TextInputOpt{
		widget.TextInputOpts.Image(s.input), widget.TextInputOpts.Face(s.face), widget.TextInputOpts.Color(s.typed),
		widget.TextInputOpts.Padding(&widget.Insets{Left: s.px(5), Right: s.px(5), Top: s.px(6), Bottom: s.px(3)}), widget.TextInputOpts.Placeholder(placeholder),
		widget.TextInputOpts.CaretWidth(s.px(1)), widget.TextInputOpts.AllowDuplicateSubmit(true),
	}, opts...)...)
}

func (s *style) newButton(label string, clicked func(), opts ...widget.ButtonOpt) *widget.Button {
	return widget.NewButton(append([]widget.ButtonOpt{
		widget.ButtonOpts.Image(s.button), widget.ButtonOpts.Text(label, s.face, s.ink), widget.ButtonOpts.TextPadding(s.pad),
		widget.ButtonOpts.DisableDefaultKeys(), // keys come from the program's table alone
		widget.ButtonOpts.ClickedHandler(func(*widget.ButtonClickedEventArgs) { clicked() }),
	}, opts...)...)
}
