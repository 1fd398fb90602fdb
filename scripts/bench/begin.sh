# For the bench scripts, read at their start: a folder to work in that goes at
# the end, one clock, the program as it is released, and nobody's own settings.
# shellcheck shell=bash
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

say() { printf '%s\n' "$*" >&2; }

export CGO_ENABLED=0 MULL_NOW=2026-11-19T18:00:00+01:00 TZ=Europe/Berlin NO_COLOR=1

# built PACKAGE builds mull, and the package as what makes up its data.
built() {
  say 'Building.'
  go build -trimpath -ldflags='-s -w' -tags urfave_cli_no_docs -o "$work/mull" ./cmd/mull
  go build -o "$work/generate" "$1"
  # Only now: what go has compiled before is found by the old one.
  export HOME=$work/home XDG_CONFIG_HOME=$work/home
}

# made YEARS makes up a journal of so many years in $keep, if none is there.
made() {
  [ -s "$keep/$1.db" ] && return
  say "Making up a journal of $1 years."
  "$work/generate" -years "$1" -o "$keep/$1.db"
}

# median FILE is the median of numbers, one a line; of - those that come.
median() { sort -n "$1" | awk '{ a[NR] = $1 } END { print a[int((NR + 1) / 2)] }'; }
ms() { awk -v us="$1" 'BEGIN { printf "%.1f", us / 1000 }'; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / (b ? b : 1) }'; }
