package report

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"

	"mull/internal/journal"
	"mull/internal/period"
)

// maxList is how many rows a list has unless everything is asked for. With it
// a whole week fits a screen.
const maxList = 5

// renderLists writes where leadership went beside the reasons for hands-on
// work, or one under the other on a narrow screen.
func (b *Balance) renderLists(p *Page, limit int) {
	if b.Full {
		limit = math.MaxInt
	}
	left := b.categoryLines(p.Style, limit)
	at := 0
	for _, l := range left {
		at = max(at, l.width()+5)
	}
	at = max(at, 26)
	room := p.Width - 2 - at
	if len(left) == 0 || room < 40 {
		right := b.motiveLines(p.Style, limit, p.Width-2)
		for _, l := range left {
			p.put(2, l)
		}
		if len(left) > 0 && len(right) > 0 {
			p.Gap()
		}
		for _, l := range right {
			p.put(2, l)
		}
		return
	}
	right := b.motiveLines(p.Style, limit, min(room, 64))
	for i := range max(len(left), len(right)) {
		var l line
		if i < len(left) {
			l = left[i]
		}
		if i < len(right) {
			l = append(append(l, span{pad("", at-l.width(), false), plain}), right[i]...)
		}
		p.put(2, l)
	}
}

// categoryLines lists the leadership categories, the largest first.
func (b *Balance) categoryLines(s Style, limit int) []line {
	var sums []CategorySum
	for _, c := range b.Categories {
		if c.Minutes > 0 && (c.Track == journal.Leadership || b.Full) {
			sums = append(sums, c)
		}
	}
	if len(sums) == 0 {
		return nil
	}
	slices.SortStableFunc(sums, func(x, y CategorySum) int { return cmp.Compare(y.Minutes, x.Minutes) })
	table := &Table{Columns: []Column{{Flex: true}, {Right: true}}}
	row := func(name string, minutes, before int) {
		cells := []string{name, hours(minutes)}
		if b.compares() {
			cells = append(cells, hours(before))
		}
		table.Rows = append(table.Rows, cells)
	}
	rest, before, more := 0, 0, 0
	apart := setApart(sums, limit)
	for _, c := range sums {
		if !apart[c.Category] {
			rest, before, more = rest+c.Minutes, before+c.Previous, more+1
			continue
		}
		row(cmp.Or(c.Label, c.Category), c.Minutes, c.Previous)
	}
	if more > 0 {
		row(plural(more, "other", "others"), rest, before)
	}
	heading := "Leadership went to"
	if b.Full {
		heading = "The hours went to"
	}
	if b.compares() {
		if b.running() && b.today() < b.Period.To {
			heading = map[bool]string{true: "Hours", false: "Leadership"}[b.Full] + ", same point before"
		} else {
			heading += ", and before"
		}
		table.Columns = append(table.Columns, Column{Right: true})
	}
	return listed(heading, table.lines(s, min(40, s.Width-4)))
}

// balanced are the categories that stand beside each other wherever there is
// time in them, so that managing is seen beside leading.
var balanced = []string{"people", "direction", "running"}

// setApart chooses the categories with a row of their own: all where they fit,
// else the balanced ones and then the largest. The last row adds up the others.
func setApart(sums []CategorySum, limit int) map[string]bool {
	apart := map[string]bool{}
	if len(sums) <= limit {
		limit = len(sums) + 1
	}
	for _, first := range []bool{true, false} {
		for _, c := range sums {
			if len(apart) < limit-1 && slices.Contains(balanced, c.Category) == first {
				apart[c.Category] = true
			}
		}
	}
	return apart
}

// compares says whether categories stand beside the period before. A week's
// screen leaves that to --full.
func (b *Balance) compares() bool {
	return b.Previous != nil && (b.Full || b.Period.Kind != period.KindWeek)
}

// listed sets rows under a heading.
func listed(heading string, rows []line) []line {
	lines := []line{{{heading, dim}}}
	for _, l := range rows {
		lines = append(lines, append(text("  "), l...))
	}
	return lines
}

// motiveLines lists the main reasons for hands-on work and says how often
// something else was waiting.
func (b *Balance) motiveLines(s Style, limit, room int) []line {
	rows := b.reasons(limit)
	if len(rows) == 0 {
		return nil
	}
	lines := listed("Your main reason for hands-on work", reasonTable(rows, room-2).lines(s, room-2))
	if b.Asked == 0 {
		return lines
	}
	return append(lines, text("  "+b.waiting(room-2)))
}

// reasons returns the main reasons, those with most time first, the last of
// many added up in one.
func (b *Balance) reasons(limit int) []reason {
	motives := slices.DeleteFunc(slices.Clone(b.Motives), func(m MotiveSum) bool { return m.Pieces == 0 })
	slices.SortStableFunc(motives, func(x, y MotiveSum) int {
		return cmp.Or(cmp.Compare(y.Minutes, x.Minutes), cmp.Compare(y.Pieces, x.Pieces))
	})
	// The lines on what had no reason and on what was waiting count, too.
	for _, extra := range []int{b.Unnamed.Count, b.Asked} {
		limit -= min(extra, 1)
	}
	var rest Pieces
	var rows []reason
	for i, m := range motives {
		if i >= limit-1 && len(motives) > limit {
			rest.Count, rest.Minutes = rest.Count+m.Pieces, rest.Minutes+m.Minutes
			continue
		}
		rows = append(rows, reason{cmp.Or(m.Label, m.Motive), Pieces{m.Pieces, m.Minutes}})
	}
	if rest.Count > 0 {
		rows = append(rows, reason{"other reasons", rest})
	}
	if b.Unnamed.Count > 0 {
		rows = append(rows, reason{"no reason noted", b.Unnamed})
	}
	return rows
}

type reason struct {
	label string
	Pieces
}

// reasonTable counts in words where there is room for whole labels, else in
// bare numbers. On a narrow screen, which has no end to keep to, labels wrap.
func reasonTable(rows []reason, room int) *Table {
	table := &Table{Columns: []Column{{Flex: true, Wrap: room < 40}, {}, {Right: true}}}
	for _, r := range rows {
		table.Rows = append(table.Rows, []string{r.label, plural(r.Count, "piece", "pieces"), hours(r.Minutes)})
	}
	for table.Gap = 3; table.Gap >= 2; table.Gap-- {
		if table.Width() <= room {
			return table
		}
	}
	table.Gap, table.Columns[1].Right = 2, true
	for i, r := range rows {
		table.Rows[i][1] = strconv.Itoa(r.Count) + "x"
	}
	return table
}

// waiting says how often something else was, shorter where there is less room.
func (b *Balance) waiting(room int) string {
	of := "with a reason"
	if b.Asked < b.Reasons {
		of = "that say"
	}
	for _, words := range []string{
		fmt.Sprintf("Something was waiting: %d of the %d %s.", b.Waiting, b.Asked, of),
		fmt.Sprintf("Something was waiting: %d of %d.", b.Waiting, b.Asked),
	} {
		if width(words) <= room {
			return words
		}
	}
	return fmt.Sprintf("Waiting: %d of %d.", b.Waiting, b.Asked)
}
