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

# Below a release and below a source folder alike.
NODE=node_modules/node/bin/node

OPT=/opt/hotelbot
COMMAND=/usr/local/bin/hotelbot
MANUAL=/usr/local/share/man/man1/hotelbot.1
COMPLETION=/usr/local/share/bash-completion/completions/hotelbot

ensure=no
dry_run=no
from=

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
  # shellcheck source=src/ops/install/source.sh
  . "$root/src/ops/install/source.sh"
  set_up_source
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

# --- helpers, of the set-up in src/ops/install too --------------------------------------------------------------

would() {
  [ "$dry_run" = yes ] || return 1
  say "would $1"
}

# stdout belongs to what is started afterwards.
say() {
  printf 'install: %s\n' "$1" >&2
}

stop() {
  say "$2"
  exit "$1"
}

hash_of() {
  sha256sum -- "$1" | cut -d ' ' -f 1
}

main "$@"
