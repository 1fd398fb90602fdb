// Package faults holds no code, only a campaign of tests: it runs the built
// program, harms it in every way that can be thought of (killed, full disks,
// failing calls, cut power, many writers, jumping clocks) and counts what was
// lost. Its report is made again by scripts/faults.
package faults
