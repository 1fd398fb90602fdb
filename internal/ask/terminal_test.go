//go:build unix

package ask

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"golang.org/x/term"

	"mull/internal/exercise"
	"mull/internal/ttytest"
)

// A seat is a sitting at a terminal, running.
type seat struct {
	*sat
	tty   *ttytest.Terminal
	asker *Terminal
	done  chan error
	leave context.CancelFunc
}

func sitDown(t *testing.T, x *exercise.Exercise, options ...ttytest.Option) *seat {
	t.Helper()
	s := newSeat(t, x, options...)
	s.start()
	return s
}

func newSeat(t *testing.T, x *exercise.Exercise, options ...ttytest.Option) *seat {
	t.Helper()
	s := &seat{sat: sitting(t, x), tty: ttytest.New(t, options...), done: make(chan error, 1)}
	asker, err := NewTerminal(TerminalOptions{In: s.tty.TTY, Out: s.tty.TTY, Color: true})
	if err != nil {
		t.Fatal(err)
	}
	s.asker = asker
	return s
}

func (s *seat) start() {
	ctx, leave := context.WithCancel(context.Background())
	s.leave = leave
	go func() { s.done <- s.Run(ctx, s.asker) }()
}

// steps carries out steps, waits for the end of the sitting and for what it
// ended with, and sees that the terminal is as it was.
func (s *seat) steps(t *testing.T, want error, steps ...string) {
	t.Helper()
	if err := s.tty.Steps(strings.Join(steps, "\n")); err != nil {
		t.Fatal(err)
	}
	select {
	case err := <-s.done:
		if !errors.Is(err, want) {
			t.Errorf("Run = %v, want %v; screen:\n%s", err, want, s.tty.Screen())
		}
	case <-time.After(20 * time.Second):
		t.Fatalf("the sitting goes on; screen:\n%s", s.tty.Screen())
	}
	if state, err := term.GetState(int(s.tty.TTY.Fd())); err != nil || *state != *s.asker.normal {
		t.Errorf("the terminal is not as it was: %v", err)
	}
}

func TestTerminalEvening(t *testing.T) {
	s := newSeat(t, evening())
	s.Before = func(q *exercise.Question) (Notice, error) {
		if q.ID != "time" {
			return Notice{}, nil
		}
		return Notice{Known: []Known{{"hands-on", 90, "logged"}}}, nil
	}
	s.start()
	s.steps(t, nil,
		"wait So far: hands-on 1h30 (logged). Total 1h30.", "line direction 1h, admin 45m",
		"wait 2 of 3", "line 3 tired hopeful",
		"wait 3 of 3", "line Priya ran the review alone.",
		"wait Tomorrow, when", "line the review starts", "wait I will", "line I listen")
	s.wantKept(t, `time={"admin":45,"direction":60}`, `energy=3`, `feel=["tired","hopeful"]`,
		`because="Priya ran the review alone."`, `first={"if":"the review starts","then":"I listen"}`)
	want := strings.Join([]string{"",
		"1 of 3  How did you spend the day?",
		"        So far: hands-on 1h30 (logged). Total 1h30. (e.g. people 1h30, admin",
		"        30m; ? lists the names)",
		"  > direction 1h, admin 45m",
		"",
		"2 of 3  Energy (1 on empty, 5 plenty left), and up to three words",
		"        (such as: 3 tired absorbed)",
		"  > 3 tired hopeful", "",
		"3 of 3  What happened today that would not have without you?",
		"  > Priya ran the review alone.", "",
		"        Tomorrow, when ... (Enter to skip)",
		"  > the review starts",
		"        I will ...",
		"  > I listen"}, "\n")
	if err := s.tty.Shows(want); err != nil {
		t.Error(err)
	}
}

var (
	meeting = exercise.Question{Kind: "choice", Ask: "In the middle of", Options: options("one-to-one", "group meeting", "focused work"), Other: true, Notes: true, Help: "As it was."}
	words   = exercise.Question{Kind: "many", Ask: "Nearest words", Options: options("eager", "proud", "tired", "at ease", "sad"), Max: number(2), Other: true}
	sure    = exercise.Question{Kind: "scale", Ask: "How sure?", Min: number(0), Max: number(10), Low: "doubtful", High: "certain"}
	waited  = exercise.Question{Kind: "yesno", Ask: "Did it wait?"}
	page    = exercise.Question{Kind: "longtext", Ask: "What came?"}
	line    = exercise.Question{Kind: "text", Ask: "What moved?"}
)

