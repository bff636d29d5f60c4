import { commandsOf, type Manifest, type ManualCommand } from "./manifest.ts";

/**
 * A completion for bash without a program behind it: words of commands, their flags, and the values of flags and
 * arguments that have a fixed set; files for everything else.
 */
export function bashCompletion(manifest: Manifest): string {
  const commands = commandsOf(manifest);
  const nexts = new Map<string, Set<string>>();
  for (const { words } of commands) {
    const parts = words.split(" ");
    parts.forEach((part, index) => {
      const before = parts.slice(0, index).join(" ");
      nexts.set(before, (nexts.get(before) ?? new Set()).add(part));
    });
  }
  nexts.get("")?.add("help");
  const next = [...nexts].map(
    ([before, words]) => `    ${quote(before)}) words=${quote([...words].join(" "))} ;;`,
  );
  const flags = commands.map(
    ({ words, command }) => `    ${quote(words)}) flags=${quote(flagsOf(command))} ;;`,
  );
  const values = commands.flatMap(({ words, command }) => valuesOf(words, command));
  return `# Completion of hotelbot for bash, written by npm run build. Install it as
# /usr/share/bash-completion/completions/hotelbot, or source it.
_hotelbot() {
  local current=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} path="" word words="" flags="" values=""
  local index
  for ((index = 1; index < COMP_CWORD; index++)); do
    word=\${COMP_WORDS[index]}
    [[ $word == -* ]] && break
    case " $(_hotelbot_next "$path") " in
      *" $word "*) path="\${path:+$path }$word" ;;
      *) break ;;
    esac
  done
  words=$(_hotelbot_next "$path")
  case "$path" in
${flags.join("\n")}
  esac
  case "$path $before" in
${values.join("\n")}
  esac
  if [[ -n $values ]]; then COMPREPLY=($(compgen -W "$values" -- "$current"))
  elif [[ $current == -* ]]; then COMPREPLY=($(compgen -W "$flags" -- "$current"))
  elif [[ $before == -* && " --json --help " != *" $before "* ]]; then COMPREPLY=($(compgen -f -- "$current"))
  else
    COMPREPLY=($(compgen -W "$words" -- "$current"))
    [[ -n \${COMPREPLY[*]} || -z $path ]] || COMPREPLY=($(compgen -f -- "$current"))
  fi
}
_hotelbot_next() {
  local words=""
  case "$1" in
${next.join("\n")}
  esac
  printf '%s' "$words"
}
complete -o filenames -F _hotelbot hotelbot
`;
}

function flagsOf({ flags }: ManualCommand): string {
  return [...Object.values(flags).map(({ name }) => `--${name}`), "--help"].join(" ");
}

function valuesOf(words: string, { flags, args }: ManualCommand): string[] {
  const last = words.split(" ").at(-1) ?? "";
  const [first] = Object.values(args);
  const ofFlags = Object.values(flags).flatMap(({ name, options }) =>
    options ? [`    ${quote(`${words} --${name}`)}) values=${quote(options.join(" "))} ;;`] : [],
  );
  const ofArg = first?.options
    ? [`    ${quote(`${words} ${last}`)}) values=${quote(first.options.join(" "))} ;;`]
    : [];
  return [...ofFlags, ...ofArg];
}

function quote(text: string): string {
  return `"${text}"`;
}
