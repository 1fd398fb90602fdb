package cli

import (
	"fmt"
	"slices"
	"strings"

	"mull/internal/exercise"
	"mull/internal/journal"
	"mull/internal/period"
	"mull/internal/report"
	"mull/internal/store"
)

// openTrend lists what is behind one value of a trend: pieces of time, or the
// entries that noted it.
func (p *program) openTrend(s *store.Store, name string, kind period.Kind, label string) error {
	of, rest, err := p.periodWords(strings.Fields(label), kind)
	if err != nil {
		return err
	}
	if label == "" || len(rest) > 0 {
		return usage("mull trend ic.share --open 2026-W46", "--open wants one of the trend's periods, not %q", label)
	}
	view, err := p.trendOf(s, name, of.Kind, of.From, of.To)
	if err != nil {
		return err
	}
	tracks, err := p.tracks(s)
	if err != nil {
		return err
	}
	switch category, minutes := strings.CutSuffix(name, ".minutes"); {
	case view.InParts:
		return usage("mull trend "+name+" shows what there is", "%s has several measures, one for each of its parts; name one of them", name)
	case name == "ic.share":
		return p.behindTime(s, of, tracks, of.Label+": no time went to either.",
			func(x *journal.Activity) bool { return tracks[x.Category].Track != journal.Other },
			func(t store.DayTotal) int {
				if tracks[t.Category].Track == journal.Other {
					return 0
				}
				return t.Minutes
			})
	case minutes && !p.measured(s, name):
		return p.behindCategory(s, of, category)
	}
	return p.openMeasure(s, name, of)
}

// openMeasure lists the entries that noted a measure, each with its value.
func (p *program) openMeasure(s *store.Store, name string, of period.Period) error {
	view := &report.List{Now: p.here(), None: fmt.Sprintf("%s: nothing is noted for %s.", of.Label, name)}
	measure, found, err := s.Measure(p.ctx, name)
	if err != nil {
		return err
	}
	var values []store.Value
	if found {
		if values, err = s.MeasureValues(p.ctx, measure.ID, of.From, of.To); err != nil {
			return err
		}
	}
	titles, err := s.Titles(p.ctx)
	if err != nil {
		return err
	}
	for _, v := range slices.Backward(values) {
		entry, err := s.Entry(p.ctx, v.Entry)
		if err != nil {
			return err
		}
		item := report.Item{Entry: entry, Title: titles[entry.Asked]}
		switch measure.Kind {
		case journal.MeasureMinutes:
			minutes := int(v.Value)
			item.Minutes = &minutes
		case journal.MeasureScale, journal.MeasureNumber:
			item.Title += ": " + exercise.Number(v.Value)
		}
		view.Items = append(view.Items, item)
	}
	return p.show(view, view.JSON())
}
