#!/usr/bin/env bash
# Times what a coach does, as whole processes: with five coachees and with a
# hundred, five years of sessions, exercises and shares each, in turns, and
# prints medians and ratios.
#
#   scripts/bench-practice.sh            25 rounds
#   ROUNDS=50 scripts/bench-practice.sh  more, at most 90
#
# Compare figures within one run only: ratios carry over, milliseconds do not.
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${ROUNDS:-25}
. scripts/bench/begin.sh
MULL_NOW=2026-11-20T15:54:00+01:00 # the day after what is made up ends

built ./internal/sample/generate
for n in 5 100; do
  say "Making up five years with $n coachees."
  "$work/generate" -years 5 -coachees "$n" -o "$work/$n.db" -letters "$work/letters-$n"
done

names=('coachee' 'coachees' 'assignments' 'assignments NAME' 'shares' 'mull' 'due' 'receive')

# command NAME PEOPLE ROUND runs one of them.
command_() {
  local mull=("$work/mull" --journal "$work/$2.db")
  case $1 in
    coachee) "${mull[@]}" coachee 'Person 3' ;;
    'assignments NAME') "${mull[@]}" assignments 'Person 3' ;;
    mull) "${mull[@]}" ;;
    receive) "${mull[@]}" receive "$work/letters-$2/$(printf %03d "$3").mull" ;;
    *) "${mull[@]}" "$1" ;;
  esac
}

say "Measuring, $rounds rounds."
for ((i = 0; i <= rounds; i++)); do
  for name in "${names[@]}"; do
    for n in 5 100; do
      from=${EPOCHREALTIME/[.,]/}
      command_ "$name" "$n" "$i" >/dev/null 2>"$work/errors" || { cat "$work/errors" >&2; exit 1; }
      to=${EPOCHREALTIME/[.,]/}
      # The first round warms the caches.
      [ "$i" -eq 0 ] || echo $((to - from)) >>"$work/$name-$n.wall"
    done
  done
done

printf '\n| command | 5 coachees, ms | 100 coachees, ms | ratio |\n|---|---:|---:|---:|\n'
for name in "${names[@]}"; do
  few=$(median "$work/$name-5.wall") many=$(median "$work/$name-100.wall")
  printf '| %s | %s | %s | %s |\n' "$name" "$(ms "$few")" "$(ms "$many")" "$(ratio "$many" "$few")"
done
