package sample

// What made-up leaders do and write. The people have no names of their own
// beside a few first names, as in any example.

type meetingKind struct {
	category string
	notes    []string
}

var meetings = []meetingKind{
	{"people", []string{"One-to-one with Ana", "One-to-one with Sam", "Interview", "Growth talk"}},
	{"people", []string{"One-to-one with Priya", "Team lunch"}},
	{"stakeholders", []string{"Board prep", "Product sync", "Sales and tech"}},
	{"running", []string{"Stand-up", "Planning", "Status round", "Incident follow-up"}},
	{"direction", []string{"Strategy morning", "Roadmap review"}},
	{"learning", []string{"Customer call", "Reading hour"}},
	{"unsorted", []string{"Hold", "Catch-up"}},
}

var loggedNotes = []string{"feedback for Sam", "notes for the board", "hiring plan", "answered mail", "walked through the plan", "status for finance"}

var pieces = []string{"onboarding PRD", "mended the build", "dashboard for the pilot", "spec for search", "reviewed the contract", "query for the report", "wireframes for checkout"}

var reasons = []string{"unwind", "unwind", "easier", "easier", "ground-reality", "empathy", "love-of-building", "nobody-free", "asked", "proof"}

var gains = []string{
	"Legal review holds each PRD five days, and nobody knows why.",
	"The build takes eleven minutes, and everyone has learned to wait.",
	"I know now why the estimates slip.",
	"Two quiet hours, and an idea for the review.",
}

var waiting = []string{"scope answer to Lena", "the talk with Sam about the project", "a no to the second pilot", "the budget for next year"}

var because = []string{
	"Priya ran the roadmap review alone. I only asked one question.",
	"Two teams found out that they build the same thing.",
	"Sam said what he wants to learn next.",
	"The pilot has one owner now.",
}

var moments = []string{"the roadmap review starts", "the status round begins", "I open my mail", "Sam asks what to do"}

var acts = []string{"let the team present it", "ask what is to be decided", "write to Lena first", "ask what he would do"}

// words by corner: lifted, settled, charged, heavy.
var words = [][]string{
	{"hopeful", "absorbed", "energised", "proud", "eager"},
	{"calm", "relieved", "content", "clear"},
	{"impatient", "rushed", "frustrated", "anxious"},
	{"tired", "flat", "discouraged", "uneasy"},
}
