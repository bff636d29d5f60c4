// A hotel with a telephone in a process of its own, for phone.ts: prints its port and ends with its standard input.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { demoHotelPath, loadHotel } from "../../src/config/load.ts";
import { loadSecrets } from "../../src/config/secrets.ts";
import { createDaemon } from "../../src/daemon.ts";
import { systemClock } from "../../src/platform/clock.ts";
import { randomIds } from "../../src/platform/ids.ts";
import { createLogger } from "../../src/platform/logger.ts";

const port = Number(process.argv[2]);
const stateDir = mkdtempSync(join(tmpdir(), "hotelbot-phone-"));
const { whatsapp: _none, ...demo } = loadHotel(demoHotelPath());
const daemon = createDaemon({
  stateDir,
  config: {
    ...demo,
    phone: {
      door: { kind: "audiosocket", bind: { address: "127.0.0.1", port }, allow: [] },
      rooms: {},
      maxCalls: 4,
      keepAudio: false,
    },
  },
  secrets: loadSecrets(stateDir, undefined),
  clock: systemClock(),
  ids: randomIds(),
  log: createLogger("info"),
});
const { socketPath } = await daemon.start();
process.stdout.write(`${socketPath}\n`);
process.stdin.resume();
process.stdin.once("end", async () => {
  await daemon.stop();
  rmSync(stateDir, { recursive: true, force: true });
  process.exit(0);
});
