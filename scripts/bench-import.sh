#!/usr/bin/env bash
# Times imports as whole processes: a calendar of ten years (50,000 events and
# 500 series) into a new journal, the same file again, and the same calendar
# exported anew, in rows per second; mull's own export of ten years into a new
# journal; then the memory that hostile files take.
#
#   scripts/bench-import.sh            three rounds
#   ROUNDS=9 scripts/bench-import.sh   more rounds
#
# Needs GNU time. Compare figures within one run only.
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${ROUNDS:-3}
. scripts/bench/begin.sh

if ! /usr/bin/time -f %M true 2>/dev/null; then
  say 'There is no GNU time here, which this needs.'
  exit 1
fi
built ./internal/intake/bigcalendar/generate
rows=$("$work/generate" -o "$work/ten-years.ics")
# Exported anew, a calendar has other bytes and the same events.
{ cat "$work/ten-years.ics"; printf '\r\n'; } >"$work/anew.ics"

# once NAME FILE notes seconds, seconds of the processor and kilobytes.
once() {
  /usr/bin/time -a -o "$work/$1" -f '%e %U %S %M' "$work/mull" --journal "$work/journal.db" import "$2" >/dev/null
}

say "Measuring, $rounds rounds."
for ((i = 0; i < rounds; i++)); do
  rm -f "$work"/journal.db*
  once first "$work/ten-years.ics"
  once again "$work/ten-years.ics"
  once anew "$work/anew.ics"
done

# summed FILE COLUMNS is the median of the sum of columns.
summed() {
  awk -v columns="$2" '{ s = 0; n = split(columns, c, ","); for (i = 1; i <= n; i++) s += $c[i]; print s }' "$work/$1" |
    median -
}
printf '\n| import | rows | seconds | rows/s | CPU seconds | rows per CPU second | peak MB |\n|---|---:|---:|---:|---:|---:|---:|\n'
for what in first again anew; do
  awk -v what="$what" -v rows="$rows" -v wall="$(summed $what 1)" -v cpu="$(summed $what 2,3)" -v kb="$(summed $what 4)" 'BEGIN {
    printf "| %s | %d | %.2f | %d | %.2f | %d | %d |\n", what, rows, wall, rows / (wall ? wall : .01), cpu, rows / (cpu ? cpu : .01), kb / 1024 }'
done

go build -o "$work/sample" ./internal/sample/generate
say 'Making up a journal of ten years.'
"$work/sample" -years 10 -o "$work/10.db"
"$work/mull" --journal "$work/10.db" export --format jsonl -o "$work/own.jsonl" >/dev/null 2>&1
for ((i = 0; i < rounds; i++)); do
  rm -f "$work"/journal.db*
  once own "$work/own.jsonl"
done
"$work/mull" --journal "$work/journal.db" export --format jsonl -o "$work/again.jsonl" >/dev/null 2>&1
cmp "$work/own.jsonl" "$work/again.jsonl"
printf '\n| own export | lines | MB | seconds | CPU seconds | peak MB |\n|---|---:|---:|---:|---:|---:|\n'
awk -v lines="$(wc -l <"$work/own.jsonl")" -v bytes="$(wc -c <"$work/own.jsonl")" -v wall="$(summed own 1)" -v cpu="$(summed own 2,3)" -v kb="$(summed own 4)" 'BEGIN {
  printf "| ten years | %d | %d | %.1f | %.1f | %d |\n", lines, bytes / 1e6, wall, cpu, kb / 1024 }'

mkdir "$work/hostile"
"$work/generate" -hostile "$work/hostile" >"$work/names"
printf '\n| hostile file | exit | CPU seconds | peak MB |\n|---|---:|---:|---:|\n'
while read -r file; do
  code=0
  /usr/bin/time -o "$work/one" -f '%U %S %M' "$work/mull" --journal "$work/hostile.db" import "$file" >/dev/null 2>&1 || code=$?
  # GNU time puts a line about the exit before its figures.
  tail -1 "$work/one" | awk -v name="${file##*/}" -v code="$code" '{ printf "| %s | %d | %.1f | %d |\n", name, code, $1 + $2, $3 / 1024 }'
done <"$work/names"
