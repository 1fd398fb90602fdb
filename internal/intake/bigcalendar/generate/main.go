// Command generate makes up files to measure the import with: a calendar of ten
// years, or the files that are out to harm.
//
//	go run ./internal/intake/bigcalendar/generate -o ten-years.ics
//	go run ./internal/intake/bigcalendar/generate -hostile FOLDER
package main

import (
	"flag"
	"fmt"
	"os"

	"mull/internal/intake/bigcalendar"
	"mull/internal/intake/hostile"
)

func main() {
	out := flag.String("o", "", "write the calendar of ten years to this file")
	folder := flag.String("hostile", "", "write the hostile files into this folder")
	flag.Parse()
	if err := run(*out, *folder); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

// run prints how many rows the calendar has, or the names of the files.
func run(out, folder string) error {
	if out != "" {
		file, err := os.Create(out)
		if err != nil {
			return err
		}
		if err := bigcalendar.Write(file, bigcalendar.TenYears); err != nil {
			return err
		}
		fmt.Println(bigcalendar.TenYears.Events + bigcalendar.TenYears.Series)
		return file.Close()
	}
	for _, h := range hostile.Files() {
		name, err := h.Write(folder)
		if err != nil {
			return err
		}
		fmt.Println(name)
	}
	return nil
}
