package exercise

// A Set is some exercises that go well together for a while.
type Set struct {
	ID, Title string
	About     string
	Exercises []string // their ids
}

// ReadSets reads the starter sets: a YAML list of {id, title, about,
// exercises}. The error is of type Faults.
func ReadSets(name string, source []byte) ([]Set, error) {
	root, faults := parseTree(name, source, fileLimits)
	if root == nil {
		return nil, faults.sorted()
	}
	r := &reader{file: name, faults: faults}
	s := scope{reader: r}
	var sets []Set
	for i, item := range s.list(root, "sets") {
		sets = append(sets, s.within("set %d", i+1).set(item))
	}
	if len(r.faults) > 0 {
		return nil, r.faults.sorted()
	}
	return sets, nil
}

func (s scope) set(n *node) Set {
	set := Set{}
	ok := s.fields(n, []string{"id", "title", "about", "exercises"}, func(name string, value *node) {
		switch name {
		case "id":
			set.ID = s.id(value, name)
		case "title":
			set.Title = s.line(value, name, maxWord)
		case "about":
			set.About = s.page(value, name, maxAsk)
		case "exercises":
			for _, item := range s.list(value, name) {
				set.Exercises = append(set.Exercises, s.id(item, "an exercise"))
			}
		}
	})
	if ok && have(n, "id", "title", "exercises") != 3 {
		s.fault(n, "wants id, title and exercises")
	}
	return set
}
