//go:build !unix

package faults

import "testing"

const unixAlone = "skipped: unix alone"

func (c *campaign) readOnly(*testing.T) {
	c.row("a folder and a journal that may only be read").word = unixAlone
}
func (c *campaign) sittings(*testing.T) { c.row("kill -9 in the middle of a sitting").word = unixAlone }
func (c *campaign) vanishing(*testing.T) {
	c.row("the folder or the journal vanishes in the middle of a sitting").word = unixAlone
}
func (c *campaign) kinds(*testing.T) {
	c.row("something that is no file in a file's place").word = unixAlone
}
