package journal

import "mull/internal/period"

// A RoleAnswer is an answer to a question with a role, with what its entry is.
type RoleAnswer struct {
	Entry    int64
	Exercise string
	Asked    string // content hash of the exercise as asked
	Day      period.Day
	Question string
	Role     string
	Value    any
}
