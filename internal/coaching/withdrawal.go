package coaching

// A Withdrawal asks the coach to delete a share. It is a request: no software
// calls back a copy that was handed over.
type Withdrawal struct {
	Share string // its ID
	Words string // may be empty
}

func (*Withdrawal) kind() string { return TypeWithdrawal }

func (w *Withdrawal) check() (err error) {
	if err := uuid("the share", w.Share); err != nil {
		return err
	}
	w.Words, err = page("the words with it", w.Words, maxWords)
	return err
}

// WithdrawalLimits is what to say to whoever withdraws a share.
const WithdrawalLimits = "This asks your coach to delete what you shared. " +
	"Their mull removes it when they receive the request. " +
	"It cannot call back what they have read, printed, copied or backed up, " +
	"nor the file that still lies in a mail or a chat."

type withdrawalView struct {
	Share string `json:"share"`
	Words string `json:"words,omitempty"`
}

func (w *Withdrawal) encode() ([]byte, error) { return encodeJSON(withdrawalView{w.Share, w.Words}) }

func decodeWithdrawal(content []byte) (*Withdrawal, error) {
	var v withdrawalView
	if err := decodeStrict(content, &v); err != nil {
		return nil, err
	}
	return &Withdrawal{v.Share, v.Words}, nil
}
