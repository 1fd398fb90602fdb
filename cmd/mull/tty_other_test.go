//go:build !unix

package main

import "github.com/rogpeppe/go-internal/testscript"

// terminalCommands is empty where there are no pseudo-terminals; scripts that
// need one begin with [!unix] skip.
func terminalCommands() map[string]func(*testscript.TestScript, bool, []string) { return nil }
