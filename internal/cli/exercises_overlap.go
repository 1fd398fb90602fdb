// An own exercise that was changed elsewhere while it was open in the editor.
package cli

import (
	"fmt"
	"regexp"

	"mull/internal/exercise"
	"mull/internal/store"
)

// keepRewritten installs what was made of an own exercise in the editor. A text
// that was installed meanwhile is saved beside it, as an exercise under the next
// free id, since nothing else would show it.
func (p *program) keepRewritten(s *store.Store, x *exercise.Exercise, read, written []byte) error {
	beside := ""
	_, err := s.Do(p.ctx, "exercises edit", func(a *store.Act) error {
		var present string
		found, err := a.Setting(ownPrefix+x.ID, &present)
		if err != nil {
			return err
		}
		if found && present != string(read) && present != string(written) {
			var copied []byte
			if beside, copied, err = freeCopy(a, x.ID, []byte(present)); err != nil {
				return err
			}
			if err := a.SetSetting(ownPrefix+beside, string(copied)); err != nil {
				return err
			}
		}
		return a.SetSetting(ownPrefix+x.ID, string(written))
	})
	if err == nil && beside != "" {
		p.say("Warning: %s was changed while you were editing it. Both versions are saved: yours as %s, the other as %s.", x.ID, x.ID, beside)
		p.say("To see the other: mull exercises show %s. To remove it: mull exercises remove %s", beside, beside)
	}
	return err
}

// idLine is the line of an exercise file that holds its id.
var idLine = regexp.MustCompile(`(?m)^id:.*$`)

// freeCopy is the source of an exercise under the first free id after its own.
func freeCopy(a *store.Act, id string, source []byte) (string, []byte, error) {
	for n := 2; ; n++ {
		free := fmt.Sprintf("%s-%d", id, n)
		var taken string
		found, err := a.Setting(ownPrefix+free, &taken)
		if err != nil {
			return "", nil, err
		}
		if found || shipped(free) {
			continue
		}
		copied := idLine.ReplaceAll(source, []byte("id: "+free))
		x, err := exercise.Read(free+".yaml", copied)
		if err != nil {
			return "", nil, err
		}
		if x.ID != free {
			return "", nil, fmt.Errorf("%s was changed elsewhere, and its text can't be saved under another id", id)
		}
		return free, copied, nil
	}
}
