# shellcheck shell=sh
# Node and npm's packages, hotelbot's own Node among them. Read by source.sh.
# shellcheck disable=SC2154 # set by install.sh: root, ensure, dry_run

check_machine() {
  for tool in node npm; do
    command -v "$tool" >/dev/null 2>&1 ||
      stop 2 "$tool is not installed: hotelbot needs Node 20 or later with npm (Debian 13: apt-get install npm)"
  done
  major=$(node -p 'process.versions.node.split(".")[0]' 2>/dev/null) || major=0
  [ "$major" -ge 20 ] || stop 2 "Node $major is too old: Node 20 or later is needed to fetch hotelbot's own"
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

# The version of a package in the lockfile, read without Node: this runs before every npm start.
locked_version() {
  sed -n "/^    \"node_modules\/$1\": {/,/^    }/ s/^      \"version\": \"\(.*\)\",*/\1/p" package-lock.json | head -n 1
}

own_tools_out() {
  printf '%s' "$1" | tr ':' '\n' | grep -vE '/node_modules/\.bin/?$|/node-gyp-bin/?$' | tr '\n' ':' | sed 's/:$//'
}
