# shellcheck shell=sh
# Debian packages: tools that hotelbot runs, and compilers while there is an engine to build. Read by source.sh.

# What is run, and the Debian package it is in.
RUNTIME_TOOLS='espeak-ng:espeak-ng ffmpeg:ffmpeg'
ENGINE_TOOLS='cmake:cmake make:make g++:g++'

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
