package cli

import (
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
)

// patience is how long something may take before a bar shows how far it is.
const patience = 500 * time.Millisecond

// A progress is shown on the error stream, at a terminal only, once somebody
// has waited for half a second. It reads a file for whoever measures by bytes;
// the file's other methods stay as they are.
type progress struct {
	*os.File
	begun       time.Time
	now         func() time.Time
	total, done int64
	shown       bool
	bar         *progressbar.ProgressBar
	start       func() *progressbar.ProgressBar
}

func (p *program) progress(what string, file *os.File) *progress {
	b := &progress{File: file, now: p.World.Now, begun: p.World.Now(), shown: p.Terminals.Err && !p.plain && !p.json}
	if file != nil {
		if info, err := file.Stat(); err == nil {
			b.total = info.Size()
		}
	}
	b.start = func() *progressbar.ProgressBar {
		return progressbar.NewOptions64(max(b.total, 1), progressbar.OptionSetWriter(p.Err), progressbar.OptionSetDescription(what),
			progressbar.OptionSetWidth(20), progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish(),
			progressbar.OptionSetPredictTime(false), progressbar.OptionSetElapsedTime(false), progressbar.OptionUseANSICodes(true))
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
	if !b.shown || b.bar == nil && b.now().Sub(b.begun) < patience {
		return
	}
	if b.bar == nil {
		b.bar = b.start()
	}
	_ = b.bar.Set64(min(b.done, b.total)) // a bar that cannot be drawn is no reason to stop
}

// end takes the bar off the screen.
func (b *progress) end() {
	if b.bar != nil {
		_ = b.bar.Finish()
	}
}
