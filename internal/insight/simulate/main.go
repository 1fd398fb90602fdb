// Command simulate proves package insight by simulation: it makes up the rows
// of journals in which everything drifts and nothing is related, or in which
// one difference of known size was planted, and prints how often insight.Find
// shows something that is not there and how often it shows what is.
// docs/insights.md keeps its output.
//
//	go run ./internal/insight/simulate -seed 1 -journals 1000
package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	seed := flag.Uint64("seed", 1, "seed of the made-up journals; equal seeds print equal figures")
	journals := flag.Int("journals", 1000, "how many journals each row is made of")
	flag.Parse()
	if flag.NArg() > 0 || *journals < 1 {
		flag.Usage()
		os.Exit(2)
	}
	if err := Simulate(os.Stdout, *seed, *journals); err != nil {
		fmt.Fprintln(os.Stderr, "simulate:", err)
		os.Exit(1)
	}
}
