package cli

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/cheggaaa/pb/v3"
)

const (
	// patience is how long something may take before a bar shows how far it is.
	patience = 500 * time.Millisecond
	// drawnEvery is how often the bar moves.
	drawnEvery = 100 * time.Millisecond
	// barWidth is that of the line with the bar, in columns, or less where the
	// screen is narrower: a line that wraps is not drawn over.
	barWidth = 60
)

// A progress is shown on the error stream, at a terminal only, once somebody
// has waited for half a second. It reads a file for whoever measures by bytes;
// the file's other methods stay as they are.
type progress struct {
	*os.File
	now         func() time.Time
	next        time.Time // when the bar is drawn again
	total, done int64
	shown       bool
	bar         *pb.ProgressBar
	start       func() *pb.ProgressBar
	out         io.Writer
	width       int
}

func (p *program) progress(what string, file *os.File) *progress {
	b := &progress{File: file, now: p.World.Now, out: p.Err, shown: p.Terminals.Err && !p.plain && !p.json}
	b.next, b.width = b.now().Add(patience), barWidth
	if p.Terminals.Width > 0 {
		b.width = min(b.width, p.Terminals.Width-1)
	}
	if file != nil {
		if info, err := file.Stat(); err == nil {
			b.total = info.Size()
		}
	}
	b.start = func() *pb.ProgressBar {
		// The bar is drawn when it is told to, by nobody else, so that no line
		// of it comes between others.
		const line = `{{string . "what"}} {{bar . "[" "=" ">" " " "]"}} {{percent .}}`
		bar := pb.New64(max(b.total, 1)).SetTemplateString(line)
		return bar.SetWriter(p.Err).SetWidth(b.width).Set("what", what).
			Set(pb.Static, true).Set(pb.Terminal, true).Set(pb.ReturnSymbol, "\r").Set(pb.Color, false)
	}
	return b
}

// Read reads the file and shows how much of it is read.
func (b *progress) Read(data []byte) (int, error) {
	n, err := b.File.Read(data)
	b.done += int64(n)
	b.draw()
	return n, err
}

// reached says how many rows are done.
func (b *progress) reached(n int) {
	b.done = int64(n)
	b.draw()
}

func (b *progress) draw() {
	if !b.shown {
		return
	}
	now := b.now()
	if now.Before(b.next) {
		return
	}
	b.next = now.Add(drawnEvery)
	if b.bar == nil {
		b.bar = b.start().Start()
	}
	b.bar.SetCurrent(min(b.done, max(b.total, 1))).Write()
}

// end takes the bar off the screen; one that draws itself only when it is told
// to does not do that.
func (b *progress) end() {
	if b.bar != nil {
		b.bar.Finish()
		fmt.Fprintf(b.out, "\r%*s\r", b.width, "")
	}
}
