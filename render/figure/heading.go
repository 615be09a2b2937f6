package figure

// heading is a title and lines of text at the head of a new canvas, from edge to
// edge. Lengths are in points.
type heading struct {
	c     *Canvas
	title string
	text  []string // the lines, broken to the width
	edge  int      // from the left, and from the right
	first int      // from the top to the baseline of the title
}

var titleFont, bodyFont = Font{Size: 17, Medium: true}, Font{Size: 11}

// linePitch is how far lines are apart, titlePitch how far the first is from the
// title.
const (
	linePitch  = 15
	titlePitch = 18
)

// newHeading makes a canvas of a width, and of no height yet.
func newHeading(title string, lines []string, width, edge, first int, theme *Theme, scale float64) *heading {
	h := &heading{title: title, edge: edge, first: first}
	h.c = NewCanvas(1, 1, theme, scale)
	h.c.Resize(h.px(width), 1)
	for _, l := range lines {
		h.text = append(h.text, h.c.Wrap(bodyFont, l, h.wide())...)
	}
	return h
}

// px are points in whole pixels.
func (h *heading) px(points int) int { return int(float64(points)*h.c.Scale + 0.5) }

// wide is the width of the text in pixels.
func (h *heading) wide() float64 { return float64(h.c.Bounds().Dx() - h.px(2*h.edge)) }

// bottom is where what comes below may begin.
func (h *heading) bottom() int { return h.first + titlePitch + linePitch*len(h.text) }

// draw gives the canvas its height, from which on it is recorded for SVG, and
// draws the heading.
func (h *heading) draw(height int) {
	c := h.c
	c.Resize(c.Bounds().Dx(), h.px(height))
	c.Record()
	all, left := c.Bounds(), float64(h.px(h.edge))
	c.Text(all, left, float64(h.px(h.first)), titleFont, Left, c.Theme.Ink, c.Fit(titleFont, h.title, h.wide()))
	for i, l := range h.text {
		c.Text(all, left, float64(h.px(h.first+titlePitch+linePitch*i)), bodyFont, Left, c.Theme.Muted, l)
	}
}
