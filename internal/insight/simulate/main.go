// Command simulate prints how often insights are false and how often a planted
// difference is found. docs/insights.md keeps its output.
//
//	go run ./internal/insight/simulate -seed 1 -journals 1000
package main

import (
	"flag"
	"fmt"
	"os"

	"mull/internal/insight/trial"
)

func main() {
	seed := flag.Uint64("seed", 1, "seed of the made-up journals; equal seeds print equal figures")
	journals := flag.Int("journals", 1000, "how many journals each row is made of")
	flag.Parse()
	if flag.NArg() > 0 || *journals < 1 {
		flag.Usage()
		os.Exit(2)
	}
	if err := trial.Simulate(os.Stdout, *seed, *journals); err != nil {
		fmt.Fprintln(os.Stderr, "simulate:", err)
		os.Exit(1)
	}
}
