// Finds sentences that would say "1 minutes": a count right before a plural, in
// any string of the program, that english.Count didn't write.

package internal

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// never1 are the strings whose number can't be 1, and why.
var never1 = map[string]string{
	"mull edit %d --category changes all of it":     "the number of an entry",
	"--passphrase-fd %d names nothing to read from": "the number of a descriptor",
	"the event in line %d repeats many times a day, %d times up to the last day asked for; mull rules add TITLE leave-out takes it out": "a limit",
	"%d years": "agreements of 12 months say one year", "%d months": "1 says one month", "today: %d sessions": "only for several",
	"%d people coach you; say which one": "only for several", "%d pieces of hands-on work that week, %s together; %d have a reason noted.": "only for several",
	"the %d working days without a guess": "1 has its own words", "%d others": "1 has its own words", "%d pieces of time": "1 has its own words", "%d times": "once is said as a word",
	"%d questions": "1 has its own words", "%d mood words have": "1 has its own words", "mull undo, %d times (it undoes what came later, too)": "1 has its own words",
	"events of whole days count time beside the meetings of %d days, first on %s: mull day %[2]s shows both": "1 has its own words",
	"%d people": "only for several",
	"%s has %d names on this disk (hard links), and changing one leaves the others":                                 "only for several",
	"%q is %d days: write one of them, such as %s":                                                                  "a period longer than a day",
	"it lasts %d days, and one piece of time is at most 7":                                                          "more than 7",
	"the report holds the time of %d people; export your own, or say which address is yours":                        "only for several",
	"these lines for each, up to %d times, with your answers after the colons in place of mine":                     "a group has several items",
	"makes an id of %d characters; write {id: a-word, label: ...}":                                                  "too many",
	"the terminal hands on %d bytes of a line, and this one was longer; type it in pieces, or hand it in by a pipe": "a limit",
	"the file holds more than %d rows; read it in parts with --from and --to, or split it":                          "a limit",
	"holds more than %d values": "a limit",
	"a piece of time from %s to %s is too long: it may end %d days later at most": "a limit",
	"table %s had %d rows and would have %d":                                      "a fault of a migration, for whoever mends it",
}

const nouns = "minutes|answers|questions|days|pieces|rows|entries|sessions|times|words|people|exercises|months|weeks|hours|years|changes|files|cards|others|backups|" +
	"activities|events|lines|notes|letters|messages|shares|rules|reasons|values|records|items|columns|characters|bytes|names|fields|figures|check-ins"

func TestCountsAgreeWithTheirNouns(t *testing.T) {
	counted := regexp.MustCompile(`%(\[\d+\])?d ([a-z-]+ )?(` + nouns + `)\b`)
	found := 0
	for _, root := range []string{".", "../cmd"} {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || made(path) {
				return err
			}
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
			if err != nil {
				return err
			}
			ast.Inspect(file, func(n ast.Node) bool {
				literal, ok := n.(*ast.BasicLit)
				if !ok || literal.Kind != token.STRING {
					return true
				}
				text, _ := strconv.Unquote(literal.Value)
				if !counted.MatchString(text) {
					return true
				}
				found++
				if never1[text] == "" && !strings.Contains(text, " characters, takes ") && !strings.Contains(text, "--%s") {
					t.Errorf("%s: %q says \"1 minutes\" where the count is 1; use english.Count", path, text)
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if found == 0 {
		t.Error("no counts were found: this test looks at nothing")
	}
}

// made says whether a file makes up data or tests rather than speaking to a user.
func made(path string) bool {
	return strings.HasPrefix(path, "sample/") || strings.HasPrefix(path, "faults/") || strings.HasPrefix(path, "testkit/") || strings.HasPrefix(path, "ttytest/") || strings.HasPrefix(path, "seal/")
}
