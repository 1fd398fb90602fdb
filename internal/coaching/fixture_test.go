package coaching

import (
	"strings"
	"testing"

	"mull/internal/exercise"
	"mull/internal/period"
	"mull/internal/seal"
	"mull/prompts"
)

const (
	assignmentID = "0193f1c2-7a3b-7def-8123-456789abcdef"
	shareID      = "0193f1c2-7a3b-7def-8123-456789abcd00"
	letterID     = "0193f1c2-7a3b-7def-8123-456789abcd01"
)

const auditSource = `
id: energy-audit
title: Where does the week drain you?
version: 1
purpose: See what could be handed on.
privacy: personal
questions:
  - {id: where, type: longtext, ask: Where do drainers pile up?}
  - {id: size, type: scale, ask: How strong was it?, min: 1, max: 5, low: a flicker, high: it stung}
  - {id: mins, type: number, ask: "How long, in minutes?", min: 1, max: 600, unit: minutes}
  - id: next
    type: choice
    ask: What will you do with it?
    options: [let it pass, congratulate them, {id: first-step, label: take a first step}]
    other: true
  - {id: whose, type: text, ask: Whose is it really?, when: {question: next, is: first-step}}
  - id: felt
    type: many
    ask: Which of these fit?
    options: [tired, proud, "torn, in two"]
    other: true
    max: 3
    privacy: private
  - id: most
    type: choice
    ask: Which most of all?
    options: {from: felt}
  - {id: again, type: yesno, ask: Would you do it again?, notes: true}
  - id: gain
    type: text
    ask: What do you have now?
    wording: {question: felt, is: {tired: What would give you rest?}}
  - {id: week, type: split, ask: Where did the hours go?, options: [people, admin, hands-on]}
  - {id: plan, type: ifthen, ask: "If ..., then I will ..."}
  - {id: three, type: text, ask: Three things, items: 1-3}
  - {id: secret, type: longtext, ask: What nobody knows, privacy: private}
  - {id: flag, type: yesno, ask: Anything about safety?, never: true}
  - {id: safe, type: text, ask: Whom will you tell?, when: {question: flag, is: true}}
  - {id: skipped, type: text, ask: What else?}
  - {id: unreached, type: text, ask: And then?}
offers:
  - when: {question: felt, has: proud}
    ask: {id: lately, type: text, ask: What happened lately?}
`

func audit(t testing.TB) *exercise.Exercise {
	t.Helper()
	x, err := exercise.Read("energy-audit.yaml", []byte(auditSource))
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func assignment(t testing.TB) *Assignment {
	t.Helper()
	return &Assignment{
		ID: assignmentID, Exercise: audit(t), Why: "to see what could be handed on",
		Due: Due{period.NewDay(2026, 12, 4), "before our next session"}, See: SeeChosen,
	}
}

// answers holds something recognisable in every answer that can hold words.
func answers() exercise.Answers {
	return exercise.Answers{
		"where":   "Tuesdays. Three status meetings\nin a row, says Peter.",
		"size":    4.0,
		"mins":    90.0,
		"next":    "first-step",
		"whose":   "WHOSEWORD",
		"felt":    []any{"tired", "proud", map[string]any{"other": "FELTWORD"}},
		"most":    map[string]any{"other": "FELTWORD"},
		"again":   map[string]any{"value": true, "note": "AGAINNOTE"},
		"gain":    "GAINWORD",
		"week":    map[string]any{"people": 90.0, "admin": 45.0},
		"plan":    map[string]any{"if": "IFWORD", "then": "THENWORD"},
		"three":   []any{"ONEWORD", "TWOWORD"},
		"secret":  "SECRETWORD and more",
		"flag":    true,
		"safe":    "SAFEWORD",
		"skipped": nil,
		"lately":  "LATELYWORD",
	}
}

func person(t testing.TB, name string) *seal.Identity {
	t.Helper()
	identity, err := seal.NewIdentity(name)
	if err != nil {
		t.Fatal(err)
	}
	return identity
}

// lists answers for the named lists with the shipped ones.
func lists(t testing.TB) exercise.Journal {
	return exercise.Journal{List: func(name string) ([]exercise.Option, error) {
		source, found := prompts.List(name)
		if !found {
			return nil, nil
		}
		return exercise.ReadList(name, source)
	}}
}

func share(picks ...string) Selection {
	s := Selection{}
	for _, question := range picks {
		question, open := strings.CutSuffix(question, "!")
		s[question] = Pick{Share: true, Open: open}
	}
	return s
}
