package lexicon

import (
	"strings"
	"testing"

	"mull/internal/exercise"
	"mull/prompts"
)

// shippedCategories are the categories every journal begins with.
var shippedCategories = []exercise.Option{
	{ID: "hands-on", Also: []string{"ic", "hands on", "handson"}}, {ID: "people", Also: []string{"1:1", "one-to-one"}},
	{ID: "direction", Also: []string{"strategy"}}, {ID: "running", Also: []string{"planning", "managing"}},
	{ID: "stakeholders", Also: []string{"stakeholder"}}, {ID: "learning", Also: []string{"study"}},
	{ID: "leadership", Also: []string{"lead"}}, {ID: "admin", Also: []string{"other"}},
}

// What people say they did at the end of a day, by the category it counts in.
func TestEverydayPhrasesForTime(t *testing.T) {
	times := NewTimes(shippedCategories)
	total := 0
	for want, phrases := range map[string]string{
		"hands-on": `coding; code; Coding; wrote code; some coding; programming; debugging; fixing bugs; bug fixes; specs; spec writing;
			writing specs; PRD; design; designing; design work; writing; wrote a blog post; blog posts; documentation; docs; prototyping;
			building a prototype; data analysis; SQL queries; testing; QA; slides; deck; powerpoint; deep work; heads-down work; pair programming;
			hands on; hands-on work; ic work; lesson planning; teaching; grading papers; patient care; covering a shift; charting; copywriting;
			modelling; modeling; implemented a feature; tickets; deployment; tech debt; cold calling; demo`,
		"people": `1:1; 1:1s; 1-1s; 1on1s; one-on-ones; one on one; one-to-ones; One-on-one with Sam; hiring; interviews; interviewing;
			interviewed a candidate; candidate interviews; recruiting; performance reviews; perf reviews; appraisals; feedback; giving feedback;
			coaching; coached Ana; mentoring; skip-level; skip levels; onboarding; onboarding the new hire; career chat; salary reviews; HR;
			HR issue; team lunch; team building; difficult conversation; lesson observations; classroom visits; clinical supervision; firing someone's report: termination;
			layoffs; promotions; exit interview; CV screening; talent review; coffee chats; training the team; staff; direct reports; chatting with Tom`,
		"direction": `strategy; strategy work; roadmap; product roadmap; OKRs; goal setting; budget; budgeting; annual planning; quarterly planning;
			vision; priorities; prioritisation; prioritization; pricing; org design; reorg; offsite; off-site; business case; headcount planning;
			forecast; decision making; decisions; alignment; architecture; school improvement plan; M&A; policy; change management; strategy meeting;
			budget review; brainstorming`,
		"running": `meetings; meeting; a meeting; lots of meetings; team meeting; staff meetings; standup; stand-up; daily stand-up; retro; retros;
			sprint planning; planning; management; support; customer support; firefighting; fire fighting; putting out fires; incident; incidents;
			incident response; outage; on-call; oncall; on call; sync; syncs; weekly sync; calls; phone calls; zoom; zoom calls; Teams calls; triage;
			backlog grooming; refinement; project management; coordination; organising the team day; operations; ops; unblocking; delegating;
			following up; follow-ups; handover; ward round; rounds; rota; timetabling; playground duty; post-mortem; crisis; escalations; catch-ups; check-ins; workshop; leadership meeting`,
		"stakeholders": `customers; customer call; customer calls; client meetings; clients; board; board prep; board meeting; board deck; fundraising;
			fund-raising; investors; investor update; pitching; sales calls; sales; negotiation; negotiating; vendors; suppliers; partners; my boss;
			CEO; exec update; all-hands; all hands; town hall; steering committee; QBR; peers; other teams; parents; parents' evening; governors;
			school board; press; networking; call with investors; business development; presentation; stakeholder meeting`,
		"learning": `reading; read a book; research; market research; training; course; online course; webinar; conference; conferences; listening to podcasts;
			studying; learning; thinking; thinking time; reflection; user interviews; customer discovery; competitor analysis; my coach; meetup;
			professional development; journaling; exploring new tools`,
		"admin": `email; emails; e-mail; mail; inbox; Slack; admin; paperwork; expenses; invoicing; invoices; travel; travelling; traveling; flights; driving; timesheets; payroll; forms; approvals; contracts; legal; compliance; scheduling;
			calendar; status report; reporting; misc; messages; filing; month-end close; IT problems; audit`,
	} {
		for phrase := range strings.SplitSeq(phrases, ";") {
			phrase = strings.Join(strings.Fields(phrase), " ")
			total++
			if got, found := times.Read(phrase); got.ID != want {
				t.Errorf("%q is read as %q (%v), want %q", phrase, got.ID, found, want)
			}
		}
	}
	if total < 120 {
		t.Errorf("have %d phrases", total)
	}
}

// The words the project settled, each in the forms people type.
func TestSettledWords(t *testing.T) {
	times := NewTimes(shippedCategories)
	for word, want := range map[string]string{
		"coding": "hands-on", "code": "hands-on", "debugging": "hands-on", "specs": "hands-on", "design": "hands-on", "writing": "hands-on",
		"hiring": "people", "interviews": "people", "1:1": "people", "coaching": "people", "mentoring": "people", "skip-level": "people",
		"email": "admin", "slack": "admin", "travel": "admin", "expenses": "admin", "meetings": "running", "standup": "running", "retro": "running",
		"support": "running", "planning": "running", "management": "running", "reading": "learning", "research": "learning",
		"budget": "direction", "roadmap": "direction", "strategy": "direction", "customers": "stakeholders", "board": "stakeholders",
	} {
		for _, typed := range []string{word, strings.ToUpper(word), " " + word + " ", strings.TrimSuffix(word, "s") + "s", "the " + word} {
			if got, _ := times.Read(typed); got.ID != want {
				t.Errorf("%q is read as %q, want %q", typed, got.ID, want)
			}
		}
	}
}

