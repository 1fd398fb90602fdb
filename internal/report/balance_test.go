package report

import "testing"

func TestWeekScreen(t *testing.T) { golden(t, "week", aWeek()) }
