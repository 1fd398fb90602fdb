package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"mull/internal/period"
	"mull/internal/store"
)

// trackers writes the counted time of a journal as Timewarrior and hledger keep
// it, into DIR/timew and DIR/time.timeclock, so that they can be asked the same.
// Neither knows time that overlaps: each day's pieces stand end to end from
// midnight.
func trackers(ctx context.Context, s *store.Store, zone *time.Location, from, to period.Day, dir string) (err error) {
	data := filepath.Join(dir, "timew", "data")
	if err := os.MkdirAll(data, 0o700); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "timew", "timewarrior.cfg"), nil, 0o600); err != nil {
		return err
	}
	clock, err := create(filepath.Join(dir, "time.timeclock"))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, clock.close()) }()
	var month *file
	name := ""
	for day := from; day <= to; day++ {
		_, pieces, err := s.Day(ctx, day)
		if err != nil {
			return err
		}
		at := day.Start(zone)
		end := (day + 1).Start(zone)
		for _, p := range pieces {
			until := at.Add(time.Duration(p.Counted) * time.Second)
			if p.Counted == 0 || until.After(end) {
				continue
			}
			if of := at.UTC().Format("2006-01") + ".data"; of != name {
				if month != nil {
					err = month.close()
				}
				if name = of; err == nil {
					month, err = create(filepath.Join(data, name))
				}
				if err != nil {
					return err
				}
			}
			const utc = "20060102T150405Z"
			fmt.Fprintf(month, "inc %s - %s # %s\n", at.UTC().Format(utc), until.UTC().Format(utc), p.Activity.Category)
			const local = "2006-01-02 15:04:05"
			fmt.Fprintf(clock, "i %s %s  %s\no %s\n", at.Format(local), p.Activity.Category, strings.ReplaceAll(p.Activity.Note, "\n", " "), until.Format(local))
			at = until
		}
	}
	if month != nil {
		return month.close()
	}
	return nil
}

// A file is written through a buffer, whose first error close returns.
type file struct {
	*bufio.Writer
	to io.Closer
}

func create(name string) (*file, error) {
	f, err := os.OpenFile(name, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return nil, err
	}
	return &file{bufio.NewWriter(f), f}, nil
}

func (f *file) close() error { return errors.Join(f.Flush(), f.to.Close()) }
