package intake

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"mull/internal/exercise"
	"mull/internal/period"
)

const ruleExample = `"stand-up", "daily" attendees=3..12 length<=30m -> running`

// ParseRule reads the one-line form of a rule:
//
//	"stand-up", "daily" -> running
//	attendees=2 length<=1h without=interview -> people
//	organiser=board@example.com -> stakeholders
//	calendar="Hiring team" timed -> people
//	"offsite" all-day -> direction counting 6h
//	tag=mull from=toggl -> hands-on
//	"lunch" -> leave-out
//
// Words stand in quotes or alone, and any of them will do; a last * continues
// the word. The other conditions must all hold.
func ParseRule(line string) (Rule, error) {
	if len(line) > 2000 || !utf8.ValidString(line) {
		return Rule{}, errors.New("a rule is one line of text of at most 2000 bytes")
	}
	tokens, err := ruleTokens(line)
	if err != nil {
		return Rule{}, err
	}
	at := slices.IndexFunc(tokens, func(t token) bool { return !t.quoted && t.key == "" && t.value == "->" })
	if at < 0 {
		return Rule{}, fmt.Errorf("a rule ends in an arrow and a category: %s", ruleExample)
	}
	return buildRule(tokens[:at], tokens[at+1:])
}

// ParseRuleArgs reads a rule given as the arguments of a command, where the
// shell took the quotes: `stand-up running`, `attendees=2 people`. The arrow
// may be left out; the category is the last argument.
func ParseRuleArgs(args []string) (Rule, error) {
	var parts []string
	for _, arg := range args {
		key, sign, value, found := condition(arg)
		switch {
		case arg == "->", strings.ContainsAny(arg, `"`):
			parts = append(parts, arg)
		case found:
			parts = append(parts, key+sign+quote(value))
		case strings.ContainsFunc(arg, unicode.IsSpace):
			parts = append(parts, quote(arg))
		default:
			parts = append(parts, arg)
		}
	}
	if !slices.Contains(parts, "->") && len(parts) > 1 {
		end := len(parts) - 1
		if end > 2 && parts[end-1] == "counting" {
			end -= 2
		}
		parts = slices.Insert(parts, end, "->")
	}
	return ParseRule(strings.Join(parts, " "))
}

func buildRule(conditions, result []token) (Rule, error) {
	var r Rule
	for _, t := range conditions {
		if err := r.add(t); err != nil {
			return Rule{}, err
		}
	}
	if r.plain() {
		return Rule{}, fmt.Errorf("a rule needs a condition before the arrow: %s", ruleExample)
	}
	return r, r.result(result)
}

// plain says whether a rule has no conditions.
func (r *Rule) plain() bool {
	return len(r.Words)+len(r.Without) == 0 && r.Attendees == Range{} && r.Length == Lengths{} && r.Organiser == "" && r.Calendar == "" &&
		r.Tag == "" && r.Origin == "" && r.Days == "" && !r.Alone && !r.Tentative
}

func (r *Rule) result(tokens []token) error {
	words := make([]string, len(tokens))
	for i, t := range tokens {
		if words[i] = t.value; t.key != "" {
			return fmt.Errorf("conditions stand before the arrow: %s", ruleExample)
		}
	}
	if len(words) != 1 && (len(words) != 3 || words[1] != "counting") {
		return fmt.Errorf("after the arrow comes one category, and nothing else but `counting 6h`: %s", ruleExample)
	}
	if r.Category = words[0]; exercise.Slug(r.Category) != r.Category || r.Category == "" {
		return fmt.Errorf("%q is no category; those are written like hands-on", r.Category)
	}
	if len(words) == 3 {
		length, err := period.ParseDuration(words[2])
		if err != nil {
			return err
		}
		if length > 24*time.Hour {
			return errors.New("a day counts 24 hours at the most")
		}
		r.Counts = length
	}
	return nil
}

