// Package intake reads what other programs wrote, calendars, time trackers and
// journals, as activities and entries. Each format is a file of its own; all of
// them only read bytes, within bounded memory, and keep nothing.
//
// A row that cannot be read is refused with its line and a reason, and the rest
// is still read. Nothing is guessed: dates that could mean two days, zones
// nobody knows and files that hold two formats are errors.
package intake

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"mull/internal/journal"
	"mull/internal/period"
)

// A Format is a kind of file, in the words of `import --as`. It is also the
// Origin of what was read, except that calendars have journal.Calendar.
type Format string

// The formats that can be read.
const (
	ICalendar     Format = "calendar"
	Timewarrior   Format = "timewarrior"
	Klog          Format = "klog"
	Watson        Format = "watson"
	Toggl         Format = "toggl"
	Clockify      Format = "clockify"
	ActivityWatch Format = "activitywatch"
	RescueTime    Format = "rescuetime"
	Org           Format = "org"
	Timeclock     Format = "timeclock"
	Jrnl          Format = "jrnl"
	DayOne        Format = "dayone"
	Daylio        Format = "daylio"
)

// Formats lists every format, calendars first.
func Formats() []Format {
	return []Format{ICalendar, Timewarrior, Klog, Watson, Toggl, Clockify, ActivityWatch, RescueTime, Org, Timeclock, Jrnl, DayOne, Daylio}
}

// Unsorted is the category of time that no rule has sorted.
const Unsorted = "unsorted"

// Options say how a file is to be read.
type Options struct {
	As   Format         // read as this, whatever it looks like
	Zone *time.Location // the reader's own zone; local times are read in it
	Now  time.Time      // what begins later is left out; zero leaves nothing out
	// From and To bound the local dates that are read, both included; zero is
	// unbounded. A calendar's endless series end at To, or at Now.
	From, To period.Day
	// DateFormat is the order of dates that could mean two days: dmy, mdy or ymd.
	DateFormat string
	// Private also keeps what is left out otherwise: attendees, locations,
	// descriptions and window titles.
	Private bool
	// Me holds the reader's own calendar addresses, to know which invitations
	// they declined.
	Me []string
	// Moods maps words of a mood diary to 1 (unpleasant) to 5 (pleasant).
	Moods map[string]int
}

// A Batch is what one file held.
type Batch struct {
	Format     Format
	Activities []journal.Activity // by start, then as in the file; without number and UUID
	Entries    []Entry
	Refused    []Refusal // rows that could not be read
	Notices    []string  // what was left out or needs a word; no fault
	Calendars  []string  // the names of the calendars
	Outside    int       // rows outside From and To
	// Until is when the same file, read in the same way, may first bring more:
	// what was still to come has begun. Zero is never.
	Until time.Time
	// UnknownMoods are the mood words that Options.Moods should have.
	UnknownMoods []string
	// Covers names the calendar series of which Activities holds every
	// occurrence between From and To. What was imported of them before, lies in
	// that span and is not here is gone at the source. See SeriesOf.
	Covers []string
}

// An Entry is an entry that came from elsewhere, with what is needed to know it
// again.
type Entry struct {
	journal.Entry
	Origin string
	Key    string // the origin's own id of it, unique per origin
	Raw    string // the fields it came with, as JSON
}

// A Refusal is a row that was not read. Reason names no private text.
type Refusal struct {
	Line   int // where the row begins, counted from 1; 0 where files have no lines
	Reason string
}

func (r Refusal) Error() string {
	if r.Line == 0 {
		return r.Reason
	}
	return fmt.Sprintf("line %d: %s", r.Line, r.Reason)
}

// ErrUnknown says that a file looks like none of the formats.
var ErrUnknown = errors.New("the file looks like none of the formats that can be read")

// ErrNeedDateFormat says that the dates of a file could be read in two ways.
var ErrNeedDateFormat = errors.New("the file does not show whether its dates put the day or the month first")

// MaxRows is how many activities or entries one reading may bring, and how many
// rows it may hold at once.
const MaxRows = 200_000

// A reader of one format takes the text of a file and keeps what it finds.
type reader func(in *reading, r *source) error

func readerOf(format Format) (reader, bool) {
	switch format {
	case ICalendar:
		return readCalendar, true
	case Timewarrior:
		return readTimewarrior, true
	case Klog:
		return readKlog, true
	case Watson:
		return readWatson, true
	case Toggl:
		return readToggl, true
	case Clockify:
		return readClockify, true
	case ActivityWatch:
		return readActivityWatch, true
	case RescueTime:
		return readRescueTime, true
	case Org:
		return readOrg, true
	case Timeclock:
		return readTimeclock, true
	case Jrnl:
		return readJrnl, true
	case DayOne:
		return readDayOne, true
	case Daylio:
		return readDaylio, true
	}
	return nil, false
}

// Read reads one file. name is only what the file is called: it can hint at
// whose calendar it is. An error means that nothing of the file is usable;
// single rows that are not are in the batch's Refused.
//
// A zip file is read in place when r is also an io.ReaderAt and an io.Seeker.
func Read(ctx context.Context, name string, r io.Reader, options Options) (*Batch, error) {
	if options.Zone == nil {
		return nil, errors.New("no zone to read local times in")
	}
	src, err := open(r)
	if err != nil {
		return nil, err
	}
	format := options.As
	if format == "" {
		if format, err = Detect(name, src.head()); err != nil {
			return nil, err
		}
	}
	read, known := readerOf(format)
	if !known {
		return nil, fmt.Errorf("%q is no format that can be read", string(format))
	}
	in := newReading(ctx, name, format, options)
	if err := read(in, src); err != nil {
		return nil, err
	}
	return in.finish(src)
}
