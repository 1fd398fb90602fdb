//go:build !linux

package faults

import "testing"

func (c *campaign) full(*testing.T) {
	c.row("a disk without room").word = "skipped: only Linux lends a small one"
}
