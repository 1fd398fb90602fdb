package cli

import (
	"github.com/urfave/cli/v2"

	"mull/internal/period"
)

// A group is commands under one heading of help all.
type group struct {
	heading  string
	commands []*cli.Command
}

// groups lists every command in the order of help all, the coach's last.
func (p *program) groups() []group {
	return []group{
		{"every day", []*cli.Command{
			p.reflectCommand(), p.reviewCommand(), p.doCommand(), p.feelCommand(), p.writeCommand(), p.logCommand(),
			p.startCommand(), p.stopCommand(), p.switchCommand(), p.statusCommand(), p.dueCommand(),
		}},
		{"look back", []*cli.Command{
			p.dayCommand(), p.weekCommand(),
			p.periodCommand(period.KindMonth, "2026-11"), p.periodCommand(period.KindQuarter, "2026-Q4"), p.periodCommand(period.KindYear, "2026"), p.summaryCommand(),
			p.readCommand(), p.becauseCommand(), p.onThisDayCommand(), p.calendarCommand(), p.reportCommand(), p.searchCommand(),
			p.trendCommand(), p.insightsCommand(), p.valuesCommand(), p.demoCommand(),
		}},
		{"fix", []*cli.Command{
			p.listCommand(), p.showCommand(), p.editCommand(), p.deleteCommand(), p.undoCommand(), p.historyCommand(),
		}},
		{"your data", []*cli.Command{
			p.exercisesCommand(), p.categoriesCommand(), p.targetCommand(), p.offCommand(),
			p.importCommand(), p.rulesCommand(), p.exportCommand(),
			p.backupCommand(), p.restoreCommand(), p.purgeCommand(), p.doctorCommand(), p.lockCommand(), p.unlockCommand(),
			p.completionCommand(), p.completeCommand(), p.manCommand(), p.versionCommand(), p.helpCommand(),
		}},
		{"coach and coachee", []*cli.Command{
			p.idCommand(), p.peopleCommand(), p.agreementCommand(), p.acceptCommand(), p.declineCommand(), p.shareCommand(), p.sharesCommand(),
			p.forgetCommand(), p.coachCommand(),
			// Those of a coach alone.
			p.inviteCommand(), p.assignCommand(), p.assignmentsCommand(), p.receiveCommand(), p.coacheesCommand(), p.coacheeCommand(), p.noteCommand(),
		}},
	}
}

// commands lists every command in the order of its groups.
func (p *program) commands() []*cli.Command {
	var all []*cli.Command
	for _, g := range p.groups() {
		all = append(all, g.commands...)
	}
	return all
}
