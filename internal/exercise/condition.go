package exercise

import (
	"slices"
	"unicode/utf8"
)

// A Condition looks at earlier answers. Of its tests exactly one is set; All
// and Any combine others.
type Condition struct {
	Question string
	Is       []any    // the answer is one of these: option ids, booleans or numbers
	Has      string   // the answer's list holds this option
	AtLeast  *float64 // the number, how many a list names, or a text's length in characters
	AtMost   *float64
	Answered *bool // answered and not skipped
	All, Any []Condition
}

// Holds evaluates the condition. A question not reached or skipped satisfies
// only Answered: false.
func (c *Condition) Holds(answers Answers) bool {
	switch {
	case c == nil:
		return true
	case len(c.All) > 0:
		for i := range c.All {
			if !c.All[i].Holds(answers) {
				return false
			}
		}
		return true
	case len(c.Any) > 0:
		for i := range c.Any {
			if c.Any[i].Holds(answers) {
				return true
			}
		}
		return false
	}
	value := answers[c.Question]
	if c.Answered != nil {
		return *c.Answered == (value != nil)
	}
	value = Bare(value)
	switch {
	case value == nil:
		return false
	case c.Is != nil:
		for _, want := range c.Is {
			if want == value {
				return true
			}
		}
		return false
	case c.Has != "":
		for _, id := range IDs(value) {
			if id == c.Has {
				return true
			}
		}
		return false
	}
	size := sizeOf(value)
	if c.AtLeast != nil && size < *c.AtLeast {
		return false
	}
	return c.AtMost == nil || size <= *c.AtMost
}

// Questions returns the ids of the questions the condition looks at.
func (c *Condition) Questions() []string {
	if c == nil {
		return nil
	}
	var ids []string
	if c.Question != "" {
		ids = append(ids, c.Question)
	}
	for i := range c.All {
		ids = append(ids, c.All[i].Questions()...)
	}
	for i := range c.Any {
		ids = append(ids, c.Any[i].Questions()...)
	}
	return ids
}

// asksOf says whether the condition looks at one of some questions.
func (c *Condition) asksOf(ids []string) bool {
	return slices.ContainsFunc(c.Questions(), func(id string) bool { return slices.Contains(ids, id) })
}

func sizeOf(value any) float64 {
	switch v := value.(type) {
	case float64:
		return v
	case []any:
		return float64(len(v))
	case string:
		return float64(utf8.RuneCountInString(v))
	}
	return 0
}

// Bare returns an answer without its note: {"value": v, "note": n} is v. Own
// words are the option id "other".
func Bare(value any) any {
	m, ok := value.(map[string]any)
	if !ok {
		return value
	}
	if inner, found := m["value"]; found {
		return Bare(inner)
	}
	if _, found := m["other"]; found && len(m) == 1 {
		return OtherID
	}
	return value
}

// IDs returns the option ids an answer names, own words as "other".
func IDs(value any) []string {
	switch v := Bare(value).(type) {
	case string:
		return []string{v}
	case []any:
		ids := make([]string, 0, len(v))
		for _, item := range v {
			if id, ok := Bare(item).(string); ok {
				ids = append(ids, id)
			}
		}
		return ids
	}
	return nil
}

// OwnWords returns what the user wrote beside the options of an answer.
func OwnWords(value any) []string {
	switch v := value.(type) {
	case []any:
		var words []string
		for _, item := range v {
			words = append(words, OwnWords(item)...)
		}
		return words
	case map[string]any:
		if inner, found := v["value"]; found {
			return OwnWords(inner)
		}
		if own, ok := v["other"].(string); ok && len(v) == 1 {
			return []string{own}
		}
	}
	return nil
}

// OtherID is the reserved option id of own words.
const OtherID = "other"
