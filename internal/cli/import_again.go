package cli

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"time"

	"mull/internal/period"
	"mull/internal/report"
	"mull/internal/store"
)

// seenSetting begins the names of the settings that remember files.
const seenSetting = "import.seen."

// maxSeen is how large a file is remembered, in bytes: a larger one takes
// longer to look through than a reading that is refused.
const maxSeen = 64 << 20

// A seenFile is what an import remembers of a file, so that the same file again
// need not be read to know that it changes nothing.
type seenFile struct {
	Act      int64                    `json:"act"` // the import that kept it
	Until    int64                    `json:"until,omitempty"`
	Format   string                   `json:"format"`
	Known    int                      `json:"known"`
	LeftOut  int                      `json:"left_out,omitempty"`
	AllDay   int                      `json:"all_day,omitempty"`
	Unsorted int                      `json:"unsorted,omitempty"`
	Entries  int                      `json:"entries,omitempty"`
	From     string                   `json:"from,omitempty"`
	To       string                   `json:"to,omitempty"`
	Minutes  []report.CategoryMinutes `json:"minutes,omitempty"`
	Notices  []string                 `json:"notices,omitempty"`
}

// seenName names what is remembered of a file, by its bytes and all that
// bears on how it is read. It is empty for a file that is not remembered. The
// file is left at its beginning.
func (p *program) seenName(file *os.File, o importOptions) (string, error) {
	info, err := file.Stat()
	if err != nil || !info.Mode().IsRegular() || info.Size() > maxSeen {
		return "", err
	}
	reading := o.reading
	reading.Now, reading.Zone = time.Time{}, nil
	how, err := json.Marshal([]any{p.Version, filepath.Base(file.Name()), p.zone.String(), reading})
	if err != nil {
		return "", err
	}
	sum := sha256.New()
	sum.Write(how)
	if _, err := io.Copy(sum, file); err != nil {
		return "", err
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return "", err
	}
	return seenSetting + hex.EncodeToString(sum.Sum(nil)[:16]), nil
}

// seenAgain returns what the same file brought before, where nothing has
// happened since that could make it bring something else.
func (p *program) seenAgain(s *store.Store, name string) (*seenFile, error) {
	var seen seenFile
	if name == "" {
		return nil, nil
	}
	if found, err := s.Setting(p.ctx, name, &seen); !found || err != nil {
		return nil, err
	}
	if seen.Until != 0 && p.now().UnixMilli() >= seen.Until {
		return nil, nil
	}
	changed, err := s.ChangedSince(p.ctx, seen.Act)
	if changed || err != nil {
		return nil, err
	}
	return &seen, nil
}

// tell sums up a file that is known whole.
func (seen *seenFile) tell(done *report.ImportedFile) {
	done.Format, done.Known, done.LeftOut, done.AllDay = seen.Format, seen.Known, seen.LeftOut, seen.AllDay
	done.Unsorted, done.Entries, done.Minutes, done.Notices = seen.Unsorted, seen.Entries, seen.Minutes, seen.Notices
	for _, text := range []string{seen.From, seen.To} {
		if day, err := period.ParseDay(text); err == nil {
			done.Span(day)
		}
	}
}

// remember keeps, with an import, what it brought. A file with rows that were
// refused is read anew each time, so that they are listed each time.
func (plan *importPlan) remember(a *store.Act, name string) error {
	if name == "" || len(plan.batch.Refused)+len(plan.refused)+len(plan.batch.UnknownMoods) > 0 {
		return nil
	}
	var done report.ImportedFile
	plan.tell(&done, false)
	seen := seenFile{
		Act: a.ID(), Format: done.Format, Known: done.New + done.Known + done.Changed, LeftOut: done.LeftOut, AllDay: done.AllDay,
		Unsorted: done.Unsorted, Entries: done.Entries, Minutes: done.Minutes, Notices: done.Notices,
	}
	if done.From != 0 {
		seen.From, seen.To = done.From.String(), done.To.String()
	}
	if until := plan.batch.Until; !until.IsZero() {
		seen.Until = until.UnixMilli()
	}
	return a.SetSetting(name, seen)
}
