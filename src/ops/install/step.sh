# shellcheck shell=sh
# How a step of the set-up is run, shown and stopped. Read by source.sh.
# shellcheck disable=SC2154 # set by install.sh: root, ensure, dry_run

# The process of the step under way.
child=

there() {
  [ "$ensure" = yes ] || say "$1: there"
}

# Runs a function with its output in a log and its progress on stderr; stops with the log's end when it fails.
run() {
  title=$1
  shift
  # shellcheck disable=SC2034 # read by source.sh
  did_something=yes
  started=$(date +%s)
  say "$title …"
  log=$root/.build/install.log
  "$@" >"$log" 2>&1 &
  child=$!
  shown=$started
  while kill -0 "$child" 2>/dev/null; do
    sleep 0.2
    now=$(date +%s)
    if [ $((now - shown)) -ge 10 ]; then
      shown=$now
      at=$(last_line "$log")
      say "  $((now - started)) s${at:+: $at}"
    fi
  done
  code=0
  wait "$child" || code=$?
  child=
  if [ "$code" -ne 0 ]; then
    why_of "$log" >&2
    stop 1 "$title: failed after $(($(date +%s) - started)) s. $(advice "$log")
The whole output is in $log. What is done already stays; run this again after the cure."
  fi
  say "  done in $(($(date +%s) - started)) s"
}

# Where a step stands: its last line that is neither a compiler's nor npm's warning.
last_line() {
  tail -n 60 "$1" | tr -d '\r' | grep -vE '^ |^$|^npm warn|warning:|In (member )?function|^cc1' | tail -n 1 | cut -c 1-100
}

# npm says why first and how it is used last; everybody else says why last.
why_of() {
  if grep -q '^npm error' "$1"; then
    grep '^npm error' "$1" | grep -v '^npm error *$' | head -n 12
  else
    tail -n 30 "$1"
  fi
}

advice() {
  if grep -qE 'ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|Could not resolve|Failed to fetch|network' "$1"; then
    echo 'The package server cannot be reached: check the internet line, or the proxy or mirror set for npm and apt.'
  elif grep -qE 'CERT_|certificate' "$1"; then
    echo "The package server's certificate is not trusted: check this machine's clock and its certificates."
  elif grep -q 'npm error code EUSAGE' "$1"; then
    echo 'package.json and package-lock.json do not belong together: take both from one commit.'
  elif grep -q 'dpkg was interrupted' "$1"; then
    echo 'An earlier installation of packages was cut off: run dpkg --configure -a as root.'
  elif grep -qE 'ENOSPC|No space left' "$1"; then
    echo 'The disk is full: about 2 GB are needed.'
  elif grep -qE 'EACCES|Permission denied' "$1"; then
    echo "Some file here belongs to another user: check with ls -l who owns $root."
  elif grep -q 'FAILED' "$1"; then
    echo 'The file is damaged: fetch it again (git checkout -- audio/models).'
  else
    echo 'The lines above say why.'
  fi
}

# The step's whole tree: a shell's background jobs do not hear Ctrl-C by themselves.
stop_child() {
  [ -z "$child" ] || kill_tree "$child"
}

kill_tree() {
  # shellcheck disable=SC2013 # the kernel writes them as words
  for below in $(cat "/proc/$1/task/$1/children" 2>/dev/null); do
    kill_tree "$below"
  done
  kill "$1" 2>/dev/null || true
}
