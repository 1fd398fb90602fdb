package cli

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"mull/internal/ask"
	"mull/internal/coaching"
	"mull/internal/exercise"
	"mull/internal/report"
	"mull/internal/store"
)

// chooseEntry offers the newest entries.
func (p *program) chooseEntry(s *store.Store) (int64, error) {
	if !p.mayAsk() {
		return 0, needsAnswer("mull share NUMBER --to NAME --selection FILE", "share asks what may leave, and --no-input leaves nobody to say")
	}
	entries, err := s.Entries(p.ctx, store.Filter{Limit: 20})
	if err != nil {
		return 0, err
	}
	titles, err := s.Titles(p.ctx)
	if err != nil {
		return 0, err
	}
	var options []exercise.Option
	for _, e := range entries {
		options = append(options, exercise.Option{ID: strconv.FormatInt(e.Number, 10), Label: fmt.Sprintf("%d  %s, %s", e.Number, titles[e.Asked], p.dayName(e.Day))})
	}
	if len(options) == 0 {
		return 0, notFound("mull do", "there is nothing written yet to share")
	}
	asker, err := p.asker()
	if err != nil {
		return 0, err
	}
	chosen, err := asker.Pick(p.ctx, "Which entry? Each answer is chosen next.", options)
	if err != nil {
		return 0, err
	}
	n, err := strconv.ParseInt(chosen, 10, 64)
	if err != nil {
		return 0, usage("mull share NUMBER", "no entry was chosen; nothing was shared")
	}
	return n, nil
}

// askShare goes through every answer; the default is that it stays.
func (p *program) askShare(sh *sharing, o shareOptions) error {
	if !p.mayAsk() {
		return needsAnswer("--selection FILE chooses, --dry-run shows", "share asks what may leave, and --no-input leaves nobody to say")
	}
	asker, err := p.asker()
	if err != nil {
		return err
	}
	for i := range sh.entries {
		if err := p.askEntry(asker, &sh.entries[i], sh.person.Name); err != nil {
			return err
		}
	}
	if sh.assignment == nil || sh.state != "" || o.look {
		return nil
	}
	return p.askState(asker, sh)
}

func (p *program) askEntry(asker ask.Asker, e *sharedEntry, name string) error {
	preview, err := e.preview()
	if err != nil {
		return err
	}
	asker.Say(fmt.Sprintf("%s, entry %d. Each answer stays with you unless you say otherwise.", preview.Title, e.number))
	for at := 0; at < len(preview.Fields); {
		back, err := p.askField(asker, e, &preview.Fields[at], fieldScreen(preview, at, name), name)
		if err != nil {
			return err
		}
		if preview, err = e.preview(); err != nil {
			return err
		}
		if back {
			at = askedBefore(preview, at)
		} else {
			at++
		}
	}
	return nil
}

// askedBefore returns the answer before one that there is a choice about, or
// the same where there is none.
func askedBefore(preview *coaching.Preview, at int) int {
	for before := at - 1; before >= 0; before-- {
		if !preview.Fields[before].Fixed {
			return before
		}
	}
	return at
}

// fieldScreen shows one answer as it would leave, and what may be typed.
func fieldScreen(preview *coaching.Preview, at int, name string) ask.Screen {
	field := &preview.Fields[at]
	screen := ask.Screen{
		Questions: []*exercise.Question{{ID: "choice", Kind: "text", Ask: oneLine(field.Ask), Help: "One letter, or Enter. < goes back to the answer before; nothing leaves before the end."}},
		At:        at + 1, Of: len(preview.Fields), Back: askedBefore(preview, at) != at,
	}
	lines := strings.Split(field.Text, "\n")
	for _, told := range field.Tells {
		lines = append(lines, "("+told+")")
	}
	switch {
	case field.Fixed:
		lines = append(lines, "It "+field.Locked+".")
	case field.On:
		lines = append(lines, "", fmt.Sprintf("%s gets to see this. Enter leaves it at that, k keeps it with you after all; w, r as before.", name))
	case field.Locked != "":
		lines = append(lines, "", "It is private. Enter keeps it; o opens this one and shares it, w in other words, r with words left out.")
	default:
		lines = append(lines, "", "Enter keeps it; s shares it, w in other words, r with words left out.")
	}
	screen.Notice.Lines = lines
	return screen
}

