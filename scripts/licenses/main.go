// Command licenses writes THIRD_PARTY_LICENSES: the license of every module that
// is linked into mull on any platform. Run it from the root of the project.
package main

import (
	"fmt"
	"os"

	"mull/internal/testkit/licenses"
)

func main() {
	text, err := licenses.Gather(".")
	if err == nil {
		err = os.WriteFile(licenses.File, text, 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
