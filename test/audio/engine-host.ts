// A process that owns a speech engine, started by engine.test.ts to be killed: prints the engine's process id.
import { createEngine } from "../../audio/ears/engine.ts";
import { installedEngine, shippedModel } from "../../audio/ears/installed.ts";
import { systemClock } from "../../src/platform/clock.ts";

const engine = createEngine({ binary: installedEngine(), model: shippedModel(), clock: systemClock() });
await engine.start();
process.stdout.write(`${engine.pid()}\n`);
