# For bench.sh: sealed journals beside plain ones of the same size, in turns.

# sized MB makes a journal of about so many megabytes: a year of twenty records a
# day has four.
sized() {
  [ -s "$keep/$1mb.db" ] && return
  say "Making up a journal of $1 MB."
  case $1 in
    1) "$work/generate" -years 1 -records 6 -o "$keep/1mb.db" ;;
    10) "$work/generate" -years 3 -records 23 -o "$keep/10mb.db" ;;
    40) "$work/generate" -years 10 -records 27 -o "$keep/40mb.db" ;;
    54) "$work/generate" -years 13 -records 28 -o "$keep/54mb.db" ;;
  esac
}

sealed_once() { # KIND MB WHAT...
  local journal=$work/$1-$2.db name=$1-$2-$3
  times >>"$work/$name.cpu"
  local from=${EPOCHREALTIME/[.,]/}
  "$work/mull" --journal "$journal" "${@:3}" >/dev/null
  local to=${EPOCHREALTIME/[.,]/}
  times >>"$work/$name.cpu"
  echo $((to - from)) >>"$work/$name.wall"
}

sealed() {
  if [ ! -w /dev/shm ]; then
    say 'No folder in memory here for the key: sealed journals are not measured.'
    return
  fi
  XDG_RUNTIME_DIR=$(mktemp -d /dev/shm/mull-bench-XXXXXX)
  export XDG_RUNTIME_DIR
  trap 'rm -rf "$work" "$XDG_RUNTIME_DIR"' EXIT
  local sizes='1 10 40 54' mb kind i
  for mb in $sizes; do
    sized "$mb"
    cp "$keep/${mb}mb.db" "$work/plain-$mb.db"
    cp "$keep/${mb}mb.db" "$work/sealed-$mb.db"
    "$work/mull" --journal "$work/sealed-$mb.db" lock --set-passphrase --passphrase-fd 3 3<<<'only for measuring' >/dev/null 2>&1
    "$work/mull" --journal "$work/sealed-$mb.db" unlock --for 24h --passphrase-fd 3 3<<<'only for measuring' >/dev/null
  done
  say "Measuring sealed journals, $rounds rounds."
  for ((i = 0; i <= rounds; i++)); do
    for mb in $sizes; do
      for kind in plain sealed; do
        sealed_once "$kind" "$mb" week
        sealed_once "$kind" "$mb" search budget
        sealed_once "$kind" "$mb" log 1m ic
        "$work/mull" --journal "$work/$kind-$mb.db" undo >/dev/null
      done
    done
    [ "$i" -gt 0 ] || rm "$work"/*.wall "$work"/*.cpu
  done
  printf '\n| command | MB | plain ms | sealed ms | at best | plain CPU ms | sealed CPU ms | peak of memory, sealed, MB |\n|---|---:|---:|---:|---:|---:|---:|---:|\n'
  for what in week search log; do
    for mb in $sizes; do
      local more=''
      [ "$what" != search ] || more=budget
      [ "$what" != log ] || more='1m ic'
      # shellcheck disable=SC2086 # several words
      printf '| %s | %s | %s | %s | %s | %s | %s | %s |\n' "$what" "$(($(stat -c %s "$work/plain-$mb.db") >> 20))" \
        "$(ms "$(median "$work/plain-$mb-$what.wall")")" "$(ms "$(median "$work/sealed-$mb-$what.wall")")" \
        "$(ms "$(sort -n "$work/sealed-$mb-$what.wall" | head -1)")" \
        "$(ms "$(spent "$work/plain-$mb-$what.cpu")")" "$(ms "$(spent "$work/sealed-$mb-$what.cpu")")" \
        "$(ms "$(peak "$work/mull" --journal "$work/sealed-$mb.db" $what $more)")"
    done
  done
}
