package cli

import (
	"fmt"
	"strconv"

	"mull/internal/coaching"
	"mull/internal/exercise"
)

// selected chooses as a selection file says; nothing else leaves.
func (p *program) selected(sh *sharing, name string) error {
	data, err := p.readFile(name)
	if err != nil {
		return err
	}
	given, err := exercise.ReadAnswers(name, data)
	if err != nil {
		return usage("mull share --help shows a selection", "%v", err)
	}
	for key, value := range given {
		switch key {
		case "state":
			err = p.selectState(sh, value)
		case "fields":
			err = p.selectFields(sh, value)
		case "entries":
			err = p.selectEntries(sh, value)
		case "trends":
			err = p.selectTrends(sh, value)
		default:
			err = fmt.Errorf("%q is none of state, fields, entries and trends", key)
		}
		if err != nil {
			return selectionFault(name, err)
		}
	}
	for i := range sh.entries {
		if _, err := sh.entries[i].preview(); err != nil {
			return selectionFault(name, err)
		}
	}
	return nil
}

func selectionFault(name string, err error) error {
	return usage("mull share --help shows a selection; nothing was shared", "%s: %v", name, err)
}

func (p *program) selectState(sh *sharing, value any) error {
	word, ok := value.(string)
	if !ok {
		return fmt.Errorf("state wants done, started or skipped")
	}
	return p.stateGiven(sh, word)
}

// selectFields picks from the one entry there is.
func (p *program) selectFields(sh *sharing, value any) error {
	if len(sh.entries) != 1 {
		return fmt.Errorf("fields are of one entry, and there are %d; entries names them by number", len(sh.entries))
	}
	return pickFields(&sh.entries[0], value)
}

func (p *program) selectEntries(sh *sharing, value any) error {
	list, ok := value.(map[string]any)
	if !ok {
		return fmt.Errorf("entries wants a map of numbers")
	}
	for key, fields := range list {
		n, err := strconv.ParseInt(key, 10, 64)
		if err != nil {
			return fmt.Errorf("%q is not the number of an entry", key)
		}
		at := -1
		for i := range sh.entries {
			if sh.entries[i].number == n {
				at = i
			}
		}
		if at < 0 {
			entry, err := p.sharedEntry(sh, n)
			if err != nil {
				return err
			}
			sh.entries = append(sh.entries, *entry)
			at = len(sh.entries) - 1
		}
		if err := pickFields(&sh.entries[at], fields); err != nil {
			return err
		}
	}
	return nil
}

func pickFields(e *sharedEntry, value any) error {
	fields, ok := value.(map[string]any)
	if !ok {
		return fmt.Errorf("fields wants questions, each with true or {words, redact, open}")
	}
	for question, choice := range fields {
		pick, err := pickOf(choice)
		if err != nil {
			return fmt.Errorf("%s: %w", question, err)
		}
		e.picks[question] = pick
	}
	return nil
}

func pickOf(value any) (coaching.Pick, error) {
	switch v := value.(type) {
	case bool:
		return coaching.Pick{Share: v}, nil
	case map[string]any:
		pick := coaching.Pick{Share: true}
		for key, value := range v {
			if err := pickPart(&pick, key, value); err != nil {
				return pick, err
			}
		}
		return pick, nil
	}
	return coaching.Pick{}, fmt.Errorf("wants true, false or {words, redact, open}")
}

func pickPart(pick *coaching.Pick, key string, value any) error {
	yes, isBool := value.(bool)
	text, isText := value.(string)
	list, isList := value.([]any)
	switch {
	case key == "share" && isBool:
		pick.Share = yes
	case key == "open" && isBool:
		pick.Open = yes
	case key == "words" && isText:
		pick.Words = &text
	case key == "redact" && isText:
		pick.Redact = []string{text}
	case key == "redact" && isList:
		for _, item := range list {
			word, ok := item.(string)
			if !ok {
				return fmt.Errorf("redact wants words")
			}
			pick.Redact = append(pick.Redact, word)
		}
	default:
		return fmt.Errorf("%q is not one of share, open, words and redact with a value that fits", key)
	}
	return nil
}

func (p *program) selectTrends(sh *sharing, value any) error {
	switch v := value.(type) {
	case []any:
		for _, item := range v {
			name, ok := item.(string)
			if !ok {
				return fmt.Errorf("trends wants EXERCISE.QUESTION")
			}
			if err := p.countTrends(sh, []string{name}, false); err != nil {
				return err
			}
		}
		return nil
	case map[string]any:
		for name, how := range v {
			if how != "open" && how != true {
				return fmt.Errorf("trends: %s wants true or open", name)
			}
			if err := p.countTrends(sh, []string{name}, how == "open"); err != nil {
				return err
			}
		}
		return nil
	}
	return fmt.Errorf("trends wants a list of EXERCISE.QUESTION")
}
