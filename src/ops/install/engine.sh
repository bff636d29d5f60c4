# shellcheck shell=sh
# The speech engine, built from the source inside its npm package, and the speech model. Read by source.sh.
# shellcheck disable=SC2154 # set by install.sh: root, ensure, dry_run

ENGINE_FLAGS='-DCMAKE_BUILD_TYPE=Release -DBUILD_SHARED_LIBS=OFF -DWHISPER_BUILD_TESTS=OFF -DGGML_LLAMAFILE=ON'
ENGINE_SOURCE=node_modules/nodejs-whisper/cpp/whisper.cpp
ENGINE=.build/whisper/bin/whisper-server

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

model_there() {
  [ -f .build/models-checked ] && [ "$(cat .build/models-checked)" = "$(models_seen)" ]
}

models_seen() {
  stat -c '%n %s %Y' audio/models/* 2>/dev/null | hash_of -
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
