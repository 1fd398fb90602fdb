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
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

export CGO_ENABLED=0 MULL_NOW=2026-11-20T15:54:00+01:00 TZ=Europe/Berlin NO_COLOR=1
go build -trimpath -ldflags='-s -w' -tags urfave_cli_no_docs -o "$work/mull" ./cmd/mull
go build -o "$work/generate" ./internal/sample/generate
# Nobody's own settings.
export HOME=$work/home XDG_CONFIG_HOME=$work/home
for n in 5 100; do
  printf 'Making up five years with %s coachees.\n' "$n" >&2
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

printf 'Measuring, %s rounds.\n' "$rounds" >&2
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

median() { sort -n "$1" | awk '{ a[NR] = $1 } END { print a[int((NR + 1) / 2)] }'; }
printf '\n| command | 5 coachees, ms | 100 coachees, ms | ratio |\n|---|---:|---:|---:|\n'
for name in "${names[@]}"; do
  awk -v name="$name" -v a="$(median "$work/$name-5.wall")" -v b="$(median "$work/$name-100.wall")" \
    'BEGIN { printf "| %s | %.1f | %.1f | %.2f |\n", name, a / 1000, b / 1000, b / a }'
done
