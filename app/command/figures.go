package command

import "gridrat/render/figure"

// figureFlags choose how figures look.
type figureFlags struct {
	Colors string `help:"Colour map of rate maps: viridis, inferno, jet (as published) or grey." default:"viridis"`
}

func (f *figureFlags) check() error {
	if _, err := figure.ColorMapByName(f.Colors); err != nil {
		return Misuse(err)
	}
	return nil
}

// colors is the colour map, of a name that was checked.
func (f *figureFlags) colors() *figure.ColorMap {
	m, _ := figure.ColorMapByName(f.Colors)
	return m
}
