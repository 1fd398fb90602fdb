package cli

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/urfave/cli/v2"

	"mull/internal/exercise"
)

func (p *program) newCommand() *cli.Command {
	return &cli.Command{
		Name: "new", Usage: "write a commented template to ID.yaml", UsageText: "mull exercises new ID",
		Action: p.action(func(c *cli.Context) error {
			id := c.Args().First()
			if c.NArg() != 1 || id != exercise.Slug(id) || id == "" {
				return usage("mull exercises new my-friday", "new wants an id of lower-case letters, digits and hyphens")
			}
			if shipped(id) {
				return usage("mull exercises new my-"+id, "%s is an exercise mull comes with; choose another id", id)
			}
			name := id + ".yaml"
			err := p.unfinished().WriteNew(name, []byte(strings.ReplaceAll(template, "ID", id)), 0o600)
			if errors.Is(err, os.ErrExist) {
				return usage("mull exercises check "+name, "there is a file %s already; it is unchanged", name)
			}
			if err != nil {
				return fmt.Errorf("%s cannot be written: %w", name, err)
			}
			if p.json {
				return p.write(ownJSON{Exercise: id, File: name})
			}
			return p.tell("%s is written. Change it, then: mull exercises check %s, mull exercises add %s", name, name, name)
		}),
	}
}

// ownJSON is an own exercise that was begun or removed. Fields are added, never
// renamed.
type ownJSON struct {
	Exercise string `json:"exercise"`
	File     string `json:"file,omitempty"` // written for it
	Removed  bool   `json:"removed"`
}

// template is what exercises new writes.
const template = `# An exercise of your own. It is data: nothing in it is ever run.
# mull exercises check ID.yaml   reports every fault
# mull exercises add ID.yaml     installs it, mull do ID asks it
id: ID
title: What it is called on the screen
version: 1
theme: own
purpose: What it is good for, in one sentence.
source: Where the idea comes from
when: when to take it up
every: 1w          # optional: 1d, 2w, 3m; mull exercises set ID turns it on
minutes: 5
privacy: personal  # ordinary, personal or private; without this line, private
questions:
  - id: how
    type: scale    # text longtext scale number yesno choice many split rank sort matrix ifthen date group
    ask: How did it go?
    min: 1
    max: 5
    low: badly
    high: well
    trend: true    # becomes a measure: ID.how
  - id: why
    type: many
    ask: What helped?
    max: 3
    options: [time, a clear aim, someone's help]
    other: true    # own words are welcome
  - id: words
    type: longtext
    ask: What do you want to remember of it?
    when: {question: how, at_most: 2}   # asked only then
`
