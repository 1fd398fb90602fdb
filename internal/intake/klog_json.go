package intake

import (
	"strings"

	"mull/internal/period"
)

// klogJSON reads the records of `klog json`.
func (in *reading) klogJSON(src *source) error {
	type entry struct {
		Type      string `json:"type"`
		Summary   string `json:"summary"`
		Total     string `json:"total"`
		TotalMins int    `json:"total_mins"`
		Start     string `json:"start"`
		StartMins int    `json:"start_mins"`
		End       string `json:"end"`
		EndMins   int    `json:"end_mins"`
	}
	type record struct {
		Date    string  `json:"date"`
		Summary string  `json:"summary"`
		Entries []entry `json:"entries"`
	}
	w := newWalker(in, src)
	take := func(line int, r *record) error {
		day, err := period.ParseDay(strings.ReplaceAll(r.Date, "/", "-"))
		if err != nil {
			in.refuse(line, "the record's date%s cannot be read", shown(r.Date))
			return in.count()
		}
		for _, e := range r.Entries {
			k := &klogEntry{line: line, day: day, minutes: e.TotalMins, written: e.Total, summary: e.Summary, record: r.Summary}
			switch e.Type {
			case "open_range":
				in.running++
				continue
			case "range":
				k.ranged, k.from, k.to, k.written = true, e.StartMins, e.EndMins, e.Start+" - "+e.End
			}
			if abs(k.minutes) > 7*24*60 || abs(k.from) > 4*1440 || abs(k.to) > 4*1440 {
				in.refuse(line, "an entry's length is more than a week")
				continue
			}
			if err := in.klogEntry(k); err != nil {
				return err
			}
		}
		return nil
	}
	return w.run(func() error {
		return w.object(func(key string) error {
			if key == "records" {
				return listOrNull(w, take)
			}
			return w.skip()
		})
	})
}

func abs(n int) int { return max(n, -n) }
