/**
 * How node-record-lpcm16 starts arecord: with small periods and a small buffer, so that sound comes after 21 ms instead
 * of 72 (its own arecord recorder asks for none and gets blocks of 125 ms). It loads a recorder by absolute path.
 */
function lowLatencyArecord(options: {
  readonly sampleRate: number;
  readonly channels: number;
  readonly device?: string | null;
}): { cmd: string; args: string[] } {
  const device = options.device ? ["-D", options.device] : [];
  const format = [
    "-t",
    "raw",
    "-f",
    "S16_LE",
    "-r",
    String(options.sampleRate),
    "-c",
    String(options.channels),
  ];
  return { cmd: "arecord", args: ["-q", ...device, ...format, "-B", "60000", "-F", "20000", "-"] };
}

// The package takes what require() answers for a function.
export { lowLatencyArecord as "module.exports" };
