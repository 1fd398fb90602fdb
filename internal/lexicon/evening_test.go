package lexicon

// Phrases as tired people type them: a head of sales, a head nurse, a school
// principal, a CFO, a founder, an engineering director.

import (
	"strings"
	"testing"

	"mull/internal/exercise"
)

func TestWhatTiredLeadersTypeForTime(t *testing.T) {
	times := NewTimes(shippedCategories)
	for want, phrases := range map[string]string{
		"hands-on": `redid the deck; wrote the proposal myself; fixed a prod bug; took a shift on the ward; covered 7b maths;
			taught year 9; did the model myself; built the dashboard; merged prs; landing page; cold emails; wrote code till late; drafted the memo`,
		"people": `ride along with rep; 1-1 w/ Dana; 121 with Joe; rep coaching; pip meeting; comp planning; chat with HR about Mia; interview panel; talked to a nurse who wants to quit;
			teacher observation; hiring call; mentoring a new nurse; appraisal prep; reference call; difficult talk with Tom; lunch with my deputy; team drinks`,
		"direction": `budget cuts; board strategy; hiring plan; next year's plan; territory planning; 3 year plan; cost reduction plan; reforecast; pricing decision; deciding on the reorg; roadmap with product`,
		"running": `forecast call; pipeline call; deal desk; staffing gaps; sorting the rota; bed meeting; handover; ward huddle; behaviour incident; fire drill; lunch duty; bus duty; cash flow call;
			production outage; release call; standups; scrum of scrums; back to back meetings; endless meetings; putting out fires; escalation from support`,
		"stakeholders": `client dinner; investor emails; call with the bank; auditors; angry parent; parent complaints; governors meeting; board pack; talked to the CEO; customer escalation; union rep; trade show; key account call; lunch with an investor`,
		"learning":     `read the report on AI; webinar on IFRS; trade press; listened to a podcast; industry news; cpd course; thinking walk; course on leadership`,
		"admin":        `inbox; answering emails; slack all day; crm updates; approving invoices; signing things; expenses; drive to customer site; train to London; incident forms; timesheets; forms`,
	} {
		for phrase := range strings.SplitSeq(phrases, ";") {
			phrase = strings.Join(strings.Fields(phrase), " ")
			if got, found := times.Read(phrase); got.ID != want {
				t.Errorf("%q is read as %q (%v), want %q", phrase, got.ID, found, want)
			}
		}
	}
}

// Where two words of a phrase count differently, somebody is asked.
func TestWhatOnlyTheWriterKnowsIsAsked(t *testing.T) {
	times := NewTimes(shippedCategories)
	for _, phrase := range []string{"rebuilt the pricing spreadsheet", "rewrote the job ad copy", "board travel", "vendor issue triage"} {
		if got, found := times.Read(phrase); found {
			t.Errorf("%q is read as %+v", phrase, got)
		}
	}
}

func TestWhatTiredLeadersTypeForFeelings(t *testing.T) {
	listed := emotions(t)
	feelings := NewFeelings(listed)
	for corner, phrases := range map[string]string{
		"lifted": `buzzing; on a roll; chuffed; winning; stoked; super happy; energised by the team; fired up; proud of the team; hopeful for once; sharp; excited about monday; laughing; in the groove; 
			elated; ambitious; thrilled to bits; confident again; glad it's done`,
		"settled": `ok-ish; fine i guess; calm now; relieved it's over; peaceful; at ease; grateful for my team; chill; content enough; steady; comfortable; pleased; cared for; safe; settled; kind of ok; all good; really good; good but slow`,
		"charged": `stressed af; frazzled; at my wits end; panicking; irritated with sales; pulled in all directions; overwhelmed again; on edge; fuming; under pressure; behind on everything; wound up; swamped; up to my eyeballs; hassled; anxious about the board;
			jealous; irritable; restless; hangry; over it; sick of meetings; tired of this; done with sales`,
		"heavy": `shattered; done in; knackered; dead on my feet; drained; running on empty; burnt out; flat; so tired; sad for her; lonely at the top; let down; disappointed in myself; guilty; wiped; exhausted again; low; bored stiff; numb; no energy left; crap`,
	} {
		for phrase := range strings.SplitSeq(phrases, ";") {
			phrase = strings.Join(strings.Fields(phrase), " ")
			reading, known := feelings.Read(phrase)
			if near, _ := exercise.Find(listed, reading.ID); !known || near.Group != corner {
				t.Errorf("%q counts as %q (%s), want %s", phrase, reading.ID, near.Group, corner)
			}
		}
	}
}
