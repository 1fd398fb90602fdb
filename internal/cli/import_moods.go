package cli

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

// addMoods reads --moods into what words of a mood diary mean.
func addMoods(moods map[string]int, text string) error {
	for _, pair := range words(text) {
		word, number, _ := strings.Cut(pair, "=")
		word = strings.ToLower(strings.TrimSpace(word))
		n, err := strconv.Atoi(strings.TrimSpace(number))
		if err != nil || n < 1 || n > 5 || word == "" {
			return usage(`mull import FILE --moods "rad=5,meh=3"`, "--moods: %q wants a word and a number from 1 to 5", pair)
		}
		moods[word] = n
	}
	return nil
}

// maxMoodsShown keeps the example of --moods to a line or two.
const maxMoodsShown = 4

// moodsNotice says which words have no place yet, with a command to go on from:
// 3 stands for each until the reader puts their own number.
func moodsNotice(file string, unknown []string) string {
	heading := "1 mood word has"
	if len(unknown) > 1 {
		heading = fmt.Sprintf("%d mood words have", len(unknown))
	}
	var pairs []string
	for _, word := range unknown {
		// What a shell or --moods would read otherwise is left for the reader.
		if bare(word, " -_") && len(pairs) < maxMoodsShown {
			pairs = append(pairs, word+"=3")
		}
	}
	if len(pairs) == 0 {
		pairs = []string{"serene=4", "torn=2"}
	}
	if !bare(file, "-_./") {
		file = "FILE"
	}
	return fmt.Sprintf("%s no place from 1 (unpleasant) to 5 (pleasant) yet; mull import %s --moods '%s', with numbers of your own, gives it",
		heading, file, strings.Join(pairs, ","))
}

// bare says whether a word is made of letters, numbers and the marks given, so
// that it means itself in any shell, and begins with no dash.
func bare(word, marks string) bool {
	return word != "" && word[0] != '-' && !strings.ContainsFunc(word, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !strings.ContainsRune(marks, r)
	})
}
