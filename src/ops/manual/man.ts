import { commandsOf, type Manifest, type ManualCommand, type ManualFlag } from "./manifest.ts";

/** `man hotelbot`, from oclif's manifest: every command with its flags, arguments, exit codes and examples. */
export function manPage(manifest: Manifest): string {
  const commands = commandsOf(manifest);
  return [
    `.\\" Written by npm run build.`,
    `.TH HOTELBOT 1 "" "hotelbot ${manifest.version}" "hotelbot"`,
    ".SH NAME",
    "hotelbot \\- the receptionist that lives on the hotel's own machine",
    ".SH SYNOPSIS",
    ".B hotelbot",
    ".I command",
    "[flags]",
    ".SH DESCRIPTION",
    text(
      "hotelbot answers a hotel's guests on WhatsApp, in writing and by voice note, and books in its PMS. The daemon does the work; " +
        "the other commands ask it over its control socket or look after its files. Answers go to standard output, talk to standard error.",
    ),
    ".SH GLOBAL FLAGS",
    ...globals(commands.map(({ command }) => command)),
    ".SH COMMANDS",
    ...commands.flatMap(({ words, command }) => section(words, command)),
    ".SH ENVIRONMENT",
    ...entry("HOTELBOT_STATE", "The state folder, where no --state says."),
    ...entry("HOTELBOT_SOCKET", "The control socket, where no --socket says."),
    ...entry("NO_COLOR", "When set, nothing is coloured."),
    ...entry("DEBUG", "When set, an error shows where it came from."),
    ".SH FILES",
    ...entry("/etc/hotelbot/hotel.yaml", "The hotel, unless its state folder has one."),
    ...entry("/var/lib/hotelbot", "The service's state folder."),
    ...entry("/run/hotelbot/control.sock", "The service's control socket."),
    ".SH SEE ALSO",
    text("docs/configuration.md, docs/operations.md and docs/json.md in the release."),
    "",
  ].join("\n");
}

function section(words: string, command: ManualCommand): string[] {
  const args = Object.values(command.args).map(({ name, required }) =>
    required === true ? name.toUpperCase() : `[${name.toUpperCase()}]`,
  );
  const own = Object.values(command.flags).filter(({ helpGroup }) => helpGroup !== "GLOBAL");
  return [
    `.SS ${asIs(["hotelbot", words, ...args].join(" "))}`,
    text(command.summary ?? ""),
    ...paragraphs(command.description ?? ""),
    ...Object.values(command.args).flatMap(({ name, description = "", options }) =>
      entry(name.toUpperCase(), withOptions(description, options)),
    ),
    ...own.flatMap(flagEntry),
    ...examples(words, command.examples ?? []),
  ];
}

function globals(commands: readonly ManualCommand[]): string[] {
  const all = commands
    .flatMap(({ flags }) => Object.values(flags))
    .filter(({ helpGroup }) => helpGroup === "GLOBAL");
  return [...new Map(all.map((flag) => [flag.name, flag])).values()].flatMap(flagEntry);
}

function flagEntry({
  name,
  char,
  type,
  helpValue,
  summary,
  description = "",
  options,
}: ManualFlag): string[] {
  const value = type === "option" ? ` ${helpValue ?? name.toUpperCase()}` : "";
  return entry(`${char ? `-${char}, ` : ""}--${name}${value}`, withOptions(summary ?? description, options));
}

function withOptions(sentence: string, options: readonly string[] | undefined): string {
  return options ? `${sentence} One of: ${options.join(", ")}.`.trim() : sentence;
}

function examples(words: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const filled = lines.map((line) =>
    line.replaceAll("<%= config.bin %>", "hotelbot").replaceAll("<%= command.id %>", words),
  );
  return [
    ".PP",
    "Examples:",
    ".RS",
    ".nf",
    ...filled.flatMap((line) => line.split("\n").map(asIs)),
    ".fi",
    ".RE",
  ];
}

function entry(term: string, sentence: string): string[] {
  return [".TP", `.B ${asIs(term)}`, asIs(sentence)];
}

function paragraphs(description: string): string[] {
  return description.split(/\n\s*\n/).flatMap((paragraph) => [".PP", ...paragraph.split("\n").map(asIs)]);
}

function text(sentence: string): string {
  return asIs(sentence);
}

/** Backslashes and hyphens as themselves, and no line that begins like a request. */
function asIs(line: string): string {
  const safe = line.trim().replaceAll("\\", "\\e").replaceAll("-", "\\-");
  return /^[.']/.test(safe) ? `\\&${safe}` : safe;
}
