#!/bin/sh
# Sets hotelbot up on Debian 12 or 13. In a source folder: packages, dependencies with their own Node, speech engine,
# build. Beside a release (hotelbot-*.tar.gz or hotelbot_*.deb): checks it and puts it into /opt/hotelbot, with no
# network. Running it again does only what is missing; a run that was cut off is taken up where it stood.
set -eu

usage() {
  cat <<'TEXT'
Usage: ./install.sh [--ensure] [--dry-run] [--help]
       ./install.sh [--from FILE] [--dry-run]

  --ensure     say nothing when nothing is missing (npm start and npm test begin with it)
  --dry-run    say what would be done and do nothing
  --from FILE  install this release, a .tar.gz or .deb with its .sha256 beside it; without it, the one beside this
               script when there is no source here
  --help       this text

A release needs root and nothing else; hotelbot deploy comes next. A source folder needs git, Node 20 or later and
npm. Debian packages are installed as root or through sudo; without either it says which ones to ask the administrator
for. Exit codes: 0 done, 1 a step failed, 2 something to be provided first, 3 wrong usage.
TEXT
}

# What is run, the Debian package it is in, and what it is needed for.
RUNTIME_TOOLS='espeak-ng:espeak-ng ffmpeg:ffmpeg'
ENGINE_TOOLS='cmake:cmake make:make g++:g++'
ENGINE_FLAGS='-DCMAKE_BUILD_TYPE=Release -DBUILD_SHARED_LIBS=OFF -DWHISPER_BUILD_TESTS=OFF -DGGML_LLAMAFILE=ON'
ENGINE_SOURCE=node_modules/nodejs-whisper/cpp/whisper.cpp
ENGINE=.build/whisper/bin/whisper-server
NODE=node_modules/node/bin/node

OPT=/opt/hotelbot
COMMAND=/usr/local/bin/hotelbot
MANUAL=/usr/local/share/man/man1/hotelbot.1
COMPLETION=/usr/local/share/bash-completion/completions/hotelbot

ensure=no
dry_run=no
from=
began=$(date +%s)
did_something=no
child=

main() {
  while [ $# -gt 0 ]; do
    case $1 in
      --ensure) ensure=yes ;;
      --dry-run) dry_run=yes ;;
      --from)
        [ $# -ge 2 ] || stop 3 '--from needs the file of a release'
        from=$2
        shift
        ;;
      --help | -h)
        usage
        exit 0
        ;;
      *)
        usage >&2
        exit 3
        ;;
    esac
    shift
  done

  root=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
  [ -n "$from" ] || [ -f "$root/package-lock.json" ] || from=$(release_beside "$root")
  if [ -n "$from" ]; then
    install_release "$from"
    return
  fi
  cd -- "$root"
  # npm puts the folder's own tools first; npm itself must not run on the Node it is about to replace.
  PATH=$(own_tools_out "$PATH")
  export PATH
  trap 'stop_child; exit 130' INT
  trap 'stop_child; exit 143' TERM HUP

  if [ "$dry_run" = no ]; then
    if [ "$ensure" = yes ] && all_there; then
      exit 0
    fi
    mkdir -p .build
    # Two at once (npm start beside npm test) would build over each other.
    exec 9>.build/install.lock
    if ! flock -n 9; then
      say 'waiting for another install.sh to finish'
      flock 9
    fi
  fi

  check_machine
  step_packages
  step_dependencies
  step_engine
  step_model
  step_build

  if [ "$dry_run" = yes ]; then
    say 'nothing was changed (--dry-run)'
  elif [ "$did_something" = yes ] || [ "$ensure" = no ]; then
    say "hotelbot is ready ($(($(date +%s) - began)) s)"
  fi
}

# --- a release ------------------------------------------------------------------------------------------------

# The newest beside this script; the tarball when there are both.
release_beside() {
  found=$(find "$1" -maxdepth 1 -name 'hotelbot-*.tar.gz' -exec ls -t {} + 2>/dev/null | head -n 1)
  [ -n "$found" ] || found=$(find "$1" -maxdepth 1 -name 'hotelbot_*.deb' -exec ls -t {} + 2>/dev/null | head -n 1)
  [ -n "$found" ] || stop 2 "there is neither a source nor a release of hotelbot beside this script: name one with --from"
  printf '%s' "$found"
}

install_release() {
  release=$1
  [ -f "$release" ] || stop 2 "there is no file $release"
  check_sum "$release"
  would "install $release" && return
  [ "$(id -u)" = 0 ] || stop 2 'a release is installed as root: run this with sudo'
  case $release in
    *.deb) dpkg -i "$release" || stop 1 "dpkg could not install $release: the lines above say why" ;;
    *) install_tarball "$release" ;;
  esac
}

check_sum() {
  [ -f "$1.sha256" ] || stop 2 "the sum of $1 is missing: $1.sha256"
  wanted=$(cut -d ' ' -f 1 "$1.sha256")
  [ "$(hash_of "$1")" = "$wanted" ] || stop 1 "$1 is damaged: its sha256 is not the one in $1.sha256"
}

