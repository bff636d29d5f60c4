import type { Logger } from "../../platform/logger.ts";
import type { Alert } from "./alarm.ts";
import type { Way } from "./way.ts";

/** Sends alerts on every way; what does not get through is tried again with the next ones. */
export interface Dispatch {
  /** Adds alerts and tries everything that waits, the oldest first. Never rejects. */
  send(alerts: readonly Alert[]): Promise<void>;
  /** How many wait for a way that is down. */
  waiting(): number;
  close(): Promise<void>;
}

/** A mail server that is away for a day is no reason to be told of a day's alerts: the latest are kept. */
const MOST_WAITING = 50;

export function createDispatch(ways: readonly Way[], log: Logger): Dispatch {
  const queues = ways.map((way) => ({ way, alerts: [] as Alert[] }));
  let running: Promise<void> = Promise.resolve();

  async function drain({ way, alerts }: (typeof queues)[number]): Promise<void> {
    try {
      for (let alert = alerts[0]; alert; alert = alerts[0]) {
        await way.send(alert);
        alerts.shift();
      }
    } catch (error) {
      log.warn("an alert could not be sent and is tried again", { way: way.name, err: error });
    }
  }

  return {
    send(alerts) {
      running = running.then(async () => {
        for (const queue of queues) {
          queue.alerts.push(...alerts);
          queue.alerts.splice(0, Math.max(0, queue.alerts.length - MOST_WAITING));
        }
        await Promise.all(queues.map(drain));
      });
      return running;
    },
    waiting: () => queues.reduce((sum, { alerts }) => sum + alerts.length, 0),
    async close() {
      await Promise.all(ways.map((way) => way.close()));
    },
  };
}
