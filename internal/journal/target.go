package journal

import "mull/internal/period"

// A Target is what someone aims at for themselves: a share of IC, or minutes a
// week.
type Target struct {
	ID      string // a track, or a category
	IsShare bool
	Share   float64
	Minutes int
	Since   period.Day // periods that ended before are not held to it
}
