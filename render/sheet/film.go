package sheet

import (
	"cmp"
	"fmt"
	"image"
	"math"
	"slices"

	"gridrat/brain/learner"
	"gridrat/render/figure"
	"gridrat/render/panel"
)

// Film draws the wall of a run's maps, moment by moment, with every unit in the
// place that its last score gives it.
type Film struct {
	run     *learner.Snapshot
	colors  *figure.ColorMap
	order   []int
	columns int
	tile    int // width in pixels
	canvas  *figure.Canvas
	walls   *figure.MapWalls
}

// filmHead is the height of a frame's title in pixels.
const filmHead = 58

// NewFilm prepares the film of a snapshot, which has moments to show, with rate
// maps in these colours.
func NewFilm(s *learner.Snapshot, colors *figure.ColorMap) *Film {
	f := &Film{run: s, colors: colors, walls: figure.NewMapWalls(s.Recipe.Arena(), s.Recipe.Walls())}
	last := s.Timeline[len(s.Timeline)-1]
	f.order = orderOf(last)
	const width, most = 960, 80 // of a frame and of a map
	f.columns = int(math.Ceil(math.Sqrt(1.7 * float64(len(f.order)))))
	// Bins of whole pixels make small files.
	bins := last.Map(0).N
	f.tile = min(max((width/f.columns-6)/bins, 2), most/bins)*bins + 6
	rows := (len(f.order) + f.columns - 1) / f.columns
	f.canvas = figure.NewCanvas(max(f.columns*f.tile+16, 420), filmHead+rows*(f.tile+figure.TileHeader)+16, &figure.Dark, 1)
	return f
}

// Moments is the number of frames.
func (f *Film) Moments() int { return len(f.run.Timeline) }

// Frame draws a moment; the image is that of every frame.
func (f *Film) Frame(i int) *image.RGBA {
	c, m := f.canvas, f.run.Timeline[i]
	all := c.Bounds()
	c.Fill(all, c.Theme.Background)
	r := f.run.Recipe
	title := fmt.Sprintf("Recipe %s, seed %d: update %d", r.Name, f.run.Seed, m.Update)
	line := fmt.Sprintf("%s of %d units beyond the null (5 %% by chance) · above 0.37: %s, null %s · position error %.0f cm",
		figure.Percent(m.Beyond), m.Units(), figure.Percent(m.Fraction), figure.Percent(m.NullFraction), m.ErrorCM)
	big, small := figure.Font{Size: 16, Medium: true}, figure.Font{Size: 11.5}
	c.Text(all, 8, 22, big, figure.Left, c.Theme.Ink, c.Fit(big, title, float64(all.Dx()-16)))
	c.Text(all, 8, 41, small, figure.Left, c.Theme.Muted, c.Fit(small, line, float64(all.Dx()-16)))
	bar := image.Rect(8, filmHead-8, all.Max.X-8, filmHead-5)
	c.Fill(bar, c.Theme.Raised)
	bar.Max.X = bar.Min.X + bar.Dx()*(i+1)/len(f.run.Timeline)
	c.Fill(bar, c.Theme.Accent)
	for k, u := range f.order {
		x, y := 8+k%f.columns*f.tile, filmHead+k/f.columns*(f.tile+figure.TileHeader)
		score := float64(m.Scores[u])
		c.Tile(image.Rect(x, y, x+f.tile-2, y+f.tile+figure.TileHeader-2), figure.Tile{
			Map: panel.Matrix(m.Map(u), r.Activation.Signed()), Score: score, Beyond: score > m.NullP95, Walls: f.walls,
		}, f.colors)
	}
	return c.Img
}

// orderOf lists the units by falling score in a moment.
func orderOf(m *learner.Moment) []int {
	order := make([]int, m.Units())
	for u := range order {
		order[u] = u
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(m.Scores[b], m.Scores[a]) })
	return order
}
