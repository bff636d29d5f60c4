import { describe, expect, it } from "vitest";
import { beatEvery, STUCK_MS, takeBeat } from "../../src/daemon/beat.ts";
import { HotelbotError } from "../../src/errors.ts";
import { silentLogger } from "../../src/platform/logger.ts";
import { fakeClock } from "../audio/clock.ts";
import { body, text } from "../store/support/messages.ts";
import { temporaryStore } from "../store/support/opened.ts";

function aDaemon() {
  const { store, touch, clock } = temporaryStore();
  const startedAt = clock.at;
  const beat = (write = touch) => takeBeat({ clock, store, touch: write, startedAt });
  const guestWrites = (id: string): void => {
    const message = text(id, { phone: "34600000001" }, clock.at);
    store.inbox.accept([body({ messages: [message] }, clock.at)]);
  };
  return { clock, store, beat, guestWrites };
}

describe("a health beat", () => {
  it("comes from a daemon whose disk takes a write and whose turns end", () => {
    const { beat, guestWrites } = aDaemon();
    expect(beat()).toEqual({ well: true, text: "0 to answer, 0 to send" });
    guestWrites("one");
    expect(beat()).toEqual({ well: true, text: "1 to answer, 0 to send" });
  });

  it("is withheld when a guest has waited ten minutes while the daemon ran, and not for one who just wrote", () => {
    const { beat, guestWrites, clock } = aDaemon();
    clock.at += STUCK_MS;
    guestWrites("one");
    expect(beat().well).toBe(true);
    clock.at += STUCK_MS;
    expect(beat()).toMatchObject({ well: false, text: expect.stringContaining("waited") });
  });

  it("is not withheld by what lay there when the daemon started: it is given its time", () => {
    const { store, touch, clock } = temporaryStore();
    store.inbox.accept([body({ messages: [text("old", { phone: "34600000001" }, clock.at)] }, clock.at)]);
    clock.at += 24 * STUCK_MS;
    const startedAt = clock.at;
    expect(takeBeat({ clock, store, touch, startedAt }).well).toBe(true);
    clock.at += STUCK_MS;
    expect(takeBeat({ clock, store, touch, startedAt }).well).toBe(false);
  });

  it("says that the disk is full and goes on: a restart frees none", () => {
    const { beat } = aDaemon();
    const full = (): void => {
      throw new HotelbotError("DATABASE_FULL", { path: "/var/lib/hotelbot" });
    };
    expect(beat(full)).toEqual({ well: true, text: "The disk is full: nothing can be stored." });
  });

  it("is withheld when the database takes no write", () => {
    const { beat } = aDaemon();
    const broken = (): void => {
      throw new HotelbotError("DATABASE_BROKEN", { what: "disk I/O error" });
    };
    expect(beat(broken)).toMatchObject({ well: false, text: expect.stringContaining("disk I/O error") });
  });
});

describe("beating", () => {
  it("tells the manager three times in its period, and only a status when not well", () => {
    const clock = fakeClock();
    const said: string[] = [];
    const tell =
      (what: string) =>
      async (line = ""): Promise<void> => {
        said.push(`${what} ${line}`);
      };
    const notifier = {
      watchdogMs: 30_000,
      ready: tell("ready"),
      stopping: tell("stopping"),
      beat: tell("beat"),
      status: tell("status"),
    };
    let well = true;
    const beat = () => ({ well, text: well ? "fine" : "stuck" });
    const stop = beatEvery({ clock, log: silentLogger(), notifier, beat });
    clock.fire();
    expect(clock.waiting()).toEqual([10_000]);
    well = false;
    clock.fire();
    expect(said).toEqual(["beat fine", "status stuck"]);
    stop();
    expect(clock.waiting()).toEqual([]);
  });
});