# Unpacked beside and moved in whole. A release that is in force is never touched: hotelbot update changes it.
install_tarball() {
  mkdir -p "$OPT/releases"
  new=$OPT/releases/.installing
  rm -rf "$new"
  mkdir "$new"
  say "unpacking $1"
  tar --no-same-owner --strip-components=1 -xzf "$1" -C "$new" || stop 1 "$1 cannot be unpacked: is the disk full?"
  version=$(sed -n 's/^  "version": "\(.*\)",$/\1/p' "$new/release.json")
  [ -n "$version" ] || stop 1 "$1 is no release of hotelbot"
  "$new/$NODE" "$new/bin/run.js" --version >/dev/null ||
    stop 1 "hotelbot $version does not start on this machine"
  if [ -L "$OPT/current" ]; then
    now=$(basename "$(readlink "$OPT/current")")
    rm -rf "$new"
    [ "$now" = "$version" ] || say "hotelbot $now is in force; next: hotelbot update --from $1"
    [ "$now" != "$version" ] || say "hotelbot $version is installed already"
    return
  fi
  rm -rf "${OPT:?}/releases/$version"
  mv "$new" "$OPT/releases/$version"
  ln -sfn "releases/$version" "$OPT/current.new"
  mv -T "$OPT/current.new" "$OPT/current"
  mkdir -p "$(dirname "$COMMAND")"
  # shellcheck disable=SC2016 # "$@" is the command's own
  printf '#!/bin/sh\nexec %s/current/%s %s/current/bin/run.js "$@"\n' "$OPT" "$NODE" "$OPT" >"$COMMAND.new"
  chmod 755 "$COMMAND.new"
  mv "$COMMAND.new" "$COMMAND"
  # Of the release in force, whichever that is.
  mkdir -p "$(dirname "$MANUAL")" "$(dirname "$COMPLETION")"
  ln -sfn "$OPT/current/docs/man/hotelbot.1" "$MANUAL"
  ln -sfn "$OPT/current/docs/completion/hotelbot.bash" "$COMPLETION"
  say "hotelbot $version is installed; next: hotelbot deploy"
}

# --- what is there already ------------------------------------------------------------------------------------

all_there() {
  [ -z "$(missing_packages)" ] && dependencies_there && engine_there && model_there && build_there
}

# The Debian packages of tools that are not on the PATH. Compilers are asked for only while there is an engine to build.
missing_packages() {
  wanted=$RUNTIME_TOOLS
  engine_there || wanted="$wanted $ENGINE_TOOLS"
  missing=
  for pair in $wanted; do
    command -v "${pair%%:*}" >/dev/null 2>&1 || missing="$missing ${pair#*:}"
  done
  [ -e /etc/ssl/certs/ca-certificates.crt ] || missing="$missing ca-certificates"
  printf '%s' "${missing# }"
}

dependencies_there() {
  [ -x "$NODE" ] && [ -f node_modules/.hotelbot-stamp ] &&
    [ "$(cat node_modules/.hotelbot-stamp)" = "$(hash_of package-lock.json)" ] &&
    node_fits
}

# A node_modules copied from another machine, or made for another kind of processor, has a Node that does not start.
node_fits() {
  [ "v$(locked_version node)" = "$("$NODE" --version 2>/dev/null)" ]
}

engine_there() {
  [ -x "$ENGINE" ] && [ -f .build/whisper/stamp ] && [ "$(cat .build/whisper/stamp)" = "$(engine_stamp)" ]
}

# The engine is built for this very processor: moved to another it could stop at its first instruction.
engine_stamp() {
  printf '%s %s %s' "$(locked_version nodejs-whisper)" "$ENGINE_FLAGS" \
    "$(
      uname -m
      grep -m1 -E '^(flags|Features)' /proc/cpuinfo 2>/dev/null || true
    )" | hash_of -
}

model_there() {
  [ -f .build/models-checked ] && [ "$(cat .build/models-checked)" = "$(models_seen)" ]
}

