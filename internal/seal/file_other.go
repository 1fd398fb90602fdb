//go:build !unix

package seal

// openAtOnce is nothing here: there are no named pipes in folders.
const openAtOnce = 0

// syncFolder does nothing: these systems cannot open a folder to sync it.
func syncFolder(string) error { return nil }
