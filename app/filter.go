package main

import "gridrat/render/panel"

// filter has the wall show some of the units alone.
func (g *game) filter(f panel.Filter) {
	if f == g.wall.Filter {
		return
	}
	g.wall.Filter, g.population.Filter = f, f
	g.wall.Scroll(-g.shown().Units())
	g.hurry(&g.wall.Picture, &g.population.Picture)
}

func (g *game) populationPage(page string) {
	g.population.Page = page
	g.hurry(&g.population.Picture)
}

func (g *game) clearFilter() { g.filter(panel.Filter{}) }

// nextClass shows the next class of units.
func (g *game) nextClass() {
	f := g.wall.Filter
	if f.Class == "" {
		f.Class = panel.ClassAll
	}
	if f.Class = nextOf(panel.Classes, f.Class); f.Class == panel.ClassAll {
		f.Class = ""
	}
	g.filter(f)
	if f.Class == panel.ClassOwn && g.shown().Own == nil && g.recorded.source == panel.Live && !g.task.running("") {
		g.drawOwn() // it needs them
	}
}
