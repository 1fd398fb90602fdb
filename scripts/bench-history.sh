#!/usr/bin/env bash
# Times what looks back over the whole history, and the week, as whole processes
# on a made-up journal of ten years: beside the sqlite3 shell on a copy of it,
# and beside Timewarrior and hledger on the same time, in turns. What is not
# there is skipped with a word.
#
#   scripts/bench-history.sh
#   BIG=1 scripts/bench-history.sh      also a hundred years of mull and sqlite3
#   ROUNDS=20 scripts/bench-history.sh  more rounds
#   KEEP=DIR scripts/bench-history.sh   keep the generated journals there
#
# The figures are milliseconds of processor time, medians. Compare them within
# one run only.
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${ROUNDS:-9}
here=$PWD/scripts/bench
. "$here/begin.sh"
keep=${KEEP:-$work}
mkdir -p "$keep"

built ./internal/sample/generate
all='10'
[ -z "${BIG:-}" ] || all='10 100'
for y in $all; do
  made "$y"
  [ "$keep" = "$work" ] || cp "$keep/$y.db" "$work/$y.db"
done
cp "$work/10.db" "$work/read.db"
"$work/generate" -read "$work/read.db" -years 10 -trackers "$work/trackers"
export TIMEWARRIORDB=$work/trackers/timew
clock=$work/trackers/time.timeclock

tools='mull'
for tool in sqlite3 timew hledger; do
  if command -v "$tool" >/dev/null; then
    tools="$tools $tool"
  else
    say "There is no $tool here: its times are not shown."
  fi
done

questions='week weeks years hands search insights'
# One function for each tool and question; a tool that has no answer has none.
mull_() { "$work/mull" --journal "$work/${years:-10}.db" "$@"; }
mull_week() { mull_ week; }
mull_weeks() { mull_ trend ic.share --by week --last $((52 * ${years:-10})); }
mull_years() { mull_ trend people.minutes --by year --last $((1 + ${years:-10})); }
mull_hands() { mull_ trend ic.minutes --by year --last $((1 + ${years:-10})); }
mull_search() { mull_ search roadmap; }
mull_insights() { mull_ insights; }
sqlite3_() { sqlite3 "$work/${years:-10}.db" <"$here/$1.sql"; }
sqlite3_week() { sqlite3_ week; }
sqlite3_weeks() { sqlite3_ weeks; }
sqlite3_years() { sqlite3_ years; }
sqlite3_hands() { sqlite3_ hands; }
sqlite3_search() { sqlite3_ search; }
timew_week() { timew summary 2026-11-16 - 2026-11-23; }
timew_weeks() { timew summary 2016-11-01 - 2026-11-23; }
timew_years() { timew summary 2016-11-01 - 2026-11-23 people; }
timew_hands() { timew summary 2016-11-01 - 2026-11-23 hands-on; }
hledger_week() { hledger -f "$clock" balance -b 2026-11-16 -e 2026-11-23; }
hledger_weeks() { hledger -f "$clock" balance -W; }
hledger_years() { hledger -f "$clock" balance -Y people; }
hledger_hands() { hledger -f "$clock" balance -Y hands-on; }
hledger_search() { hledger -f "$clock" register desc:roadmap; }

# once TOOL_QUESTION notes what the processor spent on it, in microseconds: on a
# busy machine only that can be compared. The second line of times is of the
# processes that were started.
once() {
  times >"$work/before"
  "$1" >/dev/null
  times >"$work/after"
  cat "$work/before" "$work/after" | awk 'function us(t, p) { split(t, p, /[ms]/); return 1e6 * (60 * p[1] + p[2]) }
    NR == 2 { from = us($1) + us($2) } NR == 4 { printf "%.0f\n", us($1) + us($2) - from }' >>"$work/$1${years:+-$years}.times"
}

say "Measuring, $rounds rounds."
for ((i = 0; i <= rounds; i++)); do
  for question in $questions; do
    for tool in $tools; do
      if declare -F "${tool}_$question" >/dev/null; then once "${tool}_$question"; fi
    done
    [ -z "${BIG:-}" ] || years=100 once "mull_$question"
  done
  [ "$i" -gt 0 ] || rm "$work"/*.times # the first round warms the caches
done

printf '\n| question | mull ms | sqlite3 ms | mull / sqlite3 | Timewarrior ms | Timewarrior / mull | hledger ms | hledger / mull |\n|---|---:|---:|---:|---:|---:|---:|---:|\n'
for question in $questions; do
  ours=$(median "$work/mull_$question.times")
  row="| $question | $(ms "$ours") |"
  for tool in sqlite3 timew hledger; do
    if [ ! -s "$work/${tool}_$question.times" ]; then
      row="$row - | - |"
      continue
    fi
    theirs=$(median "$work/${tool}_$question.times")
    if [ "$tool" = sqlite3 ]; then of=$(ratio "$ours" "$theirs"); else of=$(ratio "$theirs" "$ours"); fi
    row="$row $(ms "$theirs") | $of |"
  done
  printf '%s\n' "$row"
done

[ -n "${BIG:-}" ] || exit 0
printf '\n| question | ten years, ms | a hundred, ms | ratio |\n|---|---:|---:|---:|\n'
for question in $questions; do
  ten=$(median "$work/mull_$question.times") hundred=$(median "$work/mull_$question-100.times")
  printf '| %s | %s | %s | %s |\n' "$question" "$(ms "$ten")" "$(ms "$hundred")" "$(ratio "$hundred" "$ten")"
done
