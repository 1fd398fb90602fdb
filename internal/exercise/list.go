package exercise

// ReadList reads a word list: a YAML list of plain words or of {id, label,
// also, group, about}, as options are written in an exercise. The error is of
// type Faults.
func ReadList(name string, source []byte) ([]Option, error) {
	root, faults := parseTree(name, source, fileLimits)
	if root == nil {
		return nil, faults.sorted()
	}
	r := &reader{file: name, faults: faults}
	list := scope{reader: r}.optionList(root, "words")
	if len(r.faults) > 0 {
		return nil, r.faults.sorted()
	}
	return list, nil
}
