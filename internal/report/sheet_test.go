package report

import (
	"bytes"
	"context"
	"fmt"
	"html"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"mull/internal/period"
)

// scheme reads the colours of the style sheet, light or dark.
func scheme(t *testing.T, dark bool) map[string]float64 {
	t.Helper()
	rule := regexp.MustCompile(`(?s):root \{(.*?)\}`).FindAllStringSubmatch(sheetCSS, -1)
	if len(rule) < 3 {
		t.Fatalf("%d colour schemes in the style sheet, want light, dark and print", len(rule))
	}
	text := rule[0][1]
	if dark {
		text = rule[1][1]
	}
	luminance := map[string]float64{}
	for _, m := range regexp.MustCompile(`--(\w+): #([0-9a-f]{6})`).FindAllStringSubmatch(text, -1) {
		channels := [3]float64{}
		for i := range channels {
			v, err := strconv.ParseUint(m[2][2*i:2*i+2], 16, 8)
			if err != nil {
				t.Fatal(err)
			}
			c := float64(v) / 255
			if channels[i] = c / 12.92; c > 0.04045 {
				channels[i] = math.Pow((c+0.055)/1.055, 2.4)
			}
		}
		luminance[m[1]] = 0.2126*channels[0] + 0.7152*channels[1] + 0.0722*channels[2]
	}
	return luminance
}

// Text has a contrast of 4.5 to the page and charts one of 3, in light and dark
// (WCAG 2.2, 1.4.3 and 1.4.11).
func TestSheetContrast(t *testing.T) {
	for _, dark := range []bool{false, true} {
		colours := scheme(t, dark)
		for name, want := range map[string]float64{"ink": 4.5, "quiet": 4.5, "part0": 3, "part1": 3, "part2": 3} {
			a, b := colours[name], colours["page"]
			if got := (math.Max(a, b) + 0.05) / (math.Min(a, b) + 0.05); colours[name] == 0 || got < want {
				t.Errorf("dark %v: %s has a contrast of %.2f to the page, want %.1f", dark, name, got, want)
			}
		}
	}
}

func aSheet() *Sheet {
	b := aWeek()
	b.Full = true
	return &Sheet{Balance: b, Private: true, Pages: []WrittenPage{{Number: 1, Day: today, Title: "A page", Words: []Words{
		{Ask: "What was it?", Text: strings.Repeat("unbroken", 40) + "\nand <b>lines</b> & more"}}}}}
}

// aJournalSheet is four years as one page, with everything a page can hold.
func aJournalSheet() *Sheet {
	b := aLong(period.KindYear)
	busy(b)
	b.Period = period.Span(today-4*366, today)
	b.Categories[0].Minutes, b.Motives[0].Label = 60*1234, "common management mumbo, in meetings"
	for day := b.Period.From; day < b.Days[0].Day; day += 7 {
		b.Days = append(b.Days, DaySum{Day: day, IC: 60, Leadership: 300, Logged: 360})
	}
	return &Sheet{Balance: b, Private: true, Pages: aSheet().Pages}
}

