package report

import "mull/internal/report/clean"

// Clean makes a text from a file or another person safe to print on one line;
// see clean.Line.
func Clean(text string) string { return clean.Line(text) }

// CleanBlock is Clean for text of several lines; see clean.Block.
func CleanBlock(text string) string { return clean.Block(text) }
