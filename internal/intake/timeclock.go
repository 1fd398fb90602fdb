package intake

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
)

// readTimeclock reads the timeclock format of hledger and ledger: i lines clock
// in, o lines out. An o line may name the account it ends; else it ends the one
// begun last. Times are local; a zone after them is passed over, as hledger
// does.
func readTimeclock(in *reading, src *source) error {
	c := &timeclock{in: in}
	if err := in.eachLine(src, c.line); err != nil {
		return err
	}
	in.running += len(c.open)
	for range c.open {
		if err := in.count(); err != nil {
			return err
		}
	}
	return nil
}

type timeclock struct {
	in   *reading
	open []clockIn
}

type clockIn struct {
	line              int
	at                time.Time // wall
	account, describe string
}

var timeclockLine = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^([ioO])\s+(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\s+(\d{1,2}:\d{2}(?::\d{2})?)(?:\s?[+-]\d{4})?(?:\s+(.*))?$`)
})

func (c *timeclock) line(number int, text string) error {
	trimmed := strings.TrimSpace(text)
	if trimmed == "" || strings.ContainsRune(";#*hb", rune(trimmed[0])) {
		return nil // comments, and the required hours that timeclock.el notes
	}
	m := timeclockLine().FindStringSubmatch(strings.TrimRight(text, " \t"))
	if m == nil {
		c.in.rows++
		return c.in.unread(number, text, "the line is not like `i 2026-09-07 09:00:00 account`")
	}
	at, ok := localTime(m[2]+"-"+m[3]+"-"+m[4]+" "+m[5], "2006-1-2 15:04:05", "2006-1-2 15:04")
	if !ok {
		c.in.refuse(number, "its time%s does not exist", shown(m[5]))
		return c.in.count()
	}
	account, describe := accountOf(m[6])
	if m[1] == "i" {
		if len(c.open) > 1000 {
			c.in.refuse(number, "more than 1000 clocks run at once")
			return c.in.count()
		}
		c.open = append(c.open, clockIn{number, at, account, describe})
		return nil
	}
	return c.out(number, at, account)
}

// out ends the clock that an o line means.
func (c *timeclock) out(number int, at time.Time, account string) error {
	which := len(c.open) - 1
	if account != "" {
		for which >= 0 && c.open[which].account != account {
			which--
		}
	}
	if which < 0 {
		c.in.refuse(number, "it clocks out, and nothing like it was clocked in")
		return c.in.count()
	}
	x := c.open[which]
	c.open = slices.Delete(c.open, which, which+1)
	from, to := span(x.at, at, 0, c.in.options.Zone)
	return c.in.keep(row{
		line: x.line, from: from, to: to, note: firstOf(x.describe, x.account),
		key: []string{x.at.Format(time.DateTime), at.Format(time.DateTime), x.account},
		raw: trackerFacts{Title: x.describe, Project: x.account, Tags: strings.Split(x.account, ":")},
	})
}

// accountOf divides the account from the description: by two spaces or a tab.
func accountOf(text string) (account, describe string) {
	text, _, _ = strings.Cut(text, "  ;")
	text = strings.TrimSpace(text)
	at := strings.Index(strings.ReplaceAll(text, "\t", "  "), "  ")
	if at < 0 {
		return text, ""
	}
	return strings.TrimSpace(text[:at]), oneLine(text[at:])
}
