//go:build race

package main

// The race detector makes every script some ten times as slow.
const raced = true
