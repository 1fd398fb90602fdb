package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// Plants lists the questions a difference can be planted in.
func Plants() []string { return []string{"share", "waiting", "energy", "put-off", "meetings"} }

// Simulate writes the figures of docs/insights.md: how many of so many journals
// show a false difference, and how many show a planted one.
func Simulate(out io.Writer, seed uint64, journals int) error {
	w := &table{out: out}
	w.line("Seed %d, %d journals to a figure. Each measure is a first-order autoregression", seed, journals)
	w.line("of workdays (memory: what it keeps of itself to the next) plus a pattern of")
	w.line("the weekdays, put on its scale. Written: the part of workdays written.")
	w.falseAlarms(seed, journals)
	w.power(seed, journals)
	return w.err
}

// A table writes lines and keeps the first error.
type table struct {
	out io.Writer
	err error
}

func (w *table) line(format string, values ...any) {
	if w.err == nil {
		_, w.err = fmt.Fprintln(w.out, strings.TrimRight(fmt.Sprintf(format, values...), " "))
	}
}

func (w *table) falseAlarms(seed uint64, journals int) {
	w.line("")
	w.line("False alarms: journals of unrelated measures in which anything is shown")
	w.line("")
	w.line("weeks  written  memory      any    share  others")
	for _, weeks := range []int{12, 26} {
		for _, written := range []float64{1, 0.7} {
			for _, memory := range []float64{-1, 0, 0.3, 0.5, 0.6, 0.7, 0.8} {
				c := Journal{Weeks: weeks, Memory: memory, Written: written}.Run(seed, journals)
				others := 0
				for question, n := range c.Shown {
					if question != "share" {
						others += n
					}
				}
				name := fmt.Sprintf("%.1f", memory)
				if memory < 0 {
					name = "0 to 0.7"
				}
				w.line("%5d  %6.0f%%  %-8s  %4.1f%%    %4.1f%%   %4.1f%%", weeks, 100*written, name, c.percent(c.Any), c.percent(c.Shown["share"]), c.percent(others))
			}
		}
	}
}

func (w *table) power(seed uint64, journals int) {
	for _, memory := range []float64{0.3, 0.5} {
		w.line("")
		w.line("Power, memory %.1f, every workday written: journals that show the planted difference", memory)
		w.line("(in brackets those that pass the test, where less than a step of a scale is not shown)")
		w.line("")
		w.line("                  12 weeks                          26 weeks")
		w.line("planted in        0.5        0.8        1.2         0.5        0.8        1.2")
		for _, plant := range Plants() {
			w.powerOf(plant, memory, seed, journals)
		}
		w.limits("share, at most", memory, func(j Journal) float64 { return j.Bound(others, seed, 8*journals) })
		w.limits("share, known", memory, func(j Journal) float64 { return j.Limit(others) })
	}
}

// others is how many questions beside the share can be tested in the journals
// of the power table.
const others = 5

func (w *table) limits(name string, memory float64, limit func(Journal) float64) {
	row := fmt.Sprintf("%-14s", name)
	for _, j := range cells(memory) {
		row += fmt.Sprintf("  %3.0f%%     ", 100*limit(j))
	}
	w.line("%s", row)
}

func (w *table) powerOf(plant string, memory float64, seed uint64, journals int) {
	row := fmt.Sprintf("%-14s", plant)
	for _, j := range cells(memory) {
		j.Plant = plant
		c := j.Run(seed, journals)
		row += fmt.Sprintf("  %3.0f%%", c.percent(c.Shown[plant]))
		if slices.Contains([]string{"energy", "meetings"}, plant) {
			row += fmt.Sprintf("(%3.0f)", c.percent(c.Passed[plant]))
			continue
		}
		row += "     "
	}
	w.line("%s", row)
}

// cells are the journals of one row of the power table.
func cells(memory float64) []Journal {
	var all []Journal
	for _, weeks := range []int{12, 26} {
		for _, effect := range []float64{0.5, 0.8, 1.2} {
			all = append(all, Journal{Weeks: weeks, Memory: memory, Written: 1, Effect: effect})
		}
	}
	return all
}

func (c Count) percent(n int) float64 { return 100 * float64(n) / float64(max(1, c.Journals)) }
