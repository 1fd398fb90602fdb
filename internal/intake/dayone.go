package intake

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"mull/internal/period"
)

const (
	// maxZip bounds a zip file that cannot be read in place, maxUnpacked what
	// the journals in one may unpack to, however small they are packed.
	maxZip      = 64 << 20
	maxUnpacked = 256 << 20
)

var errTooMuch = errors.New("the file unpacks to more than 256 MB of text; export it in parts")

// readDayOne reads Day One's JSON export, or the zip it comes in. Photos and
// recordings stay where they are.
func readDayOne(in *reading, src *source) error {
	if !isZip(src.head()) {
		return in.dayOneJSON(src)
	}
	archive, err := openZip(src)
	if err != nil {
		return err
	}
	left, journals := int64(maxUnpacked), 0
	for _, file := range archive.File {
		if !strings.HasSuffix(strings.ToLower(file.Name), ".json") || strings.Contains(file.Name, "__MACOSX") {
			continue
		}
		journals++
		inside, err := file.Open()
		if err != nil {
			return Refusal{0, "a journal in the zip file cannot be unpacked"}
		}
		limited := &counted{in: inside, left: left, err: errTooMuch}
		err = in.dayOnePart(limited)
		left = limited.left
		_ = inside.Close() // it was only read
		if err != nil {
			return err
		}
	}
	if journals == 0 {
		return errors.New("the zip file holds no journal (Journal.json)")
	}
	return nil
}

func (in *reading) dayOnePart(r io.Reader) error {
	part, err := open(r)
	if errors.Is(err, errTooMuch) {
		return err
	}
	if err != nil {
		return fmt.Errorf("a journal in the zip file: %w", err)
	}
	return in.dayOneJSON(part)
}

// openZip reads a zip in place where it can, else from memory.
func openZip(src *source) (*zip.Reader, error) {
	broken := errors.New("the zip file is damaged")
	if file, ok := src.raw.(interface {
		io.ReaderAt
		io.Seeker
	}); ok {
		size, err := file.Seek(0, io.SeekEnd)
		if err != nil {
			return nil, fmt.Errorf("read the file: %w", err)
		}
		archive, err := zip.NewReader(file, size)
		if err != nil {
			return nil, broken
		}
		return archive, nil
	}
	data, err := io.ReadAll(io.LimitReader(src.text, maxZip+1))
	if err != nil {
		return nil, fmt.Errorf("read the file: %w", err)
	}
	if len(data) > maxZip {
		return nil, errors.New("the zip file is larger than 64 MB and comes through a pipe; name it as a file")
	}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, broken
	}
	return archive, nil
}

// A dayOneEntry is one page as Day One exports it.
type dayOneEntry struct {
	UUID     string          `json:"uuid"`
	Created  string          `json:"creationDate"`
	Modified string          `json:"modifiedDate"`
	Zone     string          `json:"timeZone"`
	Text     string          `json:"text"`
	Tags     []string        `json:"tags"`
	Starred  bool            `json:"starred"`
	Location json.RawMessage `json:"location"`
	Weather  json.RawMessage `json:"weather"`
	Photos   []struct{}      `json:"photos"`
}

func (in *reading) dayOneJSON(src *source) error {
	w := newWalker(in, src)
	photos, zones := 0, 0
	err := w.run(func() error {
		return w.object(func(key string) error {
			if key != "entries" {
				return w.skip()
			}
			return listOrNull(w, func(line int, x *dayOneEntry) error {
				photos += len(x.Photos)
				return in.dayOneEntry(line, x, &zones)
			})
		})
	})
	in.noticeCount(photos, "photo is not imported", "photos are not imported")
	in.noticeCount(zones, "page has a time zone nobody knows and is dated in yours", "pages have a time zone nobody knows and are dated in yours")
	return err
}

func (in *reading) dayOneEntry(line int, x *dayOneEntry, zones *int) error {
	at, err := time.Parse(time.RFC3339, x.Created)
	if err != nil {
		in.refuse(line, "its date%s is not like 2026-09-07T10:00:00Z", shown(x.Created))
		return in.count()
	}
	zone, err := period.LoadZone(x.Zone)
	if err != nil {
		zone = in.options.Zone
		if x.Zone != "" {
			*zones++
		}
	}
	facts := pageFacts{ID: x.UUID, Modified: x.Modified, Tags: x.Tags, Starred: x.Starred}
	if in.options.Private && len(x.Location)+len(x.Weather) > 0 {
		facts.Private = map[string]json.RawMessage{"location": orNull(x.Location), "weather": orNull(x.Weather)}
	}
	key := []string{x.UUID}
	if x.UUID == "" {
		key = []string{x.Created, x.Text}
	}
	return in.page(line, at, zone, dayOneText(x.Text), facts, key...)
}

func orNull(raw json.RawMessage) json.RawMessage {
	if len(raw) == 0 {
		return json.RawMessage("null")
	}
	return raw
}

var dayOneMedia = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`!\[[^\]]*\]\(dayone-moment:[^)]*\)`) })

// dayOneText takes away the media and the many backslashes Day One writes
// before punctuation.
func dayOneText(text string) string {
	text = dayOneMedia().ReplaceAllString(text, "")
	if !strings.Contains(text, `\`) {
		return strings.TrimSpace(text)
	}
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] == '\\' && i+1 < len(text) && strings.IndexByte("\\`*_{}[]()#+-.!|~<>=:/'\"&,;?$%@^", text[i+1]) >= 0 {
			i++
		}
		b.WriteByte(text[i])
	}
	lines := strings.Split(b.String(), "\n")
	return strings.TrimSpace(strings.Join(slices.CompactFunc(lines, func(a, b string) bool { return a == "" && b == "" }), "\n"))
}
