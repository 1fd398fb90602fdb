//go:build !unix

package seal

// syncFolder does nothing: these systems cannot open a folder to sync it.
func syncFolder(string) error { return nil }
