package exercise

// The views are the file's form; fields are added, never renamed.
type exerciseView struct {
	ID          string         `json:"id,omitempty"`
	Title       string         `json:"title,omitempty"`
	TitlePast   string         `json:"title_past,omitempty"`
	Version     int            `json:"version,omitempty"`
	Theme       string         `json:"theme,omitempty"`
	Purpose     string         `json:"purpose,omitempty"`
	Source      string         `json:"source,omitempty"`
	When        string         `json:"when,omitempty"`
	Every       string         `json:"every,omitempty"`
	Minutes     int            `json:"minutes,omitempty"`
	MinutesMore int            `json:"minutes_more,omitempty"`
	Intro       string         `json:"intro,omitempty"`
	IntroPast   string         `json:"intro_past,omitempty"`
	About       string         `json:"about,omitempty"`
	Privacy     Privacy        `json:"privacy,omitempty"`
	Never       bool           `json:"never,omitempty"`
	Questions   []questionView `json:"questions,omitempty"`
	Revisit     any            `json:"revisit,omitempty"`
	Records     *recordsView   `json:"records,omitempty"`
	Offers      []offerView    `json:"offers,omitempty"`
}

type questionView struct {
	ID        string            `json:"id,omitempty"`
	Type      string            `json:"type,omitempty"`
	Ask       string            `json:"ask,omitempty"`
	AskPast   string            `json:"ask_past,omitempty"`
	AskKnown  string            `json:"ask_known,omitempty"`
	Help      string            `json:"help,omitempty"`
	HelpPast  string            `json:"help_past,omitempty"`
	Wording   *wordingView      `json:"wording,omitempty"`
	Min       *float64          `json:"min,omitempty"`
	Max       *float64          `json:"max,omitempty"`
	Low       string            `json:"low,omitempty"`
	High      string            `json:"high,omitempty"`
	Unit      string            `json:"unit,omitempty"`
	Options   any               `json:"options,omitempty"`
	Other     bool              `json:"other,omitempty"`
	Notes     bool              `json:"notes,omitempty"`
	Items     string            `json:"items,omitempty"`
	Exactly   int               `json:"exactly,omitempty"`
	Total     float64           `json:"total,omitempty"`
	Rows      any               `json:"rows,omitempty"`
	Columns   []columnView      `json:"columns,omitempty"`
	Piles     []optionView      `json:"piles,omitempty"`
	Questions []questionView    `json:"questions,omitempty"`
	If        string            `json:"if,omitempty"`
	IfPast    string            `json:"if_past,omitempty"`
	Then      string            `json:"then,omitempty"`
	When      *conditionView    `json:"when,omitempty"`
	More      bool              `json:"more,omitempty"`
	Rotate    string            `json:"rotate,omitempty"`
	Joined    bool              `json:"joined,omitempty"`
	Aside     bool              `json:"aside,omitempty"`
	Trend     bool              `json:"trend,omitempty"`
	Role      string            `json:"role,omitempty"`
	Privacy   Privacy           `json:"privacy,omitempty"`
	Never     bool              `json:"never,omitempty"`
	Past      bool              `json:"past,omitempty"`
	Shuffle   bool              `json:"shuffle,omitempty"`
	Prefill   string            `json:"prefill,omitempty"`
	Show      string            `json:"show,omitempty"`
	Needs     string            `json:"needs,omitempty"`
	Reply     map[string]string `json:"reply,omitempty"`
}

type wordingView struct {
	Question string            `json:"question"`
	Is       map[string]string `json:"is"`
}

type fromView struct {
	From  string   `json:"from"`
	First int      `json:"first,omitempty"`
	Near  []string `json:"near,omitempty"`
}

type optionView struct {
	ID    string   `json:"id"`
	Label string   `json:"label"`
	Also  []string `json:"also,omitempty"`
	Group string   `json:"group,omitempty"`
	About string   `json:"about,omitempty"`
}

type columnView struct {
	ID   string   `json:"id,omitempty"`
	Ask  string   `json:"ask,omitempty"`
	Type string   `json:"type"`
	Min  *float64 `json:"min,omitempty"`
	Max  *float64 `json:"max,omitempty"`
	Low  string   `json:"low,omitempty"`
	High string   `json:"high,omitempty"`
}

type conditionView struct {
	Question string          `json:"question,omitempty"`
	Is       []any           `json:"is,omitempty"`
	Has      string          `json:"has,omitempty"`
	AtLeast  *float64        `json:"at_least,omitempty"`
	AtMost   *float64        `json:"at_most,omitempty"`
	Answered *bool           `json:"answered,omitempty"`
	All      []conditionView `json:"all,omitempty"`
	Any      []conditionView `json:"any,omitempty"`
}

type revisitView struct {
	After     string         `json:"after,omitempty"`
	On        string         `json:"on,omitempty"`
	Until     *conditionView `json:"until,omitempty"`
	When      *conditionView `json:"when,omitempty"`
	Questions []questionView `json:"questions"`
}

type recordsView struct {
	Split    string        `json:"split,omitempty"`
	Activity *activityView `json:"activity,omitempty"`
	Items    []string      `json:"items,omitempty"`
}

type activityView struct {
	Minutes  any    `json:"minutes"`
	Category string `json:"category"`
	Note     string `json:"note,omitempty"`
}

type offerView struct {
	When     *conditionView `json:"when,omitempty"`
	History  *historyView   `json:"history,omitempty"`
	Exercise string         `json:"exercise,omitempty"`
	Carry    string         `json:"carry,omitempty"`
	Ask      *questionView  `json:"ask,omitempty"`
}

type historyView struct {
	Measure string `json:"measure"`
	AtLeast int    `json:"at_least"`
	Once    bool   `json:"once,omitempty"`
}