// add takes one condition.
func (r *Rule) add(t token) error {
	value := strings.Join(strings.Fields(strings.Map(dropControl, t.value)), " ")
	if t.sign != "" && t.sign != "=" && t.key != "attendees" && t.key != "length" {
		return fmt.Errorf("%s takes =, as in %s=name", t.key, t.key)
	}
	switch {
	case t.key == "attendees":
		return r.addAttendees(t.sign, value)
	case t.key == "length":
		return r.addLength(t.sign, value)
	case t.key == "" && !t.quoted && flag(value):
		return r.addFlag(value)
	case t.key == "" && !t.quoted && value == "counting":
		return fmt.Errorf("counting comes after the category: %s", `"offsite" all-day -> direction counting 6h`)
	}
	if exercise.Slug(value) == "" {
		return errors.New("a word of a rule needs letters or digits")
	}
	switch t.key {
	case "":
		r.Words = append(r.Words, value)
	case "without":
		r.Without = append(r.Without, value)
	case "organiser", "organizer":
		return once(&r.Organiser, t.key, value)
	case "calendar":
		return once(&r.Calendar, t.key, value)
	case "from":
		return once(&r.Origin, t.key, strings.ToLower(value))
	default:
		return once(&r.Tag, t.key, value)
	}
	return nil
}

func dropControl(r rune) rune {
	if unicode.IsControl(r) && !unicode.IsSpace(r) {
		return -1
	}
	return r
}

func once(field *string, key, value string) error {
	if *field != "" {
		return fmt.Errorf("%s stands in the rule twice", key)
	}
	*field = value
	return nil
}

func flag(word string) bool {
	return slices.Contains([]string{string(AllDay), string(Timed), "alone", "tentative"}, word)
}

func (r *Rule) addFlag(word string) error {
	switch word {
	case "alone":
		r.Alone = true
	case "tentative":
		r.Tentative = true
	default:
		if r.Days != "" && r.Days != Days(word) {
			return fmt.Errorf("no event is both %s and %s; leave one out", AllDay, Timed)
		}
		r.Days = Days(word)
	}
	return nil
}

func (r *Rule) addAttendees(sign, value string) error {
	fault := fmt.Errorf("attendees=%s is not a number of people: write attendees=2, attendees=3..8 or attendees>=5", value)
	least, most, err := bounds(sign, value, 1, func(text string) (int, error) {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 || n > 100_000 {
			return 0, fault
		}
		return n, nil
	})
	if err != nil || most > 0 && most < least || r.Attendees != (Range{}) {
		return fault
	}
	r.Attendees = Range{least, most}
	return nil
}

func (r *Rule) addLength(sign, value string) error {
	fault := fmt.Errorf("length=%s is not a length: write length=30m, length=15m..1h or length>=2h", value)
	least, most, err := bounds(sign, value, time.Minute, func(text string) (time.Duration, error) {
		length, err := period.ParseDuration(text)
		if length = length.Round(time.Minute); err != nil || length < time.Minute {
			return 0, fault
		}
		return length, nil
	})
	if err != nil || most > 0 && most < least || r.Length != (Lengths{}) {
		return fault
	}
	r.Length = Lengths{least, most}
	return nil
}

// bounds reads =2, =2..5, =2.., =..5, <=5, >=2, <6 and >1.
func bounds[T int | time.Duration](sign, text string, step T, parse func(string) (T, error)) (least, most T, err error) {
	low, high, ranged := strings.Cut(text, "..")
	switch {
	case ranged && sign != "=" || ranged && low == "" && high == "":
		return 0, 0, errMalformed
	case !ranged:
		value, err := parse(text)
		switch sign {
		case "<=":
			return 0, value, err
		case "<":
			if value -= step; value < step {
				return 0, 0, errMalformed
			}
			return 0, value, err
		case ">=":
			return value, 0, err
		case ">":
			return value + step, 0, err
		}
		return value, value, err
	}
	if low != "" {
		if least, err = parse(low); err != nil {
			return 0, 0, err
		}
	}
	if high != "" {
		most, err = parse(high)
	}
	return least, most, err
}
