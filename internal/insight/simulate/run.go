package main

import (
	"runtime"
	"sync"

	"mull/internal/insight"
)

// A Count is what Find said over many journals of one kind.
type Count struct {
	Journals int
	Any      int            // journals in which anything was shown
	Shown    map[string]int // by question
	Passed   map[string]int // by question: q small enough, whatever was then said
	Tested   map[string]int // by question: rows enough for a test
}

// Run makes up journals of one kind, from seeds that begin at seed, and counts
// what Find says of them. The result does not depend on the machine.
func (j Journal) Run(seed uint64, journals int) Count {
	found := make([]insight.Findings, journals)
	var group sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for worker := range workers {
		group.Go(func() {
			for i := worker; i < journals; i += workers {
				found[i] = insight.Find(j.Rows(seed*1_000_003 + uint64(i)))
			}
		})
	}
	group.Wait()
	c := Count{Journals: journals, Shown: map[string]int{}, Passed: map[string]int{}, Tested: map[string]int{}}
	for _, fs := range found {
		c.add(fs)
	}
	return c
}

func (c *Count) add(fs insight.Findings) {
	if len(fs.In(insight.Shown)) > 0 {
		c.Any++
	}
	for _, f := range fs.All {
		if f.State == insight.Shown {
			c.Shown[f.Question]++
		}
		if f.Trial == nil {
			continue
		}
		c.Tested[f.Question]++
		if f.Trial.Q <= insight.Level {
			c.Passed[f.Question]++
		}
	}
}