// askField asks about one answer until the choice fits. It says whether the
// one before is wanted.
func (p *program) askField(asker ask.Asker, e *sharedEntry, field *coaching.PreviewField, screen ask.Screen, name string) (back bool, err error) {
	if field.Fixed {
		asker.Say("")
		asker.Say(fmt.Sprintf("%d of %d  %s", screen.At, screen.Of, screen.Questions[0].Ask))
		for _, line := range screen.Notice.Lines {
			asker.Say("        " + line)
		}
		return false, nil
	}
	for {
		reply, err := asker.Ask(p.ctx, screen)
		if err != nil || reply.Back {
			return reply.Back, err
		}
		key, _ := reply.Values["choice"].(string)
		if key == "" {
			return false, nil
		}
		before := e.picks[field.Question]
		pick, chosen, err := p.pickFor(asker, key, field, before)
		if err == nil && !chosen {
			continue
		}
		if err == nil {
			e.picks[field.Question] = pick
			if err = p.sayChanged(asker, e, field.Question, pick, name); err == nil {
				return false, nil
			}
			e.picks[field.Question] = before
		}
		if isLeaving(err) {
			return false, err
		}
		asker.Say("  ! " + err.Error())
	}
}

// sayChanged shows an answer whose words were changed as it would be read.
func (p *program) sayChanged(asker ask.Asker, e *sharedEntry, question string, pick coaching.Pick, name string) error {
	preview, err := e.preview()
	if err != nil || pick.Words == nil && len(pick.Redact) == 0 {
		return err
	}
	for _, field := range preview.Fields {
		if field.Question != question {
			continue
		}
		asker.Say("        " + name + " would read:")
		for line := range strings.SplitSeq(field.Text, "\n") {
			asker.Say("          " + line)
		}
	}
	return nil
}

// pickFor is what a key decides about an answer; chosen is false where the
// owner thought better of it.
func (p *program) pickFor(asker ask.Asker, key string, field *coaching.PreviewField, before coaching.Pick) (pick coaching.Pick, chosen bool, err error) {
	private := field.Locked != ""
	switch {
	case key == "k":
		return coaching.Pick{}, true, nil
	case key == "s" && !private, key == "o" && private:
		return coaching.Pick{Share: true, Open: private}, true, nil
	case key == "w":
		words, err := p.otherWords(asker, field.Text)
		return coaching.Pick{Share: true, Open: private, Words: &words}, words != "", err
	case key == "r":
		words, err := asker.Line(p.ctx, "Words to leave out, several with ; between")
		pick := coaching.Pick{Share: true, Open: private, Words: before.Words, Redact: slices.Clone(before.Redact)}
		for word := range strings.SplitSeq(words, ";") {
			if word = strings.TrimSpace(word); word != "" {
				pick.Redact = append(pick.Redact, word)
			}
		}
		return pick, words != "", err
	}
	return coaching.Pick{}, false, fmt.Errorf("%q is none of these", report.Clean(key))
}

// otherWords asks for an answer anew, from the one there is.
func (p *program) otherWords(asker ask.Asker, text string) (string, error) {
	q := &exercise.Question{ID: "words", Kind: "text", Ask: "In other words"}
	if strings.Contains(text, "\n") {
		q.Kind = "longtext"
	}
	reply, err := asker.Ask(p.ctx, ask.Screen{Questions: []*exercise.Question{q}, Present: exercise.Answers{"words": text}})
	words, _ := reply.Values["words"].(string)
	return words, err
}

// askState offers to say what became of the exercise.
func (p *program) askState(asker ask.Asker, sh *sharing) error {
	state := coaching.State(sh.assignment.State)
	switch state {
	case coaching.Started, coaching.Done, coaching.Skipped:
	default:
		return nil
	}
	asker.Say("")
	yes, err := asker.Confirm(p.ctx, fmt.Sprintf("Say what became of the exercise: %s?", state.Words()), sh.assignment.See != string(coaching.SeeNothing))
	if err == nil && yes {
		sh.state = state
	}
	return err
}

func (p *program) confirmShare(name string) (bool, error) {
	if !p.mayAsk() {
		return false, needsAnswer("--selection FILE chooses without asking", "share asks before anything leaves, and --no-input leaves nobody to answer")
	}
	asker, err := p.asker()
	if err != nil {
		return false, err
	}
	yes, err := asker.Confirm(p.ctx, "Write this for "+name+"?", false)
	if err == nil && !yes {
		p.say("Nothing was shared.")
	}
	return yes, err
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
