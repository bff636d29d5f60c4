import { createEars, type Ears, type EarsOptions } from "../../../audio/ears/ears.ts";
import { installedEngine, shippedModel } from "../../../audio/ears/installed.ts";
import { systemClock } from "../../platform/clock.ts";

/** Ears for one command: the engine is started, used and stopped. Rejects with what kept it from starting. */
export async function withEars<T>(
  options: Partial<EarsOptions>,
  use: (ears: Ears) => Promise<T>,
): Promise<T> {
  const ears = createEars({
    binary: installedEngine(),
    model: shippedModel(),
    clock: systemClock(),
    // A person waits for this one answer, so it stands behind nobody and is not given up early.
    nice: 0,
    timeout: { baseMs: 60_000, perSecondMs: 2_000 },
    ...options,
  });
  try {
    await ears.start();
    ears.engine.check();
    return await use(ears);
  } finally {
    await ears.stop();
  }
}
