package maps

import (
	"fmt"
	"strings"

	"gridrat/render/panel"
)

// showStrip brings the strip above the arena up to date.
func (r *Room) showStrip() {
	s := &r.tools
	before := said(s)
	if other, ok := r.Instead(); ok {
		s.Name, s.About, s.Tools = other.Name, other.About, other.Tools
		s.Warn, s.Unsaved, s.On, s.Editing = false, false, "", other.Editing
	} else {
		r.showMap()
	}
	if said(s) != before {
		r.pane.Hurry()
	}
}

// said is all that the strip says and offers.
func said(s *panel.Tools) string {
	return fmt.Sprint(s.Name, s.Warn, s.About, s.Unsaved, s.On, s.Editing, s.Tools)
}

// showMap has the strip speak of the map.
func (r *Room) showMap() {
	s, d := &r.tools, r.session.now()
	name := d.Map().Name
	texts := []string{name}
	s.Tools = r.Buttons()
	s.Warn, s.Unsaved, s.On, s.Editing = false, d.Unsaved(), r.Tool(), r.edited()
	switch route := r.Route(); {
	case route != "":
		texts, s.Unsaved = []string{route}, false
	case s.Editing && len(r.problems) > 0:
		s.Warn, s.Unsaved = true, false
		texts = []string{r.problems[0].String(), "1 problem"}
		if n := len(r.problems); n > 1 {
			texts = []string{fmt.Sprintf("%d problems", n)}
		}
	case s.Editing:
		texts = []string{"editing " + name, name}
	}
	s.Name, s.About = texts, "The map; a click shows others, and a new one"+r.Keys(actMazes)
	if s.Warn {
		s.About = "What keeps tasks from using the map:"
		for _, p := range r.problems {
			s.About += " " + p.String() + ";"
		}
		s.About = strings.TrimSuffix(s.About, ";")
	}
}

// useName does what a click on the name means.
func (r *Room) useName() {
	if other, ok := r.Instead(); ok {
		other.Use()
		return
	}
	r.choose()
}
