import { writeSync } from "node:fs";
import { join } from "node:path";
import { systemClock } from "../../../src/platform/clock.ts";
import { randomIds } from "../../../src/platform/ids.ts";
import { packageRoot } from "../../../src/platform/package-root.ts";
import { openStore } from "../../../src/store/open.ts";
import { body, entry, text } from "./messages.ts";

// Accepts batches and answers the guest for ever; writes an id only after the call that stored it came back.
const [folder = "", round = "0"] = process.argv.slice(2);
const migrationsDir = join(packageRoot(), "migrations");
const { store } = openStore(folder, { clock: systemClock(), ids: randomIds(), migrationsDir });
const phone = "34600000001";

for (let number = 0; ; number += 1) {
  const size = 1 + (number % 7);
  const ids = Array.from({ length: size }, (_, index) => `${round}-${number}-${index}`);
  const [guestId = 0] = store.inbox.accept(ids.map((id) => body({ messages: [text(id, { phone })] })));
  writeSync(1, ids.map((id) => `in ${id}\n`).join(""));
  const { id: conversationId } = store.conversations.open(guestId, "whatsapp", { phone }, undefined, 1);
  store.transaction(() => {
    store.outbox.add(entry({ guestId, conversationId }, `${round}-${number}`));
    store.inbox.finish(
      store.inbox.pending(guestId).map((row) => row.id),
      "answered",
      2,
    );
    store.audit.add({ at: 3, actor: "bot", action: "answered", subject: `${round}-${number}` });
  });
  writeSync(1, `out ${round}-${number}\n`);
}
