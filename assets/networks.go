package assets

import (
	"embed"
	"encoding/json"
	"sync"
)

//go:embed networks
var networks embed.FS

// Network is a trained network that travels with the program: a checkpoint
// without its optimiser.
type Network struct {
	Name    string `json:"name"`   // of its file too, NAME.npz
	Recipe  string `json:"recipe"` // that it was trained by
	Seed    uint64 `json:"seed"`
	Updates int    `json:"updates"`
	Command string `json:"command"` // that makes it again, as weights.npz of its folder
	Version string `json:"version"` // of the program that made it
	Date    string `json:"date"`    // as 2006-01-02
}

// Networks lists the trained networks as networks/networks.json does, those of
// the same recipe in the order in which they are offered. The list is not to be
// changed.
var Networks = sync.OnceValue(func() []Network {
	data, err := networks.ReadFile("networks/networks.json")
	var all []Network
	if err == nil {
		err = json.Unmarshal(data, &all)
	}
	if err != nil {
		panic("assets: networks.json: " + err.Error()) // a test reads it
	}
	return all
})

// File returns the checkpoint. It panics if n is none of Networks.
func (n Network) File() []byte {
	data, err := networks.ReadFile("networks/" + n.Name + ".npz")
	if err != nil {
		panic("assets: there is no network " + n.Name)
	}
	return data
}
