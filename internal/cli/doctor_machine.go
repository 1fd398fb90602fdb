package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"time"

	"mull/internal/period"
	"mull/internal/place"
)

// checkDisk wants room for what a command may need beside the journal: a copy,
// and what SQLite takes while it writes.
func (p *program) checkDisk() ([]finding, error) {
	info, err := os.Stat(p.path)
	if err != nil {
		return nil, nil // said by the journal's own check
	}
	look := place.Free
	if p.Free != nil {
		look = p.Free
	}
	free, known := look(filepath.Dir(p.path))
	need := 3*uint64(info.Size()) + 50<<20
	if !known || free >= need {
		return nil, nil
	}
	return []finding{{
		what: fmt.Sprintf("the disk has %d MB left, and %d MB would be safe", free>>20, need>>20),
		mend: "free some space",
	}}, nil
}

// A zoneFact is what clocks in a zone showed at an instant that is past, so that
// no government can change it any more. Each needs another part of a zone's
// file: both halves of a year, a quarter of an hour, a day left out.
type zoneFact struct {
	zone, at string
	minutes  int // ahead of UTC
}

var zoneFacts = []zoneFact{
	{"Europe/Berlin", "2020-01-15T12:00:00Z", 60},
	{"Europe/Berlin", "2020-07-15T12:00:00Z", 120},
	{"America/New_York", "2020-01-15T12:00:00Z", -300},
	{"America/New_York", "2020-07-15T12:00:00Z", -240},
	{"Asia/Kathmandu", "2020-01-15T12:00:00Z", 345},
	{"Australia/Lord_Howe", "2020-01-15T12:00:00Z", 660},
	{"Pacific/Apia", "2011-12-29T12:00:00Z", -600},
	{"Pacific/Apia", "2012-01-05T12:00:00Z", 840},
}

// checkZone asks the time zone database what is known for certain. mull has one
// of its own, but the system's comes first: a wrong one moves days and hours. A
// zone without a name ends every command before, this one too.
func (p *program) checkZone() ([]finding, error) {
	load := period.LoadZone
	if p.LoadZone != nil {
		load = p.LoadZone
	}
	const mend = "bring the system's time zone database up to date (its package is often called tzdata)"
	for _, fact := range zoneFacts {
		zone, err := load(fact.zone)
		if err != nil {
			return []finding{{what: "the time zone database does not know " + fact.zone, mend: mend}}, nil
		}
		at, err := time.Parse(time.RFC3339, fact.at)
		if err != nil {
			return nil, err
		}
		if _, offset := at.In(zone).Zone(); offset != fact.minutes*60 {
			return []finding{{what: fmt.Sprintf("the time zone database is wrong about %s in %s, so that days and hours may be wrong", fact.zone, fact.at[:len("2020-01")]), mend: mend}}, nil
		}
	}
	return nil, nil
}
