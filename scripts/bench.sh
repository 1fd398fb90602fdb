#!/usr/bin/env bash
# Times the built program as whole processes, beside the sqlite3 shell running
# the same SQL on the same journal, in turns, and prints medians and ratios.
#
#   scripts/bench.sh            one year and ten years of twenty records a day
#   BIG=1 scripts/bench.sh      also a hundred years (making them takes long)
#   ROUNDS=50 scripts/bench.sh  more rounds
#   KEEP=DIR scripts/bench.sh   keep the generated journals there for next time
#   SEALED=1 scripts/bench.sh   only journals of 1, 10, 40 and 54 MB, plain and sealed
#
# Compare figures within one run only: ratios carry over, milliseconds do not.
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${ROUNDS:-25}
here=$PWD/scripts/bench
. "$here/begin.sh"
keep=${KEEP:-$work}
mkdir -p "$keep"

shell=sqlite3
if ! command -v sqlite3 >/dev/null; then
  say 'There is no sqlite3 shell here, so nothing to compare with: only the times of mull are shown.'
  shell=
fi

built ./internal/sample/generate

# The peak of memory, as the system counts it.
peak() {
  if [ -x /usr/bin/time ] && /usr/bin/time -f %M true 2>/dev/null; then
    /usr/bin/time -f %M "$@" 2>&1 >/dev/null | tail -1
  fi
}

# spent FILE is the median of what the processor spent, in microseconds. times
# writes two lines, and the second is of the processes that were started.
spent() {
  awk 'function us(t, p) { split(t, p, /[ms]/); return 1e6 * (60 * p[1] + p[2]) }
    NR % 4 == 2 { from = us($1) + us($2) }
    NR % 4 == 0 { printf "%.0f\n", us($1) + us($2) - from }' "$1" | median -
}

. "$here/sealed.sh"
if [ -n "${SEALED:-}" ]; then
  sealed
  exit
fi

years='1 10'
[ -z "${BIG:-}" ] || years='1 10 100'
for y in $years; do
  made "$y"
  cp "$keep/$y.db" "$work/mull-$y.db"
  "$work/mull" --journal "$work/mull-$y.db" week >/dev/null # one that was kept may be of an older version
  cp "$work/mull-$y.db" "$work/shell-$y.db"
done

# What is timed. The shell reads its SQL from scripts/bench.
mull_version() { "$work/mull" --version; }
mull_week() { "$work/mull" --journal "$work/mull-$1.db" week; }
mull_log() { "$work/mull" --journal "$work/mull-$1.db" log 1m ic; }
shell_version() { sqlite3 --version; }
shell_week() { sqlite3 "$work/shell-$1.db" <"$here/week.sql"; }
shell_log() { sqlite3 "$work/shell-$1.db" <"$here/log.sql"; }

# once NAME YEARS runs something and notes its microseconds, and what the
# processor spent on it: on a busy machine only that can be compared.
once() {
  times >>"$work/$1-$2.cpu"
  local from=${EPOCHREALTIME/[.,]/}
  "$1" "$2" >/dev/null
  local to=${EPOCHREALTIME/[.,]/}
  times >>"$work/$1-$2.cpu"
  echo $((to - from)) >>"$work/$1-$2.wall"
}

# undo keeps the day from growing while it is measured; it is not timed.
undo() { "$work/mull" --journal "$work/mull-$1.db" undo >/dev/null; }

say "Measuring, $rounds rounds."
for ((i = 0; i <= rounds; i++)); do
  for y in $years; do
    for what in version week log; do
      once "mull_$what" "$y"
      [ -z "$shell" ] || once "shell_$what" "$y"
    done
    undo "$y"
  done
  # The first round warms the caches.
  [ "$i" -gt 0 ] || rm "$work"/*.wall "$work"/*.cpu
done

printf '\n| command | years | mull ms | sqlite3 ms | ratio | mull CPU ms | sqlite3 CPU ms | ratio |\n|---|---:|---:|---:|---:|---:|---:|---:|\n'
for what in version week log; do
  for y in $years; do
    ours=$(median "$work/mull_$what-$y.wall") cpu=$(spent "$work/mull_$what-$y.cpu")
    row="| $what | $y | $(ms "$ours") | - | - | $(ms "$cpu") | - | - |"
    if [ -n "$shell" ]; then
      theirs=$(median "$work/shell_$what-$y.wall") their_cpu=$(spent "$work/shell_$what-$y.cpu")
      row="| $what | $y | $(ms "$ours") | $(ms "$theirs") | $(ratio "$ours" "$theirs") | $(ms "$cpu") | $(ms "$their_cpu") | $(ratio "$cpu" "$their_cpu") |"
    fi
    printf '%s\n' "$row"
  done
done

printf '\n| command | years | times the time of a tenth | CPU |\n|---|---:|---:|---:|\n'
before=
for y in $years; do
  for what in week log; do
    [ -z "$before" ] || printf '| %s | %s | %s | %s |\n' "$what" "$y" \
      "$(ratio "$(median "$work/mull_$what-$y.wall")" "$(median "$work/mull_$what-$before.wall")")" \
      "$(ratio "$(spent "$work/mull_$what-$y.cpu")" "$(spent "$work/mull_$what-$before.cpu")")"
  done
  before=$y
done

# doctor reads all there is; once is enough.
printf '\n| command | years | s | CPU s |\n|---|---:|---:|---:|\n'
for y in $years; do
  times >"$work/doctor.cpu"
  from=${EPOCHREALTIME/[.,]/}
  "$work/mull" --journal "$work/mull-$y.db" doctor >/dev/null 2>&1 || true # a made-up journal has findings
  to=${EPOCHREALTIME/[.,]/}
  times >>"$work/doctor.cpu"
  printf '| doctor | %s | %s | %s |\n' "$y" "$(ms $(((to - from) / 1000)))" "$(ms $(($(spent "$work/doctor.cpu") / 1000)))"
done

if [ -n "$(peak true)" ]; then
  printf '\n| command | years | peak of memory, MB |\n|---|---:|---:|\n'
  for y in $years; do
    printf '| week | %s | %s |\n' "$y" "$(ms "$(peak "$work/mull" --journal "$work/mull-$y.db" week)")"
    printf '| log | %s | %s |\n' "$y" "$(ms "$(peak "$work/mull" --journal "$work/mull-$y.db" log 1m ic)")"
  done
else
  say 'No GNU time here: the peak of memory is not shown.'
fi

sealed
