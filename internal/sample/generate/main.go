// Command generate makes up a journal of many years to measure with:
//
//	go run ./internal/sample/generate -years 10 -records 20 -o ten.db
//	go run ./internal/sample/generate -read ten.db -years 10 -trackers DIR
//	go run ./internal/sample/generate -years 5 -coachees 100 -o practice.db -letters inbox
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"mull/internal/period"
	"mull/internal/sample"
	"mull/internal/store"
)

type options struct {
	years, records, coachees int
	seed                     uint64
	until, out, letters      string
	read, trackers           string
}

func main() {
	var o options
	flag.IntVar(&o.years, "years", 10, "how many years, up to -until")
	flag.IntVar(&o.records, "records", 28, "records a working day (28 make 20 a day of the year)")
	flag.Uint64Var(&o.seed, "seed", 1, "the same seed makes the same journal")
	flag.StringVar(&o.until, "until", "2026-11-20", "the last day")
	flag.StringVar(&o.out, "o", "sample.db", "the file to write")
	flag.StringVar(&o.read, "read", "", "read this journal instead of making one up")
	flag.StringVar(&o.trackers, "trackers", "", "a new folder for its time as Timewarrior and hledger keep it")
	flag.IntVar(&o.coachees, "coachees", 0, "make up the practice of a coach with so many coachees instead")
	flag.StringVar(&o.letters, "letters", "", "a folder for a hundred new shares of one coachee")
	flag.Parse()
	if err := run(o); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func run(o options) error {
	last, err := period.ParseDay(o.until)
	if err != nil {
		return err
	}
	zone, err := period.LoadZone("Europe/Berlin")
	if err != nil {
		return err
	}
	ctx := context.Background()
	now := (last + 1).Start(zone).Add(-time.Hour)
	if o.coachees > 0 {
		return practice(ctx, now, o)
	}
	from := last - period.Day(365*o.years)
	if o.read != "" {
		s, err := store.Open(ctx, o.read, func() time.Time { return now })
		if err != nil {
			return err
		}
		defer s.Close()
		return trackers(ctx, s, zone, from, last, o.trackers)
	}
	s, err := sample.New(ctx, now, sample.Options{
		From: from, To: last, Zone: zone, Seed: o.seed, Records: o.records,
	})
	if err != nil {
		return err
	}
	defer s.Close()
	if err := s.CopyTo(ctx, o.out); err != nil || o.trackers == "" {
		return err
	}
	return trackers(ctx, s, zone, from, last, o.trackers)
}

func practice(ctx context.Context, now time.Time, o options) error {
	p, err := sample.NewPractice(ctx, now, o.coachees, o.years)
	if err != nil {
		return err
	}
	defer p.Store.Close()
	if err := p.Store.CopyTo(ctx, o.out); err != nil || o.letters == "" {
		return err
	}
	if err := os.MkdirAll(o.letters, 0o700); err != nil {
		return err
	}
	for n := range 100 {
		letter, err := p.Letter(min(3, o.coachees-1))
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(o.letters, fmt.Sprintf("%03d.mull", n)), letter, 0o600); err != nil {
			return err
		}
	}
	return nil
}
