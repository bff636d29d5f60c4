import type { Endpoint, OpenUdp, Receive } from "../../../../audio/line/udp.ts";
import type { Clock } from "../../../../src/platform/clock.ts";

/** A network and a clock of their own: nothing happens until the test lets time pass. */
export interface World {
  readonly clock: Clock;
  readonly openUdp: OpenUdp;
  /** Called for every datagram that is sent. */
  onSent: (bytes: Buffer, from: Endpoint, to: Endpoint) => void;
  deliver(bytes: Buffer, from: Endpoint, to: Endpoint): void;
  readonly open: Endpoint[];
  /** Lets time pass, step by step, until then or until `done` says so. */
  run(untilMs: number, done?: () => boolean): Promise<void>;
}

interface Wait {
  readonly at: number;
  readonly callback: () => void;
}

export function virtualWorld(): World {
  let now = 0;
  let nextPort = 40_000;
  const waits = new Set<Wait>();
  const sockets = new Map<string, Receive>();
  const open: Endpoint[] = [];
  const key = (at: Endpoint) => `${at.address}:${at.port}`;
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  const first = (): Wait | undefined => {
    let soonest: Wait | undefined;
    for (const wait of waits) if (!soonest || wait.at < soonest.at) soonest = wait;
    return soonest;
  };
  const world: World = {
    onSent: () => {},
    open,
    clock: {
      now: () => now,
      after: (ms, callback) => {
        const wait = { at: now + Math.max(0, ms), callback };
        waits.add(wait);
        return () => waits.delete(wait);
      },
    },
    openUdp: async (at, receive) => {
      const local = { address: at.address, port: at.port === 0 ? nextPort : at.port };
      nextPort += 2;
      sockets.set(key(local), receive);
      open.push(local);
      return {
        local,
        send: (bytes, to) => world.onSent(Buffer.from(bytes), local, to),
        close: async () => {
          sockets.delete(key(local));
          open.splice(open.indexOf(local), 1);
        },
      };
    },
    deliver: (bytes, from, to) => sockets.get(key(to))?.(bytes, from),
    run: async (untilMs, done = () => false) => {
      await settle();
      while (!done()) {
        const wait = first();
        if (!wait || wait.at > untilMs) break;
        now = Math.max(now, wait.at);
        waits.delete(wait);
        wait.callback();
        await settle();
      }
      if (!done()) now = Math.max(now, untilMs);
    },
  };
  return world;
}
