package intake

import (
	"encoding/json"
	"math"
	"strings"
	"time"
)

// readWatson reads Watson's frames file, and what `watson log` writes as JSON
// and as CSV. Frames are in UTC; the CSV has local times without an offset and
// a shortened id.
func readWatson(in *reading, src *source) error {
	head := strings.TrimSpace(string(src.head()[:min(4096, len(src.head()))]))
	if !strings.HasPrefix(head, "[") {
		return in.watsonTable(src)
	}
	w := newWalker(in, src)
	return w.run(func() error {
		return list(w, func(line int, frame *watsonFrameValue) error {
			if frame.fault != "" {
				in.refuse(line, "%s", frame.fault)
				return in.count()
			}
			return in.watsonFrame(line, frame)
		})
	})
}

// A watsonFrameValue is a frame in either form: [start, stop, project, id, tags,
// updated] with Unix seconds, or an object with ISO times.
type watsonFrameValue struct {
	from, to    time.Time
	project, id string
	tags        []string
	fault       string
}

func (f *watsonFrameValue) UnmarshalJSON(data []byte) error {
	if data[0] == '[' {
		return f.frame(data)
	}
	var x struct {
		ID, Project, Start, Stop string
		Tags                     []string
	}
	if err := json.Unmarshal(data, &x); err != nil {
		f.fault = "the frame is not in the form it should have"
		return nil
	}
	f.project, f.id, f.tags = x.Project, x.ID, x.Tags
	var errs [2]error
	f.from, errs[0] = time.Parse(time.RFC3339, x.Start)
	f.to, errs[1] = time.Parse(time.RFC3339, x.Stop)
	if errs[0] != nil || errs[1] != nil {
		f.fault = "a time" + shown(x.Start) + shown(x.Stop) + " is not like 2026-09-07T10:00:00+02:00"
	}
	return nil
}

func (f *watsonFrameValue) frame(data []byte) error {
	var parts []json.RawMessage
	f.fault = "the frame is not in the form [start, stop, project, id, tags]"
	if json.Unmarshal(data, &parts) != nil || len(parts) < 4 {
		return nil
	}
	var from, to float64
	for i, into := range []any{&from, &to, &f.project, &f.id} {
		if json.Unmarshal(parts[i], into) != nil {
			return nil
		}
	}
	if len(parts) > 4 && json.Unmarshal(parts[4], &f.tags) != nil {
		return nil
	}
	if math.Abs(from) > 1e11 || math.Abs(to) > 1e11 {
		f.fault = "its times are outside the years 1900 to 2200"
		return nil
	}
	f.from, f.to, f.fault = time.Unix(int64(from), 0), time.Unix(int64(to), 0), ""
	return nil
}

func (in *reading) watsonFrame(line int, f *watsonFrameValue) error {
	key := []string{f.id}
	if f.id == "" {
		key = []string{"", f.from.UTC().Format(utcStamp), f.to.UTC().Format(utcStamp), f.project}
	}
	return in.keep(row{
		line: line, from: f.from, to: f.to, note: firstOf(strings.Join(f.tags, ", "), f.project), key: key,
		raw: trackerFacts{Project: f.project, Tags: f.tags, ID: f.id},
	})
}

func (in *reading) watsonTable(src *source) error {
	t, err := openTable(in, src, "start", "stop", "project")
	if err != nil {
		return err
	}
	for {
		more, err := t.next()
		if err != nil || !more {
			return err
		}
		start, okStart := localTime(t.get("start"), "2006-01-02 15:04", "2006-01-02 15:04:05")
		stop, okStop := localTime(t.get("stop"), "2006-01-02 15:04", "2006-01-02 15:04:05")
		if !okStart || !okStop {
			in.refuse(t.line, "a time%s%s is not like 2026-09-07 10:00", shown(t.get("start")), shown(t.get("stop")))
			if err := in.count(); err != nil {
				return err
			}
			continue
		}
		f := watsonFrameValue{project: t.get("project"), id: t.get("id")}
		for tag := range strings.SplitSeq(t.get("tags"), ",") {
			if tag = strings.TrimSpace(tag); tag != "" {
				f.tags = append(f.tags, tag)
			}
		}
		f.from, f.to = span(start, stop, 0, in.options.Zone)
		if err := in.watsonFrame(t.line, &f); err != nil {
			return err
		}
	}
}
