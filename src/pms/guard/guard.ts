import type { Clock } from "../../platform/clock.ts";
import type { Pms } from "../port.ts";
import { type BreakerState, createBreaker } from "./breaker.ts";
import { createQuoteCache } from "./quote-cache.ts";
import { createRateLimit, type RateOptions } from "./rate-limit.ts";

export interface GuardedPms extends Pms {
  /** How the PMS has answered lately. */
  breaker(): BreakerState;
}

/** QloApps on a small machine answers about twenty questions a second before guests of its own web shop feel it. */
const RATE: RateOptions = { perSecond: 20, burst: 40, mostWaiting: 200 };

/**
 * A PMS of another process, with what its absence and its slowness must not do to guests: a breaker that lives as long
 * as the daemon, a limit of questions a second, and quotes that are asked once for the same question. Promises are the
 * port's: nothing here tries a write again.
 */
export function guardPms(pms: Pms, clock: Clock, rate: RateOptions = RATE): GuardedPms {
  const breaker = createBreaker(clock);
  const limit = createRateLimit(clock, rate);
  const cache = createQuoteCache(clock);

  const ask = async <T>(question: () => Promise<T>): Promise<T> => {
    await limit.turn();
    return await breaker.run(question);
  };

  /** Whatever became of a write, what was free before it may not be now. */
  const write = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await breaker.run(work);
    } finally {
      cache.forget();
    }
  };

  return {
    name: pms.name,
    settleMs: pms.settleMs,
    roomTypes: () => pms.roomTypes(),
    quote: (question) => cache.quote(question, () => ask(() => pms.quote(question))),
    create: (request) => write(() => pms.create(request)),
    change: (pmsId, change) => write(() => pms.change(pmsId, change)),
    cancel: (pmsId) => write(() => pms.cancel(pmsId)),
    findByReference: (reference) => ask(() => pms.findByReference(reference)),
    findByCode: (code) => ask(() => pms.findByCode(code)),
    arrivals: (day) => ask(() => pms.arrivals(day)),
    inHouse: (night) => ask(() => pms.inHouse(night)),
    outOfService: (night) => ask(() => pms.outOfService(night)),
    similar: (guest, stay) => ask(() => pms.similar(guest, stay)),
    check: () => ask(() => pms.check()),
    breaker: () => breaker.state(),
  };
}
