/** `npm run eval -- --speech DIR`: measures how well hotelbot hears (and whatever else has a part here). */
const PARTS: Readonly<Record<string, () => Promise<(argv: readonly string[]) => Promise<number>>>> = {
  "--speech": async () => (await import("./speech.ts")).evaluateSpeech,
};

const argv = process.argv.slice(2);
const part = Object.keys(PARTS).find((flag) => argv.includes(flag));
const load = part === undefined ? undefined : PARTS[part];
if (load === undefined) {
  process.stderr.write(`Say what to measure: npm run eval -- ${Object.keys(PARTS).join(" | ")} …\n`);
  process.exitCode = 3;
} else {
  process.exitCode = await (await load())(argv);
}