models_seen() {
  stat -c '%n %s %Y' audio/models/* 2>/dev/null | hash_of -
}

build_there() {
  [ -f dist/.stamp ] && [ "$(cat dist/.stamp)" = "$(sources_stamp)" ]
}

sources_stamp() {
  {
    hash_of tsconfig.json
    hash_of package-lock.json
    find src commands audio -name '*.ts' -type f -exec sha256sum {} + | LC_ALL=C sort
  } | hash_of -
}

# --- steps ----------------------------------------------------------------------------------------------------

check_machine() {
  for tool in node npm; do
    command -v "$tool" >/dev/null 2>&1 ||
      stop 2 "$tool is not installed: hotelbot needs Node 20 or later with npm (Debian 13: apt-get install npm)"
  done
  major=$(node -p 'process.versions.node.split(".")[0]' 2>/dev/null) || major=0
  [ "$major" -ge 20 ] || stop 2 "Node $major is too old: Node 20 or later is needed to fetch hotelbot's own"
}

step_packages() {
  packages=$(missing_packages)
  if [ -z "$packages" ]; then
    there 'Debian packages'
    return
  fi
  would "install the Debian packages $packages" && return
  command -v apt-get >/dev/null 2>&1 ||
    stop 2 "these are missing and there is no apt-get to install them with: $packages"
  as_root=$(root_by) ||
    stop 2 "Debian packages are missing and this user may not install them. Ask the administrator for:
  apt-get install --no-install-recommends $packages"
  # shellcheck disable=SC2086 # words on purpose: package names and `sudo -n`
  run "Debian packages: $packages" install_packages $packages
}

root_by() {
  if [ "$(id -u)" = 0 ]; then
    echo ''
  elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    echo 'sudo -n'
  else
    return 1
  fi
}

install_packages() {
  # Lists of yesterday name versions that are gone today, so they are fetched first.
  # shellcheck disable=SC2086 # `sudo -n` is two words
  $as_root apt-get update -q &&
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@"
}

step_dependencies() {
  if dependencies_there || adopt_dependencies; then
    there 'dependencies and Node'
    return
  fi
  would 'install the dependencies with npm ci' && return
  run 'dependencies and Node' install_dependencies
  node_fits || stop 1 "the packaged Node does not start on this machine: $("$NODE" --version 2>&1 | head -n 1)"
  hash_of package-lock.json >node_modules/.hotelbot-stamp
}

install_dependencies() {
  npm ci --include=dev --no-audit --no-fund || return
  # Where npm is told to run no scripts, Node's own package has not fetched its binary.
  [ -x "$NODE" ] || (cd node_modules/node && node installArchSpecificPackage)
}

# Dependencies that somebody installed with npm by hand are taken when they are the ones of the lockfile.
adopt_dependencies() {
  [ -x "$NODE" ] && [ -f node_modules/.package-lock.json ] && node_fits && node -e '
    const { readFileSync } = require("node:fs");
    const packages = (file) => JSON.parse(readFileSync(file, "utf8")).packages;
    const there = packages("node_modules/.package-lock.json");
    const wanted = Object.entries(packages("package-lock.json")).filter(([path, it]) => path && !it.optional);
    process.exit(wanted.every(([path, it]) => there[path]?.version === it.version) ? 0 : 1);
  ' || return 1
  [ "$dry_run" = yes ] || hash_of package-lock.json >node_modules/.hotelbot-stamp
}

step_engine() {
  if engine_there; then
    there 'speech engine'
    return
  fi
  would 'build the speech engine (whisper-server) in .build/whisper' && return
  run 'speech engine (some minutes, once)' build_engine
  engine_stamp >.build/whisper/stamp
}

build_engine() {
  rm -f .build/whisper/stamp
  # cmake refuses a folder that was configured elsewhere, or by a run that was cut off.
  if ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root/$ENGINE_SOURCE" .build/whisper/CMakeCache.txt 2>/dev/null; then
    rm -rf .build/whisper
  fi
  # shellcheck disable=SC2086 # flags are words
  cmake -S "$root/$ENGINE_SOURCE" -B "$root/.build/whisper" $ENGINE_FLAGS &&
    cmake --build "$root/.build/whisper" --parallel "$(nproc)" --target whisper-server
}

step_model() {
  if model_there; then
    there 'speech model'
    return
  fi
  would 'check the speech model against audio/models/SHA256SUMS' && return
  run 'speech model' check_model
  models_seen >.build/models-checked
}

check_model() {
  (cd audio/models && sha256sum --check --strict SHA256SUMS)
}

step_build() {
  if build_there; then
    there 'build'
    return
  fi
  would 'compile into dist' && return
  run 'build' compile
}

# Compiled beside and moved in whole: a command started meanwhile sees the old program or the new one.
compile() {
  rm -rf dist.new
  sources_stamp >.build/sources
  "$NODE" node_modules/typescript/bin/tsc -p tsconfig.json --outDir dist.new || return
  mv .build/sources dist.new/.stamp
  rm -rf dist
  mv dist.new dist
}

# --- helpers --------------------------------------------------------------------------------------------------

# Runs a function with its output in a log and its progress on stderr; stops with the log's end when it fails.
run() {
  title=$1
  shift
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

would() {
  [ "$dry_run" = yes ] || return 1
  say "would $1"
}

there() {
  [ "$ensure" = yes ] || say "$1: there"
}

# stdout belongs to what is started afterwards.
say() {
  printf 'install: %s\n' "$1" >&2
}

stop() {
  say "$2"
  exit "$1"
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

hash_of() {
  sha256sum -- "$1" | cut -d ' ' -f 1
}

# The version of a package in the lockfile, read without Node: this runs before every npm start.
locked_version() {
  sed -n "/^    \"node_modules\/$1\": {/,/^    }/ s/^      \"version\": \"\(.*\)\",*/\1/p" package-lock.json | head -n 1
}

own_tools_out() {
  printf '%s' "$1" | tr ':' '\n' | grep -vE '/node_modules/\.bin/?$|/node-gyp-bin/?$' | tr '\n' ':' | sed 's/:$//'
}

main "$@"
