// Package prompts holds the exercises mull comes with and the lists their
// options are taken from, as YAML. It reads none of them: the bytes are parsed
// by whoever asks a question, and only then.
package prompts

import (
	"embed"
	"strings"
)

//go:embed *.yaml lists/*.yaml
var files embed.FS

// Exercise returns the file of a shipped exercise.
func Exercise(id string) ([]byte, bool) {
	if isList(id) || strings.ContainsRune(id, '/') {
		return nil, false
	}
	return read(id + ".yaml")
}

// Exercises returns the ids of the shipped exercises, sorted.
func Exercises() []string {
	entries, err := files.ReadDir(".")
	if err != nil {
		return nil
	}
	var ids []string
	for _, entry := range entries {
		id, isFile := strings.CutSuffix(entry.Name(), ".yaml")
		if isFile && !isList(id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// isList tells the files of words from the exercises beside them.
func isList(id string) bool { return id == "sets" || strings.HasSuffix(id, "-words") }

// TimeWords returns the file of what people say they did.
func TimeWords() []byte {
	source, _ := read("time-words.yaml")
	return source
}

// CalendarWords returns the file of the rules that sort calendar events.
func CalendarWords() []byte {
	source, _ := read("calendar-words.yaml")
	return source
}

// List returns the file of a word list: emotions, feelings, values, needs or life-areas.
func List(name string) ([]byte, bool) { return read("lists/" + name + ".yaml") }

// Sets returns the file of the starter sets.
func Sets() []byte {
	source, _ := read("sets.yaml")
	return source
}

func read(name string) ([]byte, bool) {
	source, err := files.ReadFile(name)
	return source, err == nil
}
