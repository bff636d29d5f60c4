import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, onTestFinished } from "vitest";
import { demoHotelPath, loadHotel } from "../../../src/config/load.ts";
import type { ConversationState } from "../../../src/conversation/contract.ts";
import { pipelineContext } from "../../../src/daemon/pipeline-context.ts";
import type { Speech } from "../../../src/daemon/speech.ts";
import type { Booking } from "../../../src/domain/hotel.ts";
import type { Language } from "../../../src/domain/language.ts";
import type { PipelineContext } from "../../../src/pipeline/context.ts";
import { createPipeline } from "../../../src/pipeline/pipeline.ts";
import { randomIds } from "../../../src/platform/ids.ts";
import { silentLogger } from "../../../src/platform/logger.ts";
import { packageRoot } from "../../../src/platform/package-root.ts";
import { seedHouse } from "../../../src/pms/house/definition.ts";
import { housePms } from "../../../src/pms/house/house.ts";
import { type OpenStore, openStore } from "../../../src/store/open.ts";
import { virtualClock } from "../../pipeline/support/virtual-clock.ts";
import { body } from "../../store/support/messages.ts";
import { MIGRATIONS } from "../../store/support/opened.ts";

/** A caller of the demo hotel whose words arrive as the ears write them down; no sound is made. */
export interface SpokenGuest {
  /** Says it in the call; answers what is spoken back. */
  say(text: string): Promise<string>;
  state(): ConversationState;
  waitingReason(): string | undefined;
  requests(): readonly { readonly kind: string; readonly room?: string }[];
  bookings(): Promise<readonly Booking[]>;
}

export interface SpokenHouse {
  call(phone: string, language: Language): SpokenGuest;
}

/** The real pipeline, understanding, conversation, store and house PMS behind the phone channel's inbox and outbox. */
export function spokenHouse(): () => SpokenHouse {
  const folder = mkdtempSync(join(tmpdir(), "hotelbot-spoken-"));
  let opened: OpenStore | undefined;
  let house: SpokenHouse | undefined;
  beforeAll(async () => {
    const clock = virtualClock();
    const ids = randomIds();
    const log = silentLogger();
    opened = openStore(folder, { clock, ids, migrationsDir: MIGRATIONS });
    const { whatsapp: _none, ...config } = loadHotel(demoHotelPath());
    if (config.pms.kind !== "house") throw new Error("the demo hotel has a house PMS");
    seedHouse(opened.house, config.pms, opened.houseDesk);
    const pms = housePms({ repository: opened.house, clock, ids });
    const ready = { state: () => ({ ready: true }) };
    const speech = { ears: ready, mouth: ready } as unknown as Speech;
    const parts = { root: packageRoot(), config, store: opened.store, pms, clock, ids, log, speech };
    const context = await pipelineContext({ ...parts, link: undefined });
    house = houseOf(context);
  });
  afterAll(() => {
    opened?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return () => {
    if (!house) throw new Error("the house has not opened");
    return house;
  };
}

function houseOf(context: PipelineContext): SpokenHouse {
  const { store, clock, pms } = context;
  const pipeline = createPipeline(context, { queued: () => undefined });
  let count = 0;
  return {
    call(phone, language) {
      const said = (id: number): string[] =>
        store.outbox
          .ofConversation(id, 0)
          .map(({ content }) => (content.kind === "voice" ? content.text : `not spoken: ${content.kind}`));
      const conversation = () =>
        store.conversations.open(guestId, "phone", { phone }, undefined, clock.now());
      let guestId = 0;
      const bookings = async (): Promise<Booking[]> => {
        const rows = store.journal.staying("2027-01-01");
        const mine = rows.filter(({ conversationId }) => conversationId === conversation().id);
        const found = await Promise.all(mine.map(({ reference }) => pms.findByReference(reference)));
        return found.flatMap((booking) => (booking ? [booking] : []));
      };
      // The next caller finds the rooms free.
      onTestFinished(async () => {
        store.holds.release(conversation().id, clock.now());
        for (const { pmsId, status } of await bookings()) if (status === "firm") await pms.cancel(pmsId);
      });
      return {
        async say(text) {
          const transcript = { text, language, confidence: 0.9, seconds: 2, speechSeconds: 2, engineMs: 1 };
          const message = {
            channel: "phone",
            externalId: `said-${count++}`,
            from: { phone },
            sentAt: clock.now(),
            content: { kind: "speech", transcript },
          } as const;
          const event = { ...body({ messages: [message] }, clock.now()), channel: "phone" } as const;
          [guestId = 0] = store.inbox.accept([event]);
          const before = said(conversation().id).length;
          pipeline.arrived([guestId]);
          await pipeline.settled(guestId);
          return said(conversation().id).slice(before).join(" ");
        },
        state: () => conversation().state as ConversationState,
        waitingReason: () => conversation().waitingReason,
        requests: () => store.requests.ofConversation(conversation().id),
        bookings,
      };
    },
  };
}
