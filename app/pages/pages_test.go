package pages

import (
	"testing"

	"gridrat/app/room"
	"gridrat/render/panel"
)

// TestNumbersOfTheTab: F2 tells of what is shown: of a network on two pages, of
// agents on one.
func TestNumbersOfTheTab(t *testing.T) {
	agents := false
	var open *room.Page
	r := New(Host{
		Agents: func() bool { return agents }, Open: func(p *room.Page) { open = p },
		Now: func() string {
			if open == nil {
				return ""
			}
			return open.Of
		},
	})
	table := room.NewTable(r.Offer())
	pages := func() (n int) {
		for table.Do("info"); open != nil && n < 5; n++ {
			if open.Picture == (*panel.Picture)(nil) {
				t.Fatal("a page has no picture")
			}
			table.Do("info")
		}
		return n
	}
	if n := pages(); n != 2 {
		t.Errorf("of a network there are %d pages", n)
	}
	agents = true
	if n := pages(); n != 3 {
		t.Errorf("of agents there are %d pages", n)
	}
}
