package report

import (
	"fmt"
	"strings"
)

// shares draws the IC share part by part of a longer period, and of this period
// beside those before it.
func (s *Sheet) shares(out *strings.Builder) {
	b := s.Balance
	if b.Period.Days() > 14 {
		var labels []string
		var values []*float64
		for _, r := range b.rows() {
			labels, values = append(labels, r.label), append(values, r.sum.Share())
		}
		s.share(out, string(b.part()), "", labels, values)
	}
	share := b.Sum().Share()
	if len(s.Before) == 0 || share == nil {
		return
	}
	of := b.Period
	labels := []string{of.Label}
	aside := ""
	if b.running() && b.today() < of.To {
		labels[0] += " so far"
		aside = " This " + string(of.Kind) + " isn't over yet; the others are whole."
	}
	for range s.Before {
		of = of.Before()
		labels = append([]string{of.Label}, labels...)
	}
	s.share(out, string(b.Period.Kind), aside, labels, append(append([]*float64{}, s.Before...), share))
}

// share draws one curve of IC shares and its table. Two points are the least.
func (s *Sheet) share(out *strings.Builder, kind, aside string, labels []string, values []*float64) {
	for len(values) > 1 && values[0] == nil { // before the journal began
		labels, values = labels[1:], values[1:]
	}
	table := [][]string{{kind, "IC share"}}
	known := 0
	for i, value := range values {
		words := "nothing noted"
		if value != nil {
			words = percent(*value)
			known++
		}
		table = append(table, []string{labels[i], words})
	}
	if known < 2 {
		return
	}
	fmt.Fprintf(out, "<section>\n<h2>IC share by %s</h2>\n", esc(kind))
	paragraph(out, "", "IC / (IC + leadership). Gaps are "+kind+"s without a share."+aside)
	out.WriteString(curve("IC share by "+kind+"; the table below has the figures", labels, values, s.Balance.Aim))
	htmlTable(out, "IC share by "+kind, table, nil)
	out.WriteString("</section>\n")
}
