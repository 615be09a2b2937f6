package race

import (
	"fmt"
	"image/color"
	"math"
	"math/rand/v2"
	"slices"

	"gridrat/app/room"
	"gridrat/assets"
	"gridrat/render/figure"
	"gridrat/render/panel"
	"gridrat/world/maze"
	"gridrat/world/task"
)

// entrant is who can be chosen to run: an agent that takes part, or one that comes
// with the program and is read when it is to run.
type entrant struct {
	Runner
	shipped *assets.Agent // nil is that Runner has the agent
	watched bool
}

// key tells entrants apart, as in the names of tiles.
func (e *entrant) key() string {
	if e.shipped != nil {
		return e.shipped.Name
	}
	return e.Name
}

// pairing is who runs against whom in which task.
type pairing struct {
	first   *entrant // nil is the user
	second  entrant
	task    task.Task
	picture maze.Map
}

// id names the tile of a pairing.
func (p *pairing) id() string {
	if p.first == nil {
		return "race:" + you + ":" + p.second.key()
	}
	return "race:" + p.first.key() + ":" + p.second.key()
}

// words name those who run.
func (p *pairing) words() string {
	if p.first == nil {
		return figure.Capital(you) + " against " + p.second.key()
	}
	return figure.Capital(p.first.key()) + " against " + p.second.key()
}

// entrants are those who could run: who takes part, the watched one first, and
// those that come with the program for that task or, where none has learnt it, for
// goal-doors: those keep no map of one room.
func entrants(f Field) (all []entrant) {
	for i, a := range f.Agents {
		all = append(all, entrant{Runner: a, watched: i == 0})
	}
	shipped := func(t string) (n int) {
		for _, a := range assets.Agents() {
			if a.Task != t {
				continue
			}
			n++
			if !slices.ContainsFunc(f.Agents, func(b Runner) bool { return b.Origin == "shipped "+a.Name }) {
				all = append(all, entrant{Runner: Runner{Name: a.Name, Origin: "shipped " + a.Name, Score: a.Score}, shipped: &a})
			}
		}
		return n
	}
	if shipped(f.Task.Name) == 0 {
		shipped("goal-doors")
	}
	return all
}

// pairings are the races that could be: the user against each, and the watched
// agent against each of the others.
func pairings(f Field) (all []pairing) {
	list := entrants(f)
	for _, e := range list {
		all = append(all, pairing{nil, e, f.Task, f.Picture})
	}
	for i := range list[min(1, len(list)):] {
		all = append(all, pairing{&list[0], list[i+1], f.Task, f.Picture})
	}
	return all
}

// Episodes that a race can have.
const (
	episodeNew = iota
	episodeWatched
	episodeLast
	episodes
)

// can tells whether a race can have an episode.
func (r *Room) can(episode int, f Field) bool {
	switch episode {
	case episodeWatched:
		return f.Watched
	case episodeLast:
		return r.last != nil && r.last.task.Name == f.Task.Name && r.last.task.Map.Equal(f.Task.Map)
	}
	return true
}

// seedOf is the seed of the episode that is chosen.
func (r *Room) seedOf(f Field) uint64 {
	switch r.episode {
	case episodeWatched:
		return f.Seed
	case episodeLast:
		return r.lastSeed
	}
	return newSeed()
}

// newSeed draws a seed that people can write down. Nobody learns from episodes of
// such seeds: see agent.TrainingSeed.
func newSeed() uint64 { return rand.Uint64N(1_000_000) }

// Names of the tiles that are no races.
const (
	tileEpisode = "race-episode"
)

// toggle opens the page of races, or closes it.
func (r *Room) toggle() {
	if r.Page() == actRace {
		r.Open(nil)
		return
	}
	r.openPage()
}

// openPage opens the page of races, as they could be now.
func (r *Room) openPage() {
	r.making.drop()
	f := r.Field()
	if !r.can(r.episode, f) {
		r.episode = episodeNew
	}
	all := pairings(f)
	p := &panel.Mazes{
		Title: "A race: " + f.Task.Title,
		Foot:  "Both run the same episode, each in a world of its own; opponents are drawn as ghosts. A click begins; Esc closes this page.",
	}
	p.Tiles = append(p.Tiles, r.episodeTile(f))
	byTile := map[string]pairing{}
	for _, q := range all {
		byTile[q.id()] = q
		p.Tiles = append(p.Tiles, panel.Tile{ID: q.id(), Name: q.words(), Note: q.note(), Map: f.Picture, Lines: []string{q.second.about()}, Rats: q.hues()})
	}
	r.Open(room.Choice(actRace, p, func(tile string) {
		if tile == tileEpisode {
			r.nextEpisode(f)
			r.openPage()
		} else if q, ok := byTile[tile]; ok {
			r.run(q, r.seedOf(f))
		}
	}))
}

// hues are the colours of the rats of those who run.
func (p *pairing) hues() []color.RGBA {
	light := func(e *entrant) color.RGBA {
		code := ""
		switch {
		case e.shipped != nil:
			code = e.shipped.Code
		case e.Agent != nil:
			code = e.Agent.Recipe.Name
		}
		return ghostHue(hueOf(code))
	}
	if p.first == nil {
		return []color.RGBA{{255, 255, 255, 255}, light(&p.second)}
	}
	return []color.RGBA{light(p.first), light(&p.second)}
}

// note says what is particular of a race.
func (p *pairing) note() string {
	switch {
	case p.second.watched:
		return "watched"
	case p.first != nil && p.first.watched:
		return "watched first"
	}
	return ""
}

// about says what an agent is.
func (e *entrant) about() string {
	text := ""
	switch {
	case e.shipped != nil:
		text = fmt.Sprintf("comes with the program: code %s, %.1f M decisions", e.shipped.Code, float64(e.shipped.Decisions)/1e6)
	case e.Origin != "":
		text = fmt.Sprintf("%s: code %s, %s decisions", e.Origin, e.Agent.Recipe.Name, figure.Thousands(e.Agent.Decisions))
	default:
		text = fmt.Sprintf("as it is now: %s decisions, seed %d", figure.Thousands(e.Agent.Decisions), e.Agent.Seed)
	}
	if !math.IsNaN(e.Score) {
		text += fmt.Sprintf("; score %.0f", e.Score)
	}
	return text
}

// episodeTile is the tile that says which episode a race will have.
func (r *Room) episodeTile(f Field) panel.Tile {
	t := panel.Tile{ID: tileEpisode, Note: "click for another", Map: f.Picture}
	switch r.episode {
	case episodeWatched:
		t.Name = "Episode: the watched one"
		t.Lines = []string{fmt.Sprintf("seed %d, which you have seen: it will not count in your mean", f.Seed)}
	case episodeLast:
		t.Name = "Episode: the last race's"
		t.Lines = []string{fmt.Sprintf("seed %d, which you know: it will not count in your mean", r.lastSeed)}
	default:
		t.Name = "Episode: a new one"
		t.Lines = []string{"a seed that nobody has learnt from"}
	}
	return t
}

// nextEpisode chooses the next of the episodes that there are.
func (r *Room) nextEpisode(f Field) {
	for {
		if r.episode = (r.episode + 1) % episodes; r.can(r.episode, f) {
			return
		}
	}
}
