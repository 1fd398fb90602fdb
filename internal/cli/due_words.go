package cli

import (
	"errors"
	"strings"

	"mull/internal/coaching"
	"mull/internal/period"
)

// parseDue reads when something is due: 2026-12-04, 4 Dec, friday, or words that
// hold such a date, as "before 4 Dec". Words without a date are welcome, as "by
// our next session". What a date leaves open is the next such day.
func (p *program) parseDue(text string) (coaching.Due, error) {
	text = strings.Join(strings.Fields(text), " ")
	words := strings.Split(text, " ")
	for i := range words {
		for j := len(words); j > i; j-- {
			part := strings.Trim(strings.Join(words[i:j], " "), ",;:()")
			day, err := period.ParseDate(part, p.today(), period.Future)
			if j-i < len(words) && err == nil {
				// "3 days" inside other words isn't a date; "in 3 days" is.
				_, err = period.ParseDate(part, p.today(), period.Past)
			}
			var none *period.FormError
			switch {
			case errors.As(err, &none):
				continue
			case err != nil:
				return coaching.Due{}, usage("mull help dates", "%v", err)
			case day < p.today():
				return coaching.Due{}, usage("mull help dates", "%s is in the past", p.shortDate(day))
			case i == 0 && j == len(words):
				return coaching.Due{Day: day}, nil
			}
			return coaching.Due{Day: day, Words: text}, nil
		}
	}
	return coaching.Due{Words: text}, nil
}
