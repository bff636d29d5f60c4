# shellcheck shell=sh
# Sets a source folder up. Read by install.sh, whose flags and helpers it uses, with the source folder in $root.
# shellcheck disable=SC2154 # set by install.sh: root, ensure, dry_run

for part in step packages dependencies engine build; do
  # shellcheck source=/dev/null
  . "$root/src/ops/install/$part.sh"
done

did_something=no
began=$(date +%s)

set_up_source() {
  cd -- "$root" || exit
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

all_there() {
  [ -z "$(missing_packages)" ] && dependencies_there && engine_there && model_there && build_there
}