// all is an exercise of every widget.
func all() *exercise.Exercise {
	x := &exercise.Exercise{ID: "all"}
	for id, q := range []exercise.Question{meeting, words, sure, waited, line, page} {
		q.ID = string(rune('a' + id))
		x.Questions = append(x.Questions, q)
	}
	x.Questions = append(x.Questions, exercise.Question{ID: "g", Kind: "ifthen", If: "When", Then: "I will"})
	return x
}

// allSteps answers the questions of all, one element a question.
var allSteps = []string{
	"wait In the middle of\nkey down enter\nwait A few words\nline in peace",
	"wait Nearest words\nkey space down space enter",
	"wait How sure?\ntype 7\nkey enter",
	"wait Did it wait?\ntype n\nkey enter",
	"wait What moved?\nline the report",
	"wait What came?\nline one\nline .",
	"wait When ...\nline it rains\nwait I will\nline walk",
}

var allKept = []string{`a={"note":"in peace","value":"one-to-one"}`, `b=["eager","proud"]`, `c=7`, `d=false`,
	`e="the report"`, `f="one"`, `g={"if":"it rains","then":"walk"}`}

func TestCtrlCAtEveryScreen(t *testing.T) {
	for at := range allSteps {
		s := sitDown(t, all())
		question := strings.SplitN(allSteps[at], "\n", 2)[0]
		s.steps(t, ErrInterrupted, append(append([]string{}, allSteps[:at]...), question, "key ctrl-c")...)
		s.wantKept(t, allKept[:at]...)
	}
}

func TestEndOfInputAtEveryScreen(t *testing.T) {
	for at := range allSteps {
		s := sitDown(t, all())
		question := strings.SplitN(allSteps[at], "\n", 2)[0]
		s.steps(t, ErrEnded, append(append([]string{}, allSteps[:at]...), question, "key ctrl-d")...)
		s.wantKept(t, allKept[:at]...)
	}
}

// A signal ends the sitting wherever it waits, and so it does between two
// questions.
func TestContextEndsAtEveryScreen(t *testing.T) {
	for at := range allSteps {
		s := sitDown(t, all())
		question := strings.SplitN(allSteps[at], "\n", 2)[0]
		if err := s.tty.Steps(strings.Join(append(append([]string{}, allSteps[:at]...), question), "\n")); err != nil {
			t.Fatal(err)
		}
		s.leave()
		s.steps(t, ErrInterrupted)
		s.wantKept(t, allKept[:at]...)
	}
	s := newSeat(t, all())
	keep := s.Keep
	s.Keep = func(id string, value any) error {
		s.leave()
		return keep(id, value)
	}
	s.start()
	s.steps(t, ErrInterrupted, allSteps[0])
	s.wantKept(t, allKept[0])
}

// Everything typed before the first question is even shown lands where it
// belongs.
func TestTypeAhead(t *testing.T) {
	s := newSeat(t, all())
	var typed []string
	for _, steps := range allSteps {
		for step := range strings.SplitSeq(steps, "\n") {
			if !strings.HasPrefix(step, "wait") {
				typed = append(typed, step)
			}
		}
	}
	if err := s.tty.Steps(strings.Join(typed, "\n")); err != nil {
		t.Fatal(err)
	}
	s.start()
	s.steps(t, nil)
	s.wantKept(t, allKept...)
}

// A terminal that answers nothing is as good as another.
func TestSilentTerminal(t *testing.T) {
	s := sitDown(t, all(), ttytest.Silent())
	s.steps(t, nil, allSteps...)
	s.wantKept(t, allKept...)
	if strings.Contains(s.tty.Raw(), "\x1b[6n") {
		t.Error("the terminal was asked where its cursor is")
	}
}

// A report that comes although nobody asked is no answer.
func TestReportsPass(t *testing.T) {
	s := sitDown(t, all())
	s.steps(t, ErrEnded, "wait In the middle", "type \x1b[24;80R", "key down", "type \x1b[1;1R", "key enter", "wait A few", "type a\x1b[3;4Rb", "key enter",
		"wait Nearest", "key ctrl-d")
	s.wantKept(t, `a={"note":"ab","value":"one-to-one"}`)
}

