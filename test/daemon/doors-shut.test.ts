import { expect, it, onTestFinished } from "vitest";
import { demoHotelPath, loadHotel } from "../../src/config/load.ts";
import { loadSecrets } from "../../src/config/secrets.ts";
import { createControlClient } from "../../src/control/client.ts";
import { createDaemon } from "../../src/daemon.ts";
import { systemClock } from "../../src/platform/clock.ts";
import { randomIds } from "../../src/platform/ids.ts";
import { silentLogger } from "../../src/platform/logger.ts";
import { body, text } from "../store/support/messages.ts";
import { temporaryStore } from "../store/support/opened.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

it("behind shut doors tells how it is, takes nothing, and touches no message that waits", async () => {
  const stateDir = await temporaryFolder();
  const before = temporaryStore(stateDir);
  before.store.inbox.accept([body({ messages: [text("one", { phone: "34600000001" })] })]);
  before.close();
  const daemon = createDaemon({
    stateDir,
    config: loadHotel(demoHotelPath()),
    secrets: loadSecrets(stateDir, undefined),
    clock: systemClock(),
    ids: randomIds(),
    log: silentLogger(),
    doorsShut: true,
  });
  const { socketPath, webhookPort } = await daemon.start();
  onTestFinished(() => daemon.stop());
  expect(webhookPort).toBeUndefined();
  const client = createControlClient([socketPath]);
  await expect(client.chat({ session: "ana", text: "hola" })).rejects.toMatchObject({ code: "DOORS_SHUT" });
  await expect(client.desk(1, { act: "take", by: "Marta" })).rejects.toMatchObject({ code: "DOORS_SHUT" });
  expect((await client.status()).queue.inboxNew).toBe(1);
  expect(daemon.beat()).toEqual({ well: true, text: "1 to answer, 0 to send" });
});
