// Package schema holds the journal's tables as numbered SQL migrations, and the
// JSON Schema of exercise files.
package schema

import (
	"embed"
	"fmt"
	"strconv"
	"strings"
)

//go:embed *.sql
var migrations embed.FS

// ApplicationID marks a SQLite file as a mull journal: "mull" in ASCII.
const ApplicationID = 0x6d756c6c

// A Migration brings a journal from the version before to Version.
type Migration struct {
	Version int
	Name    string
	SQL     string
}

// Version is the version of a journal this program writes.
func Version() int {
	files, _ := migrations.ReadDir(".")
	return len(files)
}

// After returns the migrations a journal of a version still needs, in order.
func After(version int) ([]Migration, error) {
	files, err := migrations.ReadDir(".")
	if err != nil {
		return nil, err
	}
	var list []Migration
	for i, file := range files {
		numberText, _, _ := strings.Cut(file.Name(), "_")
		number, err := strconv.Atoi(numberText)
		if err != nil || number != i+1 {
			return nil, fmt.Errorf("migration %s is not number %d", file.Name(), i+1)
		}
		if number <= version {
			continue
		}
		text, err := migrations.ReadFile(file.Name())
		if err != nil {
			return nil, err
		}
		list = append(list, Migration{number, file.Name(), string(text)})
	}
	return list, nil
}