func TestSizes(t *testing.T) {
	for _, size := range [][2]int{{24, 12}, {40, 10}, {80, 24}, {120, 40}} {
		s := sitDown(t, all(), ttytest.Size(size[0], size[1]))
		var steps []string
		for at, answers := range allSteps {
			_, answers, _ = strings.Cut(answers, "\n") // the question itself may be wrapped
			if at < len(allSteps)-1 {
				answers = fmt.Sprintf("wait %d of 7\n", at+1) + answers
			} else {
				answers = "wait When\n" + answers // what follows a full stop at once would be a paste
			}
			steps = append(steps, answers)
		}
		s.steps(t, nil, steps...)
		s.wantKept(t, allKept...)
	}
}

// Nothing is drawn twice in a narrow window, whatever is moved and typed.
func TestNarrowList(t *testing.T) {
	long := exercise.Question{Kind: "choice", Ask: "What took you there, of all these reasons?", Options: options(
		"to see how things really work on the floor", "to concentrate undisturbed for once", "it was easier than what else was waiting")}
	s := sitDown(t, one(long), ttytest.Size(30, 16))
	s.steps(t, ErrEnded, "wait > -  skip", "key down down up down", "wait > 2  to con", "type easier", "gone 2  to", "key enter", "wait And after?", "key ctrl-d")
	s.wantKept(t, `q="it-was-easier-than-what-else-was-waiting"`)
	want := strings.Join([]string{"",
		"1 of 2  What took you there,",
		"        of all these reasons?",
		"  > it was easier than what",
		"    else was waiting", "",
		"2 of 2  And after?",
		"  >"}, "\n")
	if err := s.tty.Shows(want); err != nil {
		t.Error(err)
	}
}

// A long line wraps at words, is edited across rows, and stands once.
func TestLongLine(t *testing.T) {
	s := sitDown(t, one(line), ttytest.Size(30, 10))
	s.steps(t, ErrEnded, "wait What moved?", "type the quick brown fox jumps over the lazy dog and on", "wait on",
		"key up", "type X", "key home", "type >", "key end", "type !", "key enter", "wait And after?", "key ctrl-d")
	want := strings.Join([]string{"",
		"1 of 2  What moved?",
		"  > >the quick brown fox",
		"    jumps Xover the lazy dog",
		"    and on!", "",
		"2 of 2  And after?",
		"  >"}, "\n")
	if err := s.tty.Shows(want); err != nil {
		t.Error(err)
	}
}

// A text higher than the window scrolls within it and stands whole at the end.
func TestHighText(t *testing.T) {
	s := sitDown(t, one(page), ttytest.Size(40, 10))
	steps := []string{"wait What came?"}
	for _, letter := range "abcdefghijklm" {
		steps = append(steps, "line "+strings.Repeat(string(letter), 3))
	}
	steps = append(steps, "wait mmm", "gone bbb", "key up up up up up up up up up up up up up", "wait aaa", "key ctrl-d", "wait mmm", "wait And after?", "key ctrl-d")
	s.steps(t, ErrEnded, steps...)
	s.wantKept(t, `q="aaa\nbbb\nccc\nddd\neee\nfff\nggg\nhhh\niii\njjj\nkkk\nlll\nmmm"`)
}

func TestTerminalBack(t *testing.T) {
	s := sitDown(t, all())
	s.steps(t, ErrEnded,
		allSteps[0], allSteps[1], "wait How sure?", "type <",
		"wait [x] 1  eager", "type <", "wait > 1  one-to-one", "key enter", "wait > in peace", "key ctrl-u enter",
		"wait How sure?", "type <", "wait [x] 2  proud", "key space enter", allSteps[2], allSteps[3],
		"wait What moved?", "line <", "wait > 2  no", "key up enter", "wait What moved?", "key ctrl-d")
	s.wantKept(t, allKept[0], allKept[1], `a="one-to-one"`, `b=["proud"]`, "c=7", "d=false", "d=true")
}

// Own words given before are marked in the list, and stay where others change.
func TestBackToOwnWords(t *testing.T) {
	s := sitDown(t, all())
	s.steps(t, ErrEnded, "wait In the middle", "type attic", "key enter enter",
		"wait Nearest", "key space", "type grumpy", "gone tired", "key enter enter",
		"wait How sure?", "type <", "wait [x]    grumpy", "key down space", "wait [x] 2", "key up space", "wait [ ] 1", "key enter",
		"wait How sure?", "type <", "wait Nearest", "type <", "wait > 4  something else", "key enter", "wait > attic", "key enter enter", "wait Nearest", "key ctrl-d")
	s.wantKept(t, `a={"other":"attic"}`, `b=["eager",{"other":"grumpy"}]`, `b=["proud",{"other":"grumpy"}]`)
}