// A review is asked about, and in a script it is other people's work.
func TestReviewIsAskedAbout(t *testing.T) {
	times := NewTimes(shippedCategories)
	for _, typed := range []string{"review", "Reviews", "reviewing", "code review", "code reviews", "reviewed PRs", "design review", "pull requests"} {
		got, _ := times.Read(typed)
		if got.ID != "people" || strings.Join(got.Between, " ") != "people hands-on" || len(got.Reasons) != 2 {
			t.Errorf("%q is read as %+v", typed, got)
		}
	}
	for typed, want := range map[string]string{"performance reviews": "people", "budget review": "direction", "business review": "stakeholders", "sprint review": "running"} {
		if got, _ := times.Read(typed); got.ID != want || len(got.Between) > 0 {
			t.Errorf("%q is read as %+v, want %s", typed, got, want)
		}
	}
}

// A journal's own words win, in the plural and within a phrase too.
func TestOwnWordsWin(t *testing.T) {
	times := NewTimes(append([]exercise.Option{{ID: "delivery", Also: []string{"coding", "client call"}}}, shippedCategories...))
	for typed, want := range map[string]string{"coding": "delivery", "code": "delivery", "client calls": "delivery", "weekly client call": "delivery", "deliveries": "delivery", "clients": "stakeholders"} {
		if got, _ := times.Read(typed); got.ID != want {
			t.Errorf("%q is read as %q, want %q", typed, got.ID, want)
		}
	}
}

// Private life isn't work, and a meal is people with somebody only.
func TestPrivateLifeIsNoWork(t *testing.T) {
	times := NewTimes(shippedCategories)
	for phrase := range strings.SplitSeq(`lunch; Lunch; lunches; lunch break; break; coffee break; coffee; dinner; breakfast; gym; gym session; went to the gym; workout;
		family; family time; family call; call with my wife; kids; picking up the kids; school run; doctor; doctor's appointment; dentist; therapist;
		commute; commuting; errands; shopping; holiday; vacation; day off; sick; sick day; nap; yoga; birthday party; walk; lunch with the kids;
		coffee with my husband; dinner with family; personal; private stuff; walking the dog; haircut; netflix; housework`, ";") {
		phrase = strings.Join(strings.Fields(phrase), " ")
		if got, known := times.Read(phrase); known {
			t.Errorf("%q is read as %+v", phrase, got)
		}
		if near := times.Near(phrase); near != "" {
			t.Errorf("%q is taken for a mistyped %q", phrase, near)
		}
	}
	for phrase, want := range map[string]string{
		"lunch with Priya": "people", "Coffee with Sam": "people", "a walk with Tom": "people", "team lunch": "people", "lunch with the team": "people",
		"dinner with clients": "stakeholders", "client lunch": "stakeholders", "lunch with the board": "stakeholders", "lunch and learn": "learning",
		"working lunch meeting": "running", "lunch duty": "running", "holiday planning": "running", "parents evening for the kids": "stakeholders",
		"personal development": "learning", "sick leave talk": "people", "launch": "direction",
	} {
		if got, _ := times.Read(phrase); got.ID != want {
			t.Errorf("%q is read as %q, want %q", phrase, got.ID, want)
		}
	}
	own := NewTimes(append([]exercise.Option{{ID: "family", Also: []string{"lunch"}}}, shippedCategories...))
	for phrase, want := range map[string]string{"lunch": "family", "family": "family", "family time": "family"} {
		if got, _ := own.Read(phrase); got.ID != want {
			t.Errorf("%q is read as %q in a journal that has a category for it", phrase, got.ID)
		}
	}
}

// What nobody can know is not guessed at.
func TestUnknownWordsStayUnknown(t *testing.T) {
	times := NewTimes(shippedCategories)
	for _, typed := range []string{"", " ", "blorp", "codng", "writing strategy", "???", "work"} {
		if got, found := times.Read(typed); found {
			t.Errorf("%q is read as %+v", typed, got)
		}
	}
	for typed, want := range map[string]string{"codng": "coding", "metings": "meetings", "emial": "email", "peopel": "people", "blorp": "", "cod": ""} {
		if got := times.Near(typed); got != want {
			t.Errorf("near %q is %q, want %q", typed, got, want)
		}
	}
}

// Each word of the list has one meaning, and leads to a category there is.
func TestTimeWordsAreSound(t *testing.T) {
	rows, err := exercise.ReadRows("time-words.yaml", prompts.TimeWords(), timeFields...)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]string{}
	for _, row := range rows {
		for _, category := range append(row.Words("between"), row["category"]) {
			if _, found := exercise.Find(shippedCategories, category); !found && category != "" {
				t.Errorf("%q is no category", category)
			}
		}
		if len(row.Words("between")) != len(row.Words("reasons")) {
			t.Errorf("%v: each of between needs a reason", row["between"])
		}
		means := row["category"] + row["between"] + row["only"]
		for _, word := range row.Words("words") {
			k := key(tokens(word))
			if before, twice := seen[k]; twice && before != means {
				t.Errorf("%q is listed for %s and %s", word, before, means)
			}
			seen[k] = means
			if len(tokens(word)) > mostWords {
				t.Errorf("%q is longer than what is read as one", word)
			}
		}
	}
	if len(seen) < 1000 {
		t.Errorf("have %d words", len(seen))
	}
}

func BenchmarkReadTimes(b *testing.B) {
	for range b.N {
		if _, err := readTimes("time-words.yaml", prompts.TimeWords()); err != nil {
			b.Fatal(err)
		}
	}
}
