package insight

import "mull/internal/period"

// A question is put to every journal. Its weight is its part of the error that
// may be spent (see discover).
type question struct {
	id     string
	weight float64
	ask    func(*Input, *asked)
}

func questions() []question {
	return []question{
		{"share", ShareWeight, askShare},
		{"waiting", 1, askWaiting},
		{"energy", 1, askEnergy},
		{"put-off", 1, askPutOff},
		{"motives", 1, askMotives},
		{"meetings", 1, askMeetings},
		{"values", 1, askValues},
		{"steps", 1, askSteps},
	}
}

// Questions returns the ids of the questions in their order.
func Questions() []string {
	var ids []string
	for _, q := range questions() {
		ids = append(ids, q.id)
	}
	return ids
}

// asked is a finding on its way: what the question learned, and what it says
// if it is shown or not.
type asked struct {
	Finding
	stream    uint64
	same      bool // too small to speak of, whatever the test says
	shown     Words
	otherwise Words
}

// Find puts every question to the rows. Equal rows and seed give equal
// findings.
func Find(in Input) Findings {
	fs := Findings{Window: in.Window}
	fs.Workdays, fs.Written = workdays(&in)
	var all []*asked
	var tested []*asked
	var p, weights []float64
	for i, q := range questions() {
		a := &asked{stream: uint64(i), Finding: Finding{Question: q.id}}
		q.ask(&in, a)
		all = append(all, a)
		if a.Trial != nil {
			tested, p, weights = append(tested, a), append(p, a.Trial.P), append(weights, q.weight)
		}
	}
	for i, q := range discover(p, weights) {
		tested[i].Trial.Q = q
	}
	for _, a := range all {
		a.settle()
		fs.All = append(fs.All, a.Finding)
	}
	return fs
}

// settle decides what is shown, once every question's q is known.
func (a *asked) settle() {
	if a.Trial != nil {
		a.State = NoDifference
		if a.Trial.Q <= Level && !a.same {
			a.State = Shown
		}
	}
	a.text = a.otherwise
	if a.State == Shown {
		a.text = a.shown
	}
}

// workdays counts Monday to Friday in the window without days off, and on how
// many of them anything was written: time that only a calendar knows was not.
func workdays(in *Input) (all, written int) {
	days := map[period.Day]bool{}
	for _, d := range in.Days {
		total := max(0, d.IC) + max(0, d.Leadership) + max(0, d.Other)
		days[d.Day] = days[d.Day] || total > max(0, d.Calendar)
	}
	mark(days, in.Pieces, func(r Piece) period.Day { return r.Day })
	mark(days, in.Energy, func(r Rating) period.Day { return r.Day })
	mark(days, in.CheckIns, func(r CheckIn) period.Day { return r.Day })
	mark(days, in.PutOff, func(r PutOff) period.Day { return r.Day })
	for day := in.Window.From; day <= in.Window.To; day++ {
		if weekday := day.Weekday(); weekday == 0 || weekday == 6 || in.Off[day] {
			continue
		}
		all++
		if days[day] {
			written++
		}
	}
	return all, written
}

func mark[Row any](days map[period.Day]bool, rows []Row, day func(Row) period.Day) {
	for _, r := range rows {
		days[day(r)] = true
	}
}
