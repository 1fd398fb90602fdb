// Package ttytest drives a program at a pseudo-terminal in tests. What the
// program writes goes through a terminal emulator, and steps wait for text on
// the screen as a person would see it; nothing sleeps for a fixed time. It
// needs a system with pseudo-terminals; elsewhere it is empty.
package ttytest
