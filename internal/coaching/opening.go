package coaching

// openings are lines to open a session with, by what became of the step or
// exercise agreed on. They ask and do not judge.
var openings = map[State][]string{
	"":       {"What would make this hour worth it for you?", "What is most alive for you today?"},
	Offered:  {"What has been on your mind since we last spoke?", "Is what I sent you of use just now, or is something else?"},
	Accepted: {"What took your days since we last spoke?", "Is it still the right step, or has something else become more useful?"},
	Started:  {"What happened in the part you did?", "What did the part you did show you?", "What is different about the part that is left?"},
	Done:     {"What did you notice while doing it?", "What do you know now that you did not know before?", "What surprised you?"},
	Skipped:  {"What was more important?", "What did leaving it out make room for?"},
	Lapsed:   {"Is it still of use, or has its time passed?", "What would need to be different for it to fit in?"},
	Declined: {"What would serve you better?", "What made it not right for you?"},
}

// Opening returns a line to open a session with, from the fixed list for a
// state; the empty state is for when nothing was agreed. Sessions are counted
// from 1, so that the line changes from one to the next.
func Opening(s State, session int) string {
	lines, found := openings[s]
	if !found {
		lines = openings[""]
	}
	return lines[max(session-1, 0)%len(lines)]
}
