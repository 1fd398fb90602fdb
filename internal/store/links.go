// A file with several names: what is done to one leaves the others.
package store

import (
	"errors"
	"os"
)

// ErrLinked says that a file has another name on its disk, a hard link.
var ErrLinked = errors.New("the file has another name")

// Names says how many names the file at path has on its disk; 1 where that isn't
// known.
func Names(path string) int {
	info, err := os.Stat(path)
	if err != nil {
		return 1
	}
	return namesOf(info)
}

// oneName refuses a file that would stay readable under another name when this
// one gets a sealed file.
func oneName(path string) error {
	if Names(path) < 2 {
		return nil
	}
	return &Unusable{
		Path: path, Problem: "has another name on this disk (a hard link), and would stay readable there",
		Hint: "find FOLDER -samefile " + path + " lists its names; remove the others", Err: ErrLinked,
	}
}
