package cli

import (
	"errors"
	"time"

	"github.com/urfave/cli/v2"
)

var errNothingLogged = errors.New("nothing was logged yet that could be repeated")

// repeatLast is the piece of time logged last, once more: its length, category
// and note, on another day or with other reasons where they are given. It has
// no clock times, since nobody is in two places at once.
func (p *program) repeatLast(c *cli.Context) (o logOptions, err error) {
	if c.NArg() > 0 || c.IsSet("from") || c.IsSet("to") {
		return o, usage("mull log --repeat-last", "--repeat-last takes the length, category and note from the last time logged")
	}
	s, err := p.ready()
	if err != nil {
		return o, err
	}
	last, err := s.LastLogged(p.ctx)
	if err != nil {
		return o, err
	}
	if last == nil {
		return o, &fault{exitFailed, `mull log 1h30m ic "what it was"`, errNothingLogged}
	}
	o = logOptions{zone: p.zone, length: time.Duration(last.Seconds) * time.Second, category: last.Category, why: words(c.String("why")), again: true}
	if o.note, err = p.noteOf(c, last.Note); err != nil {
		return o, err
	}
	o.day, err = p.day(c)
	return o, err
}
