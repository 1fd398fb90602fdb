package prompts

// The exercises that commands and importers stand for. This is the one place in
// Go that names exercises: reports find what a question means by its role.
const (
	Reflect = "daily-reflection" // mull reflect
	Review  = "weekly-review"    // mull review
	Feel    = "emotion-checkin"  // mull feel, and moods that are imported
	Write   = "free-note"        // mull write, and journals that are imported
	Why     = "ic-motives"       // mull log --why
)