// What was written until Ctrl-C is not lost.
func TestTextSurvivesCtrlC(t *testing.T) {
	s := sitDown(t, one(page))
	s.steps(t, ErrInterrupted, "wait What came?", "line one", "type two", "key ctrl-c")
	s.wantKept(t, `q="one\ntwo"`)
}

func TestInvalidBytes(t *testing.T) {
	s := sitDown(t, one(line))
	s.steps(t, ErrEnded, "wait What moved?", "type a\xff\xc3b", "key enter", "wait not valid UTF-8", "wait > ab", "key enter", "wait And after?", "key ctrl-d")
	s.wantKept(t, `q="ab"`)
}

// Emphasis is the only colour, and goes where it is not wanted: it is the
// terminal's own foreground, so dark and light windows are alike.
func TestColor(t *testing.T) {
	for _, color := range []bool{true, false} {
		s := newSeat(t, all())
		s.asker.color = color
		s.start()
		s.steps(t, nil, allSteps...)
		raw := s.tty.Raw()
		if got := strings.Contains(raw, "\x1b[1;"); got != color {
			t.Errorf("color %v: emphasis is %v", color, got)
		}
		for code := 30; code < 38; code++ {
			if strings.Contains(raw, "\x1b["+string(rune('0'+code/10))+string(rune('0'+code%10))+"m") {
				t.Errorf("color %v: a fixed colour %d", color, code)
			}
		}
	}
}

// Tab finishes words and shows what there is.
func TestTab(t *testing.T) {
	s := sitDown(t, evening())
	s.steps(t, ErrEnded, "wait How did", "type adm", "key tab", "wait > admin", "type  45m, ", "key tab", "wait stakeholders", "type di", "key tab", "gone stakeholders  learning", "type  1h", "key enter", "wait Energy", "key ctrl-d")
	s.wantKept(t, `time={"admin":45,"direction":60}`)
}

// The editor has the terminal as it was found, and its draft is done with once
// the text is kept.
func TestTerminalEditor(t *testing.T) {
	s := newSeat(t, one(page))
	var order []string
	keep := s.Keep
	s.Keep = func(id string, value any) error {
		order = append(order, "kept "+id)
		return keep(id, value)
	}
	fails := true
	s.asker.editor = s.asker.released(func(ctx context.Context, name, text string) (string, func() error, error) {
		if state, err := term.GetState(int(s.tty.TTY.Fd())); err != nil || *state != *s.asker.normal {
			t.Errorf("the editor's terminal is not as it was: %v", err)
		}
		if fails {
			fails = false
			return "", nil, errors.New("the editor ed ended with: exit status 1; what you wrote is in /x/y.md")
		}
		return "from " + name + text, func() error { order = append(order, "done"); return nil }, nil
	})
	s.start()
	s.steps(t, ErrEnded, "wait opens your", "line e", "wait wrote is in /x/y.md", "line e", "wait And after?", "key ctrl-d")
	s.wantKept(t, `q="from q"`)
	if got := strings.Join(order, ", "); got != "kept q, done" {
		t.Errorf("order: %s", got)
	}
}

func TestTerminalConfirmPickLine(t *testing.T) {
	tty := ttytest.New(t)
	a, err := NewTerminal(TerminalOptions{In: tty.TTY, Out: tty.TTY})
	if err != nil {
		t.Fatal(err)
	}
	steps := make(chan error, 1)
	go func() {
		if err := tty.Steps("wait list?\nline maybe\nwait Type y or n"); err != nil {
			steps <- err
			return
		}
		time.Sleep(10 * pasteWait) // a person reads what is wrong before typing on
		steps <- tty.Steps("key ctrl-u\nline y\nwait sure?\nkey enter\nwait Which one?\ntype wee\nkey enter\nwait Who?\nline Priya")
	}()
	ctx := context.Background()
	yes, err1 := a.Confirm(ctx, "On your list?", false)
	sure, err2 := a.Confirm(ctx, "Are you sure?", true)
	id, err3 := a.Pick(ctx, "Which one?", options("Close the day", "Read the week").List)
	who, err4 := a.Line(ctx, "Who?")
	if err := errors.Join(err1, err2, err3, err4, <-steps); err != nil {
		t.Fatal(err)
	}
	if state, err := term.GetState(int(tty.TTY.Fd())); err != nil || *state != *a.normal {
		t.Errorf("the terminal is not as it was: %v", err)
	}
	if !yes || !sure || id != "read-the-week" || who != "Priya" {
		t.Errorf("got %v, %v, %q, %q", yes, sure, id, who)
	}
}