func sheetHTML(t *testing.T, s *Sheet) string {
	t.Helper()
	var out bytes.Buffer
	if err := s.HTML(&out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// The page refers to nothing outside itself, holds no script, and has a table
// with a caption for each chart.
func TestSheetStandsAlone(t *testing.T) {
	page := sheetHTML(t, aSheet())
	for _, word := range []string{"http:", "https:", "src=", "href=", "@import", "url(", "<script", "<b>"} {
		if strings.Contains(page, word) {
			t.Errorf("the page holds %s", word)
		}
	}
	if charts, tables := strings.Count(page, "<svg"), strings.Count(page, "<caption>"); charts < 3 || tables < charts {
		t.Errorf("%d charts and %d tables; want three charts and a table for each", charts, tables)
	}
	if strings.Contains(page, "NaN") || strings.Contains(page, "Inf") {
		t.Error("the page holds a figure that is none")
	}
	long := sheetHTML(t, aJournalSheet())
	for _, want := range []string{"2025-Q1", "IC share by quarter", "Main reasons", "Values lived", "Exercises done", "<th scope=\"row\">honesty - in a few words</th><td>3</td><td>1.5</td>"} {
		if !strings.Contains(long, want) {
			t.Errorf("%q is not on the page of a journal", want)
		}
	}
	empty := sheetHTML(t, &Sheet{Balance: &Balance{Period: period.Of(period.KindWeek, today), Now: evening}})
	if strings.Contains(empty, "<svg") || !strings.Contains(empty, "Nothing is written for this week") {
		t.Errorf("the page of an empty week:\n%s", empty)
	}
}

// What is private stays off a page unless it is asked for: reasons, words,
// moments and values are, hours and energy are not.
func TestSheetLeavesOutWhatIsPrivate(t *testing.T) {
	sheet := aJournalSheet()
	private := []string{"easier than", "hopeful", "lifted", "honesty", "was waiting"}
	with := sheetHTML(t, sheet)
	sheet.Private = false
	without := sheetHTML(t, sheet)
	for _, words := range private {
		if !strings.Contains(with, words) || strings.Contains(without, words) {
			t.Errorf("%q: on the page with private answers %v, without %v", words, strings.Contains(with, words), strings.Contains(without, words))
		}
	}
	if !strings.Contains(without, "Energy") || !strings.Contains(without, "Private answers are left out") {
		t.Error("the page lacks its energy, or does not say that something is left out")
	}
}

// TestSheetInABrowser opens the page as wide as a phone and as a desktop:
// nothing reaches over the edge, no word is cut off in a chart, no figure is broken
// in two, and nothing is loaded.
func TestSheetInABrowser(t *testing.T) {
	browser := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			browser = path
			break
		}
	}
	if browser == "" {
		t.Skip("there is no chromium or google-chrome here to look at the page with")
	}
	quarter := aLong(period.KindQuarter)
	busy(quarter)
	sheets := []*Sheet{aSheet(), {Balance: quarter, Before: aWeek().Before}, aJournalSheet()}
	var frames strings.Builder
	widths := []int{360, 1280}
	for _, wide := range widths {
		for _, sheet := range sheets {
			fmt.Fprintf(&frames, `<iframe style="width:%dpx;height:9000px;border:0" srcdoc="%s"></iframe>`, wide, html.EscapeString(sheetHTML(t, sheet)))
		}
	}
	look := `<!doctype html><body>` + frames.String() + `<pre id="found"></pre><script>
addEventListener("load", () => {
  const found = [...document.querySelectorAll("iframe")].map(f => {
    const d = f.contentDocument, w = f.clientWidth;
    const over = [...d.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > w + 0.5).length;
    const cut = [...d.querySelectorAll("svg text")].filter(e => {
      const t = e.getBoundingClientRect(), s = e.ownerSVGElement.getBoundingClientRect();
      return t.left < s.left - 1 || t.right > s.right + 1;
    }).length;
    const broken = [...d.querySelectorAll("td:not(:first-child), thead th")].filter(e => {
      const r = d.createRange();
      r.selectNodeContents(e);
      return new Set([...r.getClientRects()].map(x => Math.round(x.top))).size > 1;
    }).length;
    const loads = f.contentWindow.performance.getEntriesByType("resource").length;
    return "width " + w + " page " + d.documentElement.scrollWidth + " over " + over + " cut " + cut + " broken " + broken + " loads " + loads + " svg " + d.querySelectorAll("svg").length;
  });
  document.getElementById("found").textContent = found.join("\n");
});
</script>`
	dir := t.TempDir()
	file := filepath.Join(dir, "look.html")
	if err := os.WriteFile(file, []byte(look), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	// The sandbox of the browser needs rights that containers do not give.
	out, err := exec.CommandContext(ctx, browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
		"--user-data-dir="+filepath.Join(dir, "profile"), "--window-size=1400,1800", "--virtual-time-budget=5000", "--dump-dom", "file://"+file).Output()
	if err != nil {
		t.Skipf("%s does not run here: %v", browser, err)
	}
	for _, wide := range widths {
		want := fmt.Sprintf("width %d page %d over 0 cut 0 broken 0 loads 0 svg ", wide, wide)
		if bytes.Count(out, []byte(want)) != len(sheets) {
			found := regexp.MustCompile(`(?s)<pre id="found">(.*?)</pre>`).FindSubmatch(out)
			t.Errorf("%d px: the browser found\n%s\nwant on each page %s", wide, found, want)
		}
	}
}
