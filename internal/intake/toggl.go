package intake

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
)

// readToggl reads the detailed report of Toggl Track. It has no zone and no id.
func readToggl(in *reading, src *source) error { return readClockTable(in, src) }

// readClockify reads the detailed report of Clockify, whose dates and times
// follow the settings of the account.
func readClockify(in *reading, src *source) error { return readClockTable(in, src) }

// A clockRow is a row of a report with dates and times in fields of their own.
type clockRow struct {
	line                                   int
	startDate, startTime, endDate, endTime string
	length                                 time.Duration
	who                                    string
	facts                                  trackerFacts
}

func readClockTable(in *reading, src *source) error {
	order, err := newOrderer(in.options.DateFormat)
	if err != nil {
		return err
	}
	t, err := openTable(in, src, "start date", "start time", "end date", "end time")
	if err != nil {
		return err
	}
	var rows []clockRow
	breaks := 0
	for {
		more, err := t.next()
		if err != nil {
			return err
		}
		if !more {
			break
		}
		if err := cmp.Or(in.count(), room(len(rows))); err != nil {
			return err
		}
		if strings.EqualFold(t.get("type"), "break") {
			breaks++
			continue
		}
		rows = append(rows, t.clockRow())
		order.see(&rows[len(rows)-1])
	}
	if rows, err = in.mine(rows); err != nil {
		return err
	}
	if err := order.decide(); err != nil {
		return err
	}
	in.noticeCount(breaks, "break is left out", "breaks are left out")
	in.rows = 0
	for i := range rows {
		if err := in.clockRow(&rows[i], order); err != nil {
			return err
		}
	}
	return nil
}

func (t *table) clockRow() clockRow {
	written := t.get("duration", "duration (h)")
	r := clockRow{
		line: t.line, startDate: t.get("start date"), startTime: t.get("start time"), endDate: t.get("end date"), endTime: t.get("end time"),
		length: clockLength(written), who: strings.ToLower(t.get("email", "user")),
	}
	r.facts = trackerFacts{
		Title: oneLine(t.get("description")), Project: t.get("project"), Client: t.get("client"), Task: t.get("task"),
		Length: written, Billable: t.get("billable"), Kind: t.get("type"),
	}
	for tag := range strings.SplitSeq(t.get("tags"), ",") {
		if tag = strings.TrimSpace(tag); tag != "" {
			r.facts.Tags = append(r.facts.Tags, tag)
		}
	}
	return r
}

// mine keeps the reader's own rows of a report on a whole team.
func (in *reading) mine(rows []clockRow) ([]clockRow, error) {
	people := map[string]bool{}
	for _, r := range rows {
		people[r.who] = true
	}
	if len(people) < 2 {
		return rows, nil
	}
	kept := slices.DeleteFunc(rows, func(r clockRow) bool {
		return !slices.ContainsFunc(in.options.Me, func(me string) bool { return address(me) == r.who })
	})
	if len(kept) == 0 {
		return nil, fmt.Errorf("the report holds the time of %d people; export your own, or say which address is yours", len(people))
	}
	return kept, nil
}

func (in *reading) clockRow(r *clockRow, order *orderer) error {
	if r.endDate == "" || r.endTime == "" {
		in.running++
		return in.count()
	}
	startDay, okStart := order.day(r.startDate)
	endDay, okEnd := order.day(r.endDate)
	if !okStart || !okEnd {
		bad := r.startDate
		if okStart {
			bad = r.endDate
		}
		if len(readings(bad)) == 0 {
			in.refuse(r.line, "its date%s does not exist, or is outside the years 1900 to 2200", shown(bad))
		} else {
			in.refuse(r.line, "its date%s is none in the order %s", shown(bad), order.decided)
		}
		return in.count()
	}
	start, okStart := clockTime(r.startTime)
	end, okEnd := clockTime(r.endTime)
	if !okStart || !okEnd {
		in.refuse(r.line, "a time%s%s cannot be read", shown(r.startTime), shown(r.endTime))
		return in.count()
	}
	day := func(n int) time.Time { return time.Unix(int64(n)*86400, 0).UTC() }
	from, to := span(day(int(startDay)).Add(start), day(int(endDay)).Add(end), r.length, in.options.Zone)
	f := &r.facts
	return in.keep(row{
		line: r.line, from: from, to: to, note: firstOf(f.Title, f.Task, f.Project),
		key: append([]string{startDay.String(), start.String(), endDay.String(), end.String(), f.Client, f.Project, f.Task, f.Title}, f.Tags...),
		raw: *f,
	})
}

func firstOf(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}
