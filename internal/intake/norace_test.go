//go:build !race

package intake

const slow = false
