// Command generate makes up a journal of many years to measure with:
//
//	go run ./internal/sample/generate -years 10 -records 20 -o ten.db
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"time"

	"mull/internal/period"
	"mull/internal/sample"
)

func main() {
	years := flag.Int("years", 10, "how many years, up to -until")
	records := flag.Int("records", 28, "records a working day (28 make 20 a day of the year)")
	seed := flag.Uint64("seed", 1, "the same seed makes the same journal")
	until := flag.String("until", "2026-11-20", "the last day")
	out := flag.String("o", "sample.db", "the file to write")
	flag.Parse()
	if err := run(*years, *records, *seed, *until, *out); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func run(years, records int, seed uint64, until, out string) error {
	last, err := period.ParseDay(until)
	if err != nil {
		return err
	}
	zone, err := period.LoadZone("Europe/Berlin")
	if err != nil {
		return err
	}
	ctx := context.Background()
	now := (last + 1).Start(zone).Add(-time.Hour)
	s, err := sample.New(ctx, now, sample.Options{
		From: last - period.Day(365*years), To: last, Zone: zone, Seed: seed, Records: records,
	})
	if err != nil {
		return err
	}
	defer s.Close()
	return s.CopyTo(ctx, out)
}
