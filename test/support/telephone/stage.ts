// A hotel with a telephone in a network of its own, as a program: `stage.ts STATE [lossy]`. Prints its control socket when its
// line waits for calls, and lets the test reach baresip's own control (a TCP port in here) by a socket file. A number on its
// standard input is how many ms pass at once; with its end the hotel closes.
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createEars } from "../../../audio/ears/ears.ts";
import { installedEngine, shippedModel } from "../../../audio/ears/installed.ts";
import { demoHotelPath, loadHotel } from "../../../src/config/load.ts";
import { loadSecrets } from "../../../src/config/secrets.ts";
import { createDaemon } from "../../../src/daemon.ts";
import { systemClock } from "../../../src/platform/clock.ts";
import { randomIds } from "../../../src/platform/ids.ts";
import { createLogger } from "../../../src/platform/logger.ts";
import { ADDRESS, BARESIP_CONTROL, BARESIP_PORT, LINE_PORT, RELAY_PORT } from "./addresses.ts";
import { badNetwork } from "./bad-network.ts";

/** Monday 1 February 2027, ten in the morning in Cádiz. */
const OPENS_AT = Date.parse("2027-02-01T09:00:00Z");

const [stateDir = "", network] = process.argv.slice(2);
const began = performance.now();
const { whatsapp: _none, ...demo } = loadHotel(demoHotelPath());
const log = createLogger("info");
let passed = 0;
const clock = {
  now: () => Math.floor(OPENS_AT + passed + performance.now() - began),
  after: systemClock().after,
};
/** The engine and model that ship, given more time than a caller is asked to wait: tests run on busy machines. */
const ears = createEars({
  binary: installedEngine(),
  model: shippedModel(),
  stateFolder: stateDir,
  clock,
  nice: 0,
  timeout: { baseMs: 25_000, perSecondMs: 1_000 },
});
const daemon = createDaemon({
  stateDir,
  config: {
    ...demo,
    // The daemon's own two engines are left out: one is enough to load.
    speech: { ...demo.speech, model: "/nowhere" },
    phone: {
      door: {
        kind: "sip",
        registrar: { host: ADDRESS, port: BARESIP_PORT },
        extension: "700",
        bind: { address: ADDRESS, port: LINE_PORT },
        allow: [],
        register: false,
        maxMinutes: 10,
        rtpPorts: { from: 0, to: 0 },
        transfer: "attended",
      },
      rooms: { "101": "101" },
      maxCalls: 4,
      keepAudio: false,
    },
  },
  secrets: loadSecrets(stateDir, undefined),
  clock,
  ids: randomIds(),
  log,
  phone: { ears },
});
const relay = network === "lossy" ? await badNetwork({ port: RELAY_PORT, line: LINE_PORT }) : undefined;
const bridge = createServer((socket) => {
  const baresip = connect(BARESIP_CONTROL, "127.0.0.1");
  baresip.on("error", () => socket.destroy());
  socket.on("error", () => baresip.destroy());
  socket.pipe(baresip).pipe(socket);
});
bridge.listen(join(stateDir, "baresip.sock"));
await ears.start();
ears.engine.check();
const { socketPath } = await daemon.start();
process.stdout.write(`${socketPath}\n`);
createInterface(process.stdin).on("line", (line) => {
  passed += Number(line);
});
process.stdin.once("end", async () => {
  bridge.close();
  await daemon.stop();
  await ears.stop();
  relay?.close();
  process.exit(0);
});
