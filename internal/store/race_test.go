//go:build race

package store

// The race detector makes SQLite in Go ten times as slow.
const slow = true
