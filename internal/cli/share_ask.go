package cli

import (
	"fmt"
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
		return 0, usage("mull share NUMBER", "no entry was chosen; nothing left")
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
	asker.Say(fmt.Sprintf("%s, entry %d. Each answer stays unless you say otherwise.", preview.Title, e.number))
	for at := 0; at < len(preview.Fields); {
		field := &preview.Fields[at]
		asker.Say("")
		asker.Say(fmt.Sprintf("%d of %d  %s", at+1, len(preview.Fields), oneLine(field.Ask)))
		for line := range strings.Lines(field.Text) {
			asker.Say("        " + strings.TrimRight(line, "\n"))
		}
		for _, told := range field.Tells {
			asker.Say("        (" + told + ")")
		}
		if field.Fixed {
			asker.Say("        It " + field.Locked + ".")
			at++
			continue
		}
		back, err := p.askField(asker, e, field, name)
		if err != nil {
			return err
		}
		if preview, err = e.preview(); err != nil {
			return err
		}
		if back && at > 0 {
			at--
			continue
		}
		if !back {
			at++
		}
	}
	return nil
}

// askField asks about one answer until the choice fits. It says whether the
// one before is wanted.
func (p *program) askField(asker ask.Asker, e *sharedEntry, field *coaching.PreviewField, name string) (back bool, err error) {
	keys := "Enter keeps it, s shares it, w shares it in other words, r shares it with words left out"
	if field.Locked != "" {
		keys = "It is private. Enter keeps it; o opens this one and shares it, w in other words, r with words left out"
	}
	if field.On {
		keys = fmt.Sprintf("%s gets to see it so. Enter leaves it at that, k keeps it here after all", name)
	}
	for {
		line, err := asker.Line(p.ctx, keys)
		if err != nil {
			return false, err
		}
		if line == "<" {
			return true, nil
		}
		if line == "" {
			return false, nil
		}
		pick, err := p.pickFor(asker, line, field)
		if err == nil {
			before := e.picks[field.Question]
			e.picks[field.Question] = pick
			if _, err = e.preview(); err != nil {
				e.picks[field.Question] = before
			}
		}
		if err == nil {
			return false, nil
		}
		if isLeaving(err) {
			return false, err
		}
		asker.Say("  ! " + err.Error())
	}
}

func (p *program) pickFor(asker ask.Asker, key string, field *coaching.PreviewField) (coaching.Pick, error) {
	private := field.Locked != ""
	switch {
	case key == "k":
		return coaching.Pick{}, nil
	case key == "s" && !private, key == "o" && private:
		return coaching.Pick{Share: true, Open: private}, nil
	case key == "w":
		words, err := asker.Line(p.ctx, "In other words")
		return coaching.Pick{Share: true, Open: private, Words: &words}, err
	case key == "r":
		words, err := asker.Line(p.ctx, "Words to leave out, several with ; between")
		pick := coaching.Pick{Share: true, Open: private}
		for word := range strings.SplitSeq(words, ";") {
			if word = strings.TrimSpace(word); word != "" {
				pick.Redact = append(pick.Redact, word)
			}
		}
		if err == nil && len(pick.Redact) == 0 {
			err = fmt.Errorf("no words were named")
		}
		return pick, err
	}
	return coaching.Pick{}, fmt.Errorf("%q is none of these", report.Clean(key))
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
		p.say("Nothing left.")
	}
	return yes, err
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
