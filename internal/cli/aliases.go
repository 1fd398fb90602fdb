package cli

// The exercises that commands stand for. Nothing else in the program names an
// exercise: reports find what a question means by its role.
const (
	reflectExercise = "daily-reflection"
	reviewExercise  = "weekly-review"
	feelExercise    = "emotion-checkin"
	writeExercise   = "free-note"
	whyExercise     = "ic-motives"
)
