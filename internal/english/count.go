// Package english writes counts as sentences need them.
package english

import "fmt"

// Count writes a number and its noun: 1 entry, 2 entries, 0 entries. Every count
// in every sentence goes through it.
func Count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
