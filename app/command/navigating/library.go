package navigating

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"gridrat/app/tasks"
	"gridrat/assets"
	"gridrat/brain/agent"
	"gridrat/brain/gridnet"
	"gridrat/world/task"
)

// Library has the tasks and networks of the program.
func Library() agent.Library {
	return agent.Library{Task: namedTask, Network: shipped}
}

// namedTask finds a task of the program; files are none.
func namedTask(name string) (task.Task, error) {
	if !slices.Contains(tasks.Names(), name) {
		return task.Task{}, fmt.Errorf("there is no task %q; there are %s", name, strings.Join(tasks.Names(), ", "))
	}
	return tasks.Open(name)
}

// shipped opens a network of the program.
func shipped(name string) (agent.Network, error) {
	i := slices.IndexFunc(assets.Networks(), func(n assets.Network) bool { return n.Name == name })
	if i < 0 {
		return agent.Network{}, fmt.Errorf("there is no network %q; there are %s", name, strings.Join(networks(), ", "))
	}
	file := assets.Networks()[i].File()
	t, err := gridnet.NewTrainerFrom(bytes.NewReader(file), int64(len(file)), 1)
	if err != nil {
		return agent.Network{}, err
	}
	defer t.Close()
	return agent.NewNetwork(name, t)
}

func networks() (names []string) {
	for _, n := range assets.Networks() {
		names = append(names, n.Name)
	}
	return names
}

// OpenNetwork opens a network of the program by its name, or one of a file or
// folder.
func OpenNetwork(name string) (agent.Network, error) {
	if slices.Contains(networks(), name) {
		return shipped(name)
	}
	t, err := gridnet.Open(name, 1, 1)
	if err != nil {
		return agent.Network{}, fmt.Errorf("%w (the program has %s)", err, strings.Join(networks(), ", "))
	}
	defer t.Close()
	return agent.NewNetwork("", t)
}
