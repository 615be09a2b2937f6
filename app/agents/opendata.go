package agents

// OpenData is Open of a file that has been read.
func (r *Room) OpenData(name string, data []byte) {
	r.read(func() opened { return opened{name: name, data: data} })
}
