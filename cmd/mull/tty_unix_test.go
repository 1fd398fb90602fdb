//go:build unix

package main

import (
	"github.com/rogpeppe/go-internal/testscript"

	"mull/internal/ttytest"
)

func terminalCommands() map[string]func(*testscript.TestScript, bool, []string) {
	return ttytest.Commands()
}
