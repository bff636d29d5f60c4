/**
 * Who may import whom, as docs/architecture.md tells it. A part may always import itself. The longest `part` that a
 * file's path begins with is its rule; `may` are beginnings of paths, `mayTypes` those of which only types may be
 * taken.
 */
export interface Rule {
  readonly part: string;
  readonly may: readonly string[];
  readonly mayTypes?: readonly string[];
}

const DOMAIN = "src/domain/";
const PLATFORM = "src/platform/";
const ERRORS = "src/errors";
const BASICS = [DOMAIN, PLATFORM, ERRORS];
const PMS = ["src/pms/port.ts", "src/pms/checks.ts", "src/pms/one-at-a-time.ts", "src/pms/same-guest.ts"];

export const RULES: readonly Rule[] = [
  { part: DOMAIN, may: [] },
  { part: PLATFORM, may: [] },
  { part: ERRORS, may: [] },
  { part: "src/understanding/", may: BASICS },
  { part: "src/conversation/", may: BASICS },
  // A channel stores what it receives and sends what is stored: it takes the store's words, never the store.
  { part: "src/channels/", may: BASICS, mayTypes: ["src/store/contract"] },
  {
    part: "src/channels/phone/",
    may: [...BASICS, "src/channels/port.ts", "audio/"],
    mayTypes: ["src/store/contract"],
  },
  { part: "src/pms/", may: BASICS },
  // Adapters share the port and what is checked before any of them is asked, never each other.
  { part: "src/pms/house/", may: [...BASICS, ...PMS] },
  { part: "src/pms/qloapps/", may: [...BASICS, ...PMS] },
  // All SQL lives in the store, so it fills the house PMS's own port too.
  { part: "src/store/", may: BASICS, mayTypes: ["src/pms/house/"] },
  { part: "audio/", may: BASICS },
  // The doors know the line's seam and how sound is coded, not who hears or speaks.
  { part: "audio/line/sip/", may: [...BASICS, "audio/line/", "audio/pcm/"] },
  { part: "audio/line/rtp/", may: [...BASICS, "audio/line/", "audio/pcm/"] },
  { part: "audio/line/sdp/", may: [] },
  { part: "audio/line/audiosocket/", may: [...BASICS, "audio/line/", "audio/pcm/"] },
  { part: "src/config/", may: BASICS },
  { part: "src/control/", may: BASICS },
  // Page and command line have the same powers: both know the control contract and nothing behind it.
  { part: "src/web/", may: [...BASICS, "src/control/"], mayTypes: ["src/store/contract"] },
  {
    part: "src/pipeline/",
    may: [...BASICS, "src/understanding/", "src/conversation/", "src/channels/", "src/pms/", "src/store/"],
  },
  // The composition root, in one file and its folder: the only part that knows every part.
  { part: "src/daemon", may: ["src/", "audio/"] },
  { part: "src/ops/", may: [...BASICS, "src/control/", "src/config/"] },
  // Done without a daemon: a file is transcribed, a text is spoken, a model is checked before it is used.
  { part: "src/ops/voice/", may: [...BASICS, "src/ops/", "src/control/", "src/config/", "audio/"] },
  { part: "src/ops/model/", may: [...BASICS, "src/ops/", "src/control/", "src/config/", "audio/"] },
  // Tries the sound card without a daemon.
  { part: "src/ops/audio/", may: [...BASICS, "src/ops/", "audio/"] },
  // Looks at the model as the ears do, and asks Meta about the number.
  {
    part: "src/ops/doctor/",
    may: [
      ...BASICS,
      "src/ops/",
      "src/control/",
      "src/config/",
      "audio/",
      "src/channels/whatsapp/account.ts",
      "src/channels/whatsapp/self-test.ts",
    ],
  },
  // A sentence is understood, a hotel's questions are tested, without a daemon.
  { part: "src/ops/understand/", may: [...BASICS, "src/ops/", "src/config/", "src/understanding/"] },
  // Looks at the shop without a daemon.
  { part: "src/ops/pms/", may: [...BASICS, "src/ops/", "src/control/", "src/config/", "src/pms/qloapps/"] },
  // A copy that was taken out of the way is opened to look at it; the live file stays the daemon's.
  {
    part: "src/ops/backup/",
    may: [...BASICS, "src/ops/", "src/control/", "src/config/", "src/store/", "src/pms/house/"],
  },
  // A guest nobody had answered yet gets a conversation that begins with a person.
  {
    part: "src/ops/restore/",
    may: [...BASICS, "src/ops/", "src/control/", "src/config/", "src/store/", "src/conversation/state.ts"],
  },
  // A pretended Meta, and a pretended guest who speaks.
  {
    part: "src/ops/demo/",
    may: [...BASICS, "src/control/", "src/config/", "src/ops/", "src/channels/whatsapp/", "audio/"],
  },
  {
    part: "src/ops/sandbox/",
    may: [...BASICS, "src/control/", "src/config/", "src/ops/", "src/channels/whatsapp/"],
  },
  // What is run all day and must not wait for the command library.
  {
    part: "src/quick.ts",
    may: [PLATFORM, ERRORS, "src/control/", "src/ops/views/", "src/ops/checks/check.ts"],
  },
  { part: "src/failure.ts", may: [PLATFORM, ERRORS] },
  { part: "src/command.ts", may: [PLATFORM, ERRORS, "src/failure.ts"] },
  // What commands that do alike are built on.
  {
    part: "src/command/",
    may: [...BASICS, "src/command.ts", "src/control/", "src/ops/views/", "src/ops/house/"],
  },
  { part: "src/cli.ts", may: [PLATFORM, ERRORS, "src/failure.ts"] },
  {
    part: "commands/",
    may: [...BASICS, "src/command", "src/config/", "src/control/", "src/ops/"],
  },
  // The one command that becomes the daemon.
  { part: "commands/daemon/run.ts", may: [PLATFORM, ERRORS, "src/command.ts", "src/daemon/foreground.ts"] },
];

/** Packages that only these parts may import. */
export const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  "better-sqlite3": ["src/store/"],
  fastify: ["src/control/", "src/channels/", "src/web/"],
  undici: ["src/control/", "src/channels/", "src/pms/", "audio/", "src/ops/", "src/understanding/second/"],
  "@oclif/core": ["src/command", "src/failure.ts", "src/cli.ts", "commands/"],
  "fast-xml-parser": ["src/pms/"],
  inquirer: ["src/ops/"],
  yaml: ["src/config/", "src/conversation/", "src/understanding/"],
  pino: ["src/platform/"],
  execa: ["src/platform/", "audio/", "src/ops/"],
  "prom-client": ["src/ops/"],
  nodemailer: ["src/ops/"],
  listr2: ["src/ops/", "commands/"],
  chalk: ["src/ops/", "commands/"],
  "libphonenumber-js": ["src/understanding/", "src/channels/", "src/daemon"],
  "ogg-opus-decoder": ["audio/"],
  "@echogarden/fvad-wasm": ["audio/"],
  "node-record-lpcm16": ["audio/line/soundcard/"],
};

/** What a command may not load before it knows that it needs it: each costs more than the command itself. */
export const HEAVY = [
  "better-sqlite3",
  "fastify",
  "inquirer",
  "listr2",
  "ogg-opus-decoder",
  "@echogarden/fvad-wasm",
  "pino",
  "yaml",
];
