// Package model holds no code, only a test: random sequences of commands are run
// on a journal and on a small model of one in memory, and after each command the
// two have to agree.
package model