// Who comes back to rows of numbers types a row anew, keeps it by Enter or takes
// it away by a dash.
func TestRowsAgain(t *testing.T) {
	s := sitDown(t, parted())
	s.steps(t, ErrEnded,
		"wait hiring", "line 4 2", "wait deep craft", "line 1 1", "wait teaching", "line 5 5", "wait It means", "line <",
		"wait Now: 4, 2", "line 3 3", "wait Now: 1, 1", "key enter", "wait Now: 5, 5", "line -", "wait It means", "key ctrl-d")
	if got, want := last(s.kept)["skills"], `{"deep-craft":{"glad":1,"good":1},"hiring":{"glad":3,"good":3}}`; got != want {
		t.Errorf("kept %s, want %s", got, want)
	}
}

func TestTerminalParts(t *testing.T) {
	s := sitDown(t, parted())
	s.steps(t, nil,
		"wait hiring", "line 4 2", "wait deep craft", "key ctrl-u enter", "wait teaching", "line <", "wait deep craft", "line 1 1", "wait teaching", "line 5 5",
		"wait It means", "line well; made", "wait rest", "key enter",
		"wait 1 of 3: honesty", "type ma", "key tab", "wait matters", "line -most", "wait 2 of 3: craft", "line 2", "wait 3 of 3: rest", "line 1", "wait Enter goes on", "type hon", "key tab", "line  2", "wait matters most 1, matters 2", "line honesty 1", "wait matters most 2, matters 1", "key enter",
		"wait In order", "line 3 1 2",
		"wait 1. The thing", "line the report", "wait Is it mine?", "key down down enter", "wait Whose?", "line Ana's", "wait 2. The thing", "line <",
		"wait > the report", "line !", "wait Is it mine?", "key up enter", "wait 2. The thing", "key enter",
		"wait When?", "line 2026-11-30")
	want := map[string]string{
		"skills": `{"deep-craft":{"glad":1,"good":1},"hiring":{"glad":2,"good":4},"teaching":{"glad":5,"good":5}}`,
		"mean":   `{"craft":"well; made"}`, "piles": `{"matters":["craft"],"matters-most":["rest","honesty"]}`, "three": `["c","a","b"]`,
		"balls": `[{"item":"the report!","mine":true}]`, "day": `"2026-11-30"`}
	for id, value := range want {
		if got := last(s.kept)[id]; got != value {
			t.Errorf("%s: kept %s, want %s", id, got, value)
		}
	}
}

// The words close to what was said before fill the first page; letters find
// all the others.
func TestCloseWordsFirst(t *testing.T) {
	list := options("calm", "at ease", "rested", "eager", "proud", "angry", "sad", "tired", "numb", "flat", "bored", "tense", "lonely", "glad", "warm", "shy", "lost", "torn")
	list.Close = 3
	q := exercise.Question{Kind: "many", Ask: "Nearest words", Options: list, Other: true}
	s := sitDown(t, one(q), ttytest.Size(80, 12))
	s.steps(t, ErrEnded, "wait letters find any of 19", "wait [ ]  3  rested", "type torn", "wait > [ ] 18  torn", "key enter", "wait rested", "key enter", "wait And after?", "key ctrl-d")
	s.wantKept(t, `q=["torn"]`)

	plain := sitting(t, one(q))
	shown := plain.plainly(t, ErrEnded, "?", "torn")
	first, _, _ := strings.Cut(shown, "  > ")
	if !strings.Contains(first, "rested") || strings.Contains(first, "eager") || !strings.Contains(first, "? lists all 18") {
		t.Errorf("shown first:\n%s", first)
	}
	plain.wantKept(t, `q=["torn"]`)
}

// A terminal that edits lines by itself drops what is too long for it; plain
// lines notice.
func TestLineCutByTheTerminal(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("other systems cut lines elsewhere")
	}
	tty := ttytest.New(t)
	s := sitting(t, one(line))
	done := make(chan error, 1)
	go func() {
		done <- s.Run(context.Background(), NewPlain(PlainOptions{In: tty.TTY, Out: tty.TTY, Terminal: true}))
	}()
	steps := "wait What moved?\nline " + strings.Repeat("x", 3000) + "\nwait And after?\nline " + strings.Repeat("y", 5000) + "\nwait one was longer\nline short"
	if err := tty.Steps(steps); err != nil {
		t.Fatal(err)
	}
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	s.wantKept(t, `q="`+strings.Repeat("x", 3000)+`"`, `after="short"`)
}
