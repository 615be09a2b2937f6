package panel

import "image"

// placed is a part of a picture with where it is, within the picture.
type placed[T any] struct {
	of   T
	rect image.Rectangle
}

// partAt returns the part at a point of the screen.
func partAt[T any](p *Picture, all []placed[T], at image.Point) (of T, ok bool) {
	for _, part := range all {
		if at.Sub(p.Rect.Min).In(part.rect) {
			return part.of, true
		}
	}
	return of, false
}

// rectOf returns where the first part of which something is so is on the screen;
// empty if there is none.
func rectOf[T any](p *Picture, all []placed[T], so func(T) bool) image.Rectangle {
	for _, part := range all {
		if so(part.of) {
			return part.rect.Add(p.Rect.Min)
		}
	}
	return image.Rectangle{}
}
