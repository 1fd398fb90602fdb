package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/rogpeppe/go-internal/testscript"
)

// holds wants each WORD to be somewhere in the bytes of the files mull keeps,
// in whatever case; negated, nowhere, not even without its first letters, as an
// index keeps words that begin alike.
func holds(ts *testscript.TestScript, neg bool, words []string) {
	if len(words) == 0 {
		ts.Fatalf("usage: [!] holds WORD...")
	}
	files := map[string][]byte{}
	for _, folder := range []string{"data", "config", "run", "home"} {
		err := filepath.WalkDir(ts.MkAbs(folder), func(path string, entry fs.DirEntry, err error) error {
			if os.IsNotExist(err) {
				return fs.SkipAll
			}
			if err != nil || !entry.Type().IsRegular() {
				return err
			}
			content, err := os.ReadFile(path)
			files[path] = bytes.ToLower(content)
			return err
		})
		ts.Check(err)
	}
	for _, word := range words {
		found := foundIn(files, word, neg)
		if neg && found != "" {
			ts.Fatalf("%s is still in %s", word, found)
		}
		if !neg && found == "" {
			ts.Fatalf("%s is in none of %d files", word, len(files))
		}
	}
}

func foundIn(files map[string][]byte, word string, ends bool) string {
	parts := [][]byte{bytes.ToLower([]byte(word))}
	for ends && len(parts[len(parts)-1]) > 6 {
		parts = append(parts, parts[len(parts)-1][1:])
	}
	for path, content := range files {
		for _, part := range parts {
			if bytes.Contains(content, part) {
				return path
			}
		}
	}
	return ""
}
