/**
 * `npm run eval [-- --misses | --write]`: how well hotelbot understands, on sentences written by hand;
 * `npm run eval -- --speech DIR`: how well it hears.
 */
const argv = process.argv.slice(2);
const known = ["--speech", "--misses", "--write"];
if (argv.includes("--speech")) {
  process.exitCode = await (await import("./speech.ts")).evaluateSpeech(argv);
} else if (argv.every((each) => known.includes(each))) {
  process.exitCode = await (await import("./understanding.ts")).evaluateUnderstanding(argv);
} else {
  process.stderr.write("Say npm run eval -- [--misses | --write], or --speech DIR …\n");
  process.exitCode = 3;
}
