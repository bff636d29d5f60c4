import { realLine } from "./line.ts";

/**
 * A line that answers by itself, for real peers in a network of their own. Arguments: address, port, calls. Each call
 * hears a tone of 1,000 Hz for two seconds. One JSON line on standard output for each call when it is over.
 */
const [address = "127.0.0.1", port = "5070", calls = "1"] = process.argv.slice(2);

const line = realLine(5_060, {
  registrar: { host: address, port: 5_060 },
  bind: { address, port: Number(port) },
  maxCalls: 100,
});
let left = Number(calls);
line.onCall((call) => {
  const heard = { loud: 0, frames: 0, crossings: 0 };
  let last = 0;
  let digits = "";
  call.onDigit((digit) => {
    digits += digit;
  });
  call.onFrame((frame) => {
    heard.frames += 1;
    const loud = frame.some((sample) => Math.abs(sample) > 1_000);
    if (!loud) return;
    heard.loud += 1;
    for (const sample of frame) {
      if (sample >= 0 !== last >= 0) heard.crossings += 1;
      last = sample;
    }
  });
  void call.answer().then(async () => {
    const tone = Int16Array.from(
      { length: 16_000 },
      (_, i) => 8_000 * Math.sin((2 * Math.PI * 1_000 * i) / 8_000),
    );
    const played = await call.play(tone);
    const why = await call.ended;
    const hz = heard.loud === 0 ? 0 : Math.round(heard.crossings / 2 / (heard.loud * 0.02));
    process.stdout.write(`${JSON.stringify({ from: call.from, ...heard, hz, digits, played, why })}\n`);
    left -= 1;
    if (left === 0) await line.stop();
  });
});
await line.start();
process.stdout.write(`${JSON.stringify({ listening: line.address() })}\n`);
