# shellcheck shell=sh
# The program, compiled into dist. Read by source.sh.

build_there() {
  [ -f dist/.stamp ] && [ "$(cat dist/.stamp)" = "$(sources_stamp)" ]
}

sources_stamp() {
  {
    hash_of tsconfig.json
    hash_of package-lock.json
    find src commands audio \( -name '*.ts' -o -path 'src/understanding/data/*.yaml' \) -type f -exec sha256sum {} + |
      LC_ALL=C sort
  } | hash_of -
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
  "$NODE" src/ops/understand/write-weights.ts dist.new/weights || return
  mv .build/sources dist.new/.stamp
  rm -rf dist
  mv dist.new dist
}
