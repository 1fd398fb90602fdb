// What stopping a timer saved.
package report

// Stopped is a timer that just ended.
type Stopped struct {
	Logged
	Brief     bool // it ran for less than a minute
	Discarded bool // nothing of it was saved
}

// StoppedJSON is a timer that ended in JSON. What wasn't saved has 0 minutes.
type StoppedJSON struct {
	ActivityJSON
	Saved bool `json:"saved"`
}

// JSON returns the view that programs read.
func (v *Stopped) JSON() StoppedJSON {
	view := StoppedJSON{ActivityJSON: v.Logged.JSON(), Saved: !v.Discarded}
	if v.Discarded {
		view.Minutes = 0
	}
	return view
}

// Render says what was saved, or that nothing was.
func (v *Stopped) Render(p *Page) {
	if v.Discarded {
		p.paragraph(0, 2, "Stopped after less than a minute; nothing saved.", plain)
		return
	}
	v.Logged.Render(p)
	if v.Brief {
		p.Aside(2, "Stopped after less than a minute; saved as 1 minute, with what you typed.")
	}
}
