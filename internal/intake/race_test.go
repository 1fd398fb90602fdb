//go:build race

package intake

// The race detector makes long files some ten times as slow.
const slow = true
