package cli

import "mull/prompts"

// The exercises that commands stand for.
const (
	reflectExercise = prompts.Reflect
	reviewExercise  = prompts.Review
	feelExercise    = prompts.Feel
	writeExercise   = prompts.Write
	whyExercise     = prompts.Why
)
