package cli

import (
	"github.com/urfave/cli/v2"

	"mull/internal/period"
)

// commands lists every command in the order of help all.
func (p *program) commands() []*cli.Command {
	return []*cli.Command{
		p.reflectCommand(), p.reviewCommand(), p.doCommand(), p.feelCommand(), p.writeCommand(), p.logCommand(),
		p.startCommand(), p.stopCommand(), p.switchCommand(), p.statusCommand(),
		p.dayCommand(), p.weekCommand(),
		p.periodCommand(period.KindMonth, "2026-11"), p.periodCommand(period.KindQuarter, "2026-Q4"), p.periodCommand(period.KindYear, "2026"), p.summaryCommand(),
		p.readCommand(), p.becauseCommand(), p.onThisDayCommand(), p.calendarCommand(), p.reportCommand(), p.searchCommand(),
		p.trendCommand(), p.insightsCommand(),
		p.listCommand(), p.showCommand(), p.editCommand(), p.deleteCommand(), p.undoCommand(), p.historyCommand(),
		p.idCommand(), p.peopleCommand(), p.agreementCommand(), p.inviteCommand(), p.assignCommand(), p.assignmentsCommand(), p.acceptCommand(), p.declineCommand(),
		p.shareCommand(), p.sharesCommand(), p.receiveCommand(), p.coacheesCommand(), p.coacheeCommand(), p.coachCommand(), p.noteCommand(), p.forgetCommand(),
		p.exercisesCommand(), p.dueCommand(), p.valuesCommand(), p.categoriesCommand(), p.targetCommand(), p.offCommand(),
		p.importCommand(), p.rulesCommand(), p.exportCommand(),
		p.backupCommand(), p.restoreCommand(), p.purgeCommand(), p.doctorCommand(), p.lockCommand(), p.unlockCommand(),
		p.demoCommand(), p.completionCommand(), p.completeCommand(), p.manCommand(), p.versionCommand(), p.helpCommand(),
	}
}
